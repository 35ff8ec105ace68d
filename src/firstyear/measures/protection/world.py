"""The true table, what must be protected in it, and how far a reader's can differ."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from firstyear.errors import Fault, InputError, UsageError
from firstyear.measures.arrays import Floats, Integers, Truths
from firstyear.measures.protection.attacker import truth_fits
from firstyear.measures.protection.deadline import Deadline
from firstyear.measures.protection.policy import Policy
from firstyear.measures.protection.programme import Infeasible, whole_programme
from firstyear.measures.protection.reader import (
    hidden_limits,
    in_range,
    shown_limits,
    sum_matrix,
    tops_of,
)
from firstyear.measures.protection.table_set import TableSet


@dataclass(frozen=True, eq=False)
class World:
    """A table set in the engine's own order, so that nobody else's order matters.

    base: whole counts, those not known to us filled in so that the sums hold.
    up_shown, down_shown: how far a count can go while what is shown stays the same;
    up_hidden, down_hidden: how far once it is hidden. movable: may be hidden.
    primary: hidden for its own sake. target, by: cells to be attested, and the
    change that attests each. either: cells that any change attests; to_none: targets
    that a change to nought attests too. order: positions in the table set.
    """

    table: TableSet
    policy: Policy
    order: Integers
    base: Floats
    weights: Floats
    sums: sparse.csr_array
    up_shown: Floats
    down_shown: Floats
    up_hidden: Floats
    down_hidden: Floats
    movable: Truths
    primary: Truths
    target: Integers
    by: Integers
    either: Integers
    to_none: Integers

    def keys(self, cells: Integers) -> tuple[Hashable, ...]:
        """The caller's keys of cells."""
        return tuple(self.table.cells[self.order[cell]] for cell in cells)


def world(table: TableSet, policy: Policy, *, deadline: Deadline) -> World:
    """The table set as the protector sees it.

    Raises InputError where a published count is blank and not forced hidden,
    UsageError for a policy that shows a number for small counts, NotCertified where
    the true table would not fit what a reader is told.
    """
    if policy.small_as is not None:
        raise UsageError(
            f"{policy.name} shows {policy.small_as} for every small count and hides "
            "none: round the table, and attack what comes of it"
        )
    _no_blanks(table)
    order = np.array(sorted(range(len(table)), key=lambda at: repr(table.cells[at])))
    matrix, totals = sum_matrix(table)
    public = table.forced == "open"
    forced = (table.forced == "hidden") & table.published
    small = in_range(table, policy)
    primary = (small & table.published) | forced
    shown, marked = shown_limits(table, policy), hidden_limits(table, policy)
    unseen = ~table.published & ~public
    truth_fits(
        table,
        np.where(primary, marked[0], np.where(unseen, table.least, shown[0])),
        np.where(primary, marked[1], np.where(unseen, table.most, shown[1])),
    )
    base = _filled(table, matrix, totals, policy, deadline)
    # where a mark would tell a lie the cell cannot be hidden
    movable = table.published & ~public & (base >= marked[0]) & (base <= marked[1])
    lower = np.where(unseen, table.least, shown[0])
    upper = np.where(unseen, table.most, shown[1])
    known = ~np.isnan(table.counts)
    lower = np.where(known | unseen, lower, base)
    upper = np.where(known | unseen, upper, base)
    # a small count that would round to nought is marked all the same, and so not nought
    lower = np.where(primary, marked[0], lower)
    upper = np.where(primary, marked[1], upper)
    wide_lower = np.where(movable, np.minimum(marked[0], lower), lower)
    wide_upper = np.where(movable, np.maximum(marked[1], upper), upper)
    target, by = _targets(table, policy, base, small)
    large, none = _other_ways(table, policy, base)
    rank = np.empty(len(table), dtype=np.int64)
    rank[order] = np.arange(len(table))
    own_order = np.argsort(rank[target])
    target, by = rank[target][own_order], by[own_order]
    rows = sparse.csr_array(matrix[:, order])
    rows.sort_indices()
    return World(
        table,
        policy,
        order,
        base[order],
        table.weights[order],
        _sorted_rows(rows),
        (np.floor(upper) - base)[order],
        (base - np.ceil(lower))[order],
        (np.floor(wide_upper) - base)[order],
        (base - np.ceil(wide_lower))[order],
        movable[order],
        primary[order],
        target,
        by,
        np.sort(rank[large]),
        np.sort(rank[none]),
    )


def _no_blanks(table: TableSet) -> None:
    blank = table.published & np.isnan(table.counts) & (table.forced == "")
    if blank.any():
        raise InputError(
            "These tables cannot be protected",
            [
                Fault(
                    f"cell {table.cells[place]}: the count is blank",
                    "Give it, force it hidden, or say that it is not published",
                    row=int(place),
                )
                for place in np.flatnonzero(blank)
            ],
        )


def _targets(
    table: TableSet, policy: Policy, base: Floats, small: Truths
) -> tuple[Integers, Integers]:
    """Cells to attest, and by how much each must go up."""
    tops = tops_of(table, policy)
    doubtful = _unknown(table) & (base <= tops) & ((base >= 1) | table.published)
    target = np.flatnonzero(small | doubtful)
    return target, (tops[target] + 1 - base[target]).astype(np.int64)


def _other_ways(
    table: TableSet, policy: Policy, base: Floats
) -> tuple[Integers, Integers]:
    """Counts unknown to us: what else than going up keeps a reader from being sure.

    One that an earlier release hid and that may well be large may go either way. One
    that nobody publishes and that may be small may be nought as well.
    """
    tops = tops_of(table, policy)
    unknown = _unknown(table)
    either = unknown & table.published & (base > tops)
    to_none = unknown & ~table.published & (base <= tops) & (base >= 1)
    return np.flatnonzero(either), np.flatnonzero(to_none)


def _unknown(table: TableSet) -> Truths:
    """Counts that we do not know ourselves, as those that an earlier release hid."""
    unknown: Truths = np.isnan(table.counts) & table.protected
    unknown &= table.forced != "open"
    return unknown


def _filled(
    table: TableSet,
    matrix: sparse.csr_array,
    totals: Floats,
    policy: Policy,
    deadline: Deadline,
) -> Floats:
    """The counts, with those that we do not know ourselves made up to fit the sums."""
    blank = np.isnan(table.counts)
    if not blank.any():
        return np.asarray(table.counts, dtype=np.float64)
    held = np.where(blank, 0.0, table.counts)
    columns = np.flatnonzero(blank)
    least = np.where(table.published, hidden_limits(table, policy)[0], table.least)
    right = totals - matrix @ held
    try:
        found, _ = whole_programme(
            np.ones(len(columns)),
            sparse.csr_array(matrix[:, columns]),
            right,
            right,
            least[columns],
            table.most[columns],
            deadline=deadline,
        )
    except Infeasible:
        found = None
    if found is None:
        raise InputError("No whole counts fit the sums of these tables")
    held[columns] = np.round(found)
    return np.asarray(held)


def _sorted_rows(matrix: sparse.csr_array) -> sparse.csr_array:
    """The same equations in an order of their own, each once."""
    named: dict[tuple[bytes, bytes], int] = {}
    for row in range(matrix.shape[0]):
        span = slice(matrix.indptr[row], matrix.indptr[row + 1])
        if span.stop > span.start:
            values = matrix.data[span] / matrix.data[span.start]
            named.setdefault((matrix.indices[span].tobytes(), values.tobytes()), row)
    return sparse.csr_array(matrix[[named[name] for name in sorted(named)]])
