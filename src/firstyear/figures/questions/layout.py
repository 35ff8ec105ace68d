"""Where does each area stand on the tile map?"""

from firstyear.figures.arrow import pc
from firstyear.figures.layouts import complete_layout
from firstyear.figures.questions.areas import areas
from firstyear.figures.questions.shelf import Shelf


def layout(shelf: Shelf, level: str) -> dict[str, tuple[int, int]]:
    """(q, r) for every current area of the level, computed where no file says."""
    rows = shelf.layout_rows
    placed: dict[str, tuple[int, int]] = {}
    for row in rows.filter(pc.equal(rows["level"], level)).to_pylist():
        placed.setdefault(row["area"], (row["q"], row["r"]))
    listed = areas(shelf, level)
    current = {
        row["area"]: row["parent"]
        for row in listed.to_pylist()
        # A code that has ended has no tile; its successor has.
        if row["valid_to"] is None and not row["successor"]
    }
    return complete_layout(current, placed)
