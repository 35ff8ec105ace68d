"""An area's picture as the area page says it."""

from dataclasses import dataclass

from django.urls import reverse

from firstyear.charts.area_set import (
    dimension_name,
    falls_chart,
    gap_charts,
    neighbours_chart,
    profile_chart,
    series_chart,
)
from firstyear.charts.draw import ahead
from firstyear.charts.model import Chart
from firstyear.picture.area import AreaPicture
from firstyear.picture.area_words import (
    VerdictWords,
    facts,
    headline,
    stabilised_words,
    verdict_words,
)
from firstyear.picture.is_it_real import Reality
from firstyear.picture.region_words import source_sentence
from firstyear.picture.results import Fact
from firstyear.picture.words import capital, period
from firstyear_web.picture.addresses import address_of_indicator, areas_with, kept
from firstyear_web.picture.drawn import DrawnChart, drawn


@dataclass(frozen=True)
class AreaPage:
    caption: str
    phrase: str
    technical: str
    outcome: bool
    name: str
    headline: str
    facts: tuple[Fact, ...]
    verdict_title: str
    verdict_sentence: str
    verdicts: tuple[VerdictWords, ...]
    stabilised: str
    series: tuple[DrawnChart, ...]
    falls: DrawnChart | None
    profile: DrawnChart | None
    gaps: tuple[DrawnChart, ...]
    gaps_without: tuple[tuple[str, str], ...]
    neighbours: DrawnChart | None
    reality: Reality
    reality_address: str
    sources: str


def area_page(picture: AreaPicture, page: str, options: dict[str, str]) -> AreaPage:
    def shown(chart: Chart | None) -> DrawnChart | None:
        return None if chart is None else drawn(chart, page, options)

    of_series = tuple(
        series_chart(picture, series)
        for series in (picture.pooled, picture.annual)
        if series is not None
    )
    falls, gaps = falls_chart(picture), gap_charts(picture)
    profile = profile_chart(picture, address_of_indicator)
    neighbours = neighbours_chart(picture, areas_with(options))
    one_by_one = (falls, profile, neighbours)
    ahead([*of_series, *gaps, *(one for one in one_by_one if one is not None)])
    title, sentence, both = verdict_words(picture)
    return AreaPage(
        caption=f"{capital(picture.grid.indicator.family_phrase)}, "
        f"{period(picture.span)}",
        phrase=picture.grid.indicator.family_phrase,
        technical=picture.grid.indicator.name,
        outcome=picture.grid.indicator.outcome,
        name=picture.here.name,
        headline=headline(picture),
        facts=facts(picture),
        verdict_title=title,
        verdict_sentence=sentence,
        verdicts=both,
        stabilised=stabilised_words(picture),
        series=tuple(drawn(chart, page, options) for chart in of_series),
        falls=shown(falls),
        profile=shown(profile),
        gaps=tuple(drawn(chart, page, options) for chart in gaps),
        gaps_without=tuple(
            (dimension_name(gap.dimension), gap.reason)
            for gap in picture.gaps
            if not gap.known
        ),
        neighbours=shown(neighbours),
        reality=picture.reality,
        reality_address=reverse("is-it-real", args=[picture.here.code]) + kept(options),
        sources=source_sentence(picture.grid),
    )
