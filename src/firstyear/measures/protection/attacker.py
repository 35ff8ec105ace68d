"""The reader who wants to know: what every hidden count can be at least and at most."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from firstyear.errors import NotCertified
from firstyear.measures.arrays import Floats, Integers, Truths
from firstyear.measures.methods import METHODS
from firstyear.measures.protection.deadline import Deadline
from firstyear.measures.protection.dominance import guarded
from firstyear.measures.protection.policy import Policy
from firstyear.measures.protection.programme import (
    NEAR,
    Infeasible,
    Programme,
    whole,
    whole_programme,
)
from firstyear.measures.protection.reader import (
    hidden_cells,
    in_range,
    known,
    tops_of,
)
from firstyear.measures.protection.reduce import (
    CONTRADICTION,
    Piece,
    pieces,
    tightened,
)
from firstyear.measures.protection.table_set import TableSet


@dataclass(frozen=True, eq=False, repr=False)
class Attack:
    """What a reader can work out, cell by cell in the order of the table set.

    lower, upper: the least and greatest count that fit everything published; both
    are reached by some whole-numbered table. hidden: which cells carry the mark.
    watched: hidden cells, and unpublished ones that shall not be worked out.
    exposed: watched, and worked out to be in the hidden range, or to one value.
    pinned: watched, and worked out to one value.
    """

    cells: tuple[Hashable, ...]
    hidden: Truths
    watched: Truths
    lower: Floats
    upper: Floats
    exposed: Truths
    pinned: Truths
    policy: Policy
    version: str

    @property
    def safe(self) -> bool:
        """Whether no watched cell is exposed."""
        return not self.exposed.any()

    @property
    def exposed_cells(self) -> tuple[Hashable, ...]:
        """The keys of what is exposed."""
        return tuple(self.cells[place] for place in np.flatnonzero(self.exposed))


def attack(
    table: TableSet, policy: Policy, *, hidden: ArrayLike, seconds: float = 600.0
) -> Attack:
    """The least and greatest count every hidden cell can have, as a reader finds them.

    He knows every count that is shown, every sum, that counts are whole and not
    negative, and the policy: with zeros shown, that a hidden count is at least 1. He
    cannot tell a cell hidden for its own sake from one hidden for another's. Counts
    of hidden cells are not looked at, but to check that the true table fits.

    For each hidden cell x: largest and smallest x with sums @ x = totals and each
    count within what is known of it; linear programmes, and whole-numbered ones
    where a linear one ends on a fraction.

    hidden: one truth a cell; `forced` of the table set is put right first. A cell is
    exposed when its bounds meet, or when its count is small and its greatest possible
    count is in the hidden range (nothing above can be); a cell whose count is blank,
    when both bounds are in the hidden range, which with zeros shown is the same.

    Raises NotCertified where the solver gives no answer in time or no table fits
    what is published, InputError where a count that is shown is blank.

    Source: M. Fischetti and J. J. Salazar, "Solving the cell suppression problem on
    tabular data with linear constraints", Management Science 47 (2001).

    >>> import firstyear as fy
    >>> table = fy.measures.TableSet(
    ...     [9, 1, 8], ["area", "girls", "boys"], [("area", ["girls", "boys"])]
    ... )
    >>> three = fy.measures.Policy("registrations-3", 2)
    >>> fy.measures.attack(table, three, hidden=[False, True, False]).exposed_cells
    ('girls',)
    >>> found = fy.measures.attack(table, three, hidden=[False, True, True])
    >>> found.safe, found.lower.tolist(), found.upper.tolist()
    (True, [9.0, 1.0, 1.0], [9.0, 8.0, 8.0])
    """
    deadline = Deadline(seconds)
    wide, rule, parts = guarded(table, policy)
    if parts.size:
        more = np.concatenate([hidden_cells(table, hidden), np.zeros(len(parts), bool)])
        return _with_parts(attack(wide, rule, hidden=more, seconds=seconds), parts)
    pattern = hidden_cells(table, hidden)
    told = known(table, policy, pattern)
    truth_fits(table, told.lower, told.upper)
    lower, upper = tightened(told)
    watched = watched_cells(table, policy, pattern)
    for piece in pieces(told, lower, upper):
        _narrow(piece, watched, lower, upper, deadline)
    exposed, pinned = verdict(table, policy, pattern, lower, upper)
    return Attack(
        table.cells,
        pattern,
        watched,
        lower,
        upper,
        exposed,
        pinned,
        policy,
        METHODS["disclosure"],
    )


def quick_bounds(
    table: TableSet, policy: Policy, *, hidden: ArrayLike
) -> tuple[Floats, Floats]:
    """Least and greatest counts by reading each sum on its own, over and over.

    Wider than what `attack` finds or as wide, and found at once: enough to warn by,
    never to certify by.

    >>> import firstyear as fy
    >>> table = fy.measures.TableSet([9, 1, 8], "abc", [("a", ["b", "c"])])
    >>> three = fy.measures.Policy("registrations-3", 2)
    >>> lower, upper = fy.measures.quick_bounds(table, three, hidden=[0, 1, 0])
    >>> lower.tolist(), upper.tolist()
    ([9.0, 1.0, 8.0], [9.0, 1.0, 8.0])
    """
    return tightened(known(table, policy, hidden_cells(table, hidden)))


def _with_parts(found: Attack, parts: Integers) -> Attack:
    """The attack on the given cells: a row's secret is that of its largest part."""
    size = len(found.cells) - len(parts)
    told = found.exposed[size:]
    exposed, pinned = found.exposed[:size].copy(), found.pinned[:size].copy()
    watched = found.watched[:size].copy()
    exposed[parts[told]], watched[parts] = True, True
    return Attack(
        found.cells[:size],
        found.hidden[:size],
        watched,
        found.lower[:size],
        found.upper[:size],
        exposed,
        pinned,
        found.policy,
        found.version,
    )


def truth_fits(table: TableSet, lower: Floats, upper: Floats) -> None:
    """Raises NotCertified where a true count is not one a reader would allow.

    The sums of true counts were checked when the table set was made.
    """
    wrong = (table.counts < lower) | (table.counts > upper)
    if wrong.any():
        raise NotCertified(
            "The true counts do not fit what a reader is told: a nought is hidden "
            "where the policy shows them, or a limit is wrong",
            [table.cells[place] for place in np.flatnonzero(wrong)],
        )


def watched_cells(table: TableSet, policy: Policy, hidden: Truths) -> Truths:
    """Cells that the attacker goes for."""
    unseen = ~table.published & table.protected & (table.forced != "open")
    watched: Truths = unseen & (in_range(table, policy) | np.isnan(table.counts))
    watched |= hidden
    return watched


def verdict(
    table: TableSet, policy: Policy, hidden: Truths, lower: Floats, upper: Floats
) -> tuple[Truths, Truths]:
    """Which cells are exposed and which pinned, by their least and greatest count."""
    watched = watched_cells(table, policy, hidden)
    tops = tops_of(table, policy)
    pinned = watched & (lower == upper)
    low = watched & (upper <= tops) & table.protected
    # a count that we do not know is exposed when a reader is sure
    # that it is small; a small one when he is sure that it is no larger
    low &= in_range(table, policy) | (np.isnan(table.counts) & (lower >= 1))
    unseen = ~hidden & np.isnan(table.counts)
    if policy.small_as is not None:
        # that the count is small is told openly; which small count it is, is not
        low &= False
    harmless = unseen & ((lower == 0) | (lower > tops))
    pinned &= ~harmless
    return low | pinned, pinned


class _Narrowing:
    """One piece, and the most that whole-numbered tables were seen to reach in it.

    Largest values of x and of -x, so that both ends are the same piece of work.
    """

    def __init__(self, piece: Piece, deadline: Deadline) -> None:
        self.piece = piece
        self.deadline = deadline
        self.programme = Programme(
            piece.matrix, piece.totals, piece.lower, piece.upper, deadline=deadline
        )
        self.limits = {1: piece.upper, -1: -piece.lower}
        nothing = np.full(len(piece.columns), -np.inf)
        self.reached = {1: nothing, -1: nothing.copy()}

    def end(self, column: int, sign: int) -> float:
        """The largest sign x that column."""
        if self.reached[sign][column] < self.limits[sign][column]:
            try:
                return self._solved(column, sign)
            except Infeasible:
                raise NotCertified(CONTRADICTION) from None
        return float(self.limits[sign][column])

    def _solved(self, column: int, sign: int) -> float:
        point = self.programme.largest(column, sign)
        if point is None:
            return float(self.limits[sign][column])
        bound = float(np.floor(sign * point[column] + NEAR))
        self._take(point)
        if self.reached[sign][column] < bound:
            # no whole-numbered table was seen so far out: is there one?
            cost = np.zeros(len(point))
            cost[column] = -sign
            piece = self.piece
            found, _ = whole_programme(
                cost,
                piece.matrix,
                piece.totals,
                piece.totals,
                piece.lower,
                piece.upper,
                deadline=self.deadline,
            )
            if found is None:
                raise NotCertified(CONTRADICTION)
            self._take(found)
            bound = float(np.round(sign * found[column]))
        return bound

    def _take(self, point: Floats) -> None:
        rounded = np.round(point)
        if (
            whole(point)
            and (np.abs(self.piece.matrix @ rounded - self.piece.totals) < NEAR).all()
        ):
            for sign, best in self.reached.items():
                np.maximum(best, sign * rounded, out=best)


def _narrow(
    piece: Piece, watched: Truths, lower: Floats, upper: Floats, deadline: Deadline
) -> None:
    """Puts the true bounds of a piece's watched cells into `lower` and `upper`."""
    wanted = np.flatnonzero(watched[piece.columns])
    if wanted.size:
        narrowing = _Narrowing(piece, deadline)
        for sign, target in ((1, upper), (-1, lower)):
            for column in wanted:
                end = sign * narrowing.end(int(column), sign)
                # a nought has no sign
                target[piece.columns[column]] = end + 0.0
