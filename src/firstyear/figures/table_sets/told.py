"""What readers see of areas of which nothing says what lies in them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from firstyear import measures
from firstyear.errors import Fault, InputError
from firstyear.figures.table_sets.draw import Drawing
from firstyear.figures.table_sets.places import elsewhere


def still_told(
    drawing: Drawing, hidden: npt.NDArray[np.bool_], policy: measures.Policy
) -> tuple[tuple[str, str], ...]:
    """Those of `untold` of which readers see a count beside `hidden` cells.

    Where noughts are shown a nought tells nothing: what lies in it are noughts.
    """
    if not drawing.untold:
        return ()
    table = drawing.table
    shown = table.published | (table.forced == "open")
    shown &= ~hidden & (table.forced != "hidden")
    if policy.zeros == "shown":
        shown &= table.counts > 0
    secret = {elsewhere(drawing.keys[place]) for place in np.flatnonzero(hidden)}
    areas = {
        key.area
        for key, seen in zip(drawing.keys, shown, strict=True)
        if seen and elsewhere(key) in secret
    }
    return tuple(each for each in drawing.untold if each[0] in areas)


def require_told(found: Sequence[tuple[str, str]]) -> None:
    """Raises InputError where there are such areas: what cannot be added up cannot be
    proven safe."""
    if found:
        raise InputError(
            "Whether hidden counts can be worked out from these figures cannot be told",
            [
                Fault(
                    f"no file says which areas ({level}) make up {area}",
                    "Give an areas file, or leave one of the two levels out",
                )
                for area, level in found
            ],
        )
