"""Longer periods are the sum of shorter ones, printed or not.

Rolling pools overlap: what two of them share, and what only one has, are counts that
nobody prints, but that the pools say something about.
"""

import datetime
from itertools import pairwise

from firstyear.figures.table_sets.cells import UNKNOWN, Cells, Key, grouped

KIND = "periods"
ONE_DAY = datetime.timedelta(days=1)


def add_periods(cells: Cells) -> None:
    """Sums over time, for every area, category and measure of the table set."""
    for series in grouped(cells.listed(), _without_time).values():
        if len(series) > 1:
            _add_series(cells, series)


def _add_series(cells: Cells, series: list[Key]) -> None:
    starts = {key.first for key in series} | {key.last + ONE_DAY for key in series}
    cuts = sorted(starts)
    pieces = [
        series[0]._replace(first=first, last=after - ONE_DAY)
        for first, after in pairwise(cuts)
    ]
    for key in series:
        parts = [
            piece
            for piece in pieces
            if key.first <= piece.first and piece.last <= key.last
        ]
        if len(parts) < 2:
            continue
        for piece in parts:
            # A single year inside pools is no figure of ours: it is warned of, not
            # protected (docs/methods/disclosure.md).
            cells.imply(piece, UNKNOWN, protected=False)
        cells.total(key, parts, KIND)


def _without_time(key: Key) -> Key:
    return key._replace(first=datetime.date.min, last=datetime.date.min)
