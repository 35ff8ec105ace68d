"""A rate over time with its likely range, the country beside it, a mark a period."""

import math
from collections.abc import Sequence

from firstyear.charts import cells
from firstyear.charts.keys import comparison_key
from firstyear.charts.layers import (
    Layer,
    Padding,
    Row,
    at,
    axis_title,
    canvas,
    line,
    marks,
    rates_axis,
    text,
    values,
)
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.squares import independent_from_latest
from firstyear.charts.theme import AXIS, GREY, NARROW, PALE
from firstyear.figures import label
from firstyear.picture.looks import comparison_words, look
from firstyear.picture.results import Benchmark, Number, Span, Verdict
from firstyear.picture.words import (
    funnel_in_words,
    likely_range,
    number_in_words,
)

MOST_LABELS = 8
MOST_TICKS = 11
LONGEST_NAME = 18
NEAR = 18  # pixels within which two labels at the right would touch
Point = tuple[Span, Number, Verdict]


def _rows(points: Sequence[Point], polarity: str) -> list[Row]:
    return [
        _row(position, span, number, verdict, polarity)
        for position, (span, number, verdict) in enumerate(points)
        if number.known
    ]


def _row(
    position: int, span: Span, number: Number, verdict: Verdict, polarity: str
) -> Row:
    said = f"{label(span.date_from, span.date_to)}: {number_in_words(number)}"
    row: dict[str, object] = {
        "x": position,
        "y": number.value,
        "mark": "similar" if verdict.mark == "none" else look(verdict.mark, polarity),
        "label": f"{number.value:.1f}",
        "words": said,
    }
    if math.isfinite(number.lower):
        row |= {
            "lower": number.lower,
            "upper": number.upper,
            "words": f"{said}, {likely_range(number)}",
        }
    return row


def _labelled(rows: list[Row], separate: set[int]) -> list[Row]:
    """The points with a rate written: those apart; of many, the ends and extremes."""
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


def _ends(
    rows: list[Row],
    country: list[Row],
    names: tuple[str, str],
    top: float,
    height: float,
) -> list[tuple[Row, str, float]]:
    """Where both lines end, what each is called, a nudge so that none touch."""
    made: list[tuple[Row, str, float]] = []
    if rows:
        made.append((rows[-1], names[0], 0))
    if country:
        end, nudge = country[-1], 0.0
        apart = abs(rows[-1]["y"] - end["y"]) / top * height if rows else NEAR
        if apart < NEAR:
            nudge = NEAR if end["y"] <= rows[-1]["y"] else -NEAR
        made.append((end, f"{names[1]} {end['y']:.1f}", nudge))
    return made


def _spec(
    points: Sequence[Point],
    benchmark: Benchmark,
    outcome: str,
    polarity: str,
    *,
    name: str,
    width: float,
    height: float,
    padding: Padding,
    every: int,
) -> Spec:
    """The picture; lines are named at their ends where `name` is given."""
    separate = set(independent_from_latest([span for span, _, _ in points]))
    rows = _rows(points, polarity)
    limited = [row for row in rows if "lower" in row]
    country: list[Row] = [
        {"x": i, "y": n.value} for i, n in enumerate(benchmark.numbers) if n.known
    ]
    top = nice_ceiling(row.get("upper", row["y"]) for row in [*rows, *country])
    x = at("x", scale={"domain": [-0.4, len(points) - 0.6]})
    y = at("y", scale={"domain": [0, top]}, axis=rates_axis(None))
    band = {"x": x, "y": {**y, "field": "lower"}, "y2": {"field": "upper"}}
    area = {"type": "area", "color": PALE, "aria": False}
    layers: list[Layer] = [
        {"data": values(limited), "mark": area, "encoding": band},
        line(rows, x=x, y=y, colour=GREY),
        line(country, x=x, y=y, dash=(5, 4)),
        *marks(rows, x=x, y=y, size=100),
        *text(
            _labelled(rows, separate),
            "label",
            x=x,
            y=y,
            align="center",
            dy=-18,
            bold=True,
            size=AXIS,
            halo=True,
        ),
    ]
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
    if name:
        names = (name, benchmark.place.name)
        for end, words, nudge in _ends(rows, country, names, top, height):
            layers += text(
                [{**end, "t": words}],
                "t",
                x={"value": width + 8},
                y=y,
                bold=True,
                size=AXIS,
                dy=nudge,
            )
    layers += axis_title(folded(outcome, int(width / 7)), left=30)
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
    polarity: str = "lower-is-better",
    note: str = "",
    query: dict[str, str] | None = None,
) -> Chart:
    """One series of periods of one length; series of other lengths are other charts."""
    columns = (
        Column("period", "Period"),
        Column("count", "Number", number=True),
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
            cells.period(span),
            cells.whole(n.count),
            cells.whole(n.denominator),
            cells.rate(n),
            cells.figure(n.lower),
            cells.figure(n.upper),
            cells.figure(b.value),
            Cell(comparison_words(v.mark, polarity), v.comparison),
            Cell(funnel_in_words(v.funnel), v.funnel),
        )
        for (span, n, v), b in zip(points, benchmark.numbers, strict=True)
    )
    every = 1
    if len(points) > MOST_TICKS:
        every = 3 if points[0][0].years > 1 else 2
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(
            points,
            benchmark,
            outcome,
            polarity,
            name=name if len(name) < LONGEST_NAME else "This area",
            width=820,
            height=300,
            padding=(34, 166, 50, 40),
            every=every,
        ),
        narrow=_spec(
            points,
            benchmark,
            outcome,
            polarity,
            name="",
            width=NARROW - 60,
            height=240,
            padding=(70, 22, 50, 34),
            every=max(3, every * 3),
        ),
        table=Table(columns, rows),
        caption=f"{outcome}, {name}",
        key=(
            *comparison_key(benchmark.place.name, polarity),
            KeyItem("country-across", benchmark.place.name),
        ),
        note=note,
        methods=("pooling", "trend", "rates"),
        query=query or {},
    )
