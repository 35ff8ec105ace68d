"""Areas that others may be parts of, where no file says which are.

Readers know what lies in a region. Where we do not, its total less the areas that are
shown may be a hidden count, and no proof of ours would notice.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from firstyear.figures.table_sets.cells import Cells, Key, grouped
from firstyear.figures.table_sets.places import KIND, MEETS, Tree, elsewhere

# What may be made of areas of which other levels. A country is tied to all of its own.
_MADE_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "region": ("board", "system", "county-unitary", "district", "small-area"),
    "board": ("county-unitary", "district", "small-area"),
    "system": ("county-unitary", "district", "small-area"),
    "county-unitary": ("district", "small-area"),
    "district": ("small-area",),
}


def untold(cells: Cells, tree: Tree) -> tuple[tuple[str, str], ...]:
    """Areas, each with a level of others, of which nothing says whether they lie in it.

    Only where a count of the area and counts of the others are of the same thing and
    at least one of them is a secret. What files place in another area of the same
    level lies there.
    """
    tied = {
        (each.whole.area, part.level)
        for each in cells.sums
        if each.kind == KIND
        for part in each.parts
    }
    found: set[tuple[str, str]] = set()
    listed = (key for key in cells.listed() if not key.world and MEETS not in key.area)
    for group in grouped(listed, elsewhere).values():
        if any(cells[key].protected for key in group):
            found |= _untold(group, tree, tied)
    return tuple(sorted(found))


def _untold(
    group: Sequence[Key], tree: Tree, tied: set[tuple[str, str]]
) -> set[tuple[str, str]]:
    levels: dict[str, list[str]] = {}
    for key in group:
        levels.setdefault(key.level, []).append(key.area)
    found = set()
    for upper, lower in _MADE_OF.items():
        below = [tree.below(area) for area in levels.get(upper, ())]
        for level in lower:
            placed = {
                area for each in below for area in each.get(level, (set(), True))[0]
            }
            loose = set(levels.get(level, ())) - placed
            found |= {
                (area, level)
                for area, each in zip(levels.get(upper, ()), below, strict=True)
                if loose and level not in each and (area, level) not in tied
            }
    return found
