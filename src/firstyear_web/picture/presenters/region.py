"""A region's picture as the region page says it."""

from dataclasses import dataclass

from firstyear.charts.draw import ahead
from firstyear.charts.region_set import region_charts
from firstyear.picture.look_first import SHOWN, rule
from firstyear.picture.region import RegionPicture
from firstyear.picture.region_words import facts, headline, source_sentence
from firstyear.picture.results import Fact, LookFirst
from firstyear.picture.words import capital, period, worse_side
from firstyear_web.picture.addresses import areas_with, kept
from firstyear_web.picture.drawn import DrawnChart, drawn


@dataclass(frozen=True)
class RegionPage:
    """Everything the template shows, in the order of the page."""

    caption: str
    name: str
    headline: str
    facts: tuple[Fact, ...]
    first: tuple[LookFirst, ...]
    more: int
    rule: str
    outcome: bool
    sided: bool
    query: str
    technical: str
    charts: tuple[DrawnChart, ...]
    sources: str
    added_up: bool
    no_sum: str


def begin_drawing(picture: RegionPicture, options: dict[str, str]) -> None:
    """Have the region's charts drawn meanwhile, where a second process draws."""
    ahead(region_charts(picture, areas_with(options)))


def region_page(
    picture: RegionPicture, page: str, options: dict[str, str]
) -> RegionPage:
    return RegionPage(
        caption=f"{capital(picture.grid.indicator.family_phrase)}, "
        f"{period(picture.span)}",
        technical=picture.grid.indicator.name,
        name=picture.region.name,
        headline=headline(picture),
        facts=facts(picture),
        first=picture.first[:SHOWN],
        more=max(0, len(picture.first) - SHOWN),
        rule=rule(picture.grid.indicator, picture.country.name),
        outcome=picture.grid.indicator.outcome,
        sided=bool(worse_side(picture.grid.indicator)),
        query=kept(options),
        charts=tuple(
            drawn(chart, page, options)
            for chart in region_charts(picture, areas_with(options))
        ),
        sources=source_sentence(picture.grid),
        added_up=picture.added_up,
        no_sum=picture.no_sum,
    )
