"""A profile: one line an indicator, the country as one line down the page.

Better is always to the right, whichever way the indicator runs; where neither way is
better, higher is to the right. The light bar is the range of areas of the same kind,
the darker one its middle half. The mark's shape says better, worse or similar, its
whisker is the area's likely range, the hollow dot the rate allowing for small numbers.
"""

from collections.abc import Callable, Sequence

from firstyear.charts.layers import Layer, at, canvas, marks, rule, text
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.scales import folded
from firstyear.charts.theme import (
    AXIS,
    GREY,
    HIGH,
    INK,
    LOW,
    NARROW,
    RULE,
    WHITE,
)
from firstyear.figures import label
from firstyear.picture.results import SpineRow
from firstyear.picture.words import (
    number_in_words,
    short_name,
    status_in_words,
    verdict_in_words,
)

ENOUGH_AREAS = 0.25
MARK = {"worse": "higher", "better": "lower", "higher": "above", "lower": "above"}


def scaled(row: SpineRow, value: float) -> float:
    """Where `value` stands on the row's line: 0 to 1, the country at a half."""
    centre = row.benchmark.value
    half = max(abs(row.spread.most - centre), abs(centre - row.spread.least)) or 1.0
    side = -1.0 if row.polarity == "lower-is-better" else 1.0
    return min(1.0, max(0.0, 0.5 + side * (value - centre) / (2 * half)))


def _lines(rows: Sequence[SpineRow]) -> list[dict]:
    made = []
    for position, row in enumerate(rows):
        if (
            not (row.number.known and row.benchmark.known)
            or row.spread.known_share < ENOUGH_AREAS
        ):
            continue
        one = {
            "y": position,
            "v": scaled(row, row.number.value),
            "mark": MARK.get(row.verdict, "similar"),
            "words": f"{row.title}: {number_in_words(row.number)}, {verdict_in_words(row.verdict)}",
            "least": scaled(row, row.spread.least),
            "q1": scaled(row, row.spread.lower_quarter),
            "q3": scaled(row, row.spread.upper_quarter),
            "most": scaled(row, row.spread.most),
            "colour": {"worse": HIGH, "better": LOW}.get(row.verdict, GREY),
        }
        if row.number.lower == row.number.lower:
            one |= {
                "lo": scaled(row, row.number.lower),
                "hi": scaled(row, row.number.upper),
            }
        if row.stabilised == row.stabilised:
            one["s"] = scaled(row, row.stabilised)
        if row.region is not None and row.region.known:
            one["r"] = scaled(row, row.region.value)
        made.append(one)
    return made


def _bars(lines: list[dict], x: dict, y: dict, depth: float) -> list[Layer]:
    def bar(low: str, high: str, colour: str, size: float) -> Layer:
        return rule(
            lines,
            x={**x, "field": low},
            x2={"field": high},
            y=y,
            colour=colour,
            width=size,
        )

    layers = [bar("least", "most", "#e9edef", depth), bar("q1", "q3", "#c6ced3", depth)]
    for colour in (HIGH, LOW, GREY):
        chosen = [one for one in lines if "lo" in one and one["colour"] == colour]
        if chosen:
            layers.append(
                rule(
                    chosen,
                    x={**x, "field": "lo"},
                    x2={"field": "hi"},
                    y=y,
                    colour=colour,
                )
            )
    dots = (("r", "diamond", 70.0, 0.0), ("s", "circle", 40.0, depth / 2 + 3))
    for field, shape, size, below in dots:
        chosen = [one for one in lines if field in one]
        if chosen:
            layers.append(
                {
                    "data": {"values": chosen},
                    "mark": {
                        "type": "point",
                        "shape": shape,
                        "size": size,
                        "fill": WHITE,
                        "stroke": INK,
                        "strokeWidth": 1.5,
                        "opacity": 1,
                        "aria": False,
                        "yOffset": below,
                    },
                    "encoding": {"x": {**x, "field": field}, "y": y},
                }
            )
    return [*layers, *marks(lines, x={**x, "field": "v"}, y=y, size=100)]


def _wide(
    rows: Sequence[SpineRow], country: str, address: Callable[[str], str]
) -> Spec:
    row_height, width, left, right = 46, 300, 506, 226
    lines = _lines(rows)
    count = len(rows)
    x = at("v", scale={"domain": [0, 1]})
    y = at("y", scale={"domain": [-0.5, count - 0.5], "reverse": True})
    words = [
        {
            "y": i,
            "title": short_name(row.title, 34),
            "period": "\n".join(
                folded(label(row.span.date_from, row.span.date_to), 14)
            ),
            "count": f"{row.number.count:,.0f}"
            if row.number.count == row.number.count
            else "",
            "value": number_in_words(row.number),
            "country": number_in_words(row.benchmark),
            "verdict": verdict_in_words(row.verdict),
            "worth": row.worth,
            "href": address(row.indicator),
        }
        for i, row in enumerate(rows)
    ]
    heads = [
        ("Measure", -left, "left"),
        ("Period", -left + 232, "left"),
        ("Number", -158, "right"),
        ("Here", -92, "right"),
        (country if len(country) < 9 else "Country", -18, "right"),
        ("Verdict", width + 18, "left"),
    ]
    layers: list[Layer] = [
        rule(
            [{"y": i + 0.5} for i in range(count)],
            x={"value": -left},
            x2={"value": width + right},
            y=y,
            colour=RULE,
            width=1,
        ),
        *_bars(lines, x, y, 16),
        rule(
            [{"v": 0.5}],
            x=x,
            y={"value": -4},
            y2={"value": count * row_height},
            width=2,
        ),
        *text(
            words,
            "title",
            x={"value": -left},
            y=y,
            linked=True,
            colour="#005eb8",
            size=AXIS,
        ),
        *text(
            words,
            "period",
            x={"value": -left + 232},
            y=y,
            size=13,
            colour=GREY,
            lineBreak="\n",
            baseline="middle",
        ),
        *text(words, "count", x={"value": -158}, y=y, align="right", size=AXIS),
        *text(
            words, "value", x={"value": -92}, y=y, align="right", bold=True, size=AXIS
        ),
        *text(words, "country", x={"value": -18}, y=y, align="right", size=AXIS),
        *text(
            words, "verdict", x={"value": width + 18}, y=y, bold=True, size=AXIS, dy=-9
        ),
        *text(words, "worth", x={"value": width + 18}, y=y, size=13, dy=9),
    ]
    for title, position, align in heads:
        layers += text(
            [{"t": title}],
            "t",
            x={"value": position},
            y={"value": -16},
            bold=True,
            size=13,
            align=align,
        )
    for title, position, align in (
        ("Worse", 0, "left"),
        (country, width / 2, "center"),
        ("Better", width, "right"),
    ):
        layers += text(
            [{"t": title}],
            "t",
            x={"value": position},
            y={"value": -16},
            size=13,
            align=align,
            colour=GREY,
            bold=title == country,
        )
    return canvas(
        layers, width=width, height=count * row_height, padding=(32, right, 4, left)
    )


def _narrow(
    rows: Sequence[SpineRow], country: str, address: Callable[[str], str]
) -> Spec:
    row_height, width = 92, NARROW - 8
    lines = _lines(rows)
    count = len(rows)
    x = at("v", scale={"domain": [0, 1]})
    y = at("y", scale={"domain": [-0.62, count - 0.38], "reverse": True})
    words = [
        {
            "y": i,
            "title": short_name(row.title, 40),
            "value": f"{number_in_words(row.number)}, {country} {number_in_words(row.benchmark)}",
            "verdict": verdict_in_words(row.verdict),
            "href": address(row.indicator),
        }
        for i, row in enumerate(rows)
    ]
    layers: list[Layer] = [
        *_bars(lines, x, y, 14),
        rule(
            [{"v": 0.5}],
            x=x,
            y={"value": 0},
            y2={"value": count * row_height},
            width=1.5,
        ),
        *text(
            words,
            "title",
            x={"value": 0},
            y=y,
            linked=True,
            colour="#005eb8",
            dy=-44,
            size=AXIS,
            halo=True,
        ),
        *text(words, "value", x={"value": 0}, y=y, dy=-25, size=13, halo=True),
        *text(
            words,
            "verdict",
            x={"value": width},
            y=y,
            dy=-25,
            size=13,
            bold=True,
            align="right",
            halo=True,
        ),
    ]
    return canvas(layers, width=width, height=count * row_height, padding=(6, 4, 4, 4))


def spine(
    rows: Sequence[SpineRow],
    *,
    identifier: str,
    title: str,
    sentence: str,
    country: str,
    name: str,
    address: Callable[[str], str] = lambda indicator: "",
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
        Column("verdict", "Verdict"),
        Column("worth", "What it comes to"),
    )
    table_rows = tuple(
        (
            Cell(row.title, href=address(row.indicator)),
            Cell(row.trend),
            Cell(label(row.span.date_from, row.span.date_to)),
            Cell(
                f"{row.number.count:,.0f}"
                if row.number.count == row.number.count
                else "",
                row.number.count,
            ),
            Cell(
                number_in_words(row.number)
                if row.number.known
                else status_in_words(row.number.status, row.number.withheld_by),
                row.number.value,
            ),
            Cell(
                f"{row.number.lower:.1f}"
                if row.number.lower == row.number.lower
                else "",
                row.number.lower,
            ),
            Cell(
                f"{row.number.upper:.1f}"
                if row.number.upper == row.number.upper
                else "",
                row.number.upper,
            ),
            Cell(number_in_words(row.benchmark), row.benchmark.value),
            Cell(
                f"{row.spread.least:.1f}"
                if row.spread.least == row.spread.least
                else "",
                row.spread.least,
            ),
            Cell(
                f"{row.spread.most:.1f}" if row.spread.most == row.spread.most else "",
                row.spread.most,
            ),
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
            KeyItem("above", "Higher or lower, neither is better"),
            KeyItem("interval", "95% likely range"),
            KeyItem("crude", "Allowing for small numbers"),
            KeyItem("region", "Region"),
            KeyItem("country", country),
        ),
        methods=("comparison-interval", "stabilised-rates", "trend"),
        has_links=True,
        query=query or {},
    )
