"""An indicator's picture as the indicator page says it."""

from collections.abc import Callable
from dataclasses import dataclass

from firstyear import packs
from firstyear.charts.area_set import dimension_name
from firstyear.charts.draw import ahead
from firstyear.charts.indicator_set import indicator_charts
from firstyear.packs import Indicator
from firstyear.picture.indicator import IndicatorPicture
from firstyear.picture.region_words import source_sentence
from firstyear.picture.words import period
from firstyear_web.picture.addresses import areas_with
from firstyear_web.picture.drawn import DrawnChart, drawn
from firstyear_web.picture.presenters.forms import LEVEL_NAMES, Choice


@dataclass(frozen=True)
class Field:
    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class IndicatorPage:
    indicator: Indicator
    caption: str
    fields: tuple[Field, ...]
    charts: tuple[DrawnChart, ...]
    sources: str


def indicator_page(
    picture: IndicatorPicture, page: str, asked: dict[str, str]
) -> IndicatorPage:
    charts = tuple(indicator_charts(picture, areas_of(picture)))
    ahead(charts)
    return IndicatorPage(
        indicator=picture.indicator,
        caption=f"{picture.country.name}, {period(picture.span)}",
        fields=_fields(picture),
        charts=tuple(drawn(chart, page, asked) for chart in charts),
        sources=source_sentence(picture.grid),
    )


def areas_of(picture: IndicatorPicture) -> Callable[[str], str]:
    """The address of an area's page on this indicator, where it is of the pack."""
    own = picture.indicator.id
    return areas_with({"indicator": own} if own in packs.indicators() else {})


def _fields(picture: IndicatorPicture) -> tuple[Field, ...]:
    """The form's fields; one with a single choice is left out."""
    here = picture.here.code
    region = picture.region.code if picture.region is not None else ""
    fields = (
        Field(
            "country",
            "Country",
            tuple(
                Choice(one.code, one.name, one == picture.country)
                for one in picture.countries
            ),
        ),
        Field(
            "level",
            "Kind of area",
            tuple(
                Choice(one, LEVEL_NAMES.get(one, one), one == picture.level)
                for one in picture.levels
            ),
        ),
        Field(
            "region",
            "Areas in",
            (
                Choice("", f"All of {picture.country.name}", not region),
                *(Choice(r.code, r.name, r.code == region) for r in picture.regions),
            ),
        ),
        Field(
            "years",
            "Length of period",
            tuple(
                Choice(str(n), f"{n} year{'s' if n > 1 else ''}", n == _length(picture))
                for n in picture.lengths
            ),
        ),
        Field(
            "period",
            "Period",
            tuple(
                Choice(span.date_from.isoformat(), period(span), span == picture.span)
                for span in reversed(picture.grid.periods)
            ),
        ),
        Field(
            "area",
            "Place shown over time",
            (
                Choice("", picture.country.name, here == picture.country.code),
                *(
                    Choice(s.place.code, s.place.name, s.place.code == here)
                    for s in picture.areas
                ),
            ),
        ),
        Field(
            "dimension",
            "Groups",
            tuple(
                Choice(one, dimension_name(one), one == picture.dimension)
                for one in picture.dimensions
            ),
        ),
    )
    return tuple(field for field in fields if len(field.choices) > 1)


def _length(picture: IndicatorPicture) -> int:
    return round(picture.span.years)
