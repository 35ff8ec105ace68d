"""Stabilised rates with their likely range, and the rate as counted beside each.

A small area's rate swings by chance, so each is drawn towards the average by as much
as its size deserves; the hollow dot is the rate as counted, the tail how far it moved.
"""

import math
from collections.abc import Sequence

from firstyear.charts import cells
from firstyear.charts.cells import Address, nowhere
from firstyear.charts.keys import LIKELY_RANGE
from firstyear.charts.layers import (
    Layer,
    Position,
    Row,
    Style,
    at,
    benchmark_line,
    canvas,
    hollow,
    likely_ranges,
    lines_down,
    marks,
    rates_axis,
    rule,
    text,
)
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.theme import AXIS, INK, LABEL, LINK, NARROW, WHISKERS
from firstyear.picture.looks import look
from firstyear.picture.results import Standing
from firstyear.picture.words import number_in_words, short_name

ROW = 32


def _rows(standings: Sequence[Standing], address: Address, polarity: str) -> list[Row]:
    rows: list[Row] = []
    for line, standing in enumerate(standings):
        stable, number = standing.stabilised, standing.number
        if not math.isfinite(stable.value):
            continue
        within = f"({stable.lower:.1f} to {stable.upper:.1f})"
        rows.append(
            {
                "y": line,
                "name": short_name(standing.place.name, 30),
                "stable": stable.value,
                "lower": stable.lower,
                "upper": stable.upper,
                "crude": number.value if number.known else stable.value,
                "range": f"{stable.value:.1f}  {within}",
                "belief": stable.belief[:1].upper() + stable.belief[1:],
                "mark": look(stable.mark, polarity),
                "href": address(standing.place.code),
                "words": f"{standing.place.name}: stabilised {stable.value:.1f} "
                f"{within}, as counted {number_in_words(number)}; {stable.belief}",
            }
        )
    return rows


def _body(rows: list[Row], x: Position, y: Position) -> list[Layer]:
    counted = {**x, "field": "crude"}
    tails = rule(
        rows, x=counted, x2={"field": "stable"}, y=y, colour=INK, width=1, yOffset=-9
    )
    return [
        *likely_ranges(rows, x=x, y=y, colours=WHISKERS),
        tails,
        hollow(rows, x=counted, y=y, size=36, yOffset=-9),
        *marks(rows, x={**x, "field": "stable"}, y=y, size=110),
    ]


def _spec(
    standings: Sequence[Standing],
    benchmark: float,
    country: str,
    outcome: str,
    address: Address,
    polarity: str,
    *,
    stacked: bool,
) -> Spec:
    """Names and ranges at the sides, or above each line where there is no room."""
    rows, count = _rows(standings, address, polarity), len(standings)
    top = nice_ceiling(row[name] for row in rows for name in ("upper", "crude"))
    width, left, right = (NARROW - 16, 8, 8) if stacked else (500, 236, 264)
    axis = rates_axis(
        folded(outcome, 40) if stacked else outcome, ticks=5 if stacked else 8
    )
    x = at("x", scale={"domain": [0, top]}, axis=axis)
    y = lines_down(count, above=0.7 if stacked else 0.6, below=0.5 if stacked else 0.6)
    words = f"{country} {benchmark:.1f}"
    layers = [
        *benchmark_line(
            benchmark,
            words,
            x=x,
            above=10 if stacked else 14,
            size=AXIS if stacked else LABEL,
        ),
        *_body(rows, x, y),
    ]
    if stacked:
        over: Style = {"y": y, "dy": -26, "size": AXIS, "halo": True}
        layers += text(rows, "name", x={"value": 0}, linked=True, colour=LINK, **over)
        layers += text(rows, "range", x={"value": width}, align="right", **over)
    else:
        layers += text(rows, "name", x={"value": -left}, y=y, linked=True, colour=LINK)
        layers += text(rows, "range", x={"value": width + 22}, y=y)
        layers += text(rows, "belief", x={"value": width + 150}, y=y)
    height, padding = (
        (count * 62, (24, right, 70, left))
        if stacked
        else (count * ROW, (30, right, 52, left))
    )
    return canvas(layers, width=width, height=height, padding=padding)


def caterpillar(
    standings: Sequence[Standing],
    *,
    identifier: str,
    title: str,
    sentence: str,
    benchmark: float,
    country: str,
    outcome: str,
    note: str = "",
    polarity: str = "lower-is-better",
    address: Address = nowhere,
    query: dict[str, str] | None = None,
) -> Chart:
    """Stabilised rates of these areas, in the order given: never a ranking."""
    columns = (
        Column("area", "Area"),
        Column("count", "Number", number=True),
        Column("rate", "Rate as counted", number=True),
        Column("stabilised", "Stabilised", number=True),
        Column("lower", "From", number=True),
        Column("upper", "To", number=True),
        Column("probability_higher", f"Chance it is above {country}", number=True),
        Column("own_share", "Share that is the area's own data", number=True),
        Column("belief", "In words"),
    )
    rows = tuple(
        (
            cells.area(s.place, address),
            cells.whole(s.number.count),
            cells.rate(s.number),
            cells.figure(s.stabilised.value),
            cells.figure(s.stabilised.lower),
            cells.figure(s.stabilised.upper),
            cells.share(s.stabilised.probability_higher),
            cells.share(s.stabilised.own_share),
            Cell(s.stabilised.belief),
        )
        for s in standings
        if math.isfinite(s.stabilised.value)
    )
    shown = (standings, benchmark, country, outcome, address, polarity)
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(*shown, stacked=False),
        narrow=_spec(*shown, stacked=True),
        table=Table(columns, rows),
        caption=f"Stabilised and counted rates: {outcome}",
        key=(
            KeyItem(look("higher", polarity), "Very likely higher (over 95% sure)"),
            KeyItem(look("above", polarity), "Likely higher (80% to 95%)"),
            KeyItem("similar", "Cannot tell"),
            KeyItem(look("lower", polarity), "Very likely lower"),
            KeyItem("crude", "Rate as counted"),
            LIKELY_RANGE,
        ),
        methods=("stabilised-rates",),
        has_links=True,
        note=note,
        query=query or {},
    )
