"""How cheap any safe pattern can be, and the cheapest one where that can be found."""

import numpy as np

from firstyear.errors import NotCertified
from firstyear.measures.arrays import Floats, Truths
from firstyear.measures.protection.cuts import Cuts, Separator
from firstyear.measures.protection.deadline import Deadline
from firstyear.measures.protection.programme import Infeasible, whole_programme
from firstyear.measures.protection.world import World


class Master:
    """Hides as little as all lines found so far allow.

    bound: no safe pattern costs less. share: how much of each candidate cell the last
    solution hides. proved: whether a pattern of a cost can be beaten.
    """

    def __init__(self, world: World, *, deadline: Deadline) -> None:
        self.world, self.deadline = world, deadline
        candidates = np.flatnonzero(world.movable & ~world.primary)
        self.cuts = Cuts(candidates)
        self.weights = world.weights[candidates]
        self.separator = Separator(world, self.cuts, deadline=deadline)
        self.bound = 0.0
        self.share = np.zeros(len(candidates))

    def relax(self, *, rounds: int) -> None:
        """Raises the bound by lines that the fractional optimum misses."""
        for _ in range(rounds):
            before = len(self.cuts.rows)
            self.separator.separate(self.share)
            if len(self.cuts.rows) == before:
                return
            self.share, self.bound = self._solve(whole=False)

    def settle(self) -> bool:
        """One whole solution, and the lines it misses; whether there were any."""
        self.share, bound = self._solve(whole=True)
        self.bound = max(self.bound, bound)
        before = len(self.cuts.rows)
        self.separator.separate(np.round(self.share))
        return len(self.cuts.rows) > before

    def pattern(self) -> Truths:
        """Cells of the whole table that the last solution hides for more than half."""
        hidden = self.world.primary.copy()
        hidden[self.cuts.candidates[self.share > 0.5]] = True
        return hidden

    def proven(self) -> float:
        """The bound; where all weights are whole numbers, the next whole number."""
        if (self.weights == np.round(self.weights)).all():
            return float(np.ceil(self.bound - 1e-6))
        return self.bound

    def _solve(self, *, whole: bool) -> tuple[Floats, float]:
        size = len(self.weights)
        lines = len(self.cuts.rows)
        if not lines:
            return np.zeros(size), 0.0
        try:
            found, bound = whole_programme(
                self.weights,
                self.cuts.matrix(),
                np.ones(lines) - 1e-9,
                np.full(lines, np.inf),
                np.zeros(size),
                np.ones(size),
                deadline=self.deadline,
                integral=np.full(size, whole),
            )
        except Infeasible:
            raise NotCertified("No pattern can protect these tables") from None
        if found is None:
            raise NotCertified("The solver gave no answer")
        return found, bound
