"""The charts of an indicator: its areas, one place over time, that place's groups."""

from collections.abc import Callable, Collection

from firstyear import packs
from firstyear.charts.area_set import LENGTHS, category_name, dimension_name
from firstyear.charts.bars import areas_chart
from firstyear.charts.crossed import (
    crossed_chart,
    crossed_sentence,
    crossed_title,
)
from firstyear.charts.gap import gap_chart
from firstyear.charts.model import Chart
from firstyear.charts.trend import trend
from firstyear.picture.gaps import UNKNOWN
from firstyear.picture.indicator import IndicatorPicture
from firstyear.picture.results import Number
from firstyear.picture.standing import chance_high
from firstyear.picture.words import inside, period, plural, spelt

CROSS = "|"
Address = Callable[[str], str]


def unit_of(picture: IndicatorPicture) -> str:
    return f"{picture.indicator.name}, {picture.indicator.unit}".rstrip(", ")


def indicator_charts(picture: IndicatorPicture, address: Address) -> tuple[Chart, ...]:
    """The charts that the figures allow, in the order of the page."""
    charts = [_areas(picture, address)]
    if picture.series is not None and len(picture.series.points) > 1:
        charts.append(_over_time(picture))
    if picture.groups and picture.groups_span is not None:
        made = _groups(picture)
        if made is not None:
            charts.append(made)
    return tuple(charts)


def _query(picture: IndicatorPicture) -> dict[str, str]:
    return {
        "indicator": picture.indicator.id,
        "level": picture.level,
        "from": picture.span.date_from.isoformat(),
        "to": picture.span.date_to.isoformat(),
        "years": str(round(picture.span.years)),
    }


def _areas(picture: IndicatorPicture, address: Address) -> Chart:
    column = picture.grid.periods.index(picture.span)
    benchmark = picture.grid.benchmark_number(column)
    compared = [s for s in picture.areas if s.verdict.comparison]
    higher = sum(s.verdict.comparison == "higher" for s in compared)
    lower = sum(s.verdict.comparison == "lower" for s in compared)
    country = picture.country.name
    where = f" in {picture.region.name}" if picture.region is not None else ""
    title = (
        f"{spelt(higher, capital=True)} of {spelt(len(compared))} areas{where} "
        f"{plural(higher, 'is', 'are')} higher than {country}, {spelt(lower)} lower"
        if compared
        else f"{picture.indicator.short_name}: areas{where}"
    )
    chance = chance_high(len(compared))
    sentence = (
        f"{period(picture.span)}. Areas are in order of name. If every area had "
        f"{country}'s rate, about {chance:.0f} would be higher by chance, and as many "
        "lower."
        if compared
        else f"{period(picture.span)}. Areas are in order of name."
    )
    return areas_chart(
        picture.areas,
        benchmark,
        identifier="areas",
        title=title,
        sentence=sentence,
        country=country,
        unit=unit_of(picture),
        caption=f"{unit_of(picture)}, {period(picture.span)}",
        polarity=picture.indicator.polarity,
        address=address,
        query=_query(picture),
    )


def _over_time(picture: IndicatorPicture) -> Chart:
    series = picture.series
    assert series is not None
    length = LENGTHS.get(series.years, f"{series.years}-year")
    name = picture.here.name
    how = {
        "increasing": "is rising",
        "decreasing": "is falling",
        "no-significant-change": "shows no clear rise or fall",
    }.get(series.direction, "over time")
    return trend(
        series.points,
        series.benchmark,
        identifier="over-time",
        title=f"{name}: the {length} rate {how}",
        sentence=(
            "Only periods that share no years can say anything of change."
            if series.overlapping
            else "Each period stands alone."
        ),
        name=name,
        outcome=unit_of(picture),
        polarity=picture.indicator.polarity,
        query={"indicator": picture.indicator.id, "area": picture.here.code},
    )


def _groups(picture: IndicatorPicture) -> Chart | None:
    """The groups of a place; of two breakdowns crossed, in panels."""
    whole = picture.groups_whole
    if whole is None or not whole.known:
        return None
    dimension = picture.dimension
    when = period(picture.groups_span) if picture.groups_span else ""
    outcome = f"{unit_of(picture)}, {when}"
    query = {
        "indicator": picture.indicator.id,
        "area": picture.here.code,
        "dimension": dimension,
    }
    if dimension.count(CROSS) == 1:
        return _crossed(picture, whole, outcome, when, query)
    pack = packs.dimensions().get(dimension)
    read = "Where ranges overlap, look at the gap itself."
    if pack is not None and pack.splits == "count":
        read = "These are parts of the whole, which is the line: they add up to it."
    return gap_chart(
        [(category_name(dimension, name), number) for name, number in picture.groups],
        whole,
        whole_name=picture.here.name,
        identifier="groups",
        title=f"{picture.here.name} by {inside(dimension_name(dimension))}",
        sentence=f"{when}. {read}",
        outcome=outcome,
        note=pack.caution if pack is not None else "",
        query=query,
    )


def _crossed(
    picture: IndicatorPicture,
    whole: Number,
    outcome: str,
    when: str,
    query: dict[str, str],
) -> Chart | None:
    """Two breakdowns at once: the one with fewer groups makes the panels."""
    both = picture.dimension.split(CROSS)
    named = [
        (name.split(CROSS), number)
        for name, number in picture.groups
        if name.count(CROSS) == 1
    ]
    if not named:
        return None
    ordered = [
        _in_pack_order(dimension, {parts[at] for parts, _ in named})
        for at, dimension in enumerate(both)
    ]
    of_panels = 0 if len(ordered[0]) < len(ordered[1]) else 1
    of_lines = 1 - of_panels

    def said(at: int, category: str) -> str:
        return category_name(both[at], category)

    groups = {
        (said(of_lines, parts[of_lines]), said(of_panels, parts[of_panels])): number
        for parts, number in named
    }
    # Those who are in no group that is known are drawn, and not counted as a group.
    told = {
        pair: number
        for (parts, number), pair in zip(named, groups, strict=True)
        if UNKNOWN not in parts
    }
    names = [dimension_name(one) for one in both]
    cautions = [
        packs.dimensions()[one].caution for one in both if one in packs.dimensions()
    ]
    return crossed_chart(
        [said(of_lines, one) for one in ordered[of_lines]],
        [said(of_panels, one) for one in ordered[of_panels]],
        groups,
        whole,
        whole_name=picture.here.name,
        headings=(names[of_lines], names[of_panels]),
        identifier="groups",
        title=crossed_title(told, whole, picture.here.name),
        sentence=crossed_sentence(told, inside(names[of_panels]), when),
        outcome=outcome,
        note=" ".join(dict.fromkeys(one for one in cautions if one)),
        query=query,
    )


def _in_pack_order(dimension: str, categories: Collection[str]) -> list[str]:
    """Categories as the pack lists them; others after, by name; unknown last."""
    pack = packs.dimensions().get(dimension)
    order = {one: i for i, one in enumerate(pack.categories)} if pack else {}
    return sorted(
        categories, key=lambda one: (one == UNKNOWN, order.get(one, len(order)), one)
    )
