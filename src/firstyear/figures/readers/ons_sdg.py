"""Neonatal mortality of the Sustainable Development Goals, as ONS reports it.

Rates only, with an `Observation status`: `Low reliability` is 3 to 19 deaths,
`Missing value; suppressed` fewer than 3.
"""

from collections.abc import Sequence
from typing import Final

import pyarrow as pa

from firstyear.figures.area_codes import KNOWN_NAMES, level_of
from firstyear.figures.areas import parent_rows
from firstyear.figures.arrow import Column, chunked, pc, repeat
from firstyear.figures.naming import indicator_id
from firstyear.figures.readers.columns import (
    figures,
    joined,
    period_columns,
    spread,
    trimmed,
)
from firstyear.figures.readers.look import Look
from firstyear.figures.readers.numbers import read_numbers
from firstyear.figures.readers.options import Options
from firstyear.figures.readers.reading import Draft, Reading, Recognised, finish
from firstyear.figures.readers.text_table import read_whole

SOURCE: Final = "ONS SDG 3.2.2"
PUBLISHER: Final = "ONS"
_ALWAYS: Final = frozenset(
    {"Year", "Series", "Observation status", "GeoCode", "Value", "Unit multiplier"}
)
# What the file calls a breakdown, and what the packs call it.
_DIMENSIONS: Final = {
    "Age": "mothers-age",
    "Birthweight (grams)": "birthweight@ons-500g",
    "Country of birth": "country-of-birth-mother",
    "Ethnic group": "ethnic-group-baby@ons-11",
    "Sex": "sex",
}
# Low birth weights stand beside the fine bands that they are sums of.
_OVERLAPPING: Final = frozenset({"Under 2500", "Under 1500"})
_AGES: Final = {
    "19 and under": "Under 20",
    "20 to 24": "20-24",
    "25 to 29": "25-29",
    "30 to 34": "30-34",
    "35 to 39": "35-39",
}
_SEPARATOR: Final = "\x1f"


def recognises(header: Sequence[str]) -> bool:
    """Whether a header is that of the file."""
    return {name.strip() for name in header} >= _ALWAYS


def read(look: Look, options: Options) -> Reading:
    """The file: rates by area, period of the first month, and one breakdown."""
    piece = read_whole(look)
    text = {name: trimmed(piece.table[name]) for name in piece.table.column_names}
    rows, size = piece.rows, piece.table.num_rows
    blank = chunked([repeat("", size)])
    value = read_numbers(text["Value"], name="Value", rows=rows, file=look.name)
    date_from, date_to, no_period, faults = period_columns(
        text["Year"], name="Year", rows=rows, file=look.name
    )
    said = text["Observation status"]
    given = [text.get(name, blank) for name in _DIMENSIONS]
    key = joined(given, _SEPARATOR)
    place = joined(
        [text["GeoCode"], text.get("Region", blank), text.get("Country", blank)],
        _SEPARATOR,
    )
    area = spread(place, _area, pa.string())
    level = spread(area, level_of, pa.string())
    name = spread(place, _name, pa.string())
    status = _status(said, value.values)
    table = figures(
        size,
        indicator=spread(text.get("Neonatal period", blank), _indicator, pa.string()),
        area=area,
        name=name,
        level=level,
        date_from=date_from,
        date_to=date_to,
        dimension=spread(key, _dimension, pa.string()),
        category=spread(key, _category, pa.string()),
        value=value.values,
        status=status,
        flags=spread(said, _flags, pa.string()),
        # The tables that ONS draws on changed from registrations to a death cohort
        # and, by ethnic group, a birth cohort: the file does not say which rows are.
        basis="",
        place="residence",
        source=options.source or SOURCE,
        origin=options.origin or "local",
        withheld_by=pc.if_else(pc.equal(status, "suppressed"), PUBLISHER, ""),
        per=1000.0,
        note=spread(said, _note, pa.string()),
    )
    draft = Draft(table, rows, value.bad | no_period)
    draft.faults += [*piece.faults, *value.faults, *faults]
    draft.marks.update(value.marks)
    known = Recognised(
        "ons-sdg",
        "Neonatal mortality of the Sustainable Development Goals (ONS)",
        look.name,
        {"value": "Value"},
        ("Rates only, to one decimal: the file has no counts.",),
    )
    return finish(
        [draft],
        known,
        areas=parent_rows(area, name, level, blank, blank),
        area_codes=options.known_areas,
    )


def _status(said: Column, value: Column) -> Column:
    hidden = pc.match_substring(said, "suppressed")
    none = pc.is_null(value)
    missing = pc.if_else(pc.and_(none, pc.invert(hidden)), "missing", "value")
    return pc.if_else(pc.and_(none, hidden), "suppressed", missing)


def _flags(said: str) -> str:
    return "low-reliability" if said == "Low reliability" else ""


def _note(said: str) -> str:
    if said == "Low reliability":
        return "3 to 19 deaths"
    return "fewer than 3 deaths" if "suppressed" in said else ""


def _indicator(part: str) -> str:
    return indicator_id("ons-sdg", f"3.2.2:{part}" if part else "3.2.2")


def _area(key: str) -> str:
    code, region, country = key.split(_SEPARATOR)
    if code:
        return code
    # Headline rows name nothing at all: they are the United Kingdom's.
    return KNOWN_NAMES.get((region or country or "United Kingdom").upper(), "")


def _name(key: str) -> str:
    _, region, country = key.split(_SEPARATOR)
    return region or country or "United Kingdom"


def _parts(key: str) -> list[tuple[str, str]]:
    values = key.split(_SEPARATOR)
    return [
        (dimension, value)
        for dimension, value in zip(_DIMENSIONS.values(), values, strict=True)
        if value
    ]


def _dimension(key: str) -> str:
    return "|".join(
        "birthweight@ons-low" if category in _OVERLAPPING else dimension
        for dimension, category in _parts(key)
    )


def _category(key: str) -> str:
    return "|".join(_plain(*part) for part in _parts(key))


def _plain(dimension: str, category: str) -> str:
    if category == "Not stated" and not dimension.startswith("ethnic"):
        return "Unknown"
    # A low quotation mark stands for a comma throughout the file.
    return _AGES.get(category, category.replace("\u201a", ","))
