"""What to tell the team that releases figures, beside what was hidden."""

import numpy as np

from firstyear import measures
from firstyear.figures.table_sets import Drawing
from firstyear.figures.table_sets.periods import KIND as PERIODS


def gate_warnings(drawing: Drawing, found: measures.Protected) -> tuple[str, ...]:
    """What the pattern alone does not say, in sentences without a full stop."""
    told = []
    if drawing.silent:
        number = len(drawing.silent)
        whose = "1 area" if number == 1 else f"{number} areas"
        told.append(
            f"Counts of {whose} are hidden too: no file says what lies in them, and "
            "whoever knows the map could subtract. Give an areas file"
        )
    elif drawing.unlinked:
        told.append(
            "No file says which areas lie in which, so areas were added up to their "
            "country alone. If some lie in others, give an areas file"
        )
    years = _single_periods_found(drawing, found)
    if years:
        periods = "period" if years == 1 else "periods"
        told.append(
            f"{years} shorter {periods} inside longer ones can be worked out, and the "
            "count is small: publish fewer overlapping periods"
        )
    return tuple(told)


def _single_periods_found(drawing: Drawing, found: measures.Protected) -> int:
    """How many periods that nobody prints follow from the others, and are small.

    Only what each sum gives by itself, read over and over: enough to warn by.
    """
    if not drawing.kinds.get(PERIODS):
        return 0
    table = drawing.table
    lower, upper = measures.quick_bounds(table, found.policy, hidden=found.hidden)
    implied = ~table.published & np.isnan(table.counts) & ~table.protected
    return int((implied & (lower >= 1) & (upper <= table.tops)).sum())
