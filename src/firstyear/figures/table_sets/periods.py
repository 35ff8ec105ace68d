"""Longer periods are the sum of shorter ones, printed or not.

Rolling pools overlap: what two of them share, and what only one has, are counts that
nobody prints, but that the pools say something about. All figures that can be added
up with one another are cut at the same days, so that their pieces can be added up too.
"""

import datetime
from collections.abc import Sequence
from itertools import pairwise

from firstyear import packs
from firstyear.figures.table_sets.cells import UNKNOWN, Cells, Key, grouped

KIND = "periods"
ONE_DAY = datetime.timedelta(days=1)
ANY = datetime.date.min
TIED = "measures that add up"


def add_periods(cells: Cells, keys: Sequence[Key]) -> None:
    """Sums over time of figures of one breakdown, cut wherever one of them begins or
    ends."""
    tied = {
        name
        for group in (
            *((one.total, *one.parts) for one in packs.identities()),
            *((one.whole, one.part) for one in packs.nested()),
        )
        for name in group
    }

    def family(key: Key) -> Key:
        return key._replace(
            indicator=TIED if key.indicator in tied else key.indicator,
            area="",
            level="",
            category="",
            first=ANY,
            last=ANY,
        )

    for together in grouped(keys, family).values():
        cuts = sorted(
            {key.first for key in together} | {key.last + ONE_DAY for key in together}
        )
        spans = [(first, after - ONE_DAY) for first, after in pairwise(cuts)]
        for key in together:
            _cut(cells, key, spans)


def _cut(
    cells: Cells, key: Key, spans: Sequence[tuple[datetime.date, datetime.date]]
) -> None:
    parts = [
        key._replace(first=first, last=last)
        for first, last in spans
        if key.first <= first and last <= key.last
    ]
    if len(parts) < 2:
        return
    for piece in parts:
        # A single year inside pools is no figure of ours: it is warned of, not
        # protected (docs/methods/disclosure.md).
        cells.imply(piece, UNKNOWN, protected=False)
    cells.total(key, parts, KIND)
