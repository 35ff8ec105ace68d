"""Everyone is the sum of the categories of a breakdown, and one-way rows of crossed."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from firstyear.figures.table_sets.cells import UNKNOWN, Cells, Key, grouped

CROSS = "|"
KIND = "categories"
REST = "(not published)"

# Which categories a breakdown has at a level, anywhere in the table set.
Categories = Mapping[tuple[str, str], set[str]]


def add_one_way(cells: Cells, keys: Sequence[Key]) -> None:
    """Everyone = the categories of each breakdown, printed or not."""
    everywhere = _categories(keys)
    for group in grouped(keys, _place_and_time).values():
        by_dimension = grouped(group, lambda key: key.dimension)
        split = {str(name): parts for name, parts in by_dimension.items() if name}
        if not split:
            continue
        everyone = group[0]._replace(dimension="", category="")
        if everyone not in cells:
            # A total that nobody prints still ties the breakdown to other figures.
            known = _sum(cells, split, everywhere)
            cells.imply(everyone, known, protected=not math.isnan(known))
        for name, parts in split.items():
            absent = everywhere[name, everyone.level] - {key.category for key in parts}
            rest = everyone._replace(dimension=name, category=REST) if absent else None
            cells.total(everyone, parts, KIND, rest=rest)


def add_crossed(cells: Cells, keys: Sequence[Key]) -> None:
    """Each category of each side of a crossed breakdown = its row of the table."""
    everywhere = _categories(keys)
    for group in grouped(
        keys, lambda key: (_place_and_time(key), key.dimension)
    ).values():
        names = group[0].dimension.split(CROSS)
        here = {key.category: key for key in group}
        every = everywhere[group[0].dimension, group[0].level]
        for side, name in enumerate(names):
            rows: dict[str, list[Key]] = defaultdict(list)
            lacking: set[str] = set()
            for category in sorted(every):
                value = category.split(CROSS)[side]
                if category in here:
                    rows[value].append(here[category])
                else:
                    lacking.add(value)
            for value, parts in rows.items():
                whole = group[0]._replace(dimension=name, category=value)
                rest = None
                if value in lacking:
                    marked = (
                        f"{value}{CROSS}{REST}"
                        if side == 0
                        else f"{REST}{CROSS}{value}"
                    )
                    rest = parts[0]._replace(category=marked)
                if whole not in cells:
                    known = UNKNOWN if rest else sum(cells[k].count for k in parts)
                    cells.imply(whole, known, protected=not math.isnan(known))
                cells.total(whole, parts, KIND, rest=rest)


def _categories(keys: Iterable[Key]) -> Categories:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key in keys:
        if key.dimension and not key.world:
            found[key.dimension, key.level].add(key.category)
        elif key.dimension:
            found[key.dimension, key.level]  # a past release: what it held is all
    return found


def _sum(cells: Cells, split: Mapping[str, list[Key]], everywhere: Categories) -> float:
    """The total that nobody prints, where a breakdown has all its categories."""
    for name, parts in split.items():
        if {key.category for key in parts} >= everywhere[name, parts[0].level]:
            return sum(cells[key].count for key in parts)
    return UNKNOWN


def _place_and_time(key: Key) -> Key:
    return key._replace(dimension="", category="")
