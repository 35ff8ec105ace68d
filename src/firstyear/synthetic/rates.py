"""The true rate of every piece of the country in every year, before any chance."""

from dataclasses import dataclass

import numpy as np

from firstyear.synthetic import risks
from firstyear.synthetic.country import Country
from firstyear.synthetic.story import YEARS

# A stillbirth rate differs less from the country's than the infant rate does.
STILL_SHARE = 0.6


@dataclass(frozen=True)
class TrueRates:
    """What chance works on. Areas by years unless said otherwise.

    `births` expected live births; `ratio` infant rate over the country's; `mix`
    expected shares of births by deprivation fifth and ethnic group (areas by 6 by
    20); `weeks` shares of live births by length of pregnancy and `weeks_risk` their
    chance of dying in the first year (both areas by years by 8); `still` chance of
    stillbirth; `tilt` how many times as many births before 37 weeks as the country.
    """

    births: np.ndarray
    ratio: np.ndarray
    mix: np.ndarray
    weeks: np.ndarray
    weeks_risk: np.ndarray
    still: np.ndarray
    tilt: np.ndarray


def true_rates(land: Country) -> TrueRates:
    """Rates that make every story true and the country's rate what it shall be."""
    mix = _mix(land)
    births = np.outer([area.story.births for area in land.areas], risks.birth_trend())
    ratio = _ratio(land, mix, births)
    weeks, weeks_risk, tilt = _by_length(land, ratio)
    still = risks.still_rate() * (1 + STILL_SHARE * (ratio - 1))
    return TrueRates(births, ratio, mix, weeks, weeks_risk, still, tilt)


def cell_risk() -> np.ndarray:
    """Relative risk by deprivation fifth and ethnic group (6 by 20)."""
    return np.outer(risks.FIFTH_RISK, risks.ETHNIC_RISK)


def _mix(land: Country) -> np.ndarray:
    deprived = np.array([area.deprivation for area in land.areas])
    diverse = np.array([area.diversity for area in land.areas])
    fifths = risks.FIFTH_SHARES * np.exp(np.outer(deprived, risks.FIFTH_TILT))
    fifths = fifths / fifths.sum(axis=1, keepdims=True)
    # Groups that grow with deprivation are more of the births in deprived fifths.
    steps = risks.FIFTH_TILT / risks.FIFTH_TILT[0]
    groups = risks.ETHNIC_SHARES * np.exp(
        diverse[:, None, None] * risks.ETHNIC_DIVERSE
        + steps[None, :, None] * risks.ETHNIC_TILT
    )
    groups = groups / groups.sum(axis=2, keepdims=True)
    return np.asarray(fifths[:, :, None] * groups)


def _ratio(land: Country, mix: np.ndarray, births: np.ndarray) -> np.ndarray:
    """Each area's rate over the country's; births-weighted, they average to 1."""
    stories = [area.story for area in land.areas]
    stated = np.array([story.ratio is not None for story in stories])
    years = np.array(YEARS)
    told = np.ones((len(stories), len(years)))
    for row, story in enumerate(stories):
        if story.ratio is not None:
            inside = (years >= story.since) & (years <= story.until)
            told[row, inside] = story.ratio
    by_mix = (mix * cell_risk()).sum(axis=(1, 2))[:, None]
    weight = births / births.sum(axis=0)
    left = 1 - (weight * told)[stated].sum(axis=0)
    scale = left / (weight * by_mix)[~stated].sum(axis=0)
    return np.where(stated[:, None], told, by_mix * scale)


def _by_length(
    land: Country, ratio: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Births and risk by length of pregnancy that give each area its ratio.

    A share of the logarithm of the ratio comes from more births before 37 weeks (or
    before 24): the births are tilted until the mix alone gives that part. Risks
    from 24 weeks are then scaled for the rest. Risks before 24 weeks stay.
    """
    early = risks.BEFORE_24
    share, risk = risks.WEEKS_SHARES, risks.WEEKS_RISK
    goal = risks.country_rate()
    yearly = (goal - (share * risk)[:early].sum()) / (share * risk)[early:].sum()
    by_year = np.where(np.arange(len(risk)) < early, risk, yearly[:, None] * risk)

    part = np.array([area.story.preterm_share for area in land.areas])
    only = np.array([area.story.before_24 for area in land.areas])
    tilted = np.arange(len(share)) < np.where(only, early, risks.BEFORE_37)[:, None]
    inside = (share * tilted).sum(axis=1)[:, None]
    dead_inside = np.einsum("ag,tg,g->at", tilted, by_year, share)
    dead_outside = np.einsum("ag,tg,g->at", ~tilted, by_year, share)
    thinner = dead_outside / (1 - inside)
    wanted = goal * ratio ** part[:, None]
    tilt = (wanted - thinner) / (dead_inside - thinner * inside)
    assert (tilt > 0).all()

    outside = (1 - tilt * inside) / (1 - inside)
    weeks = share * np.where(tilted[:, None, :], tilt[..., None], outside[..., None])
    before = (weeks * risk)[..., :early].sum(axis=-1)
    after = (weeks * by_year)[..., early:].sum(axis=-1)
    more = (goal * ratio - before) / after
    scaled = by_year * np.where(np.arange(len(risk)) < early, 1, more[..., None])
    return weeks, scaled, tilt
