"""Only figures that are counted alike stand side by side: one basis, one place.

By registration and by birth cohort, or where the mother lives and where the birth was,
are different counts. A page shows one of each kind, and says of the rest only that they
are counted in another way.
"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firstyear.figures.arrow import pc
from firstyear.picture.cells import NUMBERS, Cells, Positions, put

OTHER = "other-basis"
Truths = NDArray[np.bool_]
Degrees = NDArray[np.intp]


def counted_alike(
    table: pa.Table, kept: Truths, above: Truths, columns: Positions
) -> Degrees:
    """For each row 0 where it is counted in another way, 1 where nothing says, 2 alike.

    Alike is what the benchmark's latest period is counted by; of several ways, and
    where the benchmark says nothing, the one that most of the kept rows are.
    """
    degrees = np.full(table.num_rows, 2, dtype=np.intp)
    for name in ("basis", "place"):
        words = table[name].to_numpy().astype(object)
        told = pc.value_counts(table[name].filter(pa.array(kept))).to_pylist()
        found = {one["values"]: one["counts"] for one in told if one["values"]}
        if not found:
            continue
        named = above & (words != "")
        latest = columns == columns[named].max() if named.any() else kept
        own = {str(word) for word in words[named & latest]} or set(found)
        chosen = max(sorted(own), key=lambda word: found[word])
        degree = np.where(words == chosen, 2, np.where(words == "", 1, 0))
        degrees = np.minimum(degrees, degree)
    return degrees


def put_alike(
    cells: Cells,
    rows: Positions,
    columns: Positions,
    table: pa.Table,
    chosen: Truths,
    alike: Degrees,
) -> None:
    """The chosen rows into their cells; those counted in another way without numbers.

    Where a cell has several rows, the one that is counted alike stands.
    """
    positions = np.flatnonzero(chosen)
    positions = positions[np.argsort(alike[positions], kind="stable")]
    put(cells, rows[positions], columns[positions], table.take(positions))
    if alike[positions].all():
        return
    last = np.full(cells.status.shape, 1, dtype=np.intp)
    last[rows[positions], columns[positions]] = alike[positions]
    other = last == 0
    cells.status[other] = OTHER
    for name in NUMBERS:
        getattr(cells, name)[other] = np.nan
