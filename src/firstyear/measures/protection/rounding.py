"""Every count to a multiple of 3 or 5, with totals that still add up."""

from dataclasses import dataclass

import numpy as np

from firstyear.errors import InputError, NotCertified
from firstyear.measures.arrays import Floats, one_of
from firstyear.measures.methods import METHODS
from firstyear.measures.protection.deadline import Deadline
from firstyear.measures.protection.programme import Infeasible, whole_programme
from firstyear.measures.protection.reader import sum_matrix
from firstyear.measures.protection.table_set import SUMMARY, TableSet


@dataclass(frozen=True, eq=False)
class Rounded:
    """counts: multiples of `base`, in the order of the table set, that add up."""

    counts: Floats
    base: int
    version: str


def round_table(
    table: TableSet, *, base: int = 5, seed: int = 1, seconds: float = 60.0
) -> Rounded:
    """Controlled rounding: a product in place of hidden counts, never on top of them.

    Each count goes to the multiple of `base` below or above it, the nearer with the
    larger chance (as far above the lower one as it is, so that on average nothing is
    added), and every sum holds exactly. A multiple stays as it is. The choice is the
    whole-numbered programme: least sum of (u - f) z with sums @ rounded = 0, where f
    is how far a count is above the multiple below, in multiples, u a random number
    from 0 to 1 by `seed`, and z 1 for up.

    base: 3 or 5. Raises InputError for a blank count or a sum with a constant,
    NotCertified where the sums leave no such rounding or the time runs out.

    Source: L. H. Cox, "A constructive procedure for unbiased controlled rounding",
    Journal of the American Statistical Association 82 (1987).

    >>> import firstyear as fy
    >>> table = fy.measures.TableSet([9, 1, 8], "abc", [("a", ["b", "c"])])
    >>> done = fy.measures.round_table(table, base=5, seed=2)
    >>> bool(done.counts[0] == done.counts[1] + done.counts[2])
    True
    """
    one_of("base", str(base), ("3", "5"))
    matrix, totals = sum_matrix(table)
    if np.isnan(table.counts).any() or totals.any():
        raise InputError(f"{SUMMARY}: give every count, and sums without a constant")
    below = np.floor(table.counts / base)
    above = table.counts / base - below
    cost = np.random.default_rng(seed).random(len(table)) - above
    right = -(matrix @ below)
    try:
        up, _ = whole_programme(
            cost,
            matrix,
            right,
            right,
            np.zeros(len(table)),
            np.where(above > 0, 1.0, 0.0),
            deadline=Deadline(seconds),
        )
    except Infeasible:
        up = None
    if up is None:
        raise NotCertified("These sums leave no rounding in which each still holds")
    counts = base * (below + np.round(up))
    if (matrix @ counts).any():
        raise NotCertified("The rounded counts do not add up")
    return Rounded(counts, base, METHODS["disclosure"])
