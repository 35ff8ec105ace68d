"""What every safe pattern must hold: "hide enough of these cells", one line a reason.

If the attacker cannot be led far enough from a small count, the prices of his
programme say why: each hidden cell lends him so much room and no more. The room of
all cells together, hidden or not, must reach what the small count needs. Fischetti
and Salazar call these capacity cuts; no coefficient need be larger than the need.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from firstyear.measures.arrays import Floats, Integers
from firstyear.measures.protection.deadline import Deadline
from firstyear.measures.protection.programme import PRIMAL, Programme
from firstyear.measures.protection.ways import FAR, ways_of
from firstyear.measures.protection.world import World

# a price this near nought is the solver's rounding
NOISE = 1e-9
# a cut that is missed by less than this teaches nothing
VIOLATED = 1e-4


@dataclass(eq=False)
class Cuts:
    """Lines found so far: coefficients @ hidden >= 1 over candidate cells."""

    candidates: Integers
    rows: list[Floats] = field(default_factory=list)
    _seen: set[bytes] = field(default_factory=set)

    def add(self, coefficients: Floats) -> bool:
        """Takes a line; False where it is there already."""
        line = np.round(coefficients, 9)
        name = line.tobytes()
        if name in self._seen:
            return False
        self._seen.add(name)
        self.rows.append(line)
        return True

    def matrix(self) -> sparse.csr_array:
        """All of them, one row each."""
        return sparse.csr_array(np.array(self.rows))


class Separator:
    """Finds lines that a pattern, whole or in fractions, does not hold."""

    def __init__(self, world: World, cuts: Cuts, *, deadline: Deadline) -> None:
        self.world, self.cuts = world, cuts
        cells, signs, limits, free = ways_of(world)
        self._cell, self._sign, self._limit = cells, signs, limits
        self._always = free | world.primary[cells]
        self._place = np.full(len(world.base), -1)
        self._place[cuts.candidates] = np.arange(len(cuts.candidates))
        matrix = sparse.csr_array(sparse.csc_array(world.sums[:, cells]) * signs)
        matrix = matrix[np.flatnonzero(np.diff(matrix.indptr))]
        self._programme = Programme(
            sparse.csc_array(matrix),
            np.zeros(matrix.shape[0]),
            np.zeros(len(cells)),
            np.where(self._always, limits, 0.0),
            deadline=deadline,
            strategy=PRIMAL,
        )

    def separate(self, share: Floats) -> int:
        """Adds lines that `share` (how much of each candidate is hidden) misses.

        How many targets were found short of room.
        """
        hidden = np.ones(len(self._cell))
        lent = ~self._always
        hidden[lent] = share[self._place[self._cell[lent]]]
        short = 0
        most = float(self.world.by.max(initial=1))
        # a way without end would let the smallest share count for all of it
        room = np.where(lent, np.minimum(self._limit, most), self._limit)
        ways = np.arange(len(self._cell))
        self._programme.limit(ways, np.zeros(len(ways)), room * hidden)
        for target, by in zip(
            self.world.target.tolist(), self.world.by.tolist(), strict=True
        ):
            short += self._one(target, float(by), share)
        return short

    def _one(self, target: int, by: float, share: Floats) -> bool:
        up = np.flatnonzero((self._cell == target) & (self._sign > 0))
        if not up.size or self._limit[up].sum() < by:
            return False
        # up and down at once would be no change at all
        down = np.flatnonzero((self._cell == target) & (self._sign < 0))
        nothing = np.zeros(len(down))
        self._programme.limit(down, nothing, nothing)
        # of the ways up the last one is the long one; any nearer come with it
        way = int(up[-1])
        point = self._programme.largest(way)
        self._programme.limit(down, nothing, self._limit[down])
        if point is None or point[way] >= by - VIOLATED:
            return False
        prices = -self._programme.reduced_costs()
        prices[prices < NOISE] = 0.0
        room = np.where(self._limit >= FAR, np.inf, self._limit)
        with np.errstate(invalid="ignore"):
            lent = np.where(prices > 0, prices * room, 0.0)
        lent[down] = 0.0
        constant = float(lent[self._always].sum())
        need = by - constant
        if not need > VIOLATED:
            return False
        line = np.zeros(len(self.cuts.candidates))
        at = ~self._always
        np.add.at(line, self._place[self._cell[at]], lent[at])
        line = np.minimum(line / need, 1.0)
        if line @ share >= 1 - VIOLATED:
            return False
        return self.cuts.add(line)
