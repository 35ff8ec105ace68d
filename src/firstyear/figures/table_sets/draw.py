"""One table set from a release to come, what is public already, and past releases."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstyear import measures, packs
from firstyear.errors import Fault, InputError
from firstyear.figures.table_sets.breakdowns import (
    CROSS,
    add_crossed,
    add_one_way,
)
from firstyear.figures.table_sets.breakdowns import KIND as CATEGORIES
from firstyear.figures.table_sets.cells import Cell, Cells, Key, Sum, keys_of
from firstyear.figures.table_sets.few_births import guard_few
from firstyear.figures.table_sets.known import Past, add_past, add_public
from firstyear.figures.table_sets.measures import add_complements, add_measures
from firstyear.figures.table_sets.periods import add_periods
from firstyear.figures.table_sets.places import add_places, tree_of
from firstyear.figures.table_sets.total_births import add_total_births
from firstyear.figures.table_sets.untold import untold

Truths = npt.NDArray[np.bool_]
WEIGHTS: Final = {"country": 100.0, "region": 10.0, "board": 3.0, "system": 3.0}
# Of two ways that hide as many counts, the one that leaves everyone's is better.
EVERYONE: Final = 1.1
# Of cells that cost the same the same ones are hidden whatever they count: what is
# picked by their counts would tell of them. Too little to outweigh a cell.
FIRST_CHOICE: Final = 0.01
# Kinds of indicators that count nobody: midwives a birth, a score of deprivation.
NOT_COUNTED: Final = ("ratio", "score")
TOO_LITTLE: Final = "These figures cannot be protected"


Stage = tuple[
    Callable[[Cells], list[Key]], Callable[[Cells, Sequence[Key]], None] | None
]


def _crossed(cells: Cells) -> list[Key]:
    return [
        key for key in cells.listed() if CROSS in key.dimension and not _odd_cross(key)
    ]


def _odd_cross(key: Key) -> bool:
    """Whether a crossed row does not have one category for each breakdown."""
    crosses = key.dimension.count(CROSS)
    return crosses > 0 and key.category.count(CROSS) != crosses


def _one_way(cells: Cells) -> list[Key]:
    return [
        key for key in cells.listed() if key.dimension and CROSS not in key.dimension
    ]


def _everyone(cells: Cells) -> list[Key]:
    return [key for key in cells.listed() if not key.dimension]


# The finest breakdowns first: each adds up to the next, printed or not, so that a
# figure is tied to every coarser one, whichever of those between are published.
STAGES: Final[tuple[Stage, ...]] = (
    (_crossed, add_crossed),
    (_one_way, add_one_way),
    (_everyone, None),
)


@dataclass(frozen=True)
class Drawing:
    """A table set, and where each of its cells stands in the release to come.

    `rows` has the row of the release for each cell, -1 for cells that are elsewhere;
    `unlinked` is True where no file says which areas add up to which; `untold` are
    areas and the level of others that may lie in them, as far as anybody says;
    `silent` are areas whose counts are not printed for that.
    """

    table: measures.TableSet
    keys: tuple[Key, ...]
    rows: np.ndarray
    sums: tuple[Sum, ...]
    unlinked: bool
    untold: tuple[tuple[str, str], ...] = ()
    silent: frozenset[str] = frozenset()

    def left_out(self, size: int) -> Truths:
        """Rows of the release, of `size`, that are about too few births to be shown."""
        table = self.table
        few = (self.rows >= 0) & ~table.published & (table.most <= table.tops)
        marked = np.zeros(size, dtype=bool)
        marked[self.rows[few]] = True
        return marked

    @property
    def kinds(self) -> dict[str, int]:
        """How many sums there are of each kind."""
        return dict(Counter(each.kind for each in self.sums))


def draw(
    release: pa.Table,
    *,
    top: Callable[[Key], float],
    protects: Callable[[Key], bool],
    areas: pa.Table,
    facts: pa.Table | None = None,
    past: Sequence[Past] = (),
    revised_hidden: bool = False,
    withheld: bool = False,
    printed: pa.Table | None = None,
    silent: frozenset[str] = frozenset(),
) -> Drawing:
    """The table set of a release.

    release: rows of figures with their counts; `suppressed` ones are hidden already.
    Other rows without a count and a value say nothing, and stand for nothing here.
    Rows of no more births than the largest hidden count are cells nobody publishes.
    top: the largest count that is hidden, by key.
    protects: whether a small count of a key is a disclosure at all.
    areas: which areas make up which, of `schema.AREAS`.
    facts: figures that are public already, from others or from us.
    past: releases that went through the gate before, as they were released.
    withheld: whether counts that a publisher hid are hidden cells of the set too.
    revised_hidden: whether a count that a revised release hid may be another by now.
    printed: the release as readers have it already, with the births it prints.
    silent: areas whose counts are not to be printed, whatever they are.

    Raises
    ------
    InputError
        where a row has a value and no count, where a count is no whole number, and
        where parts do not add up to their whole, naming area, period, difference.
    """
    cells = Cells(top)
    few = _add_release(cells, release, protects, silent)
    _put_in_order(cells)
    if facts is not None:
        add_public(cells, facts, withheld=withheld)
    for each in past:
        add_past(cells, each, revised_hidden=revised_hidden)
    _imply_protection(cells, protects)
    tree = tree_of(areas)
    for of_kind, upwards in STAGES:
        add_periods(cells, of_kind(cells))
        add_places(cells, tree, of_kind(cells))
        if upwards is not None:
            upwards(cells, of_kind(cells))
    add_measures(cells)
    add_complements(cells, _denominators(release))
    if printed is not None:
        add_total_births(cells, printed)
    guard_few(cells, few)
    if cells.faults:
        raise InputError(TOO_LITTLE, cells.faults)
    return replace(
        _drawing(cells, unlinked=not any(areas["parent"].to_pylist())),
        untold=untold(cells, tree),
        silent=silent,
    )


def _add_release(
    cells: Cells,
    release: pa.Table,
    protects: Callable[[Key], bool],
    silent: frozenset[str],
) -> list[Key]:
    """The rows as cells; comes back: the keys of those about too few births."""
    few: list[Key] = []
    kinds = {name: one.kind for name, one in packs.indicators().items()}
    names = ("count", "denominator", "value", "status")
    rows = zip(*(release[name].to_pylist() for name in names), strict=True)
    for row, (key, (count, births, value, status)) in enumerate(
        zip(keys_of(release), rows, strict=True)
    ):
        most = math.inf if births is None else births
        if _odd_cross(key):
            cells.faults.append(
                Fault(
                    "not one category for each crossed breakdown",
                    f"part categories by {CROSS} as the breakdowns are, and once each",
                    row=row + 1,
                    column="category",
                )
            )
            continue
        if count is None and status == "suppressed":
            cells.held[key] = Cell(
                row=row,
                published=True,
                protected=True,
                known="hidden",
                top=cells.top(key),
                most=most,
            )
            continue
        if count is None:
            if value is not None and kinds.get(key.indicator) not in NOT_COUNTED:
                cells.faults.append(
                    Fault(
                        "a rate without its count",
                        "give the count: a rate gives it away",
                        row=row + 1,
                        column="count",
                    )
                )
            continue
        if count != round(count):
            cells.faults.append(
                Fault(
                    "a count that is not whole",
                    "give counts as they were counted",
                    row=row + 1,
                    column="count",
                )
            )
            continue
        if count > most:
            # Deaths whose births are elsewhere: those do not bound them.
            most = cells.top(key) if count <= cells.top(key) else math.inf
        if protects(key) and most <= cells.top(key):
            cells.held[key] = Cell(count=count, row=row, top=most, most=most)
            few.append(key)
            continue
        cells.held[key] = Cell(
            count=count,
            row=row,
            published=not (count and key.area in silent and protects(key)),
            protected=protects(key),
            top=cells.top(key),
            weight=WEIGHTS.get(key.level, 1.0) * (1.0 if key.dimension else EVERYONE),
            most=most,
        )
    return few


def _put_in_order(cells: Cells) -> None:
    """Weights that differ a little by category, and less by area, by their names."""
    for part, name in ((FIRST_CHOICE, "category"), (FIRST_CHOICE / 100, "area")):
        names = sorted({getattr(key, name) for key in cells.held})
        places = {each: place / len(names) for place, each in enumerate(names)}
        for key, cell in cells.held.items():
            cell.weight *= 1 + part * places[getattr(key, name)]


def _imply_protection(cells: Cells, protects: Callable[[Key], bool]) -> None:
    for key, cell in cells.held.items():
        cell.protected = cell.protected and protects(key)


def _denominators(release: pa.Table) -> dict[Key, float]:
    """Whole denominators of the proportions of a release, whose rest says as much."""
    known = packs.indicators()
    kinds = {name: one.kind for name, one in known.items()}
    values = release["denominator"].to_pylist()
    return {
        key: denominator
        for key, denominator in zip(keys_of(release), values, strict=True)
        if kinds.get(key.indicator) == "proportion"
        and denominator is not None
        and denominator == round(denominator)
    }


def _drawing(cells: Cells, *, unlinked: bool) -> Drawing:
    keys = tuple(cells.held)
    held = [cells.held[key] for key in keys]
    table = measures.TableSet(
        [cell.count for cell in held],
        keys,
        [
            measures.Equation.total(whole, parts, breakdown=kind == CATEGORIES)
            for whole, parts, kind in dict.fromkeys(cells.sums)
        ],
        [cell.known for cell in held],
        [cell.weight for cell in held],
        published=[cell.published for cell in held],
        protected=[cell.protected for cell in held],
        tops=[cell.top for cell in held],
        least=[cell.least for cell in held],
        most=[cell.most for cell in held],
    )
    return Drawing(
        table,
        keys,
        np.array([cell.row for cell in held], dtype=np.intp),
        tuple(cells.sums),
        unlinked,
    )
