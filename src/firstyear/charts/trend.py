"""A rate over time with its likely range, the country beside it, and a mark a period."""

from collections.abc import Sequence

from firstyear.charts.layers import Layer, Row, at, canvas, marks, text
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.strips import independent_from_latest
from firstyear.charts.theme import AXIS, FAINT, GREY, PALE, INK, NARROW
from firstyear.figures import label
from firstyear.picture.results import Benchmark, Number, Span, Verdict
from firstyear.picture.words import (
    comparison_in_words,
    funnel_in_words,
    status_in_words,
)

MOST_LABELS = 8
Point = tuple[Span, Number, Verdict]


def _rows(points: Sequence[Point], separate: set[int]) -> list[Row]:
    return [
        {
            "x": position,
            "y": number.value,
            "lower": number.lower,
            "upper": number.upper,
            "mark": (
                "higher"
                if verdict.mark == "higher"
                else "lower"
                if verdict.mark == "lower"
                else "above"
                if verdict.mark == "above"
                else "similar"
            ),
            "separate": position in separate,
            "label": f"{number.value:.1f}",
            "words": f"{label(span.date_from, span.date_to)}: {number.value:.1f}, likely range {number.lower:.1f} to {number.upper:.1f}",
        }
        for position, (span, number, verdict) in enumerate(points)
        if number.known
    ]


def _labelled(rows: list[Row], separate: set[int]) -> list[Row]:
    """The points whose rate is written: those apart, or the ends and extremes of many."""
    apart = [row for row in rows if row["x"] in separate]
    if len(apart) <= MOST_LABELS:
        return apart
    chosen = [
        apart[0],
        apart[-1],
        max(apart, key=lambda row: row["y"]),
        min(apart, key=lambda row: row["y"]),
    ]
    return [row for row in apart if row in chosen]


def _spec(
    points: Sequence[Point],
    benchmark: Benchmark,
    name: str,
    outcome: str,
    *,
    width: float,
    height: float,
    padding: tuple[float, float, float, float],
    every: int,
) -> Spec:
    separate = set(independent_from_latest([span for span, _, _ in points]))
    rows = _rows(points, separate)
    country = [
        {"x": i, "y": n.value} for i, n in enumerate(benchmark.numbers) if n.known
    ]
    top = nice_ceiling([row["upper"] for row in rows] + [row["y"] for row in country])
    x = at("x", scale={"domain": [-0.4, len(points) - 0.6]})
    y = at(
        "y",
        scale={"domain": [0, top]},
        axis={"title": None, "gridColor": FAINT, "domain": False, "tickCount": 5},
    )
    layers: list[Layer] = [
        {
            "data": {"values": rows},
            "mark": {"type": "area", "color": PALE, "aria": False},
            "encoding": {
                "x": x,
                "y": {**y, "field": "lower"},
                "y2": {"field": "upper"},
            },
        },
        {
            "data": {"values": rows},
            "mark": {"type": "line", "color": GREY, "strokeWidth": 2, "aria": False},
            "encoding": {"x": x, "y": y},
        },
        {
            "data": {"values": country},
            "mark": {
                "type": "line",
                "color": INK,
                "strokeWidth": 2,
                "strokeDash": [5, 4],
                "aria": False,
            },
            "encoding": {"x": x, "y": y},
        },
        *marks(rows, x=x, y=y, size=100),
    ]
    ends = _labelled(rows, separate)
    layers += text(
        ends, "label", x=x, y=y, align="center", dy=-18, bold=True, size=AXIS, halo=True
    )
    ticks = [
        {"x": i, "t": label(span.date_from, span.date_to).replace(" to ", " to\n")}
        for i, (span, _, _) in enumerate(points)
        if (len(points) - 1 - i) % every == 0
    ]
    layers += text(
        ticks,
        "t",
        x=x,
        y={"value": height + 22},
        align="center",
        size=13,
        colour=GREY,
        lineBreak="\n",
        baseline="top",
        dy=-10,
    )
    if rows and name:
        layers += text(
            [{**rows[-1], "t": name}],
            "t",
            x={"value": width + 8},
            y=y,
            colour=INK,
            bold=True,
            size=AXIS,
        )
    if country and name:
        clash = rows and abs(rows[-1]["y"] - country[-1]["y"]) / top * height < 18
        nudge = (18 if country[-1]["y"] <= rows[-1]["y"] else -18) if clash else 0
        layers += text(
            [{**country[-1], "t": f"{benchmark.place.name} {country[-1]['y']:.1f}"}],
            "t",
            x={"value": width + 8},
            y=y,
            bold=True,
            size=AXIS,
            dy=nudge,
        )
    lines = folded(outcome, int(width / 7))
    layers += text(
        [{"t": "\n".join(lines)}],
        "t",
        x={"value": -30},
        y={"value": 1 - 17 * len(lines)},
        size=AXIS,
        colour=GREY,
        lineBreak="\n",
    )
    return canvas(layers, width=width, height=height, padding=padding)


def trend(
    points: Sequence[Point],
    benchmark: Benchmark,
    *,
    identifier: str,
    title: str,
    sentence: str,
    name: str,
    outcome: str,
    note: str = "",
    query: dict[str, str] | None = None,
) -> Chart:
    """One series of periods of one length; series of other lengths are other charts."""
    columns = (
        Column("period", "Period"),
        Column("count", "Babies", number=True),
        Column("denominator", "Out of", number=True),
        Column("rate", "Rate", number=True),
        Column("lower", "Likely range from", number=True),
        Column("upper", "to", number=True),
        Column("benchmark", benchmark.place.name, number=True),
        Column("comparison", "Interval test"),
        Column("funnel_comparison", "Funnel test"),
    )
    rows = tuple(
        (
            Cell(label(span.date_from, span.date_to)),
            Cell(f"{n.count:,.0f}" if n.count == n.count else "", n.count),
            Cell(
                f"{n.denominator:,.0f}" if n.denominator == n.denominator else "",
                n.denominator,
            ),
            Cell(
                f"{n.value:.1f}"
                if n.known
                else status_in_words(n.status, n.withheld_by),
                n.value,
            ),
            Cell(f"{n.lower:.1f}" if n.known else "", n.lower),
            Cell(f"{n.upper:.1f}" if n.known else "", n.upper),
            Cell(f"{b.value:.1f}" if b.known else "", b.value),
            Cell(comparison_in_words(v.mark), v.comparison),
            Cell(funnel_in_words(v.funnel), v.funnel),
        )
        for (span, n, v), b in zip(points, benchmark.numbers, strict=True)
    )
    every = 1 if len(points) <= 11 else 3 if points and points[0][0].years > 1 else 2
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(
            points,
            benchmark,
            name if len(name) < 18 else "This area",
            outcome,
            width=820,
            height=300,
            padding=(34, 166, 50, 40),
            every=every,
        ),
        narrow=_spec(
            points,
            benchmark,
            "",
            outcome,
            width=NARROW - 60,
            height=240,
            padding=(70, 22, 50, 34),
            every=max(3, every * 3),
        ),
        table=Table(columns, rows),
        caption=f"{outcome}, {name}",
        key=(
            KeyItem("higher", f"Higher than {benchmark.place.name}"),
            KeyItem("above", "Above, could be chance"),
            KeyItem("similar", "Not above, could be chance"),
            KeyItem("lower", f"Lower than {benchmark.place.name}"),
            KeyItem("country-across", benchmark.place.name),
        ),
        note=note,
        methods=("pooling", "trend", "rates"),
        query=query or {},
    )
