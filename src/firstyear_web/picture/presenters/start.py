"""What the start page says: what this is, the headline, where to look first."""

from collections.abc import Sequence
from dataclasses import dataclass

from firstyear.picture.look_first import RULE
from firstyear.picture.region import RegionPicture
from firstyear.picture.region_words import facts, headline, source_sentence
from firstyear.picture.results import Fact, LookFirst, Place


@dataclass(frozen=True)
class StartPage:
    """`region` is None where nothing is loaded yet; `problem` says what is missing."""

    region: Place | None
    countries: tuple[tuple[Place, tuple[Place, ...]], ...]
    problem: str = ""
    headline: str = ""
    facts: tuple[Fact, ...] = ()
    first: tuple[LookFirst, ...] = ()
    rule: str = ""
    sources: str = ""


def start_page(
    region: Place | None,
    countries: Sequence[tuple[Place, tuple[Place, ...]]],
    picture: RegionPicture | None,
    problem: str = "",
) -> StartPage:
    """The page for a region with its picture, or with the reason why there is none."""
    if picture is None:
        return StartPage(region, tuple(countries), problem)
    return StartPage(
        region=region,
        countries=tuple(countries),
        headline=headline(picture),
        facts=facts(picture),
        first=picture.first,
        rule=RULE.format(country=picture.country.name),
        sources=source_sentence(picture.grid),
    )
