"""A funnel: the rate of every area over its size, with the limits chance would give."""

import math
from collections.abc import Sequence

import numpy as np

from firstyear import measures
from firstyear.charts import cells
from firstyear.charts.cells import Address, nowhere
from firstyear.charts.labels import place_labels
from firstyear.charts.layers import (
    Layer,
    Padding,
    Position,
    Row,
    at,
    axis_title,
    canvas,
    line,
    marks,
    points,
    rates_axis,
    rule,
    text,
)
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.theme import AXIS, GREY, LABEL, NARROW, OTHER
from firstyear.picture.looks import look
from firstyear.picture.results import Standing
from firstyear.picture.words import capital, funnel_in_words, short_name

POINTS = 80
MOST_NAMES = 24
SHAPES = {
    "higher-998": "higher",
    "higher-95": "above",
    "lower-95": "lower",
    "lower-998": "lower",
}


def in_funnel(standings: Sequence[Standing]) -> list[Standing]:
    """Those with a rate and a size: the others have no place in a funnel."""
    return [
        s for s in standings if s.number.known and math.isfinite(s.number.denominator)
    ]


def _points(
    standings: Sequence[Standing], address: Address, polarity: str
) -> list[Row]:
    return [
        {
            "x": s.number.denominator,
            "y": s.number.value,
            "name": short_name(s.place.name, 24),
            "mark": look(SHAPES.get(s.verdict.funnel, "similar"), polarity),
            "href": address(s.place.code),
            "words": f"{s.place.name}: {s.number.value:.1f} among "
            f"{s.number.denominator:,.0f}; {funnel_in_words(s.verdict.funnel)}",
        }
        for s in standings
    ]


def _curves(
    benchmark: float, per: float, largest: float, top: float
) -> dict[str, list[Row]]:
    """The 95% and 99.8% limits at sizes from small to large, cut at the axis's end."""
    sizes = np.geomspace(max(20.0, largest / 2000), largest, POINTS)
    limits = measures.funnel_limits(benchmark, sizes, confidence=(0.95, 0.998), per=per)
    names = (("95", 0), ("99.8", 1))
    made: dict[str, list[Row]] = {}
    for name, axis in names:
        for side, values in (("upper", limits.upper), ("lower", limits.lower)):
            made[f"{name} {side}"] = [
                {"x": float(size), "y": float(value)}
                for size, value in zip(sizes, values[axis], strict=True)
                if value <= top
            ]
    return made


def _furthest(points: Sequence[Row]) -> list[Row]:
    """Of very many points those worth a name: outside the limits, the largest first."""
    outside = [row for row in points if row["mark"] != "similar"]
    return sorted(outside, key=lambda row: -row["x"])[:MOST_NAMES]


def _labels(
    named: Sequence[Row],
    curves: Sequence[Row],
    *,
    size: tuple[float, float],
    scale: tuple[float, float],
    x: Position,
    y: Position,
) -> list[Layer]:
    """A name beside each point, with a leader line where it stands further off."""
    (width, height), (across, up) = size, scale
    placed = place_labels(
        [(row["x"] * across, height - row["y"] * up, row["name"]) for row in named],
        width=width,
        height=height,
        size=LABEL,
        lines=[(row["x"] * across, height - row["y"] * up) for row in curves],
    )
    leaders = [
        {
            "x": label.anchor_x / across,
            "y": (height - label.anchor_y) / up,
            "x2": label.line_x / across,
            "y2": (height - label.line_y) / up,
        }
        for label in placed
        if label.needs_leader
    ]
    words = [
        {
            "x": label.x / across,
            "y": (height - label.y) / up,
            "t": label.text,
            "href": row["href"],
        }
        for label, row in zip(placed, named, strict=True)
    ]
    ends: tuple[Position, Position] = {"field": "x2"}, {"field": "y2"}
    return [
        rule(leaders, x=x, y=y, x2=ends[0], y2=ends[1], colour=GREY, width=1),
        *text(words, "t", x=x, y=y, linked=True, halo=True, size=LABEL - 1),
    ]


def _spec(
    chosen: Sequence[Standing],
    others: Sequence[Standing],
    benchmark: float,
    country: str,
    per: float,
    outcome: str,
    among: str,
    address: Address,
    *,
    polarity: str,
    width: float,
    height: float,
    padding: Padding,
    labelled: bool,
) -> Spec:
    own = _points(chosen, address, polarity)
    rest = _points(others, address, polarity)
    largest = max((row["x"] for row in [*own, *rest]), default=1000.0) * 1.03
    top = nice_ceiling([row["y"] for row in [*own, *rest]] + [2 * benchmark])
    sizes = {
        "title": f"{capital(among)} in the period",
        "grid": False,
        "format": ",d",
        "tickCount": 5,
    }
    x = at("x", scale={"domain": [0, largest]}, axis=sizes)
    y = at("y", scale={"domain": [0, top]}, axis=rates_axis(None))
    curves = _curves(benchmark, per, largest, top)
    layers: list[Layer] = [
        line(
            rows,
            x=x,
            y=y,
            colour=GREY,
            width=1.5,
            dash=(5, 3) if name.startswith("95") else (1, 0),
        )
        for name, rows in curves.items()
    ]
    centre = [{"x": 0, "x2": largest, "y": benchmark}]
    layers.append(rule(centre, x=x, x2={"field": "x2"}, y=y, strokeDash=[5, 4]))
    dots = [{"x": row["x"], "y": row["y"]} for row in rest]
    layers.append(points(dots, x=x, y=y, size=18, filled=True, fill=OTHER))
    if labelled:
        named = own if len(own) <= MOST_NAMES else _furthest(own)
        layers += _labels(
            named,
            [row for rows in curves.values() for row in rows],
            size=(width, height),
            scale=(width / largest, height / top),
            x=x,
            y=y,
        )
    layers += marks(own, x=x, y=y, size=110, linked=True)
    end = [{"x": largest, "y": benchmark, "t": f"{country} {benchmark:.1f}"}]
    layers += text(
        end, "t", x=x, y=y, align="right", bold=True, dy=13, size=AXIS, halo=True
    )
    for name, above in (("95", 11), ("99.8", -9)):
        last = [{**row, "t": f"{name}% limit"} for row in curves[f"{name} upper"][-1:]]
        layers += text(
            last,
            "t",
            x=x,
            y=y,
            align="right",
            dy=above,
            size=13,
            colour=GREY,
            halo=True,
        )
    layers += axis_title(folded(outcome, int(width / 7)), left=34)
    return canvas(layers, width=width, height=height, padding=padding)


def funnel(
    chosen: Sequence[Standing],
    others: Sequence[Standing],
    *,
    identifier: str,
    title: str,
    sentence: str,
    benchmark: float,
    country: str,
    per: float,
    outcome: str,
    among: str = "live births",
    polarity: str = "lower-is-better",
    address: Address = nowhere,
    query: dict[str, str] | None = None,
) -> Chart:
    """Areas of the region as marks, all others of the country as small grey dots.

    `among` names what the sizes are of. Areas without a rate or a size are left out.
    """
    chosen, others = in_funnel(chosen), in_funnel(others)
    columns = (
        Column("area", "Area"),
        Column("denominator", capital(among), number=True),
        Column("rate", "Rate", number=True),
        Column("funnel_comparison", "Against the limits"),
        Column("comparison", "Interval test"),
        Column("agree", "Do they agree"),
    )
    rows = tuple(
        (
            cells.area(s.place, address),
            cells.whole(s.number.denominator),
            cells.figure(s.number.value),
            Cell(funnel_in_words(s.verdict.funnel), s.verdict.funnel),
            Cell(s.verdict.comparison),
            Cell({True: "yes", False: "no", None: ""}[s.verdict.agree]),
        )
        for s in chosen
    )
    shown = (chosen, others, benchmark, country, per, outcome, among, address)
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(
            *shown,
            polarity=polarity,
            width=960,
            height=440,
            padding=(34, 24, 52, 48),
            labelled=True,
        ),
        narrow=_spec(
            *shown,
            polarity=polarity,
            width=NARROW - 44,
            height=320,
            padding=(54, 10, 52, 34),
            labelled=False,
        ),
        table=Table(columns, rows),
        caption=f"Rates and funnel limits: {outcome}",
        key=(
            KeyItem(look("higher", polarity), "Above the 99.8% limit"),
            KeyItem(look("above", polarity), "Above the 95% limit"),
            KeyItem("similar", "Inside the limits"),
            KeyItem(look("lower", polarity), "Below the 95% limit"),
            KeyItem("other", "Areas elsewhere"),
        ),
        methods=("comparison-funnel", "over-dispersion"),
        has_links=True,
        query=query or {},
    )
