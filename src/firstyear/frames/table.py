"""A frame of figures, whoever's it is, read into arrays and given back in kind."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from firstyear.errors import Fault, InputError
from firstyear.measures.arrays import Floats, Integers, Truths, Words
from firstyear.measures.grouping import codes_of_list, label_codes
from firstyear.measures.states import Status

GROUPS = ("indicator", "level", "dimension", "category")
PERIOD = ("date_from", "date_to")
# How long periods are, for as long as a table is worked on: never handed back.
LENGTH = "_period_length"
KEY = ("indicator", "area", "level", *PERIOD, "dimension", "category")
# what a row made of other rows can still truthfully carry
CARRIED = (
    *("indicator", "area", "name", "level", *PERIOD, "dimension", "category"),
    *("basis", "place", "source", "origin", "per"),
)

Codes = NDArray[np.intp]


@dataclass
class Table:
    """The caller's frame, with the faults found in it so far."""

    native: Any
    summary: str = "These figures cannot be used"
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        given = nw.from_native(self.native)
        self.lazy_backend = None
        if isinstance(given, nw.LazyFrame):
            self.lazy_backend = given.implementation
            given = given.collect()
        self.frame: nw.DataFrame[Any] = given

    def __len__(self) -> int:
        return len(self.frame)

    def has(self, column: str) -> bool:
        return column in self.frame.columns

    def require(self, *columns: str) -> None:
        """Raises InputError naming the columns that are not there."""
        absent = [column for column in columns if not self.has(column)]
        if absent:
            raise InputError(
                f"There is no column {', '.join(absent)}; "
                f"the columns are {', '.join(self.frame.columns)}"
            )

    @cached_property
    def rows(self) -> list[int]:
        """How faults name each row: a `row` column where there is one, else from 0."""
        if self.has("row"):
            return [int(row) for row in self.frame["row"].to_list()]
        return list(range(len(self)))

    def numbers(self, column: str, *, signed: bool = False) -> Floats:
        """A column as numbers, blank as NaN; faults for text and infinities."""
        series = self.frame[column]
        if series.dtype.is_numeric():
            read = np.array(series.cast(nw.Float64).to_numpy(), dtype=np.float64)
        else:
            read = self._numbers_in_text(column, series.to_list())
        wrong = np.isinf(read) if signed else np.isinf(read) | (read < 0)
        for place in np.flatnonzero(wrong):
            message = "is not finite" if np.isinf(read[place]) else "is negative"
            self.fault(int(place), column, f"{read[place]:g}", message)
        return read

    def numbers_if_any(self, column: str, *, signed: bool = False) -> Floats:
        """As `numbers`; all NaN where there is no such column."""
        if self.has(column):
            return self.numbers(column, signed=signed)
        return np.full(len(self), np.nan)

    def words(self, column: str) -> list[str]:
        """A column as text; blank where it is null or there is no such column."""
        if not self.has(column):
            return [""] * len(self)
        return [_text(value) for value in self.frame[column].to_list()]

    def days(self, column: str) -> Integers:
        """A column of dates, or of their ISO text, as day numbers."""
        values = self.frame[column].to_list()
        found: dict[Any, int] = {}
        for value in dict.fromkeys(values):
            day = _day(value)
            if day is None:
                place = values.index(value)
                self.fault(
                    place, column, str(value), "is not a date", "Write 2018-07-01"
                )
            found[value] = day or 0
        return np.fromiter(map(found.__getitem__, values), np.int64, len(values))

    def codes(self, columns: Iterable[str]) -> Codes:
        """Which group each row is of, by the columns that are there, numbered from 0
        in order of first appearance."""
        combined = np.zeros(len(self), dtype=np.int64)
        for column in columns:
            if combined.max(initial=-1) + 1 == len(self):
                break
            if self.has(column):
                found, codes = codes_of_list(self.frame[column].to_list())
                # null and blank text are one group
                _, same = codes_of_list([_text(label) for label in found])
                codes = same[codes]
                combined = combined * (codes.max(initial=0) + 1) + codes
                _, narrow = label_codes(combined, len(self))
                combined = narrow.astype(np.int64)
        return combined.astype(np.intp)

    def keep(self, kept: Truths) -> None:
        """Leave out the other rows; those that stay are named as before."""
        places = np.flatnonzero(kept).tolist()
        self.rows = [self.rows[place] for place in places]
        self.frame = self.frame[places, :]

    def group_columns(self, by: Sequence[str] | None, *, period: bool) -> list[str]:
        """The columns that separate groups: `by`, or the usual ones that are there."""
        if by is not None:
            self.require(*by)
            kept = [column for column in by if period or column not in PERIOD]
            return [column for column in kept if column != "area"]
        usual = (*GROUPS, *PERIOD) if period else GROUPS
        return [column for column in usual if self.has(column)]

    def fault(
        self, place: int, column: str, value: str, message: str, remedy: str = ""
    ) -> None:
        self.faults.append(
            Fault(message, remedy, row=self.rows[place], column=column, value=value)
        )

    def finish(self) -> None:
        """Raises InputError with every fault, if there is one."""
        if self.faults:
            raise InputError(self.summary, sorted(self.faults, key=_row))

    def with_columns(
        self, rows: NDArray[Any] | None = None, **columns: Any
    ) -> nw.DataFrame[Any]:
        """The frame, or the chosen rows of it, with columns added or replaced."""
        frame = self.frame if rows is None else self.frame[rows.tolist(), :]
        return add_columns(frame, **columns)

    def give_back(self, frame: nw.DataFrame[Any]) -> Any:
        """The result in the kind of frame that came in."""
        if LENGTH in frame.columns:
            frame = frame.drop(LENGTH)
        if len(frame) != len(self):
            # rows of another meaning: the old pandas index would mislead
            frame = nw.maybe_reset_index(frame)
        if self.lazy_backend is not None:
            return frame.lazy(backend=self.lazy_backend).to_native()
        return frame.to_native()

    def _numbers_in_text(self, column: str, values: list[Any]) -> Floats:
        read = np.full(len(values), np.nan)
        for place, value in enumerate(values):
            if _is_null(value) or (isinstance(value, str) and not value.strip()):
                continue
            try:
                read[place] = float(value)
            except (TypeError, ValueError):
                remedy = "Give a number, or leave it blank if it is not known"
                self.fault(place, column, str(value), "is not a number", remedy)
        return read


def add_columns(frame: nw.DataFrame[Any], **columns: Any) -> nw.DataFrame[Any]:
    """`frame` with arrays as columns; NaN becomes null where the frame has nulls."""
    backend = frame.implementation
    made = []
    for name, data in columns.items():
        array = np.asarray(data)
        if array.dtype.kind == "U":
            made.append(nw.new_series(name, array.tolist(), nw.String, backend=backend))
        elif array.dtype.kind == "b":
            made.append(nw.new_series(name, array, nw.Boolean, backend=backend))
        elif array.dtype.kind == "i":
            made.append(nw.new_series(name, array, nw.Int64, backend=backend))
        else:
            values = array.astype(np.float64)
            made.append(nw.new_series(name, values, nw.Float64, backend=backend))
    floats = [series.name for series in made if series.dtype == nw.Float64]
    frame = frame.with_columns(*made)
    return frame.with_columns(nw.col(*floats).fill_nan(None)) if floats else frame


def rows_of(codes: Codes, chosen: Truths) -> list[NDArray[np.intp]]:
    """The chosen rows of each group that has any, group by group."""
    rows = np.flatnonzero(chosen)
    order = rows[np.argsort(codes[rows], kind="stable")]
    if not len(order):
        return []
    return np.split(order, np.flatnonzero(np.diff(codes[order])) + 1)


STATE_NOTES: dict[str, str] = {
    str(Status.VALUE): "",
    str(Status.MISSING): "count or denominator is blank",
    str(Status.NOT_APPLICABLE): "the denominator is zero",
    str(Status.SUPPRESSED): "hidden to protect families, or by its publisher",
    str(Status.NOT_CALCULATED): "not calculated",
}


def states(table: Table, count: Floats, denominator: Floats) -> tuple[Words, Truths]:
    """Each row's status, and which rows have a number.

    A status other than `value` that came with the row stands, whatever its numbers.
    """
    given = np.full(len(table), "", dtype="<U14")
    if table.has("status"):
        words = table.words("status")
        for word in sorted(set(words) - set(STATE_NOTES) - {""}):
            remedy = f"Use one of {', '.join(STATE_NOTES)}"
            table.fault(words.index(word), "status", word, "is no status", remedy)
        table.finish()
        given = np.array(words, dtype="<U14")
    told = (given != "") & (given != str(Status.VALUE))
    blank = np.isnan(count) | np.isnan(denominator)
    found = np.where(blank, str(Status.MISSING), str(Status.VALUE))
    found = np.where(~blank & (denominator == 0), str(Status.NOT_APPLICABLE), found)
    status = np.where(told, given, found)
    return status, status == str(Status.VALUE)


def notes(table: Table, status: Words, extra: Words | None = None) -> list[str]:
    """The note of each row: its own, else `extra`, else what its status means."""
    meant = list(map(STATE_NOTES.__getitem__, status.tolist()))
    if extra is not None:
        meant = [more or word for more, word in zip(extra.tolist(), meant, strict=True)]
    if table.has("note"):
        own = table.words("note")
        meant = [mine or word for mine, word in zip(own, meant, strict=True)]
    return meant


def _row(fault: Fault) -> tuple[int, str]:
    return (-1 if fault.row is None else fault.row, fault.column)


def _text(value: Any) -> str:
    return "" if _is_null(value) else str(value)


def _is_null(value: Any) -> bool:
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or str(value) in {"<NA>", "NaT"}


def _day(value: Any) -> int | None:
    if isinstance(value, dt.datetime):
        return value.date().toordinal()
    if isinstance(value, dt.date):
        return value.toordinal()
    try:
        return dt.date.fromisoformat(str(value)).toordinal()
    except ValueError:
        return None
