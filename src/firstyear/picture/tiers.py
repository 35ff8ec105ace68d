"""Which tier an area is offered: universal for all, targeted by a stated rule.

The rule joins how long a rate has been high to how sure it is to be high now, so that
neither one bad year nor one lucky one decides. It says nothing of how good care is, and
people may decide otherwise with a reason.
"""

import math
from dataclasses import dataclass
from typing import Final, Literal

from firstyear.errors import UsageError
from firstyear.figures import Store
from firstyear.packs import Indicator
from firstyear.picture.geography import atlas
from firstyear.picture.grid import read_grid
from firstyear.picture.indicators import known_indicator
from firstyear.picture.offered import first_of_area
from firstyear.picture.region import RegionPicture, main_length
from firstyear.picture.results import Place, Standing
from firstyear.picture.standing import standings
from firstyear.picture.words import inside, period, plural, spelt

LASTING: Final = 0.5  # share of the periods that could be compared
APART: Final = 2  # of them, how many share no years: one bad year is not lasting
SURE: Final = 0.8  # from here on pages say "likely higher"
FEWEST: Final = 3  # periods: with fewer, nothing can be said to last

TierName = Literal["universal", "targeted", "unknown"]


@dataclass(frozen=True)
class AreaTier:
    """What the rule gives an area, with the rule and the figures it rests on.

    `name` is `unknown` where the figures do not allow an answer: the universal offer
    holds there too. `higher` of `compared` periods were higher, `apart` of them share
    no years; `probability` is how sure the rate is above the country's, NaN if unknown.
    """

    place: Place
    name: TierName
    rule: str
    figures: str
    higher: int
    compared: int
    apart: int
    probability: float


def tier_rule(indicator: Indicator, country: str) -> str:
    """The rule as a page says it."""
    return (
        f"Every area gets the universal offer. An area gets the targeted offer too "
        f"where {inside(indicator.name)} was higher than {country}'s in at least half "
        f"of the periods compared, {spelt(APART)} of which share no years, and is at "
        f"least {SURE:.0%} sure to be above it now, allowing for small numbers."
    )


def tier_of(standing: Standing, *, indicator: Indicator, country: str) -> AreaTier:
    """The tier of an area from where it stands.

    Raises UsageError for what is no measure of deaths: the rule is not made for it.
    """
    if not indicator.outcome:
        raise UsageError(f"{indicator.name} is no measure of deaths: it sets no tier.")
    kept = standing.persistence
    apart = kept.apart("higher")
    sure = standing.stabilised.probability_higher
    name: TierName
    if kept.compared < FEWEST or not math.isfinite(sure):
        name = "unknown"
    elif kept.higher >= LASTING * kept.compared and apart >= APART and sure >= SURE:
        name = "targeted"
    else:
        name = "universal"
    return AreaTier(
        place=standing.place,
        name=name,
        rule=tier_rule(indicator, country),
        figures=_figures(standing, apart, country),
        higher=kept.higher,
        compared=kept.compared,
        apart=apart,
        probability=sure,
    )


def area_tier(
    store: Store, code: str, *, indicator: str | None = None, years: int | None = None
) -> AreaTier:
    """The tier of an area, from what the store holds.

    Raises UsageError where the area is unknown or has no figures.
    """
    known = atlas(store)
    here = known.place(code)
    chosen = indicator or first_of_area(store, code)
    country = known.country_of(code)
    peers = known.peers(here.level, country)
    grid = read_grid(
        store,
        chosen,
        level=here.level,
        areas=peers,
        country=country,
        years=main_length(store, chosen, here.level, years, peers),
    )
    standing = standings(grid)[grid.row_of[here.code]]
    return tier_of(standing, indicator=known_indicator(chosen), country=country.name)


def region_tiers(picture: RegionPicture) -> tuple[AreaTier, ...]:
    """The tier of each area of a region, in the order of its areas."""
    return tuple(
        tier_of(one, indicator=picture.grid.indicator, country=picture.country.name)
        for one in picture.areas
    )


def _figures(standing: Standing, apart: int, country: str) -> str:
    """What the rule looked at, in words and figures."""
    kept, sure = standing.persistence, standing.stabilised.probability_higher
    name = standing.place.name
    if not kept.compared:
        return f"No period of {name} can be compared with {country}."
    first, last = kept.periods[0], kept.periods[-1]
    noun = plural(kept.compared, "period", "periods")
    said = (
        f"{name} was higher in {kept.higher} of {kept.compared} {noun}, "
        f"{_from(period(first), period(last))}"
    )
    if kept.higher:
        said += f"; {spelt(apart)} of them {plural(apart, 'shares', 'share')} no years"
    if not math.isfinite(sure):
        return f"{said}. How sure it is to be above {country} now cannot be worked out."
    return f"{said}. It is {_percent(sure)} sure to be above {country} now."


def _from(first: str, last: str) -> str:
    """From when to when; one period is that one.

    Examples:
        >>> _from("2004 to 2006", "2018 to 2020")
        'from 2004 to 2006 up to 2018 to 2020'
        >>> _from("2021 to 2023", "2021 to 2023")
        'that of 2021 to 2023'
    """
    return f"that of {first}" if first == last else f"from {first} up to {last}"


def _percent(share: float) -> str:
    """Whole per cent, never 0% or 100%: nothing is that sure."""
    if share >= 0.995:
        return "more than 99%"
    if share < 0.01:
        return "less than 1%"
    # Down, so that the words never reach a bound that the number does not.
    return f"{math.floor(100 * share)}%"
