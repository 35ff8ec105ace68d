"""A funnel: the rate of every area over its size, with the limits chance would give."""

from collections.abc import Callable, Sequence

import numpy as np

from firstyear import measures
from firstyear.charts.labels import place_labels
from firstyear.charts.layers import Layer, Row, at, canvas, marks, rule, text
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.theme import AXIS, FAINT, GREY, LABEL, NARROW, OTHER
from firstyear.picture.results import Standing
from firstyear.picture.words import funnel_in_words, short_name

POINTS = 80
MOST_NAMES = 24


def _points(standings: Sequence[Standing], address: Callable[[str], str]) -> list[Row]:
    shapes = {
        "higher-998": "higher",
        "higher-95": "above",
        "lower-95": "lower",
        "lower-998": "lower",
    }
    return [
        {
            "x": s.number.denominator,
            "y": s.number.value,
            "name": short_name(s.place.name, 24),
            "mark": shapes.get(s.verdict.funnel, "similar"),
            "href": address(s.place.code),
            "words": f"{s.place.name}: {s.number.value:.1f} among "
            f"{s.number.denominator:,.0f}; {funnel_in_words(s.verdict.funnel)}",
        }
        for s in standings
        if s.number.known
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


def _spec(
    chosen: Sequence[Standing],
    others: Sequence[Standing],
    *,
    benchmark: float,
    country: str,
    per: float,
    outcome: str,
    address: Callable[[str], str],
    width: float,
    height: float,
    padding: tuple[float, float, float, float],
    labelled: bool,
) -> Spec:
    points = _points(chosen, address)
    rest = [{"x": row["x"], "y": row["y"]} for row in _points(others, address)]
    every = [*points, *rest]
    largest = max((row["x"] for row in every), default=1000.0) * 1.03
    top = nice_ceiling([row["y"] for row in every] + [2 * benchmark])
    x = at(
        "x",
        scale={"domain": [0, largest]},
        axis={
            "title": "Live births in the period",
            "grid": False,
            "format": ",d",
            "tickCount": 5,
        },
    )
    y = at(
        "y",
        scale={"domain": [0, top]},
        axis={
            "title": None,
            "grid": True,
            "gridColor": FAINT,
            "domain": False,
            "tickCount": 5,
        },
    )
    layers: list[Layer] = []
    curves = _curves(benchmark, per, largest, top)
    for name, rows in curves.items():
        layers.append(
            {
                "data": {"values": rows},
                "mark": {
                    "type": "line",
                    "color": GREY,
                    "strokeWidth": 1.5,
                    "strokeDash": [5, 3] if name.startswith("95") else [1, 0],
                    "aria": False,
                },
                "encoding": {"x": x, "y": y},
            }
        )
    layers.append(
        rule(
            [{"x": 0, "x2": largest, "y": benchmark}],
            x=x,
            x2={"field": "x2"},
            y=y,
            strokeDash=[5, 4],
        )
    )
    layers.append(
        {
            "data": {"values": rest},
            "mark": {
                "type": "point",
                "shape": "circle",
                "size": 18,
                "filled": True,
                "fill": OTHER,
                "opacity": 1,
                "aria": False,
            },
            "encoding": {"x": x, "y": y},
        }
    )
    if labelled:
        scale_x, scale_y = width / largest, height / top
        named = points if len(points) <= MOST_NAMES else _furthest(points)
        placed = place_labels(
            [
                (row["x"] * scale_x, height - row["y"] * scale_y, row["name"])
                for row in named
            ],
            width=width,
            height=height,
            size=LABEL,
            lines=[
                (row["x"] * scale_x, height - row["y"] * scale_y)
                for rows in curves.values()
                for row in rows
            ],
        )
        leaders = [
            {
                "x": p.anchor_x / scale_x,
                "y": (height - p.anchor_y) / scale_y,
                "x2": p.line_x / scale_x,
                "y2": (height - p.line_y) / scale_y,
            }
            for p in placed
            if p.needs_leader
        ]
        layers.append(
            rule(
                leaders,
                x=x,
                y=y,
                x2={"field": "x2"},
                y2={"field": "y2"},
                colour=GREY,
                width=1,
            )
        )
        words = [
            {
                "x": p.x / scale_x,
                "y": (height - p.y) / scale_y,
                "t": p.text,
                "href": row["href"],
            }
            for p, row in zip(placed, named, strict=True)
        ]
        layers += text(words, "t", x=x, y=y, linked=True, halo=True, size=LABEL - 1)
    layers += marks(points, x=x, y=y, size=110, linked=True)
    layers += text(
        [{"x": largest, "y": benchmark, "t": f"{country} {benchmark:.1f}"}],
        "t",
        x=x,
        y=y,
        align="right",
        bold=True,
        dy=13,
        size=AXIS,
        halo=True,
    )
    for name, words_ in (("95 upper", "95% limit"), ("99.8 upper", "99.8% limit")):
        layers += text(
            [{**curves[name][-1], "t": words_}],
            "t",
            x=x,
            y=y,
            align="right",
            dy=-9 if "99" in name else 11,
            size=13,
            colour=GREY,
            halo=True,
        )
    lines = folded(outcome, int(width / 7))
    layers += text(
        [{"t": "\n".join(lines)}],
        "t",
        x={"value": -34},
        y={"value": 1 - 17 * len(lines)},
        size=AXIS,
        colour=GREY,
        lineBreak="\n",
    )
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
    address: Callable[[str], str] = lambda code: "",
    query: dict[str, str] | None = None,
) -> Chart:
    """Areas of the region as marks, all others of the country as small grey dots."""
    columns = (
        Column("area", "Area"),
        Column("denominator", "Live births", number=True),
        Column("rate", "Rate", number=True),
        Column("funnel_comparison", "Against the limits"),
        Column("comparison", "Interval test"),
        Column("agree", "Do they agree"),
    )
    rows = tuple(
        (
            Cell(s.place.name, href=address(s.place.code)),
            Cell(f"{s.number.denominator:,.0f}", s.number.denominator),
            Cell(f"{s.number.value:.1f}", s.number.value),
            Cell(funnel_in_words(s.verdict.funnel), s.verdict.funnel),
            Cell(s.verdict.comparison),
            Cell({True: "yes", False: "no", None: ""}[s.verdict.agree]),
        )
        for s in chosen
        if s.number.known
    )
    common = {
        "benchmark": benchmark,
        "country": country,
        "per": per,
        "outcome": outcome,
        "address": address,
    }
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_spec(
            chosen,
            others,
            width=960,
            height=440,
            padding=(34, 24, 52, 48),
            labelled=True,
            **common,
        ),
        narrow=_spec(
            chosen,
            others,
            width=NARROW - 44,
            height=320,
            padding=(54, 10, 52, 34),
            labelled=False,
            **common,
        ),
        table=Table(columns, rows),
        caption=f"Rates and funnel limits: {outcome}",
        key=(
            KeyItem("higher", "Above the 99.8% limit"),
            KeyItem("above", "Above the 95% limit"),
            KeyItem("similar", "Inside the limits"),
            KeyItem("lower", "Below the 95% limit"),
            KeyItem("other", "Areas elsewhere"),
        ),
        methods=("comparison-funnel", "over-dispersion"),
        has_links=True,
        query=query or {},
    )
