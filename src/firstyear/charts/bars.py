"""Areas side by side on any indicator: a dot an area, its likely range, the country."""

import math
from collections.abc import Sequence
from typing import Any

from firstyear.charts import cells
from firstyear.charts.cells import Address, nowhere
from firstyear.charts.keys import LIKELY_RANGE, comparison_key
from firstyear.charts.layers import (
    Layer,
    Row,
    Style,
    at,
    benchmark_line,
    canvas,
    likely_ranges,
    lines_down,
    marks,
    rates_axis,
    text,
)
from firstyear.charts.model import Cell, Chart, Column, Spec, Table
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.theme import AXIS, GREY, LINK, NARROW, WHISKERS
from firstyear.picture.looks import comparison_words, look
from firstyear.picture.results import Number, Standing
from firstyear.picture.words import (
    limits,
    number_in_words,
    short_name,
    status_in_words,
)

COLUMNS = (
    Column("area", "Area"),
    Column("count", "Number", number=True),
    Column("denominator", "Out of", number=True),
    Column("value", "Rate", number=True),
    Column("lower", "Likely range from", number=True),
    Column("upper", "to", number=True),
)


def _row(line: int, standing: Standing, address: Address, polarity: str) -> Row:
    place, number, mark = standing.place, standing.number, standing.verdict.mark
    row: dict[str, Any] = {
        "y": line,
        "name": short_name(place.name, 34),
        "href": address(place.code),
        "t": number_in_words(number),
    }
    if not number.known:
        return row
    row |= {
        "v": number.value,
        "mark": look(mark, polarity) if mark != "none" else "similar",
        "words": f"{place.name}: {row['t']}, {comparison_words(mark, polarity)}",
    }
    if math.isfinite(number.lower):
        row |= {
            "lower": number.lower,
            "upper": number.upper,
            "t": f"{row['t']}  ({limits(number)})",
        }
    return row


def _spec(
    standings: Sequence[Standing],
    benchmark: Number,
    country: str,
    unit: str,
    address: Address,
    polarity: str,
    *,
    width: float,
    stacked: bool,
) -> Spec:
    rows = [
        _row(line, standing, address, polarity)
        for line, standing in enumerate(standings)
    ]
    known = [row for row in rows if "v" in row]
    unknown = [row for row in rows if "v" not in row]
    top = nice_ceiling(
        [row.get("upper", row["v"]) for row in known] + [benchmark.value]
    )
    step = 50 if stacked else 28
    title = folded(unit, 40 if stacked else 90)
    x = at("v", scale={"domain": [0, top]}, axis=rates_axis(title))
    y = lines_down(len(rows), above=0.7, below=0.7)
    layers: list[Layer] = []
    if benchmark.known:
        words = f"{country} {number_in_words(benchmark)}"
        layers += benchmark_line(benchmark.value, words, x=x, above=12)
    layers += likely_ranges(known, x=x, y=y, colours=WHISKERS)
    layers += marks(known, x=x, y=y, size=90)
    size: Style = {"size": AXIS}
    if stacked:
        size |= {"dy": -20, "halo": True}
    names_at = {"value": 0 if stacked else -260}
    layers += text(
        rows, "name", x=names_at, y=y, linked=True, **{"colour": LINK, **size}
    )
    numbers: Style = {"align": "right" if stacked else "left", **size}
    layers += text(
        known, "t", x={"value": width + (0 if stacked else 20)}, y=y, **numbers
    )
    layers += text(unknown, "t", x={"value": 4}, y=y, colour=GREY, size=AXIS)
    padding = (30, 12, 88, 6) if stacked else (30, 190, 52, 264)
    height = max(1, len(rows)) * step + 8
    return canvas(layers, width=width, height=height, padding=padding)


def areas_chart(
    standings: Sequence[Standing],
    benchmark: Number,
    *,
    identifier: str,
    title: str,
    sentence: str,
    country: str,
    unit: str,
    caption: str,
    polarity: str = "lower-is-better",
    address: Address = nowhere,
    query: dict[str, str] | None = None,
) -> Chart:
    """Areas by name: an order of values would be read as a ranking."""
    columns = (
        *COLUMNS,
        Column("comparison", f"Against {country}"),
        Column("status", "Why there is no figure"),
    )
    rows = tuple(
        (
            cells.area(s.place, address),
            cells.whole(s.number.count),
            cells.whole(s.number.denominator),
            cells.figure(s.number.value),
            cells.figure(s.number.lower),
            cells.figure(s.number.upper),
            Cell(
                comparison_words(s.verdict.mark, polarity) if s.number.known else "",
                s.verdict.comparison,
            ),
            Cell(
                ""
                if s.number.known
                else status_in_words(s.number.status, s.number.withheld_by)
            ),
        )
        for s in standings
    )
    shown = (standings, benchmark, country, unit, address, polarity)
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(*shown, width=560, stacked=False),
        narrow=_spec(*shown, width=NARROW - 18, stacked=True),
        table=Table(columns, rows),
        caption=caption,
        key=(*comparison_key(country, polarity), LIKELY_RANGE),
        methods=("comparison-interval", "rates"),
        has_links=True,
        query=query or {},
    )
