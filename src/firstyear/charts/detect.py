"""How many years of figures it would take to see a fall, for falls of several sizes."""

from collections.abc import Sequence

from firstyear.charts.layers import at, canvas, text
from firstyear.charts.model import Cell, Chart, Column, Spec, Table
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.theme import AXIS, FAINT, GREY, INK, NARROW


def _spec(
    falls: Sequence[tuple[float, float | None]],
    per_year: float,
    *,
    width: float,
    left: float,
    right: float,
) -> Spec:
    rows = [
        {
            "y": line,
            "years": 0 if years is None else years,
            "fall": f"{100 * fall:.0f}% fall",
            "fewer": f"{per_year * fall:.0f} fewer a year"
            if per_year * fall >= 1
            else "under 1 fewer a year",
            "t": "over 60 years"
            if years is None or years > 60
            else f"{years:.0f} years"
            if years != 1
            else "1 year",
            "fill": INK if abs(fall - 0.2) < 1e-9 else GREY,
        }
        for line, (fall, years) in enumerate(falls)
    ]
    top = nice_ceiling([row["years"] for row in rows], least=10)
    height = 38 * len(rows)
    x = at(
        "years",
        scale={"domain": [0, top]},
        axis={
            "title": folded(
                "Years of figures needed before, and again after",
                80 if width > 300 else 26,
            ),
            "gridColor": FAINT,
            "domain": False,
            "tickCount": 6,
        },
    )
    y = at("y", scale={"domain": [-0.6, len(rows) - 0.4], "reverse": True})
    return canvas(
        [
            {
                "data": {"values": rows},
                "mark": {
                    "type": "bar",
                    "size": 20,
                    "aria": False,
                    "orient": "horizontal",
                },
                "encoding": {
                    "x": {**x},
                    "x2": {"datum": 0},
                    "y": y,
                    "color": {"field": "fill", "type": "nominal", "scale": None},
                },
            },
            *text(rows, "t", x=x, y=y, dx=8, bold=True),
            *text(rows, "fall", x={"value": -left}, y=y, bold=True),
            *(
                text(
                    rows, "fewer", x={"value": -left + 96}, y=y, colour=GREY, size=AXIS
                )
                if left > 150
                else []
            ),
        ],
        width=width,
        height=height,
        padding=(8, right, 70, left),
    )


def detect_chart(
    falls: Sequence[tuple[float, float | None]],
    *,
    identifier: str,
    title: str,
    sentence: str,
    per_year: float,
    note: str,
    query: dict[str, str] | None = None,
) -> Chart:
    """`falls` pairs a fall (0.2 is a fifth) with the years each side; None is never."""
    columns = (
        Column("fall", "A true fall of", number=True),
        Column("fewer", "Fewer a year", number=True),
        Column("years_each_side", "Years before, and after", number=True),
    )
    rows = tuple(
        (
            Cell(f"{100 * fall:.0f}%", fall),
            Cell(f"{per_year * fall:.1f}", per_year * fall),
            Cell(
                "over 60" if years is None else f"{years:.0f}",
                years if years is not None else "",
            ),
        )
        for fall, years in falls
    )
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(falls, per_year, width=560, left=250, right=130),
        narrow=_spec(falls, per_year, width=NARROW - 190, left=88, right=96),
        table=Table(columns, rows),
        caption="Years of figures it would take to see a fall",
        note=note,
        methods=("detectability",),
        query=query or {},
    )
