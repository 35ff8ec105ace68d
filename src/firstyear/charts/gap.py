"""Groups of one place side by side: a dot a group, its likely range, the whole as a line."""

from collections.abc import Sequence

from firstyear.charts.layers import Layer, at, canvas, rule, text
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.theme import AXIS, FAINT, GREY, NARROW, WHITE
from firstyear.picture.results import Number
from firstyear.picture.words import short_name, status_in_words

Group = tuple[str, Number]


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
    known = [
        {
            "y": line,
            "name": short_name(name, 34),
            "value": number.value,
            "lower": number.lower,
            "upper": number.upper,
            "t": f"{number.value:.1f}  ({number.lower:.1f} to {number.upper:.1f})",
            "words": f"{name}: {number.value:.1f}, likely range {number.lower:.1f} to {number.upper:.1f}",
            "fill": WHITE if number.count < 20 else GREY,
        }
        for line, (name, number) in enumerate(groups)
        if number.known
    ]
    unknown = [
        {
            "y": line,
            "name": short_name(name, 34),
            "t": status_in_words(number.status, number.withheld_by),
        }
        for line, (name, number) in enumerate(groups)
        if not number.known
    ]
    highest = max([whole.value, *(row["value"] for row in known)])
    widest = max([whole.value, *(row["upper"] for row in known)])
    # One tiny group's range must not squeeze all the others: the longest run off.
    top = nice_ceiling([min(widest, max(2.5 * highest, highest * 1.1))])
    for row in known:
        row["upper"] = min(row["upper"], top)
    step = 58 if stacked else 32
    x = at(
        "value",
        scale={"domain": [0, top]},
        axis={
            "title": folded(outcome, 40 if stacked else 90),
            "gridColor": FAINT,
            "domain": False,
            "tickCount": 5,
        },
    )
    y = at("y", scale={"domain": [-0.7, len(groups) - 0.4], "reverse": True})
    names_at = {"value": 0 if stacked else -left}
    numbers_at = {"value": width if stacked else width + 20}
    placed = {"dy": -24, "size": AXIS, "halo": True} if stacked else {}
    layers: list[Layer] = [
        rule(
            [{"value": whole.value}],
            x=x,
            y={"value": 0},
            y2={"value": 0},
            strokeDash=[5, 4],
        ),
        rule(known, x={**x, "field": "lower"}, x2={"field": "upper"}, y=y, colour=GREY),
        {
            "data": {"values": known},
            "mark": {
                "type": "point",
                "shape": "circle",
                "size": 110,
                "filled": True,
                "stroke": GREY,
                "strokeWidth": 2,
                "opacity": 1,
            },
            "encoding": {
                "x": x,
                "y": y,
                "fill": {"field": "fill", "type": "nominal", "scale": None},
                "description": {"field": "words"},
            },
        },
        *text(known + unknown, "name", x=names_at, y=y, **placed),
        *text(
            known,
            "t",
            x=numbers_at,
            y=y,
            align="right" if stacked else "left",
            **placed,
        ),
        *text(unknown, "t", x={"value": 4}, y=y, colour=GREY),
        *text(
            [{"value": whole.value, "t": f"{whole_name} {whole.value:.1f}"}],
            "t",
            x=x,
            y={"value": -12},
            align="center" if 70 < whole.value / top * width else "left",
            bold=True,
            size=AXIS,
        ),
    ]
    layers[0]["encoding"].pop("y2")
    layers[0]["encoding"].pop("y")
    return canvas(
        layers,
        width=width,
        height=step * len(groups) + 8,
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
        Column("count", "Babies", number=True),
        Column("denominator", "Out of", number=True),
        Column("rate", "Rate", number=True),
        Column("lower", "Likely range from", number=True),
        Column("upper", "to", number=True),
    )
    rows = tuple(
        (
            Cell(name),
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
        )
        for name, n in (*groups, (whole_name, whole))
    )
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(
            groups, whole, whole_name, outcome, width=520, left=290, stacked=False
        ),
        narrow=_spec(
            groups, whole, whole_name, outcome, width=NARROW - 16, left=0, stacked=True
        ),
        table=Table(columns, rows),
        caption=outcome,
        key=(
            KeyItem("similar", "Rate"),
            KeyItem("crude", "Rate from fewer than 20 babies"),
            KeyItem("interval", "95% likely range"),
        ),
        note=note,
        methods=("ratios-and-gaps", "rates"),
        query=query or {},
    )
