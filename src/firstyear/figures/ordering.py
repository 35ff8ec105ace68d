"""A table in order, piece by piece: the whole is never copied at once."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa

from firstyear.figures.arrow import array, pc
from firstyear.figures.keys import Positions

PIECE_ROWS: Final = 500_000
# How a release stores its figures: rows of an indicator side by side.
STORED: Final = ("indicator", "dimension", "area", "date_from")


def in_order(table: pa.Table, columns: tuple[str, ...]) -> Iterator[pa.Table]:
    """The rows sorted by the columns, in pieces; at least one piece, even of no row."""
    ranks = [_ranks(table, name) for name in reversed(columns)]
    order = np.lexsort(ranks) if table.num_rows else np.empty(0, np.int64)
    for start in range(0, max(table.num_rows, 1), PIECE_ROWS):
        yield table.take(array(order[start : start + PIECE_ROWS]))


def _ranks(table: pa.Table, name: str) -> Positions:
    """Where each row's value stands among the distinct values of its column."""
    distinct = pc.unique(table[name])
    rank = np.empty(len(distinct), dtype=np.int64)
    rank[np.asarray(pc.sort_indices(distinct))] = np.arange(len(distinct))
    positions = [
        np.asarray(pc.index_in(chunk, distinct)) for chunk in table[name].chunks
    ]
    if not positions:
        return np.empty(0, np.int64)
    found: Positions = rank[np.concatenate(positions)]
    return found
