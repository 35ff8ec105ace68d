"""Why each hidden cell is hidden, in words for the team that releases the figures."""

from collections import defaultdict

import numpy as np

from firstyear import measures
from firstyear.figures.certificates import HiddenCell
from firstyear.figures.table_sets import Drawing
from firstyear.figures.table_sets.cells import Key

SMALL = "its count is between 1 and {top:.0f}"
BEFORE = "an earlier release hid it"
OTHERS = "without it, hidden counts could be worked out by adding up {kinds}"
PUBLISHER = "its publisher hid it"
UNTOLD = "no file says which areas lie in it, and whoever knows could subtract"
ALONE = "it keeps other hidden counts from being worked out"


def explain(
    drawing: Drawing, found: measures.Protected, attacked: measures.Attack
) -> tuple[HiddenCell, ...]:
    """One entry for each hidden row of the release, in its order."""
    kinds = _kinds(drawing, found)
    told = []
    table = drawing.table
    few = ~table.published & (table.most <= table.tops)
    away = (found.hidden | ~table.published) & ~few
    for place in np.flatnonzero(away & (drawing.rows >= 0)):
        key = drawing.keys[place]
        why, text = _why(drawing, found, int(place), kinds.get(key, ()))
        most = float(attacked.upper[place])
        told.append(
            (
                int(drawing.rows[place]),
                HiddenCell(
                    indicator=key.indicator,
                    area=key.area,
                    date_from=key.first,
                    date_to=key.last,
                    dimension=key.dimension,
                    category=key.category,
                    basis=key.basis,
                    place=key.place,
                    why=why,
                    explanation=text,
                    least=float(attacked.lower[place]),
                    most=most if np.isfinite(most) else None,
                ),
            )
        )
    return tuple(cell for _, cell in sorted(told, key=lambda each: each[0]))


def _why(
    drawing: Drawing, found: measures.Protected, place: int, kinds: tuple[str, ...]
) -> tuple[str, str]:
    table = drawing.table
    if drawing.keys[place].area in drawing.silent:
        return "to protect others", UNTOLD
    if not table.published[place]:
        return "hidden by its publisher", PUBLISHER
    if found.primary[place]:
        if table.forced[place] == "hidden":
            return "hidden before", BEFORE
        return "small", SMALL.format(top=table.tops[place])
    listed = " and ".join(kinds)
    return "to protect others", OTHERS.format(kinds=listed) if listed else ALONE


def _kinds(drawing: Drawing, found: measures.Protected) -> dict[Key, tuple[str, ...]]:
    """By key, the kinds of sums in which it stands beside another hidden count."""
    hidden = {drawing.keys[place] for place in np.flatnonzero(found.hidden)}
    kinds: dict[Key, set[str]] = defaultdict(set)
    for each in drawing.sums:
        together = hidden.intersection((each.whole, *each.parts))
        if len(together) > 1:
            for key in together:
                kinds[key].add(each.kind)
    return {key: tuple(sorted(names)) for key, names in kinds.items()}
