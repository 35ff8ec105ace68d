"""The profile of an area as one HTML file: no script, nothing outside, prints well."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

import firstyear
from firstyear import packs
from firstyear.charts import Chart, svg
from firstyear.charts.area_set import (
    dimension_name,
    falls_chart,
    gap_charts,
    neighbours_chart,
    profile_chart,
    series_chart,
)
from firstyear.picture.area import AreaPicture
from firstyear.picture.area_words import (
    facts,
    headline,
    stabilised_words,
    verdict_words,
)
from firstyear.picture.region_words import source_sentence
from firstyear.picture.words import capital, period


def profile_html(picture: AreaPicture) -> str:
    """The whole document as text.

    Headline with its range, four facts, both verdicts, the ten checks, every chart
    with its sentence and its table, gaps or why there are none, sources, support.
    """
    charts: list[Chart | None] = [
        *(series_chart(picture, s) for s in (picture.pooled, picture.annual) if s),
        falls_chart(picture),
        profile_chart(picture, lambda indicator: ""),
        *gap_charts(picture),
        neighbours_chart(picture, lambda code: ""),
    ]
    title, sentence, verdicts = verdict_words(picture)
    return (
        _environment()
        .get_template("profile.html")
        .render(
            name=picture.here.name,
            caption=f"{capital(picture.grid.indicator.family_phrase)}, "
            f"{period(picture.span)}",
            headline=headline(picture),
            facts=facts(picture),
            verdict_title=title,
            verdict_sentence=sentence,
            verdicts=verdicts,
            stabilised=stabilised_words(picture),
            reality=picture.reality,
            # The pictures are made by our own code from escaped text.
            charts=[(one, Markup(svg(one))) for one in charts if one],  # noqa: S704
            gaps_without=[
                (dimension_name(gap.dimension), gap.reason)
                for gap in picture.gaps
                if not gap.known
            ],
            sources=source_sentence(picture.grid),
            support=packs.support_links(),
            synthetic="synthetic" in picture.grid.origins,
            version=firstyear.__version__,
            indicator=picture.grid.indicator,
        )
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("firstyear.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
