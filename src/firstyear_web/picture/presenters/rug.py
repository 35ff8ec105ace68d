"""The tartan rug as the region page says it."""

from dataclasses import dataclass

from firstyear.picture.region import RegionPicture
from firstyear.picture.results import RugCell, RugRow
from firstyear.picture.rug import by_worse_cells
from firstyear.picture.words import number_in_words, period, spelt
from firstyear_web.picture.addresses import address_of_area, address_of_indicator
from firstyear_web.picture.drawn import Link

SIGNS = {"worse": "▲", "better": "▼", "similar": "●", "higher": "◆", "lower": "◆"}
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


def rug_page(
    rows: tuple[RugRow, ...], picture: RegionPicture, page: str, show: str
) -> RugPage | None:
    """The rug of a region's areas, those with most worse cells first."""
    places = tuple(s.place for s in picture.areas)
    if len(rows) < 2:
        return None
    everyone = by_worse_cells(rows)
    order = everyone[:MOST_AREAS]
    country = picture.country.name
    total = sum(cell.state in SIGNS for row in rows for cell in row.cells)
    worse = sum(cell.state == "worse" for row in rows for cell in row.cells)
    first = places[order[0]].name
    most = sum(row.cells[order[0]].state == "worse" for row in rows)
    title = (
        f"{first} is worse than {country} on {spelt(most)} of {spelt(len(rows))} measures"
        if most
        else f"No area is worse than {country} on any measure"
    )
    sentence = (
        f"{worse} of {total:,} cells are worse than {country}; about {0.025 * total:.0f} "
        "would be by chance. Areas with more worse cells stand first: that is a way to "
        f"find them, not a ranking. Each cell opens its measure."
    )
    if len(order) < len(everyone):
        sentence += (
            f" The first {len(order)} of {len(everyone)} areas are shown; the pages of "
            "regions show all of theirs."
        )
    return RugPage(
        title=title,
        sentence=sentence,
        caption=f"Every measure by area, against {country}",
        country=country,
        areas=tuple(
            Link(places[i].name, address_of_area(places[i].code)) for i in order
        ),
        rows=tuple(
            Row(
                title=row.title,
                href=address_of_indicator(row.indicator),
                period=period(row.span),
                benchmark=number_in_words(row.benchmark),
                cells=tuple(_cell(row.cells[i], row.indicator, show) for i in order),
            )
            for row in rows
        ),
        shows=tuple(
            Shown(f"?show={key}", text, key == show) for key, text in SHOWS.items()
        ),
        links=(
            Link("Download CSV", f"{page}/rug.csv", download=True),
            Link("How this is worked out", "/methods/comparison-interval"),
        ),
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
