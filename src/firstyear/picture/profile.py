"""The rows of an area's profile: every indicator with a figure, beside the country."""

import math

import numpy as np

from firstyear import measures
from firstyear.figures import Store
from firstyear.picture.cells import Floats
from firstyear.picture.grid import Grid
from firstyear.picture.outlook import View, outlook
from firstyear.picture.results import Place, SpineRow, Spread
from firstyear.picture.words import about_a_year

TREND_WORDS = {
    "increasing": "rising",
    "decreasing": "falling",
    "no-significant-change": "no clear change",
    "cannot-be-calculated": "cannot tell",
}
POINTS = 5
QUARTERS = (0, 0.25, 0.75, 1)


def profile_rows(
    store: Store, here: Place, *, country: Place, region: Place | None
) -> tuple[SpineRow, ...]:
    """A row for every indicator of the pack that areas of this level have, in order."""
    return tuple(
        _row(view, here, region)
        for view in outlook(store, here.level, country)
        if here.code in view.grid.row_of
    )


def _row(view: View, here: Place, region: Place | None) -> SpineRow:
    grid, column = view.grid, view.column
    row = grid.row_of[here.code]
    judged, indicator = view.verdicts[row], grid.indicator
    return SpineRow(
        indicator=indicator.id,
        title=indicator.short_name,
        domain=indicator.domain,
        polarity=indicator.polarity,
        span=grid.periods[column],
        number=grid.number(row, column),
        benchmark=grid.benchmark_number(column),
        region=view.region_number(region),
        spread=spread(grid.cells.value[:, column]),
        stabilised=view.stabilised[row].value,
        verdict=better_or_worse(indicator.polarity, judged.comparison),
        clear=judged.comparison in ("higher", "lower"),
        trend=recent_trend(grid, row, column),
        worth=worth(judged.excess, judged.comparison, grid, column),
    )


def better_or_worse(polarity: str, comparison: str) -> str:
    """`worse` for higher where lower is better, and so on; neutral stays as it is.

    Examples:
        >>> better_or_worse("lower-is-better", "higher")
        'worse'
        >>> better_or_worse("neutral", "higher")
        'higher'
    """
    if comparison in ("", "similar") or polarity == "neutral":
        return comparison
    return (
        "worse"
        if (comparison == "higher") == (polarity == "lower-is-better")
        else "better"
    )


def spread(values: Floats) -> Spread:
    known = values[np.isfinite(values)]
    if not known.size:
        return Spread()
    least, low, high, most = (float(q) for q in np.quantile(known, QUARTERS))
    return Spread(least, low, high, most, known_share=known.size / values.size)


def recent_trend(grid: Grid, row: int, column: int) -> str:
    """The recent trend in words, over the last five periods that share no years."""
    starts = [span.date_from.toordinal() for span in grid.periods[: column + 1]]
    ends = [span.date_to.toordinal() for span in grid.periods[: column + 1]]
    apart = np.flatnonzero(measures.apart(starts, ends))[-POINTS:]
    good = grid.cells.status[row, apart] == "value"
    kind = grid.indicator.kind
    if len(apart) < POINTS or not good.all() or kind not in ("rate", "proportion"):
        return TREND_WORDS["cannot-be-calculated"]
    if any("provisional" in flags for flags in grid.cells.flags[row, apart]):
        return "cannot tell: provisional figures"
    found = measures.trend(
        grid.cells.count[row, apart],
        grid.cells.denominator[row, apart],
        per=grid.indicator.per,
        proportion=kind == "proportion",
    )
    return TREND_WORDS[str(found.direction)]


def worth(excess: float, comparison: str, grid: Grid, column: int) -> str:
    """What the difference from the country's rate comes to in a year, in words."""
    if not math.isfinite(excess) or comparison not in ("higher", "lower"):
        return "may be chance" if comparison == "similar" else ""
    size = about_a_year(abs(excess), grid.periods[column].years)
    return f"{size} {'more' if excess > 0 else 'fewer'}"
