"""A region is the sum of its areas, a board of areas and of parts of areas."""

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from firstyear.figures.area_codes import ALL_AREAS
from firstyear.figures.table_sets.cells import (
    CLOSE,
    UNKNOWN,
    Cell,
    Cells,
    Key,
    Sum,
    grouped,
)

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

    def holds(self, area: str, others: Container[str]) -> bool:
        """Whether another of these areas lies in it, whole or in part."""
        return any(child in others for child in self.children.get(area, ()))


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


Evidence = Mapping[tuple[str, str], bool]


def add_places(cells: Cells, tree: Tree, keys: Sequence[Key]) -> None:
    """Sums over areas of figures of one breakdown, in every period and category."""
    keys = [key for key in keys if MEETS not in key.area]
    groups = grouped(keys, elsewhere).values()
    areas = {key.area: key.level for key in keys}
    families = {
        parent: dict(sorted(_inside(tree, parent, areas).items()))
        for parent in sorted(areas)
    }
    evident = _evidence(cells, groups, families)
    for group in groups:
        here = {key.area: key for key in group}
        for parent in sorted(here):
            for level, (inside, whole) in families[parent].items():
                if whole or evident.get((parent, level), False):
                    _add_parent(cells, tree, here, (parent, level), inside, whole=whole)
                else:
                    split = {child for child in inside if (child, parent) in tree.part}
                    _add_rest(cells, here, (parent, level), inside - split)
        _add_split(cells, tree, here)
    _add_all(cells, tree, {elsewhere(group[0]) for group in groups})


def elsewhere(key: Key) -> Key:
    """The same figure, wherever it is of."""
    return key._replace(area="", level="")


def _add_all(cells: Cells, tree: Tree, wanted: Container[Key]) -> None:
    """All areas of the records are the sum of those that no other is part of.

    Areas that nobody prints but that a region holds are among them. No file says so,
    and another release may mean other records by it: counts do. One that went out
    hidden is tied where every other one fits.
    """
    found: list[tuple[Key, list[Key]]] = []
    listed = (key for key in cells.listed() if MEETS not in key.area)
    for where, group in grouped(listed, elsewhere).items():
        here = {key.area: key for key in group if where in wanted}
        whole = here.pop(ALL_AREAS, None)
        parts = [here[area] for area in sorted(here) if not tree.holds(area, here)]
        if whole is not None and parts:
            found.append((whole, parts))
    told = [_fits(cells, *each) for each in found if _limits(cells[each[0]])[0] > 0]
    for whole, parts in found:
        known = math.isfinite(_limits(cells[whole])[1])
        if _fits(cells, whole, parts) if known else bool(told) and all(told):
            cells.total(whole, parts, KIND)


def _fits(cells: Cells, whole: Key, parts: Sequence[Key]) -> bool:
    """Whether counts come to the whole, or leave something for those not known.

    What went out rounded before lies between two numbers.
    """
    limits = [_limits(cells[key]) for key in parts]
    least, most = _limits(cells[whole])
    return (
        sum(low for low, _ in limits) - most < CLOSE
        and least - sum(high for _, high in limits) < CLOSE
    )


def _limits(cell: Cell) -> tuple[float, float]:
    """Between what a count lies: itself twice where it is known."""
    if math.isnan(cell.count):
        return cell.least, cell.most
    return cell.count, cell.count


def _inside(
    tree: Tree, parent: str, areas: Mapping[str, str]
) -> dict[str, tuple[set[str], bool]]:
    """By level, the areas in a parent. A country has those that no other country has,
    whatever lies between."""
    found = dict(tree.below(parent))
    if areas[parent] != "country":
        return found
    placed = {area for own, _ in found.values() for area in own}
    for other, level in areas.items():
        if level == "country" and other != parent:
            placed.update(area for own, _ in tree.below(other).values() for area in own)
    for area, level in sorted(areas.items()):
        if level == "country" or area in placed or area == ALL_AREAS or MEETS in area:
            continue
        inside, whole = found.get(level, (set(), False))
        if not whole:
            found[level] = (inside | {area}, False)
    return found


def _evidence(
    cells: Cells,
    groups: Iterable[Sequence[Key]],
    families: Mapping[str, Mapping[str, tuple[set[str], bool]]],
) -> Evidence:
    """Areas that no file calls the whole of a parent, but whose counts come to it."""
    found: dict[tuple[str, str], bool] = {}
    for group in groups:
        here = {key.area: key for key in group}
        for parent, key in here.items():
            for level, (inside, whole) in families[parent].items():
                parts = [here[child] for child in inside if child in here]
                unknown = math.isinf(_limits(cells[key])[1])
                if whole or not parts or unknown:
                    continue
                fits = _fits(cells, key, parts)
                found[parent, level] = found.get((parent, level), True) and fits
    return found


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
    if not any(child in here for child in inside):
        return
    split = {child for child in inside if (child, parent) in tree.part}
    parts = [
        _meeting(cells, key, child, parent, level) if child in split else here[child]
        for child in sorted(inside)
        if child in split or child in here
    ]
    absent = [child for child in sorted(inside - split) if child not in here]
    if not absent or not whole:
        cells.total(key, parts, KIND)
    elif len(absent) == 1:
        cells.total(key, parts, KIND, rest=key._replace(area=absent[0], level=level))
    else:
        parts += [
            cells.imply(key._replace(area=child, level=level), UNKNOWN, protected=False)
            for child in absent
        ]
        cells.total(key, parts, KIND)


def _add_rest(
    cells: Cells,
    here: Mapping[str, Key],
    where: tuple[str, str],
    inside: Container[str],
) -> None:
    """Areas that are not the whole of a parent lie in it: what it has and they do not
    have is nought or more, and a reader knows as much."""
    parent, level = where
    key = here[parent]
    parts = [here[child] for child in sorted(here) if child in inside]
    if not parts or sum(_limits(cells[part])[0] for part in parts) > (
        _limits(cells[key])[1] + CLOSE
    ):
        return
    rest = cells.imply(
        key._replace(area=f"{MEETS}{parent}", level=level),
        cells[key].count - sum(cells[part].count for part in parts),
        protected=False,
    )
    cells.sums.append(Sum(key, (*parts, rest), KIND))


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
