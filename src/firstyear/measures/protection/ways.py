"""The ways a count can go: up or down, as far as a reader would believe it."""

import numpy as np
from scipy import sparse

from firstyear.measures.arrays import Floats, Integers, Truths
from firstyear.measures.protection.world import World

# beyond this a column stands still: no table has so many deaths
FAR = 1e7


def indices_of(matrix: sparse.csc_array | sparse.csr_array, at: Integers) -> Integers:
    """All stored indices of some columns (or rows) of a sparse matrix."""
    spans = [matrix.indices[matrix.indptr[k] : matrix.indptr[k + 1]] for k in at]
    return np.concatenate(spans).astype(np.int64)


def ways_of(world: World) -> tuple[Integers, Floats, Floats, Truths]:
    """Cell, sign, limit and whether it is free, of every way a cell can go."""
    found: list[tuple[Integers, Floats, Floats, Truths]] = []
    for sign, shown, marked in (
        (1.0, world.up_shown, world.up_hidden),
        (-1.0, world.down_shown, world.down_hidden),
    ):
        further = np.zeros(len(shown))
        np.subtract(marked, shown, out=further, where=marked > shown)
        for limit, free in ((shown, True), (further, False)):
            # an unpublished cell goes its way whatever is hidden
            cells = np.flatnonzero((limit > 0) & (world.movable | free))
            size = len(cells)
            found.append(
                (
                    cells,
                    np.full(size, sign),
                    np.minimum(limit[cells], FAR),
                    np.full(size, free),
                )
            )
    cells, signs, limits, frees = (
        np.concatenate(part) for part in zip(*found, strict=True)
    )
    order = np.argsort(cells, kind="stable")
    return cells[order], signs[order], limits[order], frees[order]


def grouped(labels: Integers, size: int) -> tuple[Integers, Integers]:
    order = np.argsort(labels, kind="stable")
    return np.searchsorted(labels[order], np.arange(size + 1)), order
