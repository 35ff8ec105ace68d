"""A region is the sum of its areas, a board of areas and of parts of areas."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from firstyear.figures.table_sets.cells import UNKNOWN, Cells, Key, grouped

KIND = "areas"
MEETS = "&"


@dataclass
class Tree:
    """Which areas lie in which, by level.

    `whole` says that a file calls the areas of a level the whole of the parent;
    `share` of a child that lies in several parents of a level only in part.
    """

    level: dict[str, str] = field(default_factory=dict)
    children: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    whole: set[tuple[str, str]] = field(default_factory=set)
    part: set[tuple[str, str]] = field(default_factory=set)

    def below(self, parent: str) -> Mapping[str, tuple[set[str], bool]]:
        """By level, the areas in a parent and whether files call them all of it."""
        found: dict[str, tuple[set[str], bool]] = {}
        waiting = [(parent, True)]
        seen = {parent}
        while waiting:
            upper, so_far = waiting.pop()
            for child in sorted(self.children.get(upper, ())):
                if child in seen:
                    continue
                seen.add(child)
                of_parent = (child, upper) in self.whole | self.part
                whole = so_far and of_parent
                level = self.level.get(child, "")
                inside, all_whole = found.get(level, (set(), True))
                found[level] = (inside | {child}, all_whole and whole)
                waiting.append((child, whole))
        return found


def tree_of(areas: pa.Table) -> Tree:
    """The tree that an areas table describes."""
    tree = Tree()
    for row in areas.to_pylist():
        child, parent = row["area"], row["parent"]
        tree.level.setdefault(child, row["level"])
        if not parent or row["successor"]:
            continue
        tree.children[parent].add(child)
        if row["complete"] == "yes":
            tree.whole.add((child, parent))
        if row["share"] is not None and row["share"] < 1:
            tree.part.add((child, parent))
    return tree


def add_places(cells: Cells, areas: pa.Table) -> None:
    """Sums over areas, for every category, period and measure of the table set."""
    tree = tree_of(areas)
    families = {parent: tree.below(parent) for parent in sorted(tree.children)}
    for group in grouped(
        cells.listed(), lambda key: key._replace(area="", level="")
    ).values():
        here = {key.area: key for key in group}
        for parent in sorted(here):
            for level, (inside, whole) in sorted(families.get(parent, {}).items()):
                _add_parent(cells, tree, here, (parent, level), inside, whole=whole)
        _add_split(cells, tree, here)
        _add_country(cells, tree, here)


def _add_country(cells: Cells, tree: Tree, here: Mapping[str, Key]) -> None:
    """The areas of a level that no file places, where they come to the country."""
    levels = grouped(here.values(), lambda key: key.level)
    for country in levels.get("country", []):
        for level, keys in levels.items():
            loose = [key for key in keys if not _placed(tree, key.area)]
            if level == "country" or not loose or len(loose) < len(keys):
                continue
            if _exact(cells[country].count - sum(cells[key].count for key in loose)):
                cells.total(country, loose, KIND)


def _placed(tree: Tree, area: str) -> bool:
    return any(area in children for children in tree.children.values())


def _add_parent(
    cells: Cells,
    tree: Tree,
    here: Mapping[str, Key],
    where: tuple[str, str],
    inside: set[str],
    *,
    whole: bool,
) -> None:
    parent, level = where
    key = here[parent]
    present = [here[child] for child in sorted(inside) if child in here]
    if not present:
        return
    parts: list[Key] = []
    for child in sorted(inside):
        if (child, parent) in tree.part:
            parts.append(_meeting(cells, key, child, parent, level))
        elif child in here:
            parts.append(here[child])
    absent = [
        child
        for child in sorted(inside)
        if child not in here and (child, parent) not in tree.part
    ]
    counts = sum(cells[part].count for part in parts)
    if not whole and not _exact(cells[key].count - counts):
        # No file says that these areas are all of it, and the counts do not either.
        return
    if not absent or (not whole and _exact(cells[key].count - counts)):
        cells.total(key, parts, KIND)
    elif len(absent) == 1:
        cells.total(key, parts, KIND, rest=key._replace(area=absent[0], level=level))
    else:
        for child in absent:
            parts.append(
                cells.imply(
                    key._replace(area=child, level=level), UNKNOWN, protected=False
                )
            )
        cells.total(key, parts, KIND)


def _add_split(cells: Cells, tree: Tree, here: Mapping[str, Key]) -> None:
    """An area that lies in several boards is the sum of its parts in each."""
    parents: dict[tuple[str, str], list[str]] = defaultdict(list)
    for child, parent in sorted(tree.part):
        if child in here and parent in here:
            parents[child, here[parent].level].append(parent)
    for (child, _), several in parents.items():
        key = here[child]
        parts = [
            _meeting(cells, here[parent], child, parent, key.level)
            for parent in several
        ]
        all_of_it = {p for c, p in tree.part if c == child}
        if all_of_it <= set(here):
            cells.total(key, parts, KIND)


def _meeting(cells: Cells, key: Key, child: str, parent: str, level: str) -> Key:
    """The part of an area that lies in one board: nobody publishes it."""
    return cells.imply(
        key._replace(area=f"{child}{MEETS}{parent}", level=level),
        UNKNOWN,
        protected=True,
    )


def _exact(difference: float) -> bool:
    return not math.isnan(difference) and abs(difference) < 1e-6


def listed(areas: Sequence[pa.Table]) -> pa.Table:
    """Several areas tables as one, each row once."""
    together = pa.concat_tables(areas)
    return together.group_by(together.column_names, use_threads=False).aggregate([])
