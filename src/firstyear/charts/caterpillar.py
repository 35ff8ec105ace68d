"""Stabilised rates with their likely range, and the rate as counted beside each.

A small area's rate swings by chance, so each is drawn towards the average by as much
as its size deserves; the hollow dot is the rate as counted, the tail how far it moved.
"""

from collections.abc import Callable, Sequence

from firstyear.charts.layers import Layer, Row, at, canvas, marks, rule, text
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.scales import folded, nice_ceiling
from firstyear.charts.theme import AXIS, FAINT, GREY, HIGH, INK, LOW, NARROW, WHITE
from firstyear.picture.results import Standing
from firstyear.picture.words import short_name

ROW = 32
LINE = {"higher": HIGH, "above": HIGH, "lower": LOW}


def _rows(standings: Sequence[Standing], address: Callable[[str], str]) -> list[Row]:
    rows = []
    for line, standing in enumerate(standings):
        stable, number = standing.stabilised, standing.number
        if stable.value != stable.value:
            continue
        rows.append(
            {
                "y": line,
                "name": short_name(standing.place.name, 30),
                "stable": stable.value,
                "lower": stable.lower,
                "upper": stable.upper,
                "crude": number.value if number.known else stable.value,
                "range": f"{stable.value:.1f}  ({stable.lower:.1f} to {stable.upper:.1f})",
                "belief": stable.belief[:1].upper() + stable.belief[1:],
                "mark": stable.mark,
                "href": address(standing.place.code),
                "words": f"{standing.place.name}: stabilised {stable.value:.1f} "
                f"({stable.lower:.1f} to {stable.upper:.1f}), as counted "
                f"{number.value:.1f}; {stable.belief}",
            }
        )
    return rows


def _body(rows: list[Row], x: dict, y: dict, benchmark: float) -> list[Layer]:
    line = rule([{"x": benchmark}], x={**x, "field": "x"}, y={}, strokeDash=[5, 4])
    line["encoding"].pop("y")
    layers: list[Layer] = [line]
    for mark in ("higher", "above", "similar", "lower"):
        chosen = [row for row in rows if row["mark"] == mark]
        if not chosen:
            continue
        colour = LINE.get(mark, GREY)
        layers.append(
            rule(
                chosen,
                x={**x, "field": "lower"},
                x2={"field": "upper"},
                y=y,
                colour=colour,
            )
        )
    layers.append(
        rule(
            rows,
            x={**x, "field": "crude"},
            x2={"field": "stable"},
            y=y,
            colour=INK,
            width=1,
            yOffset=-9,
        )
    )
    layers.append(
        {
            "data": {"values": rows},
            "mark": {
                "type": "point",
                "shape": "circle",
                "size": 36,
                "fill": WHITE,
                "stroke": INK,
                "strokeWidth": 1.5,
                "opacity": 1,
                "yOffset": -9,
                "aria": False,
            },
            "encoding": {"x": {**x, "field": "crude"}, "y": y},
        }
    )
    layers += marks(rows, x={**x, "field": "stable"}, y=y, size=110)
    return layers


def _wide(
    standings: Sequence[Standing],
    benchmark: float,
    country: str,
    outcome: str,
    address: Callable[[str], str],
) -> Spec:
    rows = _rows(standings, address)
    top = nice_ceiling([row["upper"] for row in rows] + [row["crude"] for row in rows])
    width, left, right = 500, 236, 264
    height = len(standings) * ROW
    x = at(
        "x",
        scale={"domain": [0, top]},
        axis={
            "title": outcome,
            "grid": True,
            "gridColor": FAINT,
            "domain": False,
            "tickCount": 8,
        },
    )
    y = at("y", scale={"domain": [-0.6, len(standings) - 0.4], "reverse": True})
    layers = [
        *_body(rows, x, y, benchmark),
        *text(
            [{"x": benchmark, "t": f"{country} {benchmark:.1f}"}],
            "t",
            x={**x, "field": "x"},
            y={"value": -14},
            align="center",
            bold=True,
        ),
        *text(rows, "name", x={"value": -left}, y=y, linked=True, colour="#005eb8"),
        *text(rows, "range", x={"value": width + 22}, y=y),
        *text(rows, "belief", x={"value": width + 150}, y=y),
    ]
    return canvas(layers, width=width, height=height, padding=(30, right, 52, left))


def _narrow(
    standings: Sequence[Standing],
    benchmark: float,
    country: str,
    outcome: str,
    address: Callable[[str], str],
) -> Spec:
    rows = _rows(standings, address)
    top = nice_ceiling([row["upper"] for row in rows] + [row["crude"] for row in rows])
    width = NARROW - 16
    x = at(
        "x",
        scale={"domain": [0, top]},
        axis={
            "title": folded(outcome, 40),
            "grid": True,
            "gridColor": FAINT,
            "domain": False,
            "tickCount": 5,
        },
    )
    y = at("y", scale={"domain": [-0.7, len(standings) - 0.5], "reverse": True})
    layers = [
        *_body(rows, x, y, benchmark),
        *text(
            rows,
            "name",
            x={"value": 0},
            y=y,
            linked=True,
            colour="#005eb8",
            dy=-26,
            halo=True,
            size=AXIS,
        ),
        *text(
            rows,
            "range",
            x={"value": width},
            y=y,
            align="right",
            dy=-26,
            size=AXIS,
            halo=True,
        ),
        *text(
            [{"x": benchmark, "t": f"{country} {benchmark:.1f}"}],
            "t",
            x={**x, "field": "x"},
            y={"value": -10},
            align="center",
            bold=True,
            size=AXIS,
        ),
    ]
    return canvas(
        layers, width=width, height=len(standings) * 62, padding=(24, 8, 70, 8)
    )


def caterpillar(
    standings: Sequence[Standing],
    *,
    identifier: str,
    title: str,
    sentence: str,
    benchmark: float,
    country: str,
    outcome: str,
    note: str = "",
    address: Callable[[str], str] = lambda code: "",
    query: dict[str, str] | None = None,
) -> Chart:
    """Stabilised rates of these areas, by name or in the order given: never a ranking."""
    columns = (
        Column("area", "Area"),
        Column("count", "Babies", number=True),
        Column("rate", "Rate as counted", number=True),
        Column("stabilised", "Stabilised", number=True),
        Column("lower", "From", number=True),
        Column("upper", "To", number=True),
        Column("probability_higher", f"Chance it is above {country}", number=True),
        Column("own_share", "Share that is the area's own data", number=True),
        Column("belief", "In words"),
    )
    rows = tuple(
        (
            Cell(s.place.name, href=address(s.place.code)),
            Cell(f"{s.number.count:,.0f}" if s.number.known else "", s.number.count),
            Cell(f"{s.number.value:.1f}" if s.number.known else "", s.number.value),
            Cell(f"{s.stabilised.value:.1f}", s.stabilised.value),
            Cell(f"{s.stabilised.lower:.1f}", s.stabilised.lower),
            Cell(f"{s.stabilised.upper:.1f}", s.stabilised.upper),
            Cell(
                f"{100 * s.stabilised.probability_higher:.0f}%",
                s.stabilised.probability_higher,
            ),
            Cell(f"{100 * s.stabilised.own_share:.0f}%", s.stabilised.own_share),
            Cell(s.stabilised.belief),
        )
        for s in standings
        if s.stabilised.value == s.stabilised.value
    )
    return Chart(
        id=identifier,
        title=title,
        sentence=sentence,
        spec=_wide(standings, benchmark, country, outcome, address),
        narrow=_narrow(standings, benchmark, country, outcome, address),
        table=Table(columns, rows),
        caption=f"Stabilised and counted rates: {outcome}",
        key=(
            KeyItem("higher", "Very likely higher (over 95% sure)"),
            KeyItem("above", "Likely higher (80% to 95%)"),
            KeyItem("similar", "Cannot tell"),
            KeyItem("lower", "Very likely lower"),
            KeyItem("crude", "Rate as counted"),
            KeyItem("interval", "95% likely range"),
        ),
        methods=("stabilised-rates",),
        has_links=True,
        note=note,
        query=query or {},
    )
