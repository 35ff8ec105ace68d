"""One place's numbers over time, in periods of one length, beside the country's."""

from dataclasses import dataclass

import numpy as np

from firstyear import measures
from firstyear.errors import FirstyearError
from firstyear.figures import Store
from firstyear.picture.grid import read_grid
from firstyear.picture.results import Benchmark, Number, Place, Span, Verdict
from firstyear.picture.standing import verdicts


@dataclass(frozen=True)
class Series:
    """A place's numbers and verdicts, oldest first; `overlapping` periods share years.

    `direction` is the recent trend over the last five periods that share no years,
    and `change` the yearly change in per cent with its limits, from the same periods.
    """

    years: int
    points: tuple[tuple[Span, Number, Verdict], ...]
    benchmark: Benchmark
    overlapping: bool
    direction: str
    used: tuple[Span, ...]
    change: tuple[float, float, float]

    @property
    def latest(self) -> tuple[Span, Number, Verdict]:
        known = [point for point in self.points if point[1].known]
        return known[-1] if known else self.points[-1]


def read_series(
    store: Store, indicator: str, here: Place, country: Place, *, years: int
) -> Series | None:
    """The series of periods of `years` years, or None where there is none."""
    try:
        grid = read_grid(
            store,
            indicator,
            level=here.level,
            areas=[here],
            country=country,
            years=years,
        )
    except FirstyearError:
        return None
    if (
        not np.isfinite(grid.cells.count).any()
        and not np.isfinite(grid.cells.value).any()
    ):
        return None
    columns = range(len(grid.periods))
    points = tuple(
        (grid.periods[c], grid.number(0, c), verdicts(grid, c)[0]) for c in columns
    )
    starts = [span.date_from.toordinal() for span in grid.periods]
    ends = [span.date_to.toordinal() for span in grid.periods]
    apart = np.flatnonzero(measures.apart(starts, ends))[-5:]
    kind, per = grid.indicator.kind, grid.indicator.per
    count, births = grid.cells.count[0, apart], grid.cells.denominator[0, apart]
    good = grid.cells.status[0, apart] == "value"
    direction = "cannot-be-calculated"
    change = (float("nan"),) * 3
    if kind in ("rate", "proportion") and good.all() and len(apart) >= 5:
        found = measures.trend(count, births, per=per, proportion=kind == "proportion")
        direction = str(found.direction)
    if kind in ("rate", "proportion") and good.all() and len(apart) >= 3:
        middles = [
            (grid.periods[c].date_from.year + grid.periods[c].date_to.year) / 2
            for c in apart
        ]
        yearly = measures.annual_change(count, births, year=middles)
        change = (float(yearly.value), float(yearly.lower), float(yearly.upper))
    return Series(
        years=years,
        points=points,
        benchmark=grid.benchmark,
        overlapping=measures.overlapping(starts, ends),
        direction=direction,
        used=tuple(grid.periods[c] for c in apart),
        change=change,
    )
