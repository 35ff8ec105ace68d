"""Is each row good? Row states (kept, with a status) and faults (refused).

A *row state* is a row that cannot have a rate and says why: a blank count or
denominator is `missing`, a denominator of zero is `not-applicable`. A *fault* is a
row that is wrong: it is refused with its row number, and nothing is computed.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstyear.errors import Fault
from firstyear.figures.area_codes import CODE_PROBLEM, CODE_REMEDY, is_code
from firstyear.figures.arrow import Column, array, pc
from firstyear.figures.keys import KEY, Positions, duplicates
from firstyear.figures.schema import FLAGS, LEVELS, VOCABULARIES

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

# What two rows of one figure can say differently, in the order it is told.
TOLD = ("count", "denominator", "value", "lower", "upper", "status", "flags")
ZERO_DENOMINATOR = "the denominator is zero"


@dataclass(frozen=True)
class Checked:
    """The rows with their states set, which of them are bad, and why."""

    table: pa.Table
    bad: Mask
    faults: tuple[Fault, ...]
    states: Mapping[str, int] = field(default_factory=dict)

    @property
    def good(self) -> pa.Table:
        """The rows that are not refused."""
        return self.table.filter(array(~self.bad)) if self.bad.any() else self.table


def check(
    table: pa.Table,
    *,
    rows: Sequence[int] | Rows | None = None,
    file: str = "",
    bounded: Collection[str] = (),
    areas: Collection[str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Checked:
    """Row states and faults of a canonical table, duplicates included.

    Parameters
    ----------
    table
        of `schema.FIGURES`.
    rows
        row numbers as the user counts them; positions from 0 when left out.
    file
        named in each fault.
    bounded
        indicators whose count cannot exceed their denominator.
    areas
        the codes an areas file defines; without one any code goes.
    columns
        what the user calls `count` and `denominator`, where it differs.

    Examples
    --------
    >>> from firstyear.figures.schema import conform
    >>> from firstyear.figures.checks import check
    >>> checked = check(conform({"indicator": ["x"], "area": ["a"], "count": [-1.0]}))
    >>> [fault.message for fault in checked.faults]
    ['no first day', 'no last day', 'negative']
    """
    numbers, called = _rows(table, rows), columns or {}
    one_by_one = check_rows(
        table, rows=numbers, file=file, bounded=bounded, areas=areas, columns=columns
    )
    faults = list(one_by_one.faults)
    bad = one_by_one.bad.copy()
    # A row already refused is not a duplicate of a good one.
    candidates = np.flatnonzero(~bad)
    repeated = duplicates(one_by_one.good)
    bad[candidates[repeated[:, 1]]] = True
    faults += duplicate_faults(
        one_by_one.good, repeated, rows=numbers[candidates], file=file, columns=called
    )
    return Checked(one_by_one.table, bad, tuple(faults), one_by_one.states)


def check_rows(
    table: pa.Table,
    *,
    rows: Sequence[int] | Rows | None = None,
    file: str = "",
    bounded: Collection[str] = (),
    areas: Collection[str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Checked:
    """Everything that can be told from one row alone: for reading in pieces."""
    numbers = _rows(table, rows)
    called = columns or {}
    report = _Report(table, numbers, file, called)
    for name in ("indicator", "area"):
        report.where(_mask(pc.equal(table[name], "")), name, f"no {name}")
    odd = [
        code
        for code in pc.unique(table["area"]).to_pylist()
        if code and not is_code(code)
    ]
    report.where(
        _mask(pc.is_in(table["area"], array(odd, pa.string()))),
        "area",
        CODE_PROBLEM,
        remedy=CODE_REMEDY,
        show="area",
    )
    report.where(_mask(pc.is_null(table["date_from"])), "date_from", "no first day")
    report.where(_mask(pc.is_null(table["date_to"])), "date_to", "no last day")
    report.where(
        _mask(pc.greater(table["date_from"], table["date_to"])),
        "date_to",
        "the period ends before it starts",
    )
    _check_numbers(table, report, frozenset(bounded))
    _check_words(table, report)
    if areas is not None:
        known = array(sorted(areas), pa.string())
        report.where(
            ~_mask(pc.is_in(table["area"], known)),
            "area",
            "an area that the areas file does not have",
            remedy="add it to the areas file, or correct the code",
            show="area",
        )
    stated, states = _set_states(table)
    return Checked(stated, report.bad, tuple(report.faults), states)


def duplicate_faults(
    table: pa.Table,
    pairs: Positions,
    *,
    rows: Sequence[int] | Rows,
    file: str = "",
    columns: Mapping[str, str] | None = None,
) -> list[Fault]:
    """A fault for each row that gives a figure which an earlier row already gave.

    `pairs` holds positions in `table` (first, later), `rows` the row number of each
    position in the file. The fault's column is the first one that differs, and its
    message names all that do.
    """
    called = columns or {}
    parts = {name: table[name].take(array(pairs.ravel())) for name in TOLD}
    faults = []
    for at, (first, later) in enumerate(pairs):
        apart = [
            called.get(name, name)
            for name, column in parts.items()
            if column[2 * at].as_py() != column[2 * at + 1].as_py()
        ]
        told = (
            f", with another {' and '.join(apart)}" if apart else ", number for number"
        )
        faults.append(
            Fault(
                f"the same figure as row {rows[first]}{told}",
                remedy=f"keep one row for each {', '.join(KEY[:7])}",
                file=file,
                row=int(rows[later]),
                column=apart[0] if apart else "",
            )
        )
    return faults


def mixed(table: pa.Table) -> tuple[Fault, ...]:
    """Faults for each indicator whose rows differ in a known basis or place.

    Such rows may lie side by side in a release; they are never pooled, trended,
    compared or decomposed together.
    """
    faults = []
    for column in ("basis", "place"):
        groups = table.group_by("indicator").aggregate([(column, "distinct")])
        for row in groups.to_pylist():
            known = sorted(word for word in row[f"{column}_distinct"] if word)
            if len(known) > 1:
                faults.append(
                    Fault(
                        f"{row['indicator']} is counted by {' and by '.join(known)}",
                        remedy=f"choose rows of one {column}",
                        column=column,
                    )
                )
    return tuple(faults)


class _Report:
    """Collects faults, and the rows that have one."""

    def __init__(
        self, table: pa.Table, rows: Rows, file: str, called: Mapping[str, str]
    ) -> None:
        self.table = table
        self.rows = rows
        self.file = file
        self.called = called
        self.bad: Mask = np.zeros(table.num_rows, dtype=bool)
        self.faults: list[Fault] = []

    def where(
        self, mask: Mask, column: str, message: str, *, remedy: str = "", show: str = ""
    ) -> None:
        if not mask.any():
            return
        self.bad |= mask
        for position in np.flatnonzero(mask):
            value = self.table[show][int(position)].as_py() if show else None
            shown = "" if value is None else _shown(value)
            self.faults.append(
                Fault(
                    message,
                    remedy=remedy,
                    file=self.file,
                    row=int(self.rows[position]),
                    column=self.called.get(column, column),
                    value=shown,
                )
            )


def _check_numbers(table: pa.Table, report: _Report, bounded: frozenset[str]) -> None:
    for name in ("count", "denominator"):
        report.where(
            _mask(pc.less(table[name], 0)),
            name,
            "negative",
            remedy="a number that stands for 'hidden' or 'missing' is left blank, "
            "and the status column says which",
            show=name,
        )
    for name in table.schema.names:
        if table.schema.field(name).type == pa.float64():
            report.where(_mask(pc.is_inf(table[name])), name, "infinite", show=name)
    report.where(
        _mask(pc.greater(table["lower"], table["upper"])),
        "upper",
        "the lower limit is above the upper limit",
    )
    if bounded:
        ids = array(sorted(bounded), pa.string())
        above = pc.and_(
            pc.is_in(table["indicator"], ids),
            # A rounded count can pass its rounded denominator without being wrong.
            pc.and_(
                pc.greater(table["count"], table["denominator"]),
                pc.invert(pc.match_substring(table["flags"], "approximate")),
            ),
        )
        report.where(
            _mask(above),
            "count",
            "the count is above its denominator",
            remedy="this indicator counts a part of its denominator",
            show="count",
        )


def _check_words(table: pa.Table, report: _Report) -> None:
    for name, words in (*VOCABULARIES.items(), ("level", ("", *LEVELS))):
        report.where(
            ~_mask(pc.is_in(table[name], array(words, pa.string()))),
            name,
            "not a word this column knows",
            remedy="one of " + ", ".join(word for word in words if word),
            show=name,
        )
    distinct = pc.unique(table["flags"]).to_pylist()
    wrong = [
        flags for flags in distinct if flags and not set(flags.split(";")) <= set(FLAGS)
    ]
    if wrong:
        report.where(
            _mask(pc.is_in(table["flags"], array(wrong, pa.string()))),
            "flags",
            "not a flag",
            remedy=f"one or more of {', '.join(FLAGS)}, with ; between",
            show="flags",
        )


def _set_states(table: pa.Table) -> tuple[pa.Table, dict[str, int]]:
    """A row that says `value` and has none says why instead."""
    unset = pc.equal(table["status"], "value")
    blank = pc.or_(pc.is_null(table["count"]), pc.is_null(table["denominator"]))
    # A published rate stands by itself: some sources give nothing else.
    missing = _mask(pc.and_(unset, pc.and_(blank, pc.is_null(table["value"]))))
    zero = _mask(
        pc.and_(
            unset, pc.fill_null(pc.equal(table["denominator"], 0), fill_value=False)
        )
    )
    if missing.any() or zero.any():
        status = pc.if_else(array(missing), "missing", table["status"])
        status = pc.if_else(array(zero & ~missing), "not-applicable", status)
        noted = pc.if_else(
            array((zero & ~missing) & _mask(pc.equal(table["note"], ""))),
            ZERO_DENOMINATOR,
            table["note"],
        )
        table = _replaced(_replaced(table, "status", status), "note", noted)
    counted = Counter(
        {
            row["values"]: row["counts"]
            for row in pc.value_counts(table["status"]).to_pylist()
        }
    )
    del counted["value"]
    return table, dict(sorted(counted.items()))


def _replaced(table: pa.Table, name: str, column: Column) -> pa.Table:
    place = table.schema.get_field_index(name)
    return table.set_column(place, table.schema.field(name), column)


def _rows(table: pa.Table, rows: Sequence[int] | Rows | None) -> Rows:
    if rows is None:
        return np.arange(table.num_rows, dtype=np.int64)
    return np.asarray(rows, dtype=np.int64)


def _mask(condition: Column) -> Mask:
    filled = pc.fill_null(condition, fill_value=False)
    return np.asarray(filled.combine_chunks().to_numpy(zero_copy_only=False), bool)


def _shown(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
