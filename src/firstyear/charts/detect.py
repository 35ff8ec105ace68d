"""How many years of figures it would take to see a fall, for falls of several sizes."""

from collections.abc import Sequence

from firstyear.charts.layers import (
    Row,
    at,
    canvas,
    lines_down,
    rates_axis,
    text,
    values,
)
from firstyear.charts.model import Cell, Chart, Column, Spec, Table
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.theme import AXIS, GREY, INK, NARROW
from firstyear.picture.words import plural

LEAD = 0.2  # the fall that the sentence is about

Fall = tuple[float, float | None]


def _row(line: int, fall: float, years: float | None, per_year: float) -> Row:
    fewer, noun = per_year * fall, plural(years or 0, "year", "years")
    return {
        "y": line,
        "years": 0.0 if years is None else float(years),
        "fall": f"{100 * fall:.0f}% fall",
        "fewer": f"{fewer:.0f} fewer a year" if fewer >= 1 else "under 1 fewer a year",
        "t": "over 60 years" if years is None else f"{years:.0f} {noun}",
        "fill": INK if abs(fall - LEAD) < 1e-9 else GREY,
    }


def _spec(
    falls: Sequence[Fall], per_year: float, *, width: float, left: float, right: float
) -> Spec:
    """The picture; where there is room, how many fewer each fall is."""
    rows = [
        _row(line, fall, years, per_year) for line, (fall, years) in enumerate(falls)
    ]
    top = nice_ceiling([row["years"] for row in rows], least=10)
    title = folded(
        "Years of figures needed before, and again after", 80 if width > 300 else 26
    )
    x = at("years", scale={"domain": [0, top]}, axis=rates_axis(title, ticks=6))
    y = lines_down(len(rows), above=0.6, below=0.6)
    bar = {"type": "bar", "size": 20, "aria": False, "orient": "horizontal"}
    encoding = {
        "x": x,
        "x2": {"datum": 0},
        "y": y,
        "color": {"field": "fill", "type": "nominal", "scale": None},
    }
    layers = [
        {"data": values(rows), "mark": bar, "encoding": encoding},
        *text(rows, "t", x=x, y=y, dx=8, bold=True),
        *text(rows, "fall", x={"value": -left}, y=y, bold=True),
    ]
    if left > 150:
        place = {"value": -left + 96}
        layers += text(rows, "fewer", x=place, y=y, colour=GREY, size=AXIS)
    return canvas(
        layers, width=width, height=38 * len(rows), padding=(8, right, 70, left)
    )


def detect_chart(
    falls: Sequence[Fall],
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
