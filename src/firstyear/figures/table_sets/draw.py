"""One table set from a release to come, what is public already, and past releases."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa

from firstyear import measures, packs
from firstyear.errors import Fault, InputError
from firstyear.figures.table_sets.breakdowns import (
    CROSS,
    add_crossed,
    add_one_way,
)
from firstyear.figures.table_sets.breakdowns import KIND as CATEGORIES
from firstyear.figures.table_sets.cells import CLOSE, Cell, Cells, Key, Sum, keys_of
from firstyear.figures.table_sets.measures import add_complements, add_measures
from firstyear.figures.table_sets.periods import add_periods
from firstyear.figures.table_sets.places import add_places, tree_of

WEIGHTS: Final = {"country": 100.0, "region": 10.0, "board": 3.0, "system": 3.0}
# Of two ways that hide as many counts, the one that leaves everyone's is better.
EVERYONE: Final = 1.1
# Kinds of indicators that count nobody: midwives a birth, a score of deprivation.
NOT_COUNTED: Final = ("ratio", "score")
TOO_LITTLE: Final = "These figures cannot be protected"


Stage = tuple[
    Callable[[Cells], list[Key]], Callable[[Cells, Sequence[Key]], None] | None
]


def _crossed(cells: Cells) -> list[Key]:
    return [key for key in cells.listed() if CROSS in key.dimension]


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
    `unlinked` is True where no file says which areas add up to which.
    """

    table: measures.TableSet
    keys: tuple[Key, ...]
    rows: np.ndarray
    sums: tuple[Sum, ...]
    unlinked: bool

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
    past: Sequence[tuple[str, pa.Table]] = (),
    revised_hidden: bool = False,
    withheld: bool = False,
) -> Drawing:
    """The table set of a release.

    release: rows of figures with their counts; `suppressed` ones are hidden already.
    Other rows without a count and a value say nothing, and stand for nothing here.
    top: the largest count that is hidden, by key.
    protects: whether a small count of a key is a disclosure at all.
    areas: which areas make up which, of `schema.AREAS`.
    facts: figures that are public already, from others or from us.
    past: releases that went through the gate before, by id, as they were released.
    withheld: whether counts that a publisher hid are hidden cells of the set too.
    revised_hidden: whether a count that a revised release hid may be another by now.

    Raises
    ------
    InputError
        where a row has a value and no count, where a count is no whole number, and
        where parts do not add up to their whole, naming area, period, difference.
    """
    cells = Cells(top)
    _add_release(cells, release, protects)
    if facts is not None:
        _add_public(cells, facts, withheld=withheld)
    for identifier, table in past:
        _add_past(cells, identifier, table, revised_hidden=revised_hidden)
    _imply_protection(cells, protects)
    tree = tree_of(areas)
    for of_kind, upwards in STAGES:
        add_periods(cells, of_kind(cells))
        add_places(cells, tree, of_kind(cells))
        if upwards is not None:
            upwards(cells, of_kind(cells))
    add_measures(cells)
    add_complements(cells, _denominators(release))
    if cells.faults:
        raise InputError(TOO_LITTLE, cells.faults)
    return _drawing(cells, unlinked=not any(areas["parent"].to_pylist()))


def _add_release(
    cells: Cells, release: pa.Table, protects: Callable[[Key], bool]
) -> None:
    kinds = {name: one.kind for name, one in packs.indicators().items()}
    names = ("count", "denominator", "value", "status")
    rows = zip(*(release[name].to_pylist() for name in names), strict=True)
    for row, (key, (count, births, value, status)) in enumerate(
        zip(keys_of(release), rows, strict=True)
    ):
        most = math.inf if births is None else births
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
        cells.held[key] = Cell(
            count=count,
            row=row,
            published=True,
            protected=protects(key),
            top=cells.top(key),
            weight=WEIGHTS.get(key.level, 1.0) * (1.0 if key.dimension else EVERYONE),
            most=max(most, count),
        )


def _add_public(cells: Cells, facts: pa.Table, *, withheld: bool) -> None:
    """What is public stays open, never a target; what a publisher hid stays hidden."""
    names = ("count", "denominator", "status", "value", "per")
    rows = zip(*(facts[name].to_pylist() for name in names), strict=True)
    for key, (count, births, status, value, per) in zip(
        keys_of(facts), rows, strict=True
    ):
        if count is not None and count == round(count):
            cells.held[key] = Cell(count=count, published=True, known="open")
        elif count is None and value is not None and births:
            _read_back(cells, key, value, births, per)
        elif status == "suppressed" and key in cells:
            # Not ours to show, whatever our own rule says; nor to let be worked out.
            cell = cells[key]
            cell.published = False
            cell.top = max(cell.top, cell.count)
            cell.protected = cell.count >= 1
        elif status == "suppressed" and withheld:
            most = math.inf if births is None else births
            cells.held[key] = Cell(published=True, known="hidden", most=most)


def _read_back(
    cells: Cells, key: Key, value: float, births: float, per: float | None
) -> None:
    """A published rate without its count says between what the count lies."""
    known = packs.indicators().get(key.indicator)
    per = per or (known.per if known is not None else 0)
    if not per:
        return
    decimals = len(repr(float(value)).partition(".")[2])
    least, most = measures.counts_behind_rate(value, births, per=per, decimals=decimals)
    if math.isnan(least):
        return
    if least == most:
        cells.held[key] = Cell(count=float(least), published=True, known="open")
    elif key not in cells:
        cells.held[key] = Cell(least=float(least), most=float(most))


def _add_past(
    cells: Cells, identifier: str, table: pa.Table, *, revised_hidden: bool
) -> None:
    """What a past release showed or hid.

    Where it showed a count that has been revised since, the whole release is put in
    a world of its own, tied to this one wherever it says the same. A reader who
    takes a hidden count for unrevised ties that too; with `revised_hidden` not, for
    where the sums of both releases cannot hold with it.
    """
    columns = (table[name].to_pylist() for name in ("count", "status"))
    rows = [
        (key, count, status == "suppressed")
        for key, count, status in zip(keys_of(table), *columns, strict=True)
        if status == "suppressed" or (count is not None and count == round(count))
    ]
    revised = {
        key
        for key, count, hidden in rows
        if not hidden and key in cells and abs(cells[key].count - count) > CLOSE
    }
    for key, count, hidden in rows:
        apart = key._replace(world=identifier) if revised else key
        now = cells.held.get(key)
        if hidden and (now is None or revised):
            cells.held[apart] = Cell(
                published=True, protected=True, known="hidden", top=cells.top(key)
            )
        elif not hidden:
            _show_again(cells, apart, count)
        tied = revised and now is not None and key not in revised
        if tied and not (hidden and revised_hidden):
            cells.sums.append(Sum(key, (apart,), "earlier release"))


def _show_again(cells: Cells, key: Key, count: float) -> None:
    now = cells.held.get(key)
    if now is None or math.isnan(now.count):
        cells.held[key] = Cell(count=count, published=True, known="open")
    else:
        now.known, now.protected = "open", False


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
