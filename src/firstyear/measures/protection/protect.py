"""Chooses what to hide, and publishes nothing that is not proved safe."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from firstyear.measures.arrays import Truths
from firstyear.measures.methods import METHODS
from firstyear.measures.protection.certificate import Certificate, Witness, certify
from firstyear.measures.protection.deadline import Deadline
from firstyear.measures.protection.dominance import guarded
from firstyear.measures.protection.improve import SMALL, cheapest
from firstyear.measures.protection.moves import Move
from firstyear.measures.protection.policy import Policy
from firstyear.measures.protection.table_set import TableSet
from firstyear.measures.protection.world import World, world


@dataclass(frozen=True, eq=False, repr=False)
class Protected:
    """What to hide, in the order of the table set, with the proof.

    policy: as it was applied: where a row would have all its deaths in one category,
    noughts are hideable in all of it, and readers know that.
    hidden: primary or secondary; one mark for both. primary: hidden for its own
    sake (small, or forced). secondary: hidden because it would give another away.
    cost: what the secondary cells weigh together. bound: no safe pattern costs less
    than this; equal to `cost` where that is the least there is. certificate: private.
    complete: False where time or effort ended the search for a cheaper pattern; what
    is hidden is proved safe all the same.
    """

    cells: tuple[Hashable, ...]
    hidden: Truths
    primary: Truths
    secondary: Truths
    cost: float
    bound: float
    complete: bool
    policy: Policy
    certificate: Certificate
    version: str

    @property
    def hidden_cells(self) -> tuple[Hashable, ...]:
        """The keys of what is hidden."""
        return tuple(self.cells[place] for place in np.flatnonzero(self.hidden))

    def sentence(self) -> str:
        """How much is hidden and why, in plain words, without saying which is which.

        >>> import firstyear as fy
        >>> table = fy.measures.TableSet([9, 1, 8], "abc", [("a", ["b", "c"])])
        >>> fy.measures.protect(table, fy.measures.Policy("three", 2)).sentence()
        '2 of 3 counts are hidden to protect families; version 1.1.'
        """
        return (
            f"{int(self.hidden.sum()):,} of {len(self.cells):,} counts are hidden to "
            f"protect families; version {self.version}."
        )


def protect(
    table: TableSet,
    policy: Policy,
    *,
    seconds: float = 120.0,
    exact: bool | None = None,
) -> Protected:
    """Which counts to hide so that no reader can work a small one out, with the proof.

    Hidden are all small counts, and further cells, of least weight, until every small
    count is attested: there is a whole-numbered table, which fits everything that is
    published, with a count above the hidden range there. Cells that are hidden and
    that no such table needs are shown again. The same table set gives the same
    answer, in whatever order its cells and sums come, unless the time ends the search
    early.

    exact: whether to look for the least cost there is, and prove it; by default in
    tables of up to 1,200 published cells. Larger ones get a bound that is easily had.
    seconds: for the whole of it. What is certified when nine tenths have gone is the
    answer; if nothing is, NotCertified.

    Raises NotCertified, with the keys in `blocking`, where a small count cannot be
    hidden from a reader whatever else is hidden (publish none of these tables: leave
    out a breakdown, pool more years, merge categories); UsageError for a policy that
    shows a number for small counts; InputError for a published count that is blank.

    Source: the project's own search, of the kind in J. Castro, "Minimum-distance
    controlled perturbation methods", and M. Fischetti and J. J. Salazar, "Solving the
    cell suppression problem on tabular data with linear constraints", Management
    Science 47 (2001).

    >>> import firstyear as fy
    >>> table = fy.measures.TableSet(
    ...     [9, 1, 8],
    ...     ["area", "girls", "boys"],
    ...     [("area", ["girls", "boys"])],
    ...     weights=[3, 1, 1],
    ... )
    >>> done = fy.measures.protect(table, fy.measures.Policy("registrations-3", 2))
    >>> done.hidden_cells, done.primary.tolist(), done.cost
    (('girls', 'boys'), [False, True, False], 1.0)
    """
    deadline = Deadline(seconds)
    size = len(table)
    table, policy, _ = guarded(table, policy)
    found = world(table, policy, deadline=deadline)
    if exact is None:
        exact = int(table.published.sum()) <= SMALL
    search, bound = cheapest(found, exact=exact, deadline=deadline)
    hidden = _given_order(found, search.hidden)
    base = np.empty(len(table))
    base[found.order] = found.base
    certificate = certify(
        table,
        policy,
        hidden,
        [_witness(found, move) for _, move in sorted(search.held.items())],
        base=base,
    )
    primary = _given_order(found, found.primary)
    return Protected(
        table.cells[:size],
        hidden[:size],
        primary[:size],
        (hidden & ~primary)[:size],
        search.cost(),
        min(bound, search.cost()),
        search.complete,
        policy,
        certificate,
        METHODS["disclosure"],
    )


def _given_order(found: World, truths: Truths) -> Truths:
    spread = np.zeros(len(truths), dtype=np.bool_)
    spread[found.order] = truths
    return spread


def _witness(found: World, move: Move) -> Witness:
    counts = (found.base[move.cells] + move.changes).astype(np.int64)
    return Witness(found.order[move.cells], counts)
