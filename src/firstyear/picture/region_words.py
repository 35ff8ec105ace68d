"""A region's picture in words: headline, facts, sources, for page and document."""

from firstyear.picture.grid import Grid
from firstyear.picture.number_words import (
    comparison_sentence,
    excess_facts,
    number_facts,
    number_sentence,
)
from firstyear.picture.region import RegionPicture
from firstyear.picture.results import Fact


def headline(picture: RegionPicture) -> str:
    """One or two sentences with the rate, its likely range and how it compares."""
    told = number_sentence(
        picture.number, picture.grid.indicator, picture.region.name, picture.span
    )
    return (
        f"{told} {comparison_sentence(picture.verdict, picture.country.name)}".strip()
    )


def facts(picture: RegionPicture) -> tuple[Fact, ...]:
    """The four key facts of a region, each with its range or with chance beside it."""
    indicator, country = picture.grid.indicator, picture.country.name
    made = number_facts(picture.number, indicator, picture.span)
    if indicator.outcome:
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


def source_sentence(grid: Grid) -> str:
    """Where the figures come from, and that they are made up where they are."""
    named = "; ".join(source for source in grid.sources if source)
    made_up = " These figures are made up." if "synthetic" in grid.origins else ""
    return (
        f"Source: {named or 'not stated'}. Origin: {', '.join(grid.origins)}.{made_up}"
    )
