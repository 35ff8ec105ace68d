"""Where every area of a grid stands: verdicts, stabilised rates, persistence."""

import math

import numpy as np
from numpy.typing import NDArray

from firstyear import measures
from firstyear.picture.grid import Grid
from firstyear.picture.results import Persistence, Stabilised, Standing, Verdict

Floats = NDArray[np.float64]
MARK_OF_SYMBOL = {
    "#": "higher",
    "+": "above",
    ".": "similar",
    "-": "lower",
    "?": "none",
}


def verdicts(grid: Grid, column: int) -> list[Verdict]:
    """Each area against the country in one period, by interval and by funnel."""
    cells, per = grid.cells, grid.indicator.per
    centre = float(grid.country.value[0, column])
    value = cells.value[:, column]
    lower, upper = cells.lower[:, column], cells.upper[:, column]
    compared = measures.classify(lower, upper, centre, centre)
    margin = np.maximum(lower - centre, centre - upper)
    count, births = cells.count[:, column], cells.denominator[:, column]
    counted = np.isfinite(value) & np.isfinite(count) & np.isfinite(births)
    funnel = np.full(value.shape, "", dtype="<U12")
    change = np.full(value.shape, np.nan)
    excess, excess_lower, excess_upper = (
        np.full(value.shape, np.nan) for _ in range(3)
    )
    if math.isfinite(centre) and counted.any() and grid.indicator.kind != "score":
        kind = "proportion" if grid.indicator.kind == "proportion" else "rate"
        limits = measures.funnel_limits(centre, births[counted], per=per, kind=kind)
        funnel[counted] = measures.funnel_compare(value[counted], limits)
        excess[counted] = (value - centre)[counted] * births[counted] / per
        excess_lower[counted] = (lower - centre)[counted] * births[counted] / per
        excess_upper[counted] = (upper - centre)[counted] * births[counted] / per
        if kind == "rate":
            change[counted] = measures.deaths_to_change(
                count[counted], births[counted], centre, per=per
            )
    marks = _marks(value, compared, centre)
    return [
        Verdict(
            comparison=str(compared[i]),
            mark=marks[i],
            margin=float(margin[i]),
            deaths_to_change=float(change[i]),
            funnel=str(funnel[i]),
            agree=_agree(str(compared[i]), str(funnel[i])),
            benchmark_value=centre,
            excess=float(excess[i]),
            excess_lower=float(excess_lower[i]),
            excess_upper=float(excess_upper[i]),
        )
        for i in range(len(grid.places))
    ]


def _marks(value: Floats, compared: NDArray[np.str_], centre: float) -> list[str]:
    marks = []
    for rate, word in zip(value, compared, strict=True):
        if not word:
            marks.append("none")
        elif word in ("higher", "lower"):
            marks.append(str(word))
        else:
            marks.append("above" if rate > centre else "similar")
    return marks


def _agree(interval: str, funnel: str) -> bool | None:
    if not interval or not funnel:
        return None
    return interval == funnel.split("-", maxsplit=1)[0]


def stabilised(grid: Grid, column: int) -> list[Stabilised]:
    """Each area's stabilised rate, drawn towards the pooled rate of its level.

    The chance of being higher is against the country's rate of the same period.
    """
    cells, per = grid.cells, grid.indicator.per
    count = np.where(cells.status[:, column] == "value", cells.count[:, column], np.nan)
    births = cells.denominator[:, column]
    known = np.isfinite(count) & np.isfinite(births) & (births > 0)
    blank = Stabilised(math.nan, math.nan, math.nan, math.nan, math.nan, "cannot tell")
    made = [blank] * len(grid.places)
    centre = float(grid.country.value[0, column])
    if known.sum() < 2 or not math.isfinite(centre) or grid.indicator.kind != "rate":
        return made
    if not count[known].sum() > 0:
        return made
    found = measures.stabilise(count[known], births[known], benchmark=centre / per)
    words = measures.probability_words(found.probability_higher)
    for position, row in enumerate(np.flatnonzero(known)):
        made[row] = Stabilised(
            value=float(found.stabilised[position]) * per,
            lower=float(found.lower[position]) * per,
            upper=float(found.upper[position]) * per,
            probability_higher=float(found.probability_higher[position]),
            own_share=float(found.own_share[position]),
            belief=str(words[position]),
        )
    return made


def persistences(grid: Grid, upto: int) -> list[Persistence]:
    """Each area's strip over the grid's periods up to and including column `upto`."""
    last = upto + 1
    cells, per = grid.cells, grid.indicator.per
    spans = grid.periods[:last]
    centre = grid.country.value[0, :last]
    kept = measures.persistence(
        cells.value[:, :last], cells.lower[:, :last], cells.upper[:, :last], centre
    )
    starts = np.array([span.date_from.toordinal() for span in spans])
    ends = np.array([span.date_to.toordinal() for span in spans])
    margin = np.maximum(cells.lower[:, :last] - centre, centre - cells.upper[:, :last])
    nearest = np.full(len(grid.places), -1)
    some = np.isfinite(margin).any(axis=1)
    nearest[some] = np.nanargmin(np.abs(margin[some]), axis=1)
    deaths = _deaths_at(grid, nearest, per)
    # Nearly all areas have figures of the same periods.
    apart: dict[bytes, int] = {}
    made = []
    for row in range(len(grid.places)):
        strip = str(kept.strip[row])
        known = np.isfinite(margin[row])
        closest = spans[nearest[row]] if nearest[row] >= 0 else None
        first, final = int(kept.first_high[row]), int(kept.last_high[row])
        which = known.tobytes()
        if which not in apart:
            apart[which] = measures.independent_windows(starts[known], ends[known])
        made.append(
            Persistence(
                strip=strip,
                periods=spans,
                higher=int(kept.higher[row]),
                lower=int(kept.lower[row]),
                compared=int(kept.periods[row]),
                independent=apart[which],
                first_high=spans[first] if first >= 0 else None,
                last_high=spans[final] if final >= 0 else None,
                smallest_margin=float(kept.smallest_margin[row]),
                closest=closest,
                closest_deaths=float(deaths[row]),
                change=changed(strip),
                absences=_absences(grid, row, strip),
            )
        )
    return made


def _absences(grid: Grid, row: int, strip: str) -> tuple[str, ...]:
    """Why there is no number, period by period; blank where there is one."""
    if "?" not in strip:
        return ("",) * len(strip)
    return tuple(
        "" if mark != "?" else grid.number(row, column).absence
        for column, mark in enumerate(strip)
    )


def changed(strip: str, symbol: str = "#") -> str:
    """`new`, `back` or `left`: the latest period against the one before, or blank.

    `symbol` is the side that is looked for: `-` where lower is worse.

    Examples:
        >>> changed("..#"), changed("#.#"), changed("##."), changed("###")
        ('new', 'back', 'left', '')
    """
    if len(strip) < 2 or "?" in strip[-2:]:
        return ""
    before, now = strip[-2] == symbol, strip[-1] == symbol
    if now and not before:
        return "back" if symbol in strip[:-2] else "new"
    return "left" if before and not now else ""


def _deaths_at(grid: Grid, nearest: NDArray[np.int_], per: float) -> Floats:
    """By how many deaths each row's closest verdict stands; negative for fewer."""
    rows = np.flatnonzero(nearest >= 0)
    at = (rows, nearest[rows])
    made = np.full(len(nearest), np.nan)
    if grid.indicator.kind != "rate" or not rows.size:
        return made
    count, births = grid.cells.count[at], grid.cells.denominator[at]
    counted = np.isfinite(count) & np.isfinite(births)
    centre = grid.country.value[0, nearest[rows]]
    change = np.full(rows.shape, np.nan)
    change[counted] = measures.deaths_to_change(
        count[counted], births[counted], centre[counted], per=per
    )
    lower, upper = grid.cells.lower[at], grid.cells.upper[at]
    # Inside the interval: towards the nearer verdict, fewer deaths if that is "lower".
    fewer = (lower > centre) | ((upper >= centre) & (centre - lower >= upper - centre))
    made[rows] = np.where(fewer, -change, change)
    return made


def standings(grid: Grid, column: int | None = None) -> tuple[Standing, ...]:
    """Every area of the grid, in its order, as of one period (the latest if none)."""
    at = grid.latest() if column is None else column
    judged, stable = verdicts(grid, at), stabilised(grid, at)
    kept = persistences(grid, at)
    return tuple(
        Standing(place, grid.number(row, at), judged[row], stable[row], kept[row])
        for row, place in enumerate(grid.places)
    )


def chance_high(count: int) -> float:
    """How many of `count` areas at the country's rate would be high by chance."""
    return float(measures.expected_high_by_chance(count))
