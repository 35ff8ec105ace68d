"""Changes of the true table that a reader could not tell from it.

A cell is safe when some whole-numbered table that fits everything published has
another, larger count there. That table less the true one is a *move*: counts that go
up and down so that every sum still holds. A move of a few cells proves the same as a
large one and ties the hands of fewer, so moves are sought that cost least: next to
nothing through cells that are hidden already, their weight through others.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from firstyear.measures.arrays import Floats, Integers, Truths
from firstyear.measures.protection.deadline import Deadline
from firstyear.measures.protection.programme import (
    DUAL,
    NEAR,
    Infeasible,
    Programme,
    whole,
    whole_programme,
)
from firstyear.measures.protection.ways import grouped, indices_of, ways_of
from firstyear.measures.protection.world import World

# what a unit through a hidden cell costs beside one through a cell of weight 1
HIDDEN = 1e-3


@dataclass(frozen=True, eq=False)
class Move:
    """Cells that change, and by how much; both sorted by cell."""

    cells: Integers
    changes: Integers


class Moves:
    """Finds cheap moves, one target at a time, for a pattern that grows and shrinks.

    Columns are ways a cell can go: up or down, as far as its mark lets a reader think
    when it is hidden; and, where counts are shown rounded, as far as the rounding.
    """

    def __init__(self, world: World, hidden: Truths, *, deadline: Deadline) -> None:
        self.world = world
        self.hidden = hidden.copy()
        self._deadline = deadline
        cells, signs, limits, free = ways_of(world)
        self._cell, self._sign, self._limit, self._free = cells, signs, limits, free
        matrix = sparse.csc_array(world.sums[:, cells]) * signs
        by_row = sparse.csr_array(matrix)
        used = np.flatnonzero(np.diff(by_row.indptr))
        self._by_row = sparse.csr_array(by_row[used])
        self._matrix = sparse.csc_array(self._by_row)
        self._ways_of = grouped(cells, len(world.base))
        self._cost = np.where(free | hidden[cells], HIDDEN, world.weights[cells])
        self._banned = np.zeros(len(cells), dtype=np.bool_)
        zeros = np.zeros(len(used))
        self._programme = Programme(
            self._matrix,
            zeros,
            np.zeros(len(cells)),
            limits,
            deadline=deadline,
            strategy=DUAL,
        )
        self._programme.cost(np.arange(len(cells)), self._cost)

    def mark(self, cells: Iterable[int], *, hidden: bool) -> None:
        """Hides or opens cells."""
        at = np.fromiter(cells, dtype=np.int64)
        if not at.size:
            return
        self.hidden[at] = hidden
        ways = self._ways(at)
        self._cost[ways] = np.where(
            self._free[ways] | hidden, HIDDEN, self.world.weights[self._cell[ways]]
        )
        self._programme.cost(ways, self._cost[ways])

    def ban(self, cells: Iterable[int], *, banned: bool) -> None:
        """Holds cells at what is shown of them, whatever it would cost to hide them."""
        ways = self._ways(np.fromiter(cells, dtype=np.int64))
        ways = ways[~self._free[ways]]
        self._banned[ways] = banned
        limits = np.where(banned, 0.0, self._limit[ways])
        self._programme.limit(ways, np.zeros(len(ways)), limits)

    def find(self, cell: int, by: int, *, most: float = np.inf) -> Move | None:
        """The cheapest move by which `cell` changes by `by` or more; None if none.

        `by` is signed. The move may lead through cells that are not hidden, `most` of
        them by weight: hide them if you want it.
        """
        ways = self._ways(np.array([cell]))
        lower, upper = self._limits_of(ways, by)
        if lower is None or upper is None:
            return None
        self._programme.limit(ways, lower, upper)
        try:
            # a move is short: from nothing to it is nearer than from the last one
            self._programme.forget()
            point = self._programme.solve()
            if point is None:  # costs are all above nought
                raise AssertionError("a cost that falls without end")
            if self._weight(point) > most:
                return None
            move = self._move(point)
            if move is None:
                move = self._whole_move(point, ways, lower, upper)
        except Infeasible:
            return None
        finally:
            usual = np.where(self._banned[ways], 0.0, self._limit[ways])
            self._programme.limit(ways, np.zeros(len(ways)), usual)
        return move

    def find_near(self, cell: int, by: int, *, sums: int) -> Move | None:
        """As `find`, among hidden cells that are at most so many sums away from `cell`.

        Small enough to be solved at once, and a move is often there.
        """
        ways = self._ways(np.array([cell]))
        lower, upper = self._limits_of(ways, by)
        if lower is None or upper is None:
            return None
        near = ways
        for _ in range(sums):
            rows = np.unique(indices_of(self._matrix, near))
            near = np.unique(indices_of(self._by_row, rows))
            near = near[self._live(near)]
        near = np.union1d(near, ways)
        matrix = sparse.csc_array(self._matrix[:, near])
        rows, at = np.unique(matrix.indices, return_inverse=True)
        high = np.where(self._banned[near], 0.0, self._limit[near])
        low = np.zeros(len(near))
        place = np.searchsorted(near, ways)
        low[place], high[place] = lower, upper
        programme = Programme(
            sparse.csc_array(
                (matrix.data, at, matrix.indptr), shape=(len(rows), len(near))
            ),
            np.zeros(len(rows)),
            low,
            high,
            deadline=self._deadline,
            strategy=DUAL,
        )
        programme.cost(np.arange(len(near)), np.ones(len(near)))
        try:
            found = programme.solve()
        except Infeasible:
            return None
        point = np.zeros(len(self._cell))
        point[near] = found
        return self._move(point)

    def stuck(self, cell: int, by: int) -> bool:
        """Whether one sum alone keeps `cell` from changing by `by`: a quick no."""
        sign = np.sign(by)
        ways = self._ways(np.array([cell]))
        way = ways[self._sign[ways] == sign][0]
        matrix = self._matrix
        for at in range(matrix.indptr[way], matrix.indptr[way + 1]):
            row, push = matrix.indices[at], matrix.data[at]
            span = slice(self._by_row.indptr[row], self._by_row.indptr[row + 1])
            others = self._by_row.indices[span].astype(np.int64)
            against = (self._by_row.data[span] * push < 0) & self._live(others)
            against &= self._cell[others] != cell
            room = np.abs(self._by_row.data[span]) * self._limit[others]
            if room[against].sum() < abs(push * by):
                return True
        return False

    def _live(self, ways: Integers) -> Truths:
        """Ways that a reader thinks possible as things stand."""
        return ~self._banned[ways] & (self._cost[ways] <= HIDDEN)

    def opened_by(self, move: Move) -> Integers:
        """Cells that would have to be hidden too before a reader thinks of the move."""
        shown = ~self.hidden[move.cells]
        cells, changes = move.cells[shown], move.changes[shown]
        world = self.world
        beyond = (changes > world.up_shown[cells]) | (
            -changes > world.down_shown[cells]
        )
        return cells[beyond]

    def _weight(self, point: Floats) -> float:
        """What the cells weigh that are not hidden and change in `point`."""
        ways = np.flatnonzero(point > NEAR)
        beyond = ways[self._cost[ways] > HIDDEN]
        return float(self.world.weights[self._cell[beyond]].sum())

    def _limits_of(
        self, ways: Integers, by: int
    ) -> tuple[Floats | None, Floats | None]:
        """Limits of a target's ways that make it go `by` at least, the near ways first.

        The way that a cell can go although it is shown is filled up before the other.
        """
        lower = np.zeros(len(ways))
        upper = np.zeros(len(ways))
        left = float(abs(by))
        right_way = self._sign[ways] == np.sign(by)
        for place in np.flatnonzero(right_way):
            reach = 0.0 if self._banned[ways[place]] else self._limit[ways[place]]
            upper[place] = reach
            lower[place] = min(left, reach)
            left -= lower[place]
        return (None, None) if left > 0 else (lower, upper)

    def _ways(self, cells: Integers) -> Integers:
        starts, order = self._ways_of
        return np.concatenate(
            [order[starts[cell] : starts[cell + 1]] for cell in cells]
        ).astype(np.int64)

    def _move(self, point: Floats) -> Move | None:
        """The point as a move, if it is whole and the sums truly hold."""
        if not whole(point):
            return None
        rounded = np.round(point)
        if (np.abs(self._matrix @ rounded) > NEAR).any():
            return None
        ways = np.flatnonzero(rounded)
        cells, at = np.unique(self._cell[ways], return_inverse=True)
        changes = np.zeros(len(cells))
        np.add.at(changes, at, rounded[ways] * self._sign[ways])
        kept = changes != 0
        return Move(cells[kept], changes[kept].astype(np.int64))

    def _whole_move(
        self, point: Floats, target: Integers, lower: Floats, upper: Floats
    ) -> Move:
        """The cheapest whole-numbered move: near the fractional one, then anywhere."""
        low = np.zeros(len(point))
        high = np.where(self._banned, 0.0, self._limit)
        low[target], high[target] = lower, upper
        rows = np.unique(indices_of(self._matrix, np.flatnonzero(point > NEAR)))
        near = np.zeros(len(point), dtype=np.bool_)
        near[indices_of(self._by_row, rows)] = True
        near &= self._free | self.hidden[self._cell] | (point > NEAR)
        near[target] = True
        for allowed in (near, np.ones(len(point), dtype=np.bool_)):
            columns = np.flatnonzero(allowed & (high > 0))
            matrix = sparse.csr_array(self._matrix[:, columns])
            used = np.flatnonzero(np.diff(matrix.indptr))
            zeros = np.zeros(len(used))
            try:
                found, _ = whole_programme(
                    self._cost[columns],
                    matrix[used],
                    zeros,
                    zeros,
                    low[columns],
                    high[columns],
                    deadline=self._deadline,
                )
            except Infeasible:
                continue
            if found is not None:
                spread = np.zeros(len(point))
                spread[columns] = np.round(found)
                move = self._move(spread)
                if move is not None:
                    return move
        raise Infeasible
