"""Births and deaths drawn by chance around the true rates.

Deaths are drawn once, by piece, year, length of pregnancy and age, and every other
breakdown divides those same deaths among categories, so all of them add up exactly.
"""

from dataclasses import dataclass

import numpy as np

from firstyear.synthetic import risks
from firstyear.synthetic.country import Country
from firstyear.synthetic.rates import TrueRates, cell_risk

AGES = 4  # early, late, post-neonatal, stillborn


@dataclass(frozen=True)
class Split:
    """Births and deaths of every piece and year, by the categories of a dimension.

    `live` is pieces by years by categories; `deaths` has ages as its last axis.
    Where a dimension splits deaths only (cause), `live` has one category.
    """

    dimension: str
    categories: tuple[str, ...]
    live: np.ndarray
    deaths: np.ndarray


@dataclass(frozen=True)
class Draw:
    """What happened: everyone, and by each dimension (`FIFTH|ETHNIC` crossed)."""

    live: np.ndarray
    deaths: np.ndarray
    splits: dict[str, Split]


def draw(land: Country, truth: TrueRates, rng: np.random.Generator) -> Draw:
    """Births and deaths of one run of chance."""
    area = land.unit_area
    live = rng.poisson(truth.births[area] * land.unit_share[:, None])
    by_weeks = rng.multinomial(live, truth.weeks[area])
    lethal = np.clip(truth.weeks_risk[area], 0, 0.99)
    died = rng.multinomial(rng.binomial(by_weeks, lethal), risks.WEEKS_AGES)
    still = rng.poisson(live * truth.still[area])
    still_weeks = rng.multinomial(still, risks.WEEKS_STILL)
    weeks_deaths = np.concatenate([died, still_weeks[..., None]], axis=-1)
    deaths = weeks_deaths.sum(axis=2)

    splits = {
        "gestation": Split("gestation", risks.WEEKS, by_weeks, weeks_deaths),
        **_crossed(truth, area, live, deaths, rng),
        "cause": _causes(live, deaths, rng),
    }
    deprived = np.array([place.deprivation for place in land.areas])[area]
    leaning = np.exp(deprived[:, None] * risks.AGE_TILT)[:, None, :]
    light = np.arange(len(risks.WEIGHT.categories)) < risks.LIGHT
    lighter = np.where(light, truth.tilt[area][..., None], 1.0)
    for group, leans in (
        (risks.AGE, leaning),
        (risks.WEIGHT, lighter),
        (risks.SEX, np.ones((1, 1, 1))),
        (risks.PLURALITY, np.ones((1, 1, 1))),
    ):
        splits[group.dimension] = _split(group, leans, live, deaths, rng)
    return Draw(live, deaths, splits)


def _split(
    group: risks.Group,
    leans: np.ndarray,
    live: np.ndarray,
    deaths: np.ndarray,
    rng: np.random.Generator,
) -> Split:
    shares = group.shares * leans
    shares = shares / shares.sum(axis=-1, keepdims=True)
    births = rng.multinomial(
        live, np.broadcast_to(shares, (*live.shape, shares.shape[-1]))
    )
    return Split(
        group.dimension,
        group.categories,
        births,
        _among(births, group.risks, deaths, rng),
    )


def _crossed(
    truth: TrueRates,
    area: np.ndarray,
    live: np.ndarray,
    deaths: np.ndarray,
    rng: np.random.Generator,
) -> dict[str, Split]:
    """Deprivation fifth and ethnic group together, then each alone."""
    fifths, groups = risks.FIFTHS, risks.ETHNIC_GROUPS
    cells = len(fifths) * len(groups)
    mix = truth.mix[area].reshape(len(area), 1, cells)
    births = rng.multinomial(live, np.broadcast_to(mix, (*live.shape, cells)))
    slope = (risks.FIFTH_RISK ** risks.FIFTH_POWER[:, None])[:, :, None]
    risk = slope * (cell_risk() / risks.FIFTH_RISK[:, None])
    died = _among(births, risk.reshape(AGES, cells), deaths, rng)
    shape = (*live.shape, len(fifths), len(groups))
    births, died = births.reshape(shape), died.reshape(*shape, AGES)
    crossed = tuple(f"{group}|{fifth}" for fifth in fifths for group in groups)
    both = f"{risks.ETHNIC}|{risks.FIFTH}"
    fine = Split(risks.ETHNIC, groups, births.sum(axis=2), died.sum(axis=2))
    return {
        risks.FIFTH: Split(risks.FIFTH, fifths, births.sum(axis=3), died.sum(axis=3)),
        risks.ETHNIC: fine,
        risks.BROAD: _broad(fine),
        both: Split(
            both,
            crossed,
            births.reshape(*live.shape, cells),
            died.reshape(*live.shape, cells, AGES),
        ),
    }


def _broad(fine: Split) -> Split:
    """Five broad groups and Unknown, from the fine ones."""
    heads = [name.split(":")[0] for name in fine.categories]
    broad = tuple(dict.fromkeys(heads))
    holds = np.array([[head == name for head in heads] for name in broad], dtype=int)
    return Split(
        risks.BROAD,
        broad,
        np.einsum("utc,bc->utb", fine.live, holds),
        np.einsum("utca,bc->utba", fine.deaths, holds),
    )


def _causes(live: np.ndarray, deaths: np.ndarray, rng: np.random.Generator) -> Split:
    shares = risks.CAUSE_SHARES / risks.CAUSE_SHARES.sum(axis=1, keepdims=True)
    by_cause = rng.multinomial(
        deaths, np.broadcast_to(shares, (*deaths.shape, shares.shape[1]))
    )
    return Split("cause", risks.CAUSES, live[..., None], np.moveaxis(by_cause, -1, 2))


def _among(
    births: np.ndarray, risk: np.ndarray, deaths: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Deaths of each age divided among categories as births times risk.

    No category has more deaths than live births: what chance gives it beyond that
    goes to the category with most births left.
    """
    shared = np.empty((*births.shape, AGES), dtype=np.int64)
    left = births.copy()
    for age in range(AGES):
        weight = births * risk[age]
        total = weight.sum(axis=-1, keepdims=True)
        given = rng.multinomial(deaths[..., age], weight / total)
        if age != risks.STILL:
            beyond = np.clip(given - left, 0, None)
            if beyond.any():
                given = given - beyond
                most = (left - given).argmax(axis=-1)[..., None]
                moved = beyond.sum(axis=-1, keepdims=True)
                held = np.take_along_axis(given, most, -1) + moved
                np.put_along_axis(given, most, held, -1)
            left -= given
        shared[..., age] = given
    return shared
