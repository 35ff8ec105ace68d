"""A chart as a page shows it: both pictures drawn, and the links to take it away."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup

from firstyear.charts import Chart, Table, svg
from firstyear.charts.model import KeyItem


@dataclass(frozen=True)
class Link:
    text: str
    href: str
    download: bool = False


@dataclass(frozen=True)
class DrawnChart:
    id: str
    title: str
    sentence: str
    caption: str
    svg: Markup
    narrow_svg: Markup
    key: tuple[KeyItem, ...]
    table: Table
    note: str
    tall: bool
    links: tuple[Link, ...]


def drawn(chart: Chart, page: str, options: dict[str, str]) -> DrawnChart:
    """The chart with its pictures; `page` is the address of the page it stands on."""
    # The pictures are made by our own code from escaped text.
    narrow = svg(chart, narrow=True) if chart.narrow is not None else ""
    return DrawnChart(
        id=chart.id,
        title=chart.title,
        sentence=chart.sentence,
        caption=chart.caption,
        svg=Markup(svg(chart)),  # noqa: S704
        narrow_svg=Markup(narrow),  # noqa: S704
        key=chart.key,
        table=chart.table,
        note=chart.note,
        tall=chart.tall,
        links=chart_links(chart, page, options),
    )


def chart_links(chart: Chart, page: str, options: dict[str, str]) -> tuple[Link, ...]:
    query = f"?{urlencode(options)}" if options else ""
    files = tuple(
        Link(text, f"{page}/{chart.id}.{ending}{query}", download=True)
        for text, ending in (
            ("Download CSV", "csv"),
            ("Download SVG", "svg"),
            ("Download PNG", "png"),
        )
    )
    asked = {
        key: value
        for key, value in chart.query.items()
        if key in ("indicator", "area", "level", "dimension", "from", "to", "years")
    }
    api = Link("API address", f"/api/figures?{urlencode({**asked, 'format': 'json'})}")
    methods = tuple(
        Link(
            "How this is worked out" if i == 0 else _method_title(slug),
            reverse("method", args=[slug]),
        )
        for i, slug in enumerate(chart.methods)
    )
    return (*files, api, *methods)


def _method_title(slug: str) -> str:
    return "Method: " + slug.replace("-", " ")
