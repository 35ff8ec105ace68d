"""Groups of one place: a dot a group, its likely range, the whole place as a line."""

import math
from collections.abc import Sequence

from firstyear.charts import cells
from firstyear.charts.keys import LIKELY_RANGE
from firstyear.charts.layers import (
    Layer,
    Row,
    Style,
    at,
    benchmark_line,
    canvas,
    likely_ranges,
    lines_down,
    rates_axis,
    text,
    values,
)
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.theme import AXIS, GREY, NARROW, WHITE
from firstyear.picture.results import Number
from firstyear.picture.words import (
    likely_range,
    limits,
    number_in_words,
    short_name,
    status_in_words,
)

Group = tuple[str, Number]
STEADY = 20


def _row(line: int, name: str, number: Number) -> Row:
    row: dict[str, object] = {"y": line, "name": short_name(name, 34)}
    if not number.known:
        return row | {"t": status_in_words(number.status, number.withheld_by)}
    said = number_in_words(number)
    row |= {
        "value": number.value,
        "mark": "similar",
        "t": said,
        "words": f"{name}: {said}",
        "fill": WHITE if number.count < STEADY else GREY,
    }
    if math.isfinite(number.lower):
        row |= {
            "lower": number.lower,
            "upper": number.upper,
            "t": f"{said}  ({limits(number)})",
            "words": f"{name}: {said}, {likely_range(number)}",
        }
    return row


def _top(known: Sequence[Row], whole: Number) -> float:
    """The end of the axis. One tiny group's range must not squeeze all the others."""
    highest = max([whole.value, *(row["value"] for row in known)])
    widest = max([whole.value, *(row.get("upper", row["value"]) for row in known)])
    return nice_ceiling([min(widest, 2.5 * highest)])


def _spec(
    groups: Sequence[Group],
    whole: Number,
    whole_name: str,
    outcome: str,
    *,
    width: float,
    left: float,
    stacked: bool,
) -> Spec:
    rows = [_row(line, name, number) for line, (name, number) in enumerate(groups)]
    known = [row for row in rows if "value" in row]
    unknown = [row for row in rows if "value" not in row]
    top = _top(known, whole)
    within = [
        {**row, "upper": min(row["upper"], top)} if "upper" in row else row
        for row in known
    ]
    title = folded(outcome, 40 if stacked else 90)
    x = at("value", scale={"domain": [0, top]}, axis=rates_axis(title))
    y = lines_down(len(rows), above=0.7, below=0.6)
    placed: Style = {"dy": -24, "size": AXIS, "halo": True} if stacked else {}
    style = {
        "type": "point",
        "shape": "circle",
        "size": 110,
        "filled": True,
        "stroke": GREY,
        "strokeWidth": 2,
        "opacity": 1,
    }
    encoding = {
        "x": x,
        "y": y,
        "fill": {"field": "fill", "type": "nominal", "scale": None},
        "description": {"field": "words"},
    }
    layers: list[Layer] = [
        *benchmark_line(
            whole.value,
            f"{whole_name} {number_in_words(whole)}",
            x=x,
            above=12,
            align="center" if whole.value / top * width > 70 else "left",
        ),
        *likely_ranges(within, x=x, y=y, colours={"similar": GREY}),
        {"data": values(known), "mark": style, "encoding": encoding},
        *text(rows, "name", x={"value": 0 if stacked else -left}, y=y, **placed),
        *text(
            known,
            "t",
            x={"value": width if stacked else width + 20},
            y=y,
            align="right" if stacked else "left",
            **placed,
        ),
        *text(unknown, "t", x={"value": 4}, y=y, colour=GREY),
    ]
    return canvas(
        layers,
        width=width,
        height=(58 if stacked else 32) * len(rows) + 8,
        padding=(30, 12, 88, 8) if stacked else (30, 190, 52, left),
    )


def gap_chart(
    groups: Sequence[Group],
    whole: Number,
    *,
    whole_name: str,
    identifier: str,
    title: str,
    sentence: str,
    outcome: str,
    note: str = "",
    query: dict[str, str] | None = None,
) -> Chart:
    """Groups in their own order; a hollow dot has fewer than 20 events behind it."""
    columns = (
        Column("group", "Group"),
        Column("count", "Number", number=True),
        Column("denominator", "Out of", number=True),
        Column("rate", "Rate", number=True),
        Column("lower", "Likely range from", number=True),
        Column("upper", "to", number=True),
    )
    rows = tuple(
        (
            Cell(name),
            cells.whole(number.count),
            cells.whole(number.denominator),
            cells.rate(number),
            cells.figure(number.lower),
            cells.figure(number.upper),
        )
        for name, number in (*groups, (whole_name, whole))
    )
    shown = (groups, whole, whole_name, outcome)
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(*shown, width=520, left=290, stacked=False),
        narrow=_spec(*shown, width=NARROW - 20, left=0, stacked=True),
        table=Table(columns, rows),
        caption=outcome,
        key=(
            KeyItem("similar", "Rate"),
            KeyItem("crude", "Rate from a count under 20"),
            LIKELY_RANGE,
        ),
        note=note,
        methods=("ratios-and-gaps", "rates"),
        query=query or {},
    )
