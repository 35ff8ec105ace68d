"""The tartan rug: every indicator by every area of a region, what each cell says."""

from firstyear.figures import Store
from firstyear.picture.nested import counted_once
from firstyear.picture.outlook import View, outlook
from firstyear.picture.profile import better_or_worse
from firstyear.picture.results import Number, Place
from firstyear.picture.rug_cells import RugCell, RugRow


def rug(
    store: Store, areas: tuple[Place, ...], *, level: str, country: Place
) -> tuple[RugRow, ...]:
    """A row for each indicator held at this level, a cell for each area, in order."""
    return tuple(_row(view, areas) for view in outlook(store, level, country))


def by_worse_cells(rows: tuple[RugRow, ...]) -> list[int]:
    """The order of areas by how many cells are worse, most first, then by name.

    Measures of the same deaths count once.
    """
    if not rows:
        return []
    once = counted_once(rows)
    worse = [
        sum(row.cells[i].state == "worse" for row in once)
        for i in range(len(rows[0].cells))
    ]
    names = [cell.place.name.casefold() for cell in rows[0].cells]
    return sorted(range(len(worse)), key=lambda i: (-worse[i], names[i]))


def _row(view: View, areas: tuple[Place, ...]) -> RugRow:
    grid, column = view.grid, view.column
    cells = tuple(_cell(view, place) for place in areas)
    return RugRow(
        grid.indicator.id,
        grid.indicator.short_name,
        grid.periods[column],
        grid.benchmark_number(column),
        cells,
    )


def _cell(view: View, place: Place) -> RugCell:
    grid, column = view.grid, view.column
    row = grid.row_of[place.code]
    number, judged = view.numbers[row], view.verdicts[row]
    return RugCell(
        place=place,
        state=_state(view, number, judged.comparison),
        title=grid.indicator.short_name,
        number=number,
        kept=view.persistences[row],
        extra=judged.excess,
        years=grid.periods[column].years,
    )


def _state(view: View, number: Number, comparison: str) -> str:
    if not number.known:
        return number.absence
    return better_or_worse(view.indicator.polarity, comparison) or "not-compared"
