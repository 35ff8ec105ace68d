"""Text that should be numbers: what is one, what says why there is none, what is wrong.

Producers put marks where a number is hidden or missing. Each mark becomes a typed
status; a number that only pretends to be one (`-99`) is a fault, because nothing
tells a reader of the next file that it was a mark.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstyear.errors import Fault
from firstyear.figures.arrow import Column, array, chunked, pc, repeat

# Columns whose numbers are never below zero.
COUNTS: Final = frozenset({"count", "denominator"})

# Marks of the Government Statistical Service and of spreadsheets in use before them.
# "-" is absent on purpose: nil in some files, missing in others.
MARKS: Final[Mapping[str, str]] = {
    "*": "suppressed",
    "c": "suppressed",
    "[c]": "suppressed",
    "suppressed": "suppressed",
    ":": "missing",
    "..": "missing",
    ".": "missing",
    "x": "missing",
    "[x]": "missing",
    "na": "missing",
    "n/a": "missing",
    "nan": "missing",
    "null": "missing",
    "none": "missing",
    "#n/a": "missing",
    "z": "not-applicable",
    "[z]": "not-applicable",
}
# A hidden number that gives its range away, "<5" or "1-7".
_RANGE: Final = re.compile(r"<\s*=?\s*\d+|\d+\s*(-|–|to)\s*\d+")
_PLAIN: Final = r"^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$"
_THOUSANDS: Final = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
_LONG_SENTINELS: Final = frozenset({-99.0, -999.0, -9999.0, -99999.0})
_SENTINELS: Final = frozenset({-1.0, -9.0, *_LONG_SENTINELS})


@dataclass(frozen=True)
class Numbers:
    """A column read as numbers.

    `values` are float64 with null where there is no number; `status` is what a
    mark said, blank elsewhere; `bad` are the rows with a fault; `marks` counts each
    mark met.
    """

    values: Column
    status: Column
    bad: npt.NDArray[np.bool_]
    faults: tuple[Fault, ...] = ()
    marks: Mapping[str, int] = field(default_factory=dict)


def read_numbers(
    column: Column,
    *,
    name: str,
    rows: npt.NDArray[np.int64],
    file: str = "",
    marks: Mapping[str, str] = MARKS,
    signed: bool = False,
) -> Numbers:
    """The column's numbers; each value that is neither number nor mark is a fault.

    `signed` where a number below zero can be one, as a value or a limit can.
    """
    sentinels = _LONG_SENTINELS if signed else _SENTINELS
    size = len(column)
    nothing = chunked([repeat("", size)])
    fine = np.zeros(size, dtype=bool)
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return _typed(column, name, rows, file, nothing)
    trimmed = pc.utf8_trim_whitespace(pc.fill_null(column, ""))
    blank = pc.equal(trimmed, "")
    plain = pc.match_substring_regex(trimmed, _PLAIN)
    values = pc.if_else(plain, trimmed, pa.scalar(None, pa.string())).cast(pa.float64())
    odd = np.asarray(pc.invert(pc.or_(plain, blank)).combine_chunks().to_numpy(False))
    overflow = np.asarray(
        pc.fill_null(pc.is_inf(values), False).combine_chunks().to_numpy(False)
    )
    sentinel = np.asarray(
        pc.is_in(values, array(sorted(sentinels))).combine_chunks().to_numpy(False)
    )
    if not (odd.any() or overflow.any() or sentinel.any()):
        return Numbers(values, nothing, fine)
    return _with_odd(
        trimmed, values, odd | overflow | sentinel, name, rows, file, marks
    )


def _typed(
    column: Column,
    name: str,
    rows: npt.NDArray[np.int64],
    file: str,
    nothing: Column,
) -> Numbers:
    """A column that came as numbers already, from Parquet."""
    kind = column.type
    bad = np.zeros(len(column), dtype=bool)
    if (
        pa.types.is_null(kind)
        or pa.types.is_integer(kind)
        or pa.types.is_floating(kind)
    ):
        values = column.cast(pa.float64())
        values = pc.if_else(pc.is_nan(values), pa.scalar(None, pa.float64()), values)
        return Numbers(values, nothing, bad)
    if pa.types.is_decimal(kind):
        return Numbers(column.cast(pa.float64()), nothing, bad)
    fault = Fault(
        f"the column holds {kind}, not numbers", file=file, column=name, row=1
    )
    empty = chunked([pa.nulls(len(column), pa.float64())])
    return Numbers(empty, nothing, ~bad, (fault,))


def _with_odd(
    trimmed: Column,
    values: Column,
    odd: npt.NDArray[np.bool_],
    name: str,
    rows: npt.NDArray[np.int64],
    file: str,
    marks: Mapping[str, str],
) -> Numbers:
    """The slow path, for the cells that are not plainly numbers and those only."""
    numbers = np.asarray(values.combine_chunks().to_numpy(zero_copy_only=False)).copy()
    status = np.full(len(numbers), "", dtype=object)
    bad = np.zeros(len(numbers), dtype=bool)
    faults: list[Fault] = []
    met: Counter[str] = Counter()
    positions = np.flatnonzero(odd)
    texts = trimmed.take(array(positions)).to_pylist()
    for position, text in zip(positions, texts, strict=True):
        number, said, wrong, remedy = _one(text, marks)
        numbers[position] = number
        status[position] = said
        if said:
            met[text] += 1
        if wrong:
            bad[position] = True
            faults.append(Fault(wrong, remedy, file, int(rows[position]), name, text))
    return Numbers(
        chunked([array(numbers, pa.float64(), from_pandas=True)]),
        chunked([array(status, pa.string())]),
        bad,
        tuple(faults),
        dict(met),
    )


def _one(text: str, marks: Mapping[str, str]) -> tuple[float, str, str, str]:
    """Number, status, what is wrong, and what to do, of one odd cell."""
    said = marks.get(text.lower(), "")
    if said or _RANGE.fullmatch(text):
        return math.nan, said or "suppressed", "", ""
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(",", "")), "", "", ""
    return math.nan, "", *_wrong(text)


def _wrong(text: str) -> tuple[str, str]:
    """What is wrong with a cell that is neither number nor mark, and what to do."""
    if text[:1] in {"=", "@"}:
        return "a formula", "save the values, not the formulas"
    if text.endswith("%"):
        return "a percentage sign", "write the number alone"
    if text == "-":
        return (
            "a dash may mean nil or missing",
            "write 0 for none, leave it blank for not known",
        )
    try:
        number = float(text)
    except ValueError:
        return "not a number", "write digits, or leave it blank"
    if not math.isfinite(number):
        return "infinite", "leave it blank where there is no number"
    if number not in _SENTINELS:
        return "not a number", "write digits 0 to 9, or leave it blank"
    return (
        "looks like a code for 'hidden' or 'missing'",
        "leave it blank, and say suppressed or missing in the status column",
    )
