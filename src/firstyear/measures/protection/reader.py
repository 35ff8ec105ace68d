"""What a reader knows of each count before he starts to reckon."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from firstyear.errors import Fault, InputError, UsageError
from firstyear.measures.arrays import Floats, Truths
from firstyear.measures.protection.policy import Policy
from firstyear.measures.protection.table_set import TableSet


@dataclass(frozen=True, eq=False)
class Known:
    """Limits of every count as published, and the sums as a matrix.

    lower, upper: whole numbers (upper may be infinite), shape (cells,).
    sums: shape (sums, cells); sums @ counts = totals.
    """

    lower: Floats
    upper: Floats
    sums: sparse.csr_array
    totals: Floats


def hidden_cells(table: TableSet, hidden: ArrayLike) -> Truths:
    """`hidden` as one truth a cell, with what is forced put right.

    Raises UsageError for another length.
    """
    pattern = np.array(hidden, dtype=np.bool_)
    if pattern.shape != (len(table),):
        raise UsageError(f"hidden has shape {pattern.shape}: one truth a cell")
    pattern |= table.forced == "hidden"
    # what is already public cannot be hidden any more
    pattern &= table.published & (table.forced != "open")
    return pattern


def tops_of(table: TableSet, policy: Policy) -> Floats:
    """The largest hidden count of each cell."""
    return np.where(np.isnan(table.tops), float(policy.top), table.tops)


def in_range(table: TableSet, policy: Policy) -> Truths:
    """Cells whose count is known to us, small, protected and not already public."""
    tops = tops_of(table, policy)
    small: Truths = (table.counts >= 1) & (table.counts <= tops)
    small |= (tops == 0) & (table.counts == 0) & ~table.published
    small &= table.protected & (table.forced != "open")
    return small


def shown_limits(table: TableSet, policy: Policy) -> tuple[Floats, Floats]:
    """What showing each count would tell: the count, or those that round to it."""
    counts = table.counts
    step = policy.round_to
    exact = (counts == 0) | (table.forced == "open")
    shown = np.floor(counts / step + 0.5) * step
    above_range = np.where(table.protected & (counts > tops_of(table, policy)), 1, 0)
    lower = np.maximum(
        shown - step // 2, np.where(above_range, tops_of(table, policy) + 1, 0)
    )
    upper = shown + (step + 1) // 2 - 1
    return (
        np.maximum(np.where(exact, counts, lower), table.least),
        np.minimum(np.where(exact, counts, upper), table.most),
    )


def hidden_limits(table: TableSet, policy: Policy) -> tuple[Floats, Floats]:
    """What the mark of a hidden count tells, the same for every reason to hide."""
    lower = np.maximum(float(policy.least_hidden), table.least)
    upper = table.most.copy()
    if policy.small_as is not None:
        upper = np.minimum(upper, tops_of(table, policy))
    return lower, upper


def known(table: TableSet, policy: Policy, hidden: Truths) -> Known:
    """Everything a reader is told, from what is shown alone.

    Raises InputError where a count that shall be shown is blank.
    """
    shown = (table.published & ~hidden) | (table.forced == "open")
    blank = np.flatnonzero(shown & np.isnan(table.counts))
    if blank.size:
        raise InputError(
            "These tables cannot be attacked",
            [
                Fault(
                    f"cell {table.cells[place]}: the count is blank and not hidden",
                    "Mark it hidden, or as not published",
                    row=int(place),
                )
                for place in blank
            ],
        )
    told = shown_limits(table, policy)
    marked = hidden_limits(table, policy)
    lower = np.where(shown, told[0], np.where(hidden, marked[0], table.least))
    upper = np.where(shown, told[1], np.where(hidden, marked[1], table.most))
    matrix, totals = sum_matrix(table)
    return Known(np.ceil(lower), np.floor(upper), matrix, totals)


def sum_matrix(table: TableSet) -> tuple[sparse.csr_array, Floats]:
    """The sums as a sparse matrix over cells, and what each is equal to."""
    places = table.places()
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for number, each in enumerate(table.sums):
        rows.extend([number] * len(each.cells))
        columns.extend(places[key] for key in each.cells)
        values.extend(each.coefficients)
    shape = (len(table.sums), len(table))
    coefficients = np.array(values, dtype=np.float64)
    at = (np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64))
    matrix = sparse.csr_array(sparse.coo_array((coefficients, at), shape=shape))
    # a stored nought would tie together counts that nothing ties
    matrix.eliminate_zeros()
    return matrix, np.array([each.equals for each in table.sums], dtype=np.float64)
