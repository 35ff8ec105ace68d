"""The upload layout of FingertipsNext: one indicator, areas by code, dates as dates.

The layout has no indicator: its name is the file's, unless a pack knows the number in
it (`93085.csv`).
"""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from firstyear.figures.area_codes import level_of
from firstyear.figures.areas import area_table
from firstyear.figures.arrow import Column, chunked, pc, repeat
from firstyear.figures.naming import bounded_among, indicator_id, slug
from firstyear.figures.readers.columns import (
    date_column,
    figures,
    joined,
    spread,
    trimmed,
)
from firstyear.figures.readers.groups import PERSONS
from firstyear.figures.readers.look import Look
from firstyear.figures.readers.numbers import COUNTS, read_numbers
from firstyear.figures.readers.options import Options
from firstyear.figures.readers.reading import Draft, Reading, Recognised, finish
from firstyear.figures.readers.text_table import read_whole

COLUMNS: Final = (
    "area_code",
    "date_from",
    "date_to",
    "period_type",
    "sex",
    "age_from_years_inclusive",
    "age_to_years_inclusive",
    "deprivation_decile",
    "deprivation_category",
    "count",
    "value",
    "denominator",
    "lower_ci_95",
    "upper_ci_95",
    "lower_ci_99_8",
    "upper_ci_99_8",
)
_ALWAYS: Final = frozenset({"area_code", "date_from", "date_to", "period_type", "sex"})
_NUMBERS: Final = {
    "count": "count",
    "denominator": "denominator",
    "value": "value",
    "lower": "lower_ci_95",
    "upper": "upper_ci_95",
    "lower_998": "lower_ci_99_8",
    "upper_998": "upper_ci_99_8",
}
_SEPARATOR: Final = "\x1f"


def recognises(header: Sequence[str]) -> bool:
    """Whether a header is that of the upload layout."""
    return {name.strip().lower() for name in header} >= _ALWAYS


def read(look: Look, options: Options) -> Reading:
    """An upload file: one indicator's figures."""
    piece = read_whole(look)
    table = piece.table.rename_columns(
        [name.strip().lower() for name in piece.table.column_names]
    )
    rows, size = piece.rows, table.num_rows
    blank = chunked([repeat("", size)])
    text = {name: trimmed(table[name]) for name in table.column_names}
    faults = list(piece.faults)
    bad = np.zeros(size, dtype=bool)
    columns: dict[str, Column] = {}
    for name in ("date_from", "date_to"):
        columns[name], wrong, found = date_column(
            text[name], name=name, rows=rows, file=look.name
        )
        bad |= wrong
        faults += found
    marks: dict[str, int] = {}
    for name, theirs in _NUMBERS.items():
        read_ = read_numbers(
            text.get(theirs, blank),
            name=theirs,
            rows=rows,
            file=look.name,
            signed=name not in COUNTS,
        )
        columns[name] = read_.values
        bad |= read_.bad
        faults += read_.faults
        marks.update(read_.marks)
    key = joined(
        [
            text["sex"],
            text.get("deprivation_category", blank),
            text.get("deprivation_decile", blank),
        ],
        _SEPARATOR,
    )
    indicator = _indicator(look)
    code = text["area_code"]
    area_names = {}
    if options.areas is not None:
        area_names = {row["area"]: row["name"] for row in options.areas.to_pylist()}
    made = figures(
        size,
        indicator=indicator,
        area=code,
        name=spread(code, lambda each: area_names.get(each, ""), pa.string()),
        level=spread(code, level_of, pa.string()),
        dimension=spread(key, lambda each: _group(each)[0], pa.string()),
        category=spread(key, lambda each: _group(each)[1], pa.string()),
        source=options.source or "FingertipsNext upload",
        origin=options.origin or "local",
        **columns,
    )
    draft = Draft(made, rows, bad, faults)
    draft.marks.update(marks)
    known = Recognised(
        "fingertips-upload",
        f"The FingertipsNext upload layout, read as {indicator}",
        look.name,
    )
    areas = area_table(
        {"area": each, "name": area_names.get(each, ""), "level": level_of(each)}
        for each in pc.unique(code).to_pylist()
    )
    return finish(
        [draft],
        known,
        areas=areas,
        area_codes=options.known_areas,
        bounded=bounded_among([indicator])
        if options.bounded is None
        else options.bounded,
    )


def _indicator(look: Look) -> str:
    stem = look.path.stem
    number = re.search(r"\d{3,}", stem)
    if number is not None:
        return indicator_id("fingertips", number.group())
    return slug(stem) or "figures"


def _group(key: str) -> tuple[str, str]:
    sex, category, decile = key.split(_SEPARATOR)
    parts = []
    if decile:
        parts.append((category or "deprivation-decile", decile))
    if sex.lower() not in PERSONS:
        parts.append(("sex", sex))
    return (
        "|".join(dimension for dimension, _ in parts),
        "|".join(value for _, value in parts),
    )
