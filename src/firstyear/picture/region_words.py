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
from firstyear.picture.words import by_chance, worse_side


def headline(picture: RegionPicture) -> str:
    """One or two sentences with the rate, its likely range and how it compares."""
    told = number_sentence(
        picture.number, picture.grid.indicator, picture.region.name, picture.span
    )
    compared = comparison_sentence(
        picture.verdict, picture.country.name, picture.number, picture.grid.indicator
    )
    return f"{told} {compared}".strip()


def facts(picture: RegionPicture) -> tuple[Fact, ...]:
    """The four key facts of a region, each with its range or with chance beside it."""
    indicator, country = picture.grid.indicator, picture.country.name
    made = number_facts(picture.number, indicator, picture.span)
    if indicator.outcome:
        made += excess_facts(picture.verdict, country)
    compared = sum(bool(s.verdict.comparison) for s in picture.areas)
    if not compared:
        return tuple(made)
    side = worse_side(indicator)
    found = {
        "higher": len(picture.higher),
        "lower": len(picture.lower),
        "": len(picture.higher) + len(picture.lower),
    }[side]
    made.append(
        Fact(
            f"Areas {side or 'higher or lower'} than {country}",
            f"{found} of {compared}",
            # Where either side counts, chance has two sides to give it on.
            f"{by_chance(compared * (1 if side else 2))} expected by chance",
        )
    )
    return tuple(made)


def source_sentence(grid: Grid) -> str:
    """Where the figures come from, how they count, and that they are made up if so."""
    named = "; ".join(source for source in grid.sources if source)
    made_up = " These figures are made up." if "synthetic" in grid.origins else ""
    ways = [WAYS.get(one, one) for one in (*grid.bases, *grid.counted_at) if one]
    counted = f" Counted {' and '.join(ways)}." if ways else ""
    return (
        f"Source: {named or 'not stated'}.{counted} "
        f"Origin: {', '.join(grid.origins)}.{made_up}"
    )


WAYS = {
    "registration": "by the date of registration",
    "occurrence": "by the date of the event",
    "birth-cohort": "by the date of birth",
    "residence": "by where the mother lives",
    "provider-of-birth": "by where the birth was",
    "provider-of-death": "by where the death was",
}
