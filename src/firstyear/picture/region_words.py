"""A region's picture in words: headline, facts, sources, for page and document."""

import math

from firstyear.packs import Indicator
from firstyear.picture.grid import Grid
from firstyear.picture.region import RegionPicture
from firstyear.picture.results import Fact, Number, Span, Verdict
from firstyear.picture.words import (
    about_a_year,
    as_happened,
    capital,
    likely_range,
    limits,
    one_in,
    period,
)


def headline(picture: RegionPicture) -> str:
    """One sentence with the rate, its likely range and how it compares."""
    number, name, country = picture.number, picture.region.name, picture.country
    phrase = picture.grid.indicator.family_phrase
    when = period(picture.span)
    if not number.known:
        return f"There is no figure for all of {name} in {when}."
    often = about_a_year(number.count, picture.span.years)
    start = f"In {name}, {number.count:,.0f} {as_happened(phrase)} in {when}, {often}"
    if picture.grid.indicator.outcome:
        start += f": {one_in(number.value, number.per)}"
    rate = (
        f"{start}. That is {number.value:.1f} {picture.grid.indicator.unit}, with a "
        f"likely range of {limits(number)}."
    )
    if picture.verdict is None or not picture.verdict.comparison:
        return rate
    beside = f"{country.name}, at {picture.benchmark.value:.1f}"
    words = {
        "higher": f"That is higher than {beside}.",
        "lower": f"That is lower than {beside}.",
        "above": f"That is above {beside}, but it could be chance.",
        "similar": f"That is not clearly different from {beside}.",
    }
    return f"{rate} {words.get(picture.verdict.mark, '')}".strip()


def facts(picture: RegionPicture) -> tuple[Fact, ...]:
    """The four key facts of a region, each with its range or with chance beside it."""
    indicator, country = picture.grid.indicator, picture.country.name
    made = number_facts(picture.number, indicator, picture.span)
    if picture.verdict is not None and indicator.outcome:
        made += excess_facts(picture.verdict, country)
    compared = sum(bool(s.verdict.comparison) for s in picture.areas)
    chance = picture.expected_high
    chance_words = "fewer than 1" if chance < 1 else f"about {chance:.0f}"
    made.append(
        Fact(
            f"Areas higher than {country}",
            f"{len(picture.higher)} of {compared}",
            f"{chance_words} expected by chance",
        )
    )
    return tuple(made)


def number_facts(number: Number, indicator: Indicator, span: Span) -> list[Fact]:
    """The rate with its likely range, and how many that is."""
    if not number.known:
        return []
    phrase = indicator.family_phrase
    made = [
        Fact(f"Rate, {indicator.unit}", f"{number.value:.1f}", likely_range(number))
    ]
    if math.isfinite(number.count):
        often = about_a_year(number.count, span.years)
        made.append(
            Fact(
                capital(phrase),
                f"{number.count:,.0f}",
                f"among {number.denominator:,.0f} in {period(span)}, {often}",
            )
        )
    return made


def excess_facts(verdict: Verdict, country: str) -> list[Fact]:
    """How many more or fewer deaths than at the country's rate, with the range."""
    if not math.isfinite(verdict.excess):
        return []
    low, high = sorted((abs(verdict.excess_lower), abs(verdict.excess_upper)))
    spans = verdict.excess_lower * verdict.excess_upper < 0
    more = "More" if verdict.excess >= 0 else "Fewer"
    return [
        Fact(
            f"{more} deaths than at {country}'s rate",
            f"About {abs(verdict.excess):,.0f}",
            "the likely range includes no difference"
            if spans
            else f"likely range {low:,.0f} to {high:,.0f}",
        )
    ]


def source_sentence(grid: Grid) -> str:
    """Where the figures come from, and that they are made up where they are."""
    named = "; ".join(source for source in grid.sources if source)
    made_up = " These figures are made up." if "synthetic" in grid.origins else ""
    return (
        f"Source: {named or 'not stated'}. Origin: {', '.join(grid.origins)}.{made_up}"
    )
