"""From births and deaths to the rows of every measure of deaths."""

from dataclasses import dataclass

import numpy as np

from firstyear.synthetic import risks
from firstyear.synthetic.draws import Draw, Split
from firstyear.synthetic.risks import EARLY, LATE, POST, STILL
from firstyear.synthetic.rows import Period, Rows, calendar
from firstyear.synthetic.story import LAST_YEAR, YEARS

POOLED = 3
BASIS = "birth-cohort"
# Inquests take a year or more: sudden deaths of these years may still rise.
INCOMPLETE_FROM = LAST_YEAR - 1

# Which ages at death each measure adds up; those with stillbirths are over all births.
MEASURES = {
    "infant-mortality": (EARLY, LATE, POST),
    "neonatal-mortality": (EARLY, LATE),
    "early-neonatal-mortality": (EARLY,),
    "late-neonatal-mortality": (LATE,),
    "post-neonatal-mortality": (POST,),
    "stillbirth": (STILL,),
    "perinatal-mortality": (STILL, EARLY),
    "extended-perinatal-mortality": (STILL, EARLY, LATE),
}
FROM_24_WEEKS = (
    "infant-mortality",
    "neonatal-mortality",
    "early-neonatal-mortality",
    "perinatal-mortality",
    "extended-perinatal-mortality",
)
ANNUAL = [calendar(year, year) for year in YEARS]
ROLLING = [calendar(year, year + POOLED - 1) for year in YEARS[: 1 - POOLED]]
LATEST = ROLLING[-1:]


@dataclass(frozen=True)
class Sums:
    """Live births and deaths of places by years (and categories); ages last."""

    live: np.ndarray
    deaths: np.ndarray

    def pooled(self) -> "Sums":
        """Rolling three-year sums."""
        return Sums(roll(self.live), roll(self.deaths))


def add_deaths(rows: Rows, drawn: Draw) -> None:
    """Every measure of deaths: all places and periods, then the breakdowns."""
    holds = rows.land.membership
    levels = rows.land.levels()
    every = np.arange(len(levels))
    total = Sums(add_up(holds, drawn.live), add_up(holds, drawn.deaths))
    total = Sums(total.live[..., None], total.deaths[:, :, None, :])
    late = _from_24_weeks(holds, drawn.splits["gestation"])
    sudden = add_up(holds, drawn.splits["cause"].deaths)
    for sums, early_births, periods, step in (
        (total, late, ANNUAL, sudden),
        (total.pooled(), late.pooled(), ROLLING, roll(sudden)),
    ):
        _measures(rows, every, periods, ("",), "", sums)
        _measures(
            rows, every, periods, ("",), "", early_births, FROM_24_WEEKS, "-24-weeks"
        )
        _sudden(rows, every, periods, sums, step)

    country = np.flatnonzero(levels == "country")
    wide = np.flatnonzero((levels == "country") | (levels == "region"))
    local = np.flatnonzero((levels == "county-unitary") | (levels == "board"))
    for name, split in drawn.splits.items():
        crossed = "|" in name
        held = country if crossed else wide
        sums = Sums(add_up(holds, split.live), add_up(holds, split.deaths))
        pooled = sums.pooled()
        _measures(rows, held, ROLLING, split.categories, name, _of(pooled, held))
        if crossed:
            continue
        _measures(rows, country, ANNUAL, split.categories, name, _of(sums, country))
        latest = Sums(pooled.live[local, -1:], pooled.deaths[local, -1:])
        _measures(rows, local, LATEST, split.categories, name, latest)


def add_births(rows: Rows, drawn: Draw) -> None:
    """Indicators that are read off the births themselves, so that all agree."""
    holds = rows.land.membership
    every = np.arange(len(holds))
    weeks = add_up(holds, drawn.splits["gestation"].live)
    weight = add_up(holds, drawn.splits["birthweight"].live)
    age = add_up(holds, drawn.splits["mothers-age"].live)
    live = add_up(holds, drawn.live)
    parts = {
        "preterm-birth": (
            weeks[..., : risks.BEFORE_37].sum(-1),
            weeks[..., :-1].sum(-1),
        ),
        "low-birth-weight": (
            weight[..., : risks.LIGHT].sum(-1),
            weight[..., :-1].sum(-1),
        ),
        "mothers-under-20": (age[..., 0], live),
    }
    for indicator, (count, denominator) in parts.items():
        for periods, given, out_of in (
            (ANNUAL, count, denominator),
            (ROLLING, roll(count), roll(denominator)),
        ):
            rows.add(
                indicator=indicator,
                places=every,
                periods=periods,
                categories=("",),
                count=given[..., None],
                denominator=out_of[..., None],
            )


def _measures(
    rows: Rows,
    places: np.ndarray,
    periods: list[Period],
    categories: tuple[str, ...],
    dimension: str,
    sums: Sums,
    names: tuple[str, ...] = tuple(MEASURES),
    ending: str = "",
) -> None:
    still = sums.deaths[..., STILL]
    if sums.live.shape[-1] != still.shape[-1]:
        # Causes divide deaths and not births: every cause is over all births.
        still = still.sum(axis=-1, keepdims=True)
    births = sums.live + still
    for name in names:
        ages = MEASURES[name]
        rows.add(
            indicator=name + ending,
            dimension=dimension,
            basis=BASIS,
            places=places,
            periods=periods,
            categories=categories,
            count=sums.deaths[..., list(ages)].sum(axis=-1),
            denominator=births if STILL in ages else sums.live,
        )


def _sudden(
    rows: Rows,
    places: np.ndarray,
    periods: list[Period],
    sums: Sums,
    by_cause: np.ndarray,
) -> None:
    column = risks.CAUSES.index(risks.SUDDEN)
    late = [period.end.year >= INCOMPLETE_FROM for period in periods]
    rows.add(
        indicator="sudden-unexpected-deaths",
        basis=BASIS,
        places=places,
        periods=periods,
        categories=("",),
        count=by_cause[:, :, [column], : POST + 1].sum(axis=-1),
        denominator=sums.live,
        flags=np.where(late, rows.code("flags", "incomplete-period"), 0)[:, None],
    )


def _from_24_weeks(holds: np.ndarray, split: Split) -> Sums:
    """Births and deaths from 24 weeks; an unknown length is in neither."""
    known = slice(risks.BEFORE_24, -1)
    live = add_up(holds, split.live[..., known].sum(axis=-1))
    deaths = add_up(holds, split.deaths[:, :, known].sum(axis=2))
    return Sums(live[..., None], deaths[:, :, None, :])


def _of(sums: Sums, places: np.ndarray) -> Sums:
    return Sums(sums.live[places], sums.deaths[places])


def add_up(holds: np.ndarray, pieces: np.ndarray) -> np.ndarray:
    """Sums over the pieces of each place. Whole numbers this small are exact."""
    flat = pieces.reshape(len(pieces), -1).astype(float)
    return np.asarray((holds @ flat).reshape(len(holds), *pieces.shape[1:]))


def roll(yearly: np.ndarray) -> np.ndarray:
    """Sums of three consecutive years, years on the second axis."""
    years = yearly.shape[1] - POOLED + 1
    windows = [yearly[:, start : start + years] for start in range(POOLED)]
    return np.asarray(np.sum(windows, axis=0))
