"""Where does each area stand on the tile map?"""

from collections.abc import Mapping

from firstyear.figures.arrow import pc
from firstyear.figures.layouts import complete_layout
from firstyear.figures.questions.areas import areas, successors
from firstyear.figures.questions.shelf import Shelf


def layout(shelf: Shelf, level: str) -> dict[str, tuple[int, int]]:
    """(q, r) for every current area of the level, computed where no file says."""
    rows = shelf.layout_rows
    placed: dict[str, tuple[int, int]] = {}
    drawn = rows.filter(pc.equal(rows["level"], level)).to_pylist()
    for row in drawn:
        placed.setdefault(row["area"], (row["q"], row["r"]))
    for row in drawn:
        # A map may be older than the codes, or use short ones: who came after?
        for code in successors(shelf, row["area"]):
            placed.setdefault(code, (row["q"], row["r"]))
    listed = areas(shelf, level)
    current = {
        row["area"]: row["parent"]
        for row in listed.to_pylist()
        # A code that has ended has no tile; its successor has.
        if row["valid_to"] is None and not row["successor"]
    }
    return complete_layout(current, _apart(current, placed))


def _apart(
    current: Mapping[str, str], placed: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[int, int]]:
    """Places of current areas, no two the same: the first by code keeps it."""
    found: dict[str, tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for code in sorted(current):
        place = placed.get(code)
        if place is not None and place not in taken:
            found[code] = place
            taken.add(place)
    return found
