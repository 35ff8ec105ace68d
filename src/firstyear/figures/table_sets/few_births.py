"""Rows about so few births that a mark alone would tell.

Where there are no more births than the largest hidden count, "hidden" says as much as
the number. Such rows are left out, whatever their count, and nobody shall be able to
work out from the others that somebody died there.
"""

from firstyear.figures.table_sets.cells import Cell, Cells, Key

KIND = "births"


def add_few(cells: Cells, key: Key, cell: Cell) -> None:
    """A row that is left out, with a guard: it must be able to be nought.

    The guard is births + 1 less deaths. It is small (1 to births) just when somebody
    died, and out of that range just when nobody did, so that protecting it keeps a
    reader from excluding that nobody died.
    """
    cells.held[key] = cell
    births = cell.most
    whole = key._replace(indicator=f"{key.indicator}~births and one")
    cells.held[whole] = Cell(count=births + 1, known="open")
    guard = key._replace(indicator=f"{key.indicator}~nobody")
    cells.held[guard] = Cell(count=births + 1 - cell.count, protected=True, top=births)
    cells.total(whole, [key, guard], KIND)
