"""What the start page says: what this is, the headline, where to look first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firstyear.picture.look_first import SHOWN, rule
from firstyear.picture.region import RegionPicture
from firstyear.picture.region_words import facts, headline, source_sentence
from firstyear.picture.results import Fact, LookFirst, Place
from firstyear.picture.words import worse_side
from firstyear_web.picture.addresses import kept


@dataclass(frozen=True)
class StartPage:
    """`region` is None where nothing is loaded yet; `problem` says what is missing.

    `only` says of places without figures of what is usually shown first what they have
    instead; `query` keeps the outcome of this page on the pages it links to.
    """

    region: Place | None
    countries: tuple[tuple[Place, tuple[Place, ...]], ...]
    only: Mapping[str, str]
    query: str = ""
    problem: str = ""
    headline: str = ""
    facts: tuple[Fact, ...] = ()
    first: tuple[LookFirst, ...] = ()
    more: int = 0
    rule: str = ""
    outcome: bool = True
    sided: bool = True
    sources: str = ""


def start_page(
    region: Place | None,
    countries: Sequence[tuple[Place, tuple[Place, ...]]],
    picture: RegionPicture | None,
    problem: str = "",
    only: Mapping[str, str] | None = None,
) -> StartPage:
    """The page for a region with its picture, or with the reason why there is none."""
    if picture is None:
        return StartPage(region, tuple(countries), only or {}, problem=problem)
    return StartPage(
        region=region,
        countries=tuple(countries),
        only=only or {},
        query=kept({"indicator": picture.grid.indicator.id}),
        headline=headline(picture),
        facts=facts(picture),
        first=picture.first[:SHOWN],
        more=max(0, len(picture.first) - SHOWN),
        rule=rule(picture.grid.indicator, picture.country.name),
        outcome=picture.grid.indicator.outcome,
        sided=bool(worse_side(picture.grid.indicator)),
        sources=source_sentence(picture.grid),
    )
