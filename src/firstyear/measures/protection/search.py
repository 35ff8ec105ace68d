"""Which further cells to hide: found move by move, then given back where not needed."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from firstyear.errors import NotCertified
from firstyear.measures.arrays import Integers, Truths
from firstyear.measures.protection.deadline import Deadline
from firstyear.measures.protection.moves import Move, Moves
from firstyear.measures.protection.world import World

# how many sums away from its target a move is looked for before it is everywhere
NEIGHBOURHOODS = (2, 4)
# programmes that the search for something cheaper may take: a count, so that the
# same table gives the same answer on any machine
EFFORT = 3_000
# the share of the time that is kept for the proof
SPARE = 0.1


class Search:
    """A pattern in which every target has a move that attests it.

    A move attests every target that it carries far enough. `hidden` grows by the
    cells that moves lead through.
    """

    def __init__(
        self,
        world: World,
        *,
        deadline: Deadline,
        effort: int = EFFORT,
        start: Truths | None = None,
    ) -> None:
        self.effort = effort
        self.spare = deadline.left() * SPARE
        self.world = world
        first = world.primary if start is None else world.primary | start
        self.moves = Moves(world, first, deadline=deadline)
        self.deadline = deadline
        self.by = dict(zip(world.target.tolist(), world.by.tolist(), strict=True))
        self.by |= dict.fromkeys(world.either.tolist(), 1)
        # a way down that attests a cell as well, tried where none leads up
        self.down = dict.fromkeys(world.either.tolist(), -1)
        self.down |= {one: -int(world.base[one]) for one in world.to_none.tolist()}
        self.proof: dict[int, int] = {}
        self.held: dict[int, Move] = {}
        self.users: defaultdict[int, set[int]] = defaultdict(set)
        self.proved: defaultdict[int, set[int]] = defaultdict(set)
        self.complete = True
        self._next = 0

    @property
    def hidden(self) -> Truths:
        """The pattern as it stands."""
        return self.moves.hidden

    def cost(self) -> float:
        """What the cells hidden for others' sake weigh together."""
        return float(self.world.weights[self.hidden & ~self.world.primary].sum())

    def attest(
        self, targets: Iterable[int], *, most: float = np.inf, near: bool = False
    ) -> float | None:
        """Finds a move for every target, hiding what they lead through.

        near: looks among the hidden cells near by first.

        The weight of what was hidden; None where a target has no move or the weight
        passes `most` (what was hidden until then stays so).
        """
        spent = 0.0
        for target in targets:
            if target in self.proof:
                continue
            by = self.by[target]
            move = None
            for sums in NEIGHBOURHOODS if near else ():
                move = move or self.moves.find_near(target, by, sums=sums)
            if move is None:
                self.effort -= 1
                move = self.moves.find(target, by, most=most - spent)
            if move is None and target in self.down:
                move = self.moves.find(target, self.down[target], most=most - spent)
            if move is None:
                return None
            opened = self.moves.opened_by(move)
            spent += float(self.world.weights[opened].sum())
            if spent > most:
                return None
            self.moves.mark(opened.tolist(), hidden=True)
            self.keep(move)
        return spent

    def keep(self, move: Move) -> None:
        """Takes a move as proof for every target it carries that has none yet."""
        number = self._next
        fresh = [
            cell
            for cell, change in zip(
                move.cells.tolist(), move.changes.tolist(), strict=True
            )
            if cell not in self.proof
            and (
                change >= self.by.get(cell, np.inf)
                or change <= self.down.get(cell, -np.inf)
            )
        ]
        if not fresh:
            return
        self._next += 1
        self.held[number] = move
        for cell in move.cells.tolist():
            self.users[cell].add(number)
        for cell in fresh:
            self.proof[cell] = number
            self.proved[number].add(cell)

    def lose(self, numbers: Iterable[int]) -> list[int]:
        """Forgets moves; the targets that are without proof now."""
        lost: list[int] = []
        for number in numbers:
            for cell in self.held.pop(number).cells.tolist():
                self.users[cell].discard(number)
            for target in self.proved.pop(number):
                del self.proof[target]
                lost.append(target)
        return sorted(lost)

    def construct(self) -> None:
        """Attests every target, the hardest first; NotCertified names the others."""
        order = sorted(self.by, key=lambda cell: (-self.by[cell], cell))
        blocked = [cell for cell in order if self.attest([cell]) is None]
        if blocked:
            raise NotCertified(
                "These small counts cannot be hidden from a reader in these tables",
                self.world.keys(np.array(blocked)),
            )

    def open_unused(self) -> None:
        """Shows again what no move needs: a reader could work it out anyway."""
        spare = [cell for cell in self.secondary().tolist() if not self.users[cell]]
        self.moves.mark(spare, hidden=False)

    def secondary(self) -> Integers:
        """Cells hidden for others' sake."""
        return np.flatnonzero(self.hidden & ~self.world.primary)

    def without(self, cells: list[int], *, banned: bool) -> bool:
        """Tries to do without some hidden cells; whether that weighs less.

        banned: nothing may be hidden in place of them but other cells; without it
        they may come back one by one. What did not pay is put back as it was.
        """
        world = self.world
        before = self.hidden.copy()
        numbers = sorted(set().union(*(self.users[cell] for cell in cells)))
        moves = [(self.held[number], set(self.proved[number])) for number in numbers]
        lost = self.lose(numbers)
        self.moves.mark(cells, hidden=False)
        if banned:
            self.moves.ban(cells, banned=True)
        gain = float(world.weights[cells].sum())
        first = self._next
        try:
            spent = None
            if not (banned and self._stuck(lost)):
                most = gain - 1e-9 if banned else gain
                spent = self.attest(lost, most=most, near=True)
        except NotCertified:
            # the time ran out: what was there before is certified
            spent, self.complete = None, False
        if banned:
            self.moves.ban(cells, banned=False)
        self.open_unused()
        better = spent is not None and float(
            world.weights[self.hidden & ~world.primary].sum()
        ) < float(world.weights[before & ~world.primary].sum()) + (
            -1e-9 if banned else 1e-9
        )
        if not better:
            self.lose(sorted(number for number in self.held if number >= first))
            self._restore(before, moves)
        return better

    def _stuck(self, targets: list[int]) -> bool:
        return any(
            self.moves.stuck(one, self.by[one])
            and (one not in self.down or self.moves.stuck(one, self.down[one]))
            for one in targets
        )

    def _restore(self, before: Truths, moves: list[tuple[Move, set[int]]]) -> None:
        changed = self.hidden != before
        self.moves.mark(np.flatnonzero(changed & before).tolist(), hidden=True)
        self.moves.mark(np.flatnonzero(changed & ~before).tolist(), hidden=False)
        for move, targets in moves:
            number = self._next
            self._next += 1
            self.held[number] = move
            for cell in move.cells.tolist():
                self.users[cell].add(number)
            for target in targets:
                self.proof[target] = number
                self.proved[number].add(target)

    def time_for_more(self) -> bool:
        """Whether there is time and effort left to look for something cheaper."""
        self.complete &= self.effort > 0 and not self.deadline.passed(self.spare)
        return self.complete

    def trim(self) -> int:
        """Tries each further cell once, the dearest first; how many were given back."""
        self.open_unused()
        weights = self.world.weights
        count = 0
        order = sorted(
            self.secondary().tolist(),
            key=lambda cell: (-weights[cell], len(self.users[cell]), cell),
        )
        for cell in order:
            if not self.time_for_more():
                break
            if self.hidden[cell]:
                count += self.without([cell], banned=True)
        return count
