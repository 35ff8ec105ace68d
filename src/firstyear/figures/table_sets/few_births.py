"""Rows about so few births that a mark alone would tell.

Where there are no more births than the largest hidden count, "hidden" says as much as
the number. Such rows are left out, whatever their count, and nobody shall be able to
work out from the others that somebody died there.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from firstyear.figures.table_sets.cells import Cell, Cells, Key

KIND = "births"


def guard_few(cells: Cells, keys: Sequence[Key]) -> None:
    """Rows that are left out get a guard: each must be able to be nought.

    The guard is births + 1 less deaths. It is small (1 to births) just when somebody
    died, and out of that range just when nobody did, so that protecting it keeps a
    reader from excluding that nobody died. Guards come after every other sum: births
    and one do not add up over categories, places or periods. What nobody prints of
    the same births, such as a measure between two others, is guarded likewise: a mark
    could not hide it either.
    """
    births: dict[Key, float] = {}
    for key in keys:
        place = key._replace(indicator="")
        births[place] = max(births.get(place, 0), cells[key].most)
    births |= _of_everyone(cells, births)
    for key in cells.listed():
        cell = cells[key]
        place = key._replace(indicator="")
        beside = cell.row < 0 and cell.protected and cell.count <= births.get(place, -1)
        if beside:
            cell.protected = False
            cell.most = min(cell.most, births[place])
            _guard(cells, key, cell)
    for key in keys:
        _guard(cells, key, cells[key])


def _of_everyone(cells: Cells, births: Mapping[Key, float]) -> dict[Key, float]:
    """Births of everyone, where all categories of a breakdown are of so few births."""
    parts: dict[tuple[Key, str], set[Key]] = defaultdict(set)
    for key in cells.listed():
        if key.dimension and cells[key].row >= 0:
            place = key._replace(indicator="")
            parts[place._replace(dimension="", category=""), key.dimension].add(place)
    return {
        everyone: sum(births[place] for place in places)
        for (everyone, _), places in parts.items()
        if everyone not in births and all(place in births for place in places)
    }


def _guard(cells: Cells, key: Key, cell: Cell) -> None:
    births = cell.most
    whole = key._replace(indicator=f"{key.indicator}~births and one")
    cells.held[whole] = Cell(count=births + 1, known="open")
    guard = key._replace(indicator=f"{key.indicator}~nobody")
    cells.held[guard] = Cell(count=births + 1 - cell.count, protected=True, top=births)
    cells.total(whole, [key, guard], KIND)
