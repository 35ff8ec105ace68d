"""What follows from the sums one by one, and what is left to reckon with."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from firstyear.errors import NotCertified
from firstyear.measures.arrays import Floats, Integers
from firstyear.measures.protection.reader import Known

PASSES = 50
CONTRADICTION = "What is published contradicts itself: no table fits it"


@dataclass(frozen=True, eq=False)
class Piece:
    """Counts tied to one another and to no other: a system of its own.

    columns: positions of the cells; matrix @ x = totals, lower <= x <= upper.
    """

    columns: Integers
    matrix: sparse.csc_array
    totals: Floats
    lower: Floats
    upper: Floats


def tightened(known: Known) -> tuple[Floats, Floats]:
    """Limits of every count after each sum was read on its own, over and over.

    In a sum, a part is at most the whole less the least of the other parts. That
    fixes what it can (two hidden counts with sum 2 are 1 and 1) and is true of every
    whole-numbered table, so nothing is lost. Raises NotCertified where no table fits.
    """
    entries = known.sums.tocoo()
    row, column = entries.row.astype(np.int64), entries.col.astype(np.int64)
    value = entries.data
    lower, upper = known.lower.copy(), known.upper.copy()
    rows = known.sums.shape[0]
    for _ in range(PASSES):
        low = np.where(value > 0, value * lower[column], value * upper[column])
        high = np.where(value > 0, value * upper[column], value * lower[column])
        others_low = _others(row, low, rows, -np.inf)
        others_high = _others(row, high, rows, np.inf)
        with np.errstate(invalid="ignore"):
            most = (known.totals[row] - others_low) / value
            least = (known.totals[row] - others_high) / value
        flipped = value < 0
        most, least = np.where(flipped, least, most), np.where(flipped, most, least)
        new_lower, new_upper = lower.copy(), upper.copy()
        np.maximum.at(new_lower, column, np.ceil(least - 1e-7))
        np.minimum.at(new_upper, column, np.floor(most + 1e-7))
        if (new_lower > new_upper).any():
            raise NotCertified(CONTRADICTION)
        same = np.array_equal(new_lower, lower) and np.array_equal(new_upper, upper)
        lower, upper = new_lower, new_upper
        if same:
            break
    return lower, upper


def _others(row: Integers, parts: Floats, rows: int, endless: float) -> Floats:
    """For each part, the sum of the other parts of its row; `endless` if one is."""
    infinite = np.isinf(parts)
    finite = np.where(infinite, 0.0, parts)
    total = np.bincount(row, weights=finite, minlength=rows)[row] - finite
    count = np.bincount(row, weights=infinite, minlength=rows)[row] - infinite
    return np.where(count > 0, endless, total)


def pieces(known: Known, lower: Floats, upper: Floats) -> Iterator[Piece]:
    """What is still unknown, in systems that have nothing to do with each other.

    Counts that are fixed are taken out, and sums that say the same once more.
    Raises NotCertified where a sum of fixed counts does not hold.
    """
    free = lower < upper
    settled = np.where(free, 0.0, lower)
    totals = known.totals - known.sums @ settled
    matrix = sparse.csr_array(known.sums[:, np.flatnonzero(free)])
    matrix.eliminate_zeros()
    empty = np.diff(matrix.indptr) == 0
    if (np.abs(totals[empty]) > 1e-6).any():
        raise NotCertified(CONTRADICTION)
    kept = np.flatnonzero(~empty)[_first_of_each(matrix[~empty], totals[~empty])]
    matrix, totals = sparse.csr_array(matrix[kept]), totals[kept]
    tie = sparse.csr_array(abs(matrix).T @ abs(matrix))
    number, label = csgraph.connected_components(tie, directed=False)
    at = np.flatnonzero(free)
    by_label = np.argsort(label, kind="stable")
    edges = np.searchsorted(label[by_label], np.arange(number + 1))
    row_label = np.full(matrix.shape[0], -1)
    row_label[:] = label[matrix.indices[matrix.indptr[:-1]]]
    by_row = np.argsort(row_label, kind="stable")
    row_edges = np.searchsorted(row_label[by_row], np.arange(number + 1))
    for each in range(number):
        members = by_label[edges[each] : edges[each + 1]]
        rows = by_row[row_edges[each] : row_edges[each + 1]]
        columns = at[members]
        part = sparse.csc_array(matrix[rows][:, members])
        yield Piece(columns, part, totals[rows], lower[columns], upper[columns])


def _first_of_each(matrix: sparse.csr_array, totals: Floats) -> Integers:
    """The first of every set of rows that are the same up to a factor."""
    seen: dict[tuple[bytes, bytes], float] = {}
    kept = []
    matrix.sort_indices()
    for number in range(matrix.shape[0]):
        span = slice(matrix.indptr[number], matrix.indptr[number + 1])
        values = matrix.data[span]
        total = totals[number] / values[0]
        name = (matrix.indices[span].tobytes(), (values / values[0]).tobytes())
        if name not in seen:
            seen[name] = total
            kept.append(number)
        elif abs(seen[name] - total) > 1e-6:
            raise NotCertified(CONTRADICTION)
    return np.array(kept, dtype=np.int64)
