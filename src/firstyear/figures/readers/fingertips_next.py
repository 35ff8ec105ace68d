"""FingertipsNext: its health-data layout in, and its upload layout in.

The health data give areas by code and periods by year alone; names come from
`FingertipsNext_areas.csv` and what a year means (calendar or April to March), the
multiplier and the name from `FingertipsNext_indicators.json`, when they are given or
lie beside the file.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from firstyear.errors import Fault, InputError
from firstyear.figures.area_codes import level_of
from firstyear.figures.areas import area_table
from firstyear.figures.arrow import Column, array, chunked, pc, repeat
from firstyear.figures.keys import drop_repeats, key_numbers
from firstyear.figures.naming import bounded_among
from firstyear.figures.periods import Period, financial_years, years
from firstyear.figures.readers.area_lists import read_fingertips_next_areas
from firstyear.figures.readers.columns import (
    Mask,
    figures,
    joined,
    mask,
    spread,
    trimmed,
)
from firstyear.figures.readers.groups import grouping
from firstyear.figures.readers.look import Look, look
from firstyear.figures.readers.multiplier import multipliers
from firstyear.figures.readers.numbers import COUNTS, read_numbers
from firstyear.figures.readers.options import Options
from firstyear.figures.readers.reading import Draft, Reading, Recognised, finish
from firstyear.figures.readers.text_table import read_whole
from firstyear.figures.schema import AREAS

SOURCE: Final = "FingertipsNext"
AREAS_NAME: Final = "FingertipsNext_areas.csv"
INDICATORS_NAME: Final = "FingertipsNext_indicators.json"
_ALWAYS: Final = frozenset(
    {"IndicatorId", "AreaCode", "Year", "Value", "Count", "Denominator", "CategoryType"}
)
_NUMBERS: Final = {
    "count": "Count",
    "denominator": "Denominator",
    "value": "Value",
    "lower": "LowerCI",
    "upper": "UpperCI",
}
_SEPARATOR: Final = "\x1f"
# Some indicators are in the file twice, once rounded to four digits.
_ROUNDED: Final = 1e-3


@dataclass(frozen=True)
class Metadata:
    """What the indicators file says of one indicator."""

    name: str
    period_type: str
    frequency: str
    per: float | None


def recognises(header: Sequence[str]) -> bool:
    """Whether a header is that of the health-data layout."""
    return {name.strip() for name in header} >= _ALWAYS


def read(look_: Look, options: Options) -> Reading:
    """The health data: figures, with names and metadata when they are at hand."""
    piece = read_whole(look_)
    text = {name: trimmed(piece.table[name]) for name in piece.table.column_names}
    rows, size = piece.rows, piece.table.num_rows
    metadata, areas, notes = _beside(look_, options)
    draft_faults = list(piece.faults)
    bad = np.zeros(size, dtype=bool)
    numbers: dict[str, Column] = {}
    marks: dict[str, int] = {}
    for name, theirs in _NUMBERS.items():
        column = text.get(theirs, chunked([repeat("", size)]))
        found = read_numbers(
            column,
            name=theirs,
            rows=rows,
            file=look_.name,
            signed=name not in COUNTS,
        )
        numbers[name] = found.values
        bad |= found.bad
        draft_faults += found.faults
        marks.update(found.marks)
    group = grouping(
        "fingertips-next",
        indicator=text["IndicatorId"],
        sex=text["Sex"],
        age=text["Age"],
        category_type=text["CategoryType"],
        category=text["Category"],
    )
    when = joined([text["IndicatorId"], text["Year"]], _SEPARATOR)
    periods = {key: _period(key, metadata) for key in pc.unique(when).to_pylist()}
    no_period = spread(when, lambda key: periods[key] is None, pa.bool_())
    where = np.asarray(no_period.combine_chunks().to_numpy(zero_copy_only=False))
    bad |= where
    draft_faults += [
        Fault(
            "not a year", "write four digits", look_.name, int(rows[at]), "Year", year
        )
        for at, year in zip(
            np.flatnonzero(where),
            text["Year"].filter(no_period).to_pylist(),
            strict=True,
        )
    ]
    code = text["AreaCode"]
    names = _names(areas)
    nothing = pc.and_(pc.is_null(numbers["value"]), pc.is_null(numbers["count"]))
    table = figures(
        size,
        indicator=group.indicator,
        area=code,
        name=spread(code, lambda each: names.get(each, ("", ""))[0], pa.string()),
        level=spread(
            code,
            lambda each: names.get(each, ("", ""))[1] or level_of(each),
            pa.string(),
        ),
        date_from=spread(when, lambda key: _day(periods[key], 0), pa.date32()),
        date_to=spread(when, lambda key: _day(periods[key], 1), pa.date32()),
        dimension=group.dimension,
        category=group.category,
        **numbers,
        status=pc.if_else(nothing, "missing", "value"),
        source=options.source or SOURCE,
        origin=options.origin or "local",
        per=_per(text["IndicatorId"], group.indicator, numbers, metadata),
        note=group.note,
    )
    known = Recognised(
        "fingertips-next",
        f"FingertipsNext health data with {len(pc.unique(text['IndicatorId']))} "
        "indicators",
        look_.name,
        columns=_NUMBERS,
    )
    table, kept = drop_repeats(table, ("count", "denominator", "value"), near=_ROUNDED)
    if len(kept) < size:
        notes.append(f"{size - len(kept)} rows say again what an earlier row said.")
    rows, bad = rows[kept], bad[kept]
    part_year = _part_of_a_year(table, text["IndicatorId"].take(array(kept)), metadata)
    bad |= part_year
    draft_faults += [
        Fault(
            "one of several figures of the year, and the file does not say which",
            "take this indicator from a file that gives quarters or months",
            look_.name,
            int(rows[at]),
            "Year",
        )
        for at in np.flatnonzero(part_year)
    ]
    draft = Draft(table, rows, bad, draft_faults)
    draft.marks.update(marks)
    return finish(
        [draft],
        known,
        areas=areas if areas.num_rows else _bare_areas(code),
        area_codes=options.known_areas,
        bounded=bounded_among(pc.unique(group.indicator).to_pylist())
        if options.bounded is None
        else options.bounded,
        notes=[*group.told, *notes],
    )


def read_metadata(path: Path) -> dict[str, Metadata]:
    """The indicators file: what each indicator's year and multiplier are.

    Raises
    ------
    InputError
        if the file is not one of indicators.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8-sig"))
        return {
            str(entry["indicatorID"]): Metadata(
                name=str(entry.get("indicatorName", "")),
                period_type=str(entry.get("periodType", "")),
                frequency=str(entry.get("frequency", "")),
                per=_positive(entry.get("unitValue")),
            )
            for entry in entries
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise InputError(
            f"Cannot read {path.name}",
            [
                Fault(
                    "not a list of FingertipsNext indicators",
                    "each entry has an indicatorID",
                    path.name,
                )
            ],
        ) from problem


def _beside(
    look_: Look, options: Options
) -> tuple[dict[str, Metadata], pa.Table, list[str]]:
    """Metadata and areas, from the files given or from the same folder."""
    folder = look_.path.parent
    metadata_path = _found(options.beside, ".json", folder / INDICATORS_NAME)
    areas_path = _found(options.beside, "areas.csv", folder / AREAS_NAME)
    metadata = {} if metadata_path is None else read_metadata(metadata_path)
    areas = (
        read_fingertips_next_areas(look(areas_path))
        if areas_path is not None
        else options.areas
        if options.areas is not None
        else AREAS.empty_table()
    )
    notes = []
    if metadata_path is not None:
        notes.append(f"Periods and units from {metadata_path.name}.")
    else:
        notes.append(
            "No indicators file beside it: a year is a calendar year unless the pack "
            "says otherwise."
        )
    if areas_path is not None:
        notes.append(f"Names and parents of areas from {areas_path.name}.")
    return metadata, areas, notes


def _found(given: Sequence[Path], ending: str, usual: Path) -> Path | None:
    for path in given:
        if path.name.lower().endswith(ending):
            return path
    return usual if usual.is_file() else None


def _period(key: str, metadata: Mapping[str, Metadata]) -> Period | None:
    code, _, text = key.partition(_SEPARATOR)
    if not (text.isdigit() and len(text) == 4):
        return None
    year = int(text)
    kind = metadata[code].period_type.lower() if code in metadata else _pack_kind(code)
    if "financial" in kind:
        return financial_years(year, year)
    if "academic" in kind:
        # September to August.
        months = years(year, year + 1)
        return Period(
            months.date_from.replace(month=9), months.date_to.replace(month=8)
        )
    return years(year, year)


def _part_of_a_year(
    table: pa.Table, code: Column, metadata: Mapping[str, Metadata]
) -> Mask:
    """Rows of quarterly or monthly indicators that share their key with another."""
    several = spread(
        code,
        lambda each: (
            each in metadata and metadata[each].frequency in {"quarterly", "monthly"}
        ),
        pa.bool_(),
    )
    numbers = key_numbers(table)
    _, inverse, times = np.unique(numbers, return_inverse=True, return_counts=True)
    return mask(several) & (times[inverse] > 1)


def _pack_kind(code: str) -> str:
    from firstyear import packs

    found = packs.by_identifier("fingertips-next", code)
    return "" if found is None else found.period_type


def _day(period: Period | None, end: int) -> object:
    if period is None:
        return None
    return period.date_to if end else period.date_from


def _per(
    code: Column,
    indicator: Column,
    numbers: Mapping[str, Column],
    metadata: Mapping[str, Metadata],
) -> Column:
    told = spread(
        code,
        lambda each: metadata[each].per if each in metadata else None,
        pa.float64(),
    )
    return pc.coalesce(told, multipliers(indicator, numbers))


def _positive(value: object) -> float | None:
    number = float(str(value)) if value not in {None, ""} else 0.0
    return number if number > 0 else None


def _names(areas: pa.Table) -> dict[str, tuple[str, str]]:
    return {
        row["area"]: (row["name"], row["level"])
        for row in areas.select(["area", "name", "level"]).to_pylist()
    }


def _bare_areas(code: Column) -> pa.Table:
    return area_table(
        {"area": each, "level": level_of(each)} for each in pc.unique(code).to_pylist()
    )
