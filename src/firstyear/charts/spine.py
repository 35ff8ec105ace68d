"""A profile: one line an indicator, the country as one line down the page.

The light bar is the range of areas of the same kind, the darker one its middle half.
The mark's shape says better, worse or similar, its whisker is the area's likely range,
the hollow dot the rate allowing for small numbers.
"""

from collections.abc import Mapping, Sequence

from firstyear.charts import cells
from firstyear.charts.cells import Address, nowhere
from firstyear.charts.keys import LIKELY_RANGE
from firstyear.charts.layers import Layer, Style, at, canvas, lines_down, rule, text
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.profile_line import bars_and_marks, middle, profile_lines
from firstyear.charts.scales import folded
from firstyear.charts.theme import AXIS, GREY, LINK, NARROW, RULE
from firstyear.figures import label
from firstyear.picture.nested import held_in, part_words
from firstyear.picture.results import SpineRow
from firstyear.picture.words import (
    number_in_words,
    short_name,
    verdict_in_words,
)

LEFT, WIDTH, RIGHT = 506, 300, 226
PERIOD, NUMBER, HERE, COUNTRY = 232 - LEFT, -158, -92, -18
VERDICT = WIDTH + 18
ROW, NARROW_ROW = 46, 92
LONGEST_HEAD = 9
PART = "– "


def _titles(rows: Sequence[SpineRow], longest: int) -> list[str]:
    """Names of the measures; a dash for each measure above that holds this one."""
    above = held_in(rows)
    return [
        short_name(f"{PART * len(above[row.indicator])}{row.title}", longest)
        for row in rows
    ]


def _told(row: SpineRow, parts: Mapping[str, str]) -> str:
    part = parts.get(row.indicator, "")
    return f"{row.title} ({part})" if part else row.title


def _wide(rows: Sequence[SpineRow], country: str, address: Address) -> Spec:
    count, titles = len(rows), _titles(rows, 34)
    x = at("v", scale={"domain": [0, 1]})
    y = lines_down(count, above=0.5, below=0.5)
    words = [
        {
            "y": i,
            "title": titles[i],
            "period": "\n".join(
                folded(label(row.span.date_from, row.span.date_to), 14)
            ),
            "count": cells.whole(row.number.count).text,
            "value": number_in_words(row.number),
            "country": number_in_words(row.benchmark),
            "verdict": verdict_in_words(row.verdict),
            "worth": row.worth,
            "href": address(row.indicator),
        }
        for i, row in enumerate(rows)
    ]
    columns: tuple[tuple[str, float, Style], ...] = (
        ("title", -LEFT, {"linked": True, "colour": LINK, "size": AXIS}),
        ("period", PERIOD, {"size": 13, "colour": GREY, "lineBreak": "\n"}),
        ("count", NUMBER, {"align": "right", "size": AXIS}),
        ("value", HERE, {"align": "right", "size": AXIS, "bold": True}),
        ("country", COUNTRY, {"align": "right", "size": AXIS}),
        ("verdict", VERDICT, {"size": AXIS, "bold": True, "dy": -9}),
        ("worth", VERDICT, {"size": 13, "dy": 9}),
    )
    edges = {"value": -LEFT}, {"value": WIDTH + RIGHT}
    between = [{"y": i + 0.5} for i in range(count)]
    layers: list[Layer] = [
        rule(between, x=edges[0], x2=edges[1], y=y, colour=RULE, width=1),
        *bars_and_marks(profile_lines(rows), x, y, 16),
        middle(x, start=-4, end=count * ROW, width=2),
    ]
    for field, position, style in columns:
        layers += text(words, field, x={"value": position}, y=y, **style)
    layers += _heads(country)
    return canvas(layers, width=WIDTH, height=count * ROW, padding=(32, RIGHT, 4, LEFT))


def _heads(country: str) -> list[Layer]:
    bold: Style = {"bold": True}
    heads: tuple[tuple[str, float, str, Style], ...] = (
        ("Measure", -LEFT, "left", bold),
        ("Period", PERIOD, "left", bold),
        ("Number", NUMBER, "right", bold),
        ("Here", HERE, "right", bold),
        (country if len(country) < LONGEST_HEAD else "Country", COUNTRY, "right", bold),
        ("Compared", VERDICT, "left", bold),
        ("Worse", 0, "left", {"colour": GREY}),
        (country, WIDTH / 2, "center", {"colour": GREY, **bold}),
        ("Better", WIDTH, "right", {"colour": GREY}),
    )
    layers: list[Layer] = []
    for title, position, align, style in heads:
        place = {"value": position}
        layers += text(
            [{"t": title}],
            "t",
            x=place,
            y={"value": -16},
            size=13,
            align=align,
            **style,
        )
    return layers


def _narrow(rows: Sequence[SpineRow], country: str, address: Address) -> Spec:
    width, count, titles = NARROW - 8, len(rows), _titles(rows, 40)
    x = at("v", scale={"domain": [0, 1]})
    y = lines_down(count, above=0.62, below=0.62)
    words = [
        {
            "y": i,
            "title": titles[i],
            "value": f"{number_in_words(row.number)}, {country} "
            f"{number_in_words(row.benchmark)}",
            "verdict": verdict_in_words(row.verdict),
            "href": address(row.indicator),
        }
        for i, row in enumerate(rows)
    ]
    first, last = {"value": 0}, {"value": width}
    over: Style = {"y": y, "halo": True}
    small: Style = {**over, "dy": -25, "size": 13}
    layers: list[Layer] = [
        *bars_and_marks(profile_lines(rows), x, y, 14),
        middle(x, start=0, end=count * NARROW_ROW, width=1.5),
        *text(
            words,
            "title",
            x=first,
            linked=True,
            colour=LINK,
            dy=-44,
            size=AXIS,
            **over,
        ),
        *text(words, "value", x=first, **small),
        *text(words, "verdict", x=last, bold=True, align="right", **small),
    ]
    return canvas(layers, width=width, height=count * NARROW_ROW, padding=(6, 4, 4, 4))


def spine(
    rows: Sequence[SpineRow],
    *,
    identifier: str,
    title: str,
    sentence: str,
    country: str,
    name: str,
    address: Address = nowhere,
    query: dict[str, str] | None = None,
) -> Chart:
    """The profile of one area; its table holds all eight columns and more."""
    columns = (
        Column("indicator", "Measure"),
        Column("trend", "Recent trend"),
        Column("period", "Period"),
        Column("count", "Number", number=True),
        Column("value", "Here", number=True),
        Column("lower", "Likely range from", number=True),
        Column("upper", "to", number=True),
        Column("benchmark", country, number=True),
        Column("least", "Lowest area", number=True),
        Column("most", "Highest area", number=True),
        Column("verdict", "Compared"),
        Column("worth", "What it comes to"),
    )
    parts = part_words(rows)
    table_rows = tuple(
        (
            Cell(_told(row, parts), row.title, address(row.indicator)),
            Cell(row.trend),
            cells.period(row.span),
            cells.whole(row.number.count),
            cells.rate(row.number),
            cells.figure(row.number.lower),
            cells.figure(row.number.upper),
            cells.rate(row.benchmark),
            cells.figure(row.spread.least),
            cells.figure(row.spread.most),
            Cell(verdict_in_words(row.verdict), row.verdict),
            Cell(row.worth),
        )
        for row in rows
    )
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_wide(rows, country, address),
        narrow=_narrow(rows, country, address),
        table=Table(columns, table_rows),
        caption=f"{name}: every measure beside {country}",
        key=(
            KeyItem("worse", "Worse"),
            KeyItem("similar", "Similar"),
            KeyItem("better", "Better"),
            KeyItem("neutral-higher", "Higher, neither way is better"),
            KeyItem("neutral-lower", "Lower, neither way is better"),
            LIKELY_RANGE,
            KeyItem("crude", "Allowing for small numbers"),
            KeyItem("region", "Region"),
            KeyItem("country", country),
        ),
        methods=("comparison-interval", "stabilised-rates", "trend"),
        has_links=True,
        query=query or {},
    )
