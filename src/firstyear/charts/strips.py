"""Persistence strips: a square for every period, filled where the rate was worse.

Filled is higher than the country, half is above but could be chance, open is not
above, open blue with a foot is lower; where higher is better it is the other way
round, and where neither is, squares are grey. A slant is hidden to protect families,
stripes are withheld by the publisher, and no square is no figure. Black bars above mark
the periods that share no years, counted back from the latest.
"""

import math
from collections.abc import Sequence

from firstyear.charts import cells
from firstyear.charts.cells import Address, nowhere
from firstyear.charts.keys import squares_key
from firstyear.charts.layers import (
    Layer,
    Position,
    Row,
    Style,
    at,
    canvas,
    lines_down,
    rule,
    text,
)
from firstyear.charts.model import Cell, Chart, Column, Spec, Table
from firstyear.charts.squares import (
    absences_of,
    independent_from_latest,
    said_of,
    square_layers,
    squares,
)
from firstyear.charts.theme import AXIS, GREY, INK, LABEL, LINK, NARROW, RULE, WIDE
from firstyear.figures import label
from firstyear.picture.results import Span, Standing
from firstyear.picture.standing import changed
from firstyear.picture.words import (
    closest_call,
    expected_by_chance,
    short_name,
)

SYMBOL = {"higher": "#", "lower": "-"}
ROW = 34
WIDEST_PITCH = 29.0
LEFT, RIGHT = 200, 486
CHANGES = {
    "new": "New this period",
    "back": "Back this period",
    "left": "Left this period",
}
# The columns at the right, and how far each stands from the squares.
HEADS = (("closest", "Closest call", 124), ("stable", "Rate now, stabilised", 336))
NOT_KNOWN = "not known"
COLUMNS = (
    Column("compared", "Periods compared", number=True),
    Column("independent", "That share no years", number=True),
    Column("smallest_margin", "Closest call, in units of the rate", number=True),
    Column("closest_period", "In"),
)


def _name_rows(
    standings: Sequence[Standing],
    address: Address,
    side: str = "higher",
    deaths: bool = True,
) -> list[Row]:
    rows: list[Row] = []
    for line, standing in enumerate(standings):
        kept, stable = standing.persistence, standing.stabilised
        rows.append(
            {
                "y": line,
                "name": short_name(standing.place.name, 27),
                "change": CHANGES.get(changed(kept.strip, SYMBOL[side]), ""),
                "total": f"{kept.on(side)} of {kept.compared}",
                "closest": closest_call(standing, deaths=deaths),
                "stable": f"{stable.value:.1f}  "
                f"({stable.lower:.1f} to {stable.upper:.1f})"
                if math.isfinite(stable.value)
                else NOT_KNOWN,
                "href": address(standing.place.code),
            }
        )
    return rows


def _names(names: Sequence[Row], y: Position) -> list[Layer]:
    """Names at the left; where something is new it stands below the name."""
    steady = [row for row in names if not row["change"]]
    changed = [row for row in names if row["change"]]
    place: Style = {"x": {"value": -LEFT}, "y": y}
    link: Style = {**place, "linked": True, "colour": LINK}
    return [
        *text(steady, "name", **link),
        *text(changed, "name", **link, dy=-8),
        *text(changed, "change", **place, size=13, bold=True, dy=8),
    ]


def _head(periods: Sequence[Span], x: Position) -> list[Layer]:
    """The first and last period, and bars over those that share no years."""
    last = len(periods) - 1
    ends = [(0, -0.45, "left")]
    if last:
        ends.append((last, last + 0.45, "right"))
    bars = [{"x": p - 0.38, "x2": p + 0.38} for p in independent_from_latest(periods)]
    above = {"value": -34}
    return [
        rule(bars, x=x, x2={"field": "x2"}, y={"value": -8}, colour=INK, width=4),
        *(
            layer
            for at_period, place, align in ends
            for layer in text(
                [{"x": place, "t": _in_two_lines(periods[at_period])}],
                "t",
                x=x,
                y=above,
                size=13,
                colour=GREY,
                align=align,
                lineBreak="\n",
            )
        ),
    ]


def _in_two_lines(span: Span) -> str:
    return label(span.date_from, span.date_to).replace(" to ", "\nto ")


def _wide(
    standings: Sequence[Standing],
    periods: Sequence[Span],
    address: Address,
    side: str,
    deaths: bool,
    polarity: str,
) -> Spec:
    names, count = _name_rows(standings, address, side, deaths), len(standings)
    pitch = min(WIDEST_PITCH, (WIDE - LEFT - RIGHT) / max(1, len(periods)))
    wide = len(periods) * pitch
    x = at("x", scale={"domain": [-0.5, len(periods) - 0.5]})
    y = lines_down(count + 1, above=0.5, below=0.5)
    higher = [
        {
            "x": column,
            "y": count,
            "t": str(
                sum(s.persistence.strip[column] == SYMBOL[side] for s in standings)
            ),
        }
        for column in range(len(periods))
    ]
    lines = [{"y": line - 0.5} for line in range(1, count + 1)]
    edges: tuple[Position, Position] = {"value": -LEFT}, {"value": wide + RIGHT - 4}
    layers: list[Layer] = [
        rule(lines, x=edges[0], x2=edges[1], y=y, colour=RULE, width=1),
        *(_head(periods, x) if periods else ()),
        *square_layers(squares(standings, address, polarity), x, y, pitch - 5),
        *_names(names, y),
        *text([{"t": f"Areas {side}", "y": count}], "t", x=edges[0], y=y, bold=True),
        *text(higher, "t", x=x, y=y, align="center", bold=True, size=AXIS),
    ]
    heads = [("total", f"Periods {side}", 18), *HEADS]
    if all(name["stable"] == NOT_KNOWN for name in names):
        heads.pop()  # a measure that is not stabilised: a column of nothing
    for field, title, beyond in heads:
        place = {"value": wide + beyond}
        layers += text(names, field, x=place, y=y)
        layers += text(
            [{"t": title}], "t", x=place, y={"value": -14}, size=AXIS, bold=True
        )
    return canvas(
        layers, width=wide, height=(count + 1) * ROW, padding=(56, RIGHT, 4, LEFT)
    )


def _narrow(
    standings: Sequence[Standing],
    periods: Sequence[Span],
    address: Address,
    side: str,
    polarity: str,
) -> Spec:
    """Name and total above each strip, so that nothing scrolls sideways."""
    names, count = _name_rows(standings, address, side), len(standings)
    pitch = min(26.0, (NARROW - 8) / max(1, len(periods)))
    width = pitch * len(periods)
    x = at("x", scale={"domain": [-0.5, len(periods) - 0.5]})
    y = lines_down(count, above=0.5, below=0.5)
    over: Style = {"y": y, "dy": -25}
    first, last = {"value": 2}, {"value": NARROW - 6}
    layers: list[Layer] = [
        *square_layers(squares(standings, address, polarity), x, y, pitch - 4),
        *text(names, "name", x=first, linked=True, colour=LINK, size=LABEL, **over),
        *text(names, "total", x=last, align="right", size=AXIS, **over),
    ]
    return canvas(
        layers, width=width, height=count * 58, padding=(18, NARROW - width, 0, 0)
    )


def strips(
    standings: Sequence[Standing],
    *,
    identifier: str,
    title: str,
    country: str,
    outcome: str,
    side: str = "higher",
    polarity: str = "lower-is-better",
    deaths: bool = True,
    note: str = "",
    address: Address = nowhere,
    query: dict[str, str] | None = None,
) -> Chart:
    """The strips of these areas, in the order given."""
    periods = standings[0].persistence.periods if standings else ()
    columns = (
        Column("area", "Area"),
        Column(side, f"Periods {side}", number=True),
        *COLUMNS,
        *(
            Column(f"{s.date_from}/{s.date_to}", label(s.date_from, s.date_to))
            for s in periods
        ),
    )
    rows = tuple(
        (
            cells.area(s.place, address),
            cells.whole(s.persistence.on(side)),
            cells.whole(s.persistence.compared),
            cells.whole(s.persistence.independent),
            cells.signed(s.persistence.smallest_margin),
            cells.period(s.persistence.closest),
            *(
                Cell(said_of(s, column, symbol, polarity), symbol)
                for column, symbol in enumerate(s.persistence.strip)
            ),
        )
        for s in standings
    )
    return Chart(
        id=identifier,
        title=title,
        sentence=expected_by_chance(standings, country),
        spec=_wide(standings, periods, address, side, deaths, polarity),
        narrow=_narrow(standings, periods, address, side, polarity),
        table=Table(columns, rows),
        caption=f"{outcome}: in which periods each area was {side} than {country}",
        key=squares_key(country, polarity, absences_of(standings)),
        methods=("persistence", "comparison-interval"),
        has_links=True,
        note=note,
        query=query or {},
    )
