"""Columns of text turned into columns of figures, one distinct value at a time.

A file of a million rows has a dozen periods and some hundred areas: each distinct
value is understood once, in plain Python, and spread over the rows that hold it.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstyear.errors import Fault
from firstyear.figures.arrow import (
    Column,
    SchemaField,
    Values,
    array,
    chunked,
    pc,
    repeat,
)
from firstyear.figures.periods import Period, try_period
from firstyear.figures.schema import FIGURES, constant

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

_FORMULA_STARTS: Final = r"^\s*[=+@]"


def trimmed(column: Column) -> Column:
    """Text without spaces around it; null becomes blank."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    text = column if pa.types.is_string(column.type) else column.cast(pa.string())
    return pc.utf8_trim_whitespace(pc.fill_null(text, ""))


def spread(
    column: Column, understand: Callable[[str], object], kind: pa.DataType
) -> Column:
    """What `understand` makes of each distinct text, for every row that holds it."""
    encoded = column.combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    meanings = array(
        [understand(text or "") for text in encoded.dictionary.to_pylist()], kind
    )
    return chunked([meanings.take(encoded.indices)], kind)


def joined(columns: Iterable[Column], between: str = "\x1f") -> Column:
    """The columns' texts of each row, side by side: a key for `spread`."""
    return pc.binary_join_element_wise(*columns, between)


def period_columns(
    column: Column, *, name: str, rows: Rows, file: str
) -> tuple[Column, Column, Mask, list[Fault]]:
    """First and last day of each row's period, which rows have none, and why."""
    remedies: dict[str, str] = {}

    def understand(text: str) -> Period | None:
        period, remedies[text] = try_period(text)
        return period

    periods = {text: understand(text) for text in pc.unique(column).to_pylist() if text}
    day = pa.date32()
    first = spread(column, lambda text: _from(periods.get(text)), day)
    last = spread(column, lambda text: _to(periods.get(text)), day)
    bad = mask(pc.is_null(first))
    faults = [
        Fault(
            "not a period" if text else "no period",
            remedies.get(text, "write the year or years"),
            file,
            int(rows[position]),
            name,
            text,
        )
        for position, text in _at(bad, column)
    ]
    return first, last, bad, faults


def date_column(
    column: Column, *, name: str, rows: Rows, file: str
) -> tuple[Column, Mask, list[Fault]]:
    """Days written as 2018-04-01, or as 01/04/2018 (day first)."""
    if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
        days = column.cast(pa.date32())
        bad = mask(pc.is_null(days))
        text = chunked([repeat("", len(column))])
    else:
        text = trimmed(column)
        days = spread(text, day_of, pa.date32())
        bad = mask(pc.is_null(days))
    faults = [
        Fault(
            "not a date" if written else "no date",
            "write it as 2018-04-01",
            file,
            int(rows[position]),
            name,
            written,
        )
        for position, written in _at(bad, text)
    ]
    return days, bad, faults


def day_of(text: str) -> datetime.date | None:
    """The day that `2018-04-01`, `2018-04-01T00:00:00` or `01/04/2018` means."""
    first = text.split("T", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    try:
        if "/" in first:
            day, month, year = (int(part) for part in first.split("/"))
            return datetime.date(year, month, day)
        return datetime.date.fromisoformat(first)
    except ValueError:
        return None


def formula_faults(
    columns: Mapping[str, Column], *, rows: Rows, file: str
) -> tuple[Mask, list[Fault]]:
    """Text that a spreadsheet would run: never taken, wherever text belongs."""
    size = len(rows)
    bad = np.zeros(size, dtype=bool)
    faults: list[Fault] = []
    for name, column in columns.items():
        here = mask(pc.match_substring_regex(column, _FORMULA_STARTS))
        if not here.any():
            continue
        bad |= here
        faults += [
            Fault(
                "begins like a formula",
                "write the text itself",
                file,
                int(rows[position]),
                name,
                text,
            )
            for position, text in _at(here, column)
        ]
    return bad, faults


def mask(condition: Column | Values) -> Mask:
    """A NumPy mask of an Arrow condition; null is false."""
    filled = pc.fill_null(condition, False)
    if isinstance(filled, pa.ChunkedArray):
        filled = filled.combine_chunks()
    return np.asarray(filled.to_numpy(zero_copy_only=False), dtype=bool)


def text_array(values: npt.NDArray[np.object_] | list[str]) -> Column:
    """Text of one chunk."""
    return chunked([array(values, pa.string())])


def figures(size: int, **columns: Column | Values | str | float | None) -> pa.Table:
    """A canonical table of `size` rows from columns and constants; the rest blank."""
    made = []
    for field in FIGURES:
        given = columns.pop(field.name, _default(field))
        if isinstance(given, pa.ChunkedArray | pa.Array):
            made.append(given)
        else:
            made.append(constant(given, size, field.type))
    assert not columns, f"not columns of a figure: {sorted(columns)}"
    return pa.Table.from_arrays(made, schema=FIGURES)


def _default(field: SchemaField) -> str | None:
    if field.name == "status":
        return "value"
    return "" if field.type == pa.string() else None


def _at(where: Mask, column: Column) -> list[tuple[int, str]]:
    positions = np.flatnonzero(where)
    texts = column.take(array(positions)).to_pylist()
    return [
        (int(place), text or "") for place, text in zip(positions, texts, strict=True)
    ]


def _from(period: Period | None) -> datetime.date | None:
    return None if period is None else period.date_from


def _to(period: Period | None) -> datetime.date | None:
    return None if period is None else period.date_to
