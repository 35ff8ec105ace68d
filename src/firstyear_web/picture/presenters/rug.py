"""The tartan rug as the region page says it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from firstyear.charts import Chart
from firstyear.charts.rug import SIGNS, rug_chart
from firstyear.picture.nested import counted_once, held_in, nesting_sentence, part_words
from firstyear.picture.region import RegionPicture
from firstyear.picture.rug import by_worse_cells
from firstyear.picture.rug_cells import RugCell, RugRow
from firstyear.picture.words import by_chance, number_in_words, period
from firstyear_web.picture.addresses import address_of_indicator, areas_with
from firstyear_web.picture.drawn import Link, chart_links

MOST_AREAS = 40
SHOWS = {"value": "Rates", "persistence": "Periods higher", "excess": "How many a year"}


@dataclass(frozen=True)
class Cell:
    state: str
    sign: str
    text: str
    words: str
    href: str


@dataclass(frozen=True)
class Row:
    title: str
    depth: int
    part: str
    href: str
    period: str
    benchmark: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Shown:
    value: str
    text: str
    selected: bool


@dataclass(frozen=True)
class RugPage:
    title: str
    sentence: str
    caption: str
    country: str
    areas: tuple[Link, ...]
    rows: tuple[Row, ...]
    shows: tuple[Shown, ...]
    links: tuple[Link, ...]


def rug_of(
    rows: tuple[RugRow, ...], picture: RegionPicture
) -> tuple[Chart, list[int]] | None:
    """The rug as a chart, and the order of its areas; None under two measures."""
    if len(rows) < 2:
        return None
    everyone = by_worse_cells(rows)
    order = everyone[:MOST_AREAS]
    country = picture.country.name
    chart = rug_chart(
        rows,
        order,
        identifier="rug",
        title=_title(rows, picture.region.name, country),
        sentence=_sentence(rows, country, len(order)),
        country=country,
        query={
            "indicator": ",".join(row.indicator for row in rows),
            "level": picture.level,
            "area": ",".join(rows[0].cells[i].place.code for i in order),
        },
    )
    return chart, order


def _compared(rows: tuple[RugRow, ...]) -> list[str]:
    """What each compared cell says; measures of the same deaths count once."""
    return [
        cell.state
        for row in counted_once(rows)
        for cell in row.cells
        if cell.state in SIGNS
    ]


def _title(rows: tuple[RugRow, ...], region: str, country: str) -> str:
    states = _compared(rows)
    if not states:
        return f"{region}: every measure of every area"
    worse, better = states.count("worse"), states.count("better")
    return (
        f"{region}: {worse:,} of {len(states):,} comparisons with {country} are worse, "
        f"{better:,} better"
    )


def _counted_once(rows: tuple[RugRow, ...]) -> str:
    told = nesting_sentence(rows)
    return f"{told} They count once in the title. " if told else ""


def _sentence(rows: tuple[RugRow, ...], country: str, shown: int) -> str:
    states = _compared(rows)
    text = (
        f"By chance alone {by_chance(len(states))} would be worse. "
        f"{_counted_once(rows)}Cells without a comparison do not count. Areas "
        "with more worse cells stand first, so that they are found; that says nothing "
        "of care. Each cell opens its measure."
        if states
        else f"No cell can be compared with {country}. Each cell opens its measure."
    )
    if shown < len(rows[0].cells):
        text += (
            f" The first {shown} of {len(rows[0].cells)} areas are shown; the pages of "
            "regions show all of theirs."
        )
    return text


def rug_page(
    rows: tuple[RugRow, ...],
    picture: RegionPicture,
    page: str,
    show: str,
    chosen: dict[str, str],
) -> RugPage | None:
    """The rug of a region's areas; `chosen` is what else the address asks for."""
    found = rug_of(rows, picture)
    if found is None:
        return None
    chart, order = found
    address = areas_with(chosen)
    above, parts = held_in(rows), part_words(rows)
    places = [rows[0].cells[i].place for i in order]
    return RugPage(
        title=chart.title,
        sentence=chart.sentence,
        caption=chart.caption,
        country=picture.country.name,
        areas=tuple(Link(place.name, address(place.code)) for place in places),
        rows=tuple(
            Row(
                title=row.title,
                depth=len(above[row.indicator]),
                part=parts.get(row.indicator, ""),
                href=address_of_indicator(row.indicator),
                period=period(row.span),
                benchmark=number_in_words(row.benchmark),
                cells=tuple(_cell(row.cells[i], row.indicator, show) for i in order),
            )
            for row in rows
        ),
        shows=tuple(
            Shown(f"?{urlencode({**chosen, 'show': key})}", text, key == show)
            for key, text in SHOWS.items()
        ),
        links=chart_links(chart, page, chosen),
    )


def _cell(cell: RugCell, indicator: str, show: str) -> Cell:
    text = (
        cell.text if show == "value" or cell.state not in SIGNS else getattr(cell, show)
    )
    return Cell(
        state=cell.state,
        sign=SIGNS.get(cell.state, ""),
        text=text,
        words=cell.words,
        href=f"{address_of_indicator(indicator)}?area={cell.place.code}",
    )
