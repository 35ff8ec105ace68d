"""Persistence strips: a square for every period, filled where the rate was higher.

Filled is higher than the country, half is above but could be chance, open is not
above, open blue with a foot is lower; no square is no figure. Black bars above mark
the periods that share no years, counted back from the latest.
"""

from collections.abc import Callable, Sequence

from firstyear import measures
from firstyear.charts.layers import Layer, Row, at, canvas, rule, text
from firstyear.charts.model import Cell, Chart, Column, KeyItem, Spec, Table
from firstyear.charts.theme import (
    AXIS,
    GREY,
    HIGH,
    INK,
    LABEL,
    LOW,
    NARROW,
    OTHER,
    RULE,
    WHITE,
    WIDE,
)
from firstyear.figures import label
from firstyear.picture.results import Span, Standing
from firstyear.picture.words import (
    closest_call,
    expected_by_chance,
    marks_in_words,
    short_name,
)

HALF = "M1,-1L1,1L-1,1Z"
SQUARE = "square"
FOOT = "M-1,0.72L1,0.72L1,1L-1,1Z"
ROW = 34
WIDEST_PITCH = 29.0
LEFT, RIGHT = 200, 486

KEY = (
    KeyItem("square-higher", "Higher than {country}"),
    KeyItem("square-above", "Above, could be chance"),
    KeyItem("square-not-above", "Not above"),
    KeyItem("square-lower", "Lower than {country}"),
    KeyItem("bar", "Periods that share no years"),
)


def independent_from_latest(periods: Sequence[Span]) -> list[int]:
    """Positions of periods that share no years, counted back from the latest."""
    kept = measures.apart(
        [span.date_from.toordinal() for span in periods],
        [span.date_to.toordinal() for span in periods],
    )
    return [position for position, keep in enumerate(kept) if keep]


def squares(standings: Sequence[Standing], address: Callable[[str], str]) -> list[Row]:
    """One row a square: where it stands, what it is, and the words for it."""
    rows: list[Row] = []
    for line, standing in enumerate(standings):
        for column, symbol in enumerate(standing.persistence.strip):
            span = standing.persistence.periods[column]
            rows.append(
                {
                    "x": column,
                    "y": line,
                    "symbol": symbol,
                    "words": f"{standing.place.name}, "
                    f"{label(span.date_from, span.date_to)}: {marks_in_words(symbol)}",
                    "href": address(standing.place.code),
                }
            )
    return rows


def _square_layers(rows: Sequence[Row], x: dict, y: dict, side: float) -> list[Layer]:
    def layer(
        symbol: str, shape: str, fill: str, edge: str, words: bool
    ) -> Layer | None:
        chosen = [row for row in rows if row["symbol"] == symbol]
        if not chosen:
            return None
        encoding = {"x": x, "y": y}
        if words:
            encoding["description"] = {"field": "words"}
        mark = {
            "type": "point",
            "shape": shape,
            "size": side * side,
            "filled": True,
            "fill": fill,
            "stroke": edge,
            "strokeWidth": 1.5,
            "opacity": 1,
            "aria": words,
        }
        return {"data": {"values": chosen}, "mark": mark, "encoding": encoding}

    made = [
        layer("#", SQUARE, HIGH, HIGH, True),
        layer("+", SQUARE, WHITE, HIGH, True),
        layer("+", HALF, HIGH, HIGH, False),
        layer(".", SQUARE, WHITE, OTHER, True),
        layer("-", SQUARE, WHITE, LOW, True),
        layer("-", FOOT, LOW, LOW, False),
    ]
    return [one for one in made if one]


def _name_rows(
    standings: Sequence[Standing], address: Callable[[str], str]
) -> list[Row]:
    change_words = {
        "new": "New this period",
        "back": "Back this period",
        "left": "Left this period",
    }
    return [
        {
            "y": line,
            "name": short_name(standing.place.name, 27),
            "change": change_words.get(standing.persistence.change, ""),
            "total": f"{standing.persistence.higher} of {standing.persistence.compared}",
            "closest": closest_call(standing),
            "stable": (
                f"{standing.stabilised.value:.1f}  "
                f"({standing.stabilised.lower:.1f} to {standing.stabilised.upper:.1f})"
                if standing.stabilised.value == standing.stabilised.value
                else "not known"
            ),
            "href": address(standing.place.code),
        }
        for line, standing in enumerate(standings)
    ]


def _wide(
    standings: Sequence[Standing],
    periods: Sequence[Span],
    address: Callable[[str], str],
) -> Spec:
    names = _name_rows(standings, address)
    count = len(standings)
    pitch = min(WIDEST_PITCH, (WIDE - LEFT - RIGHT) / max(1, len(periods)))
    wide, left = len(periods) * pitch, LEFT
    x = at("x", scale={"domain": [-0.5, len(periods) - 0.5]})
    y = at("y", scale={"domain": [-0.5, count + 0.5], "reverse": True})

    def column(pixels: float) -> dict:
        return {"value": pixels}

    lines = [{"y": line - 0.5} for line in range(1, count + 1)]
    ends = (
        [
            {
                "x": 0,
                "t": label(periods[0].date_from, periods[0].date_to).replace(
                    " to ", "\nto "
                ),
            },
            {
                "x": len(periods) - 1,
                "t": label(periods[-1].date_from, periods[-1].date_to).replace(
                    " to ", "\nto "
                ),
            },
        ]
        if periods
        else []
    )
    bars = [{"x": p - 0.38, "x2": p + 0.38} for p in independent_from_latest(periods)]
    higher = [
        {
            "x": column_,
            "y": count,
            "t": str(sum(s.persistence.strip[column_] == "#" for s in standings)),
        }
        for column_ in range(len(periods))
    ]
    heads = [
        {"t": "Periods higher", "x": wide + 18},
        {"t": "Closest call", "x": wide + 124},
        {"t": "Rate now, stabilised", "x": wide + 336},
    ]
    head_y = {"value": -14}
    layers: list[Layer] = [
        rule(
            lines,
            x={"value": -left},
            x2={"value": wide + RIGHT - 4},
            y=y,
            colour=RULE,
            width=1,
        ),
        rule(
            bars,
            x=at("x", scale={"domain": [-0.5, len(periods) - 0.5]}),
            x2={"field": "x2"},
            y={"value": -8},
            colour=INK,
            width=4,
        ),
        *text(
            ends,
            "t",
            x=x,
            y={"value": -34},
            size=13,
            colour=GREY,
            align="center",
            lineBreak="\n",
        ),
        *_square_layers(squares(standings, address), x, y, pitch - 5),
        *text(
            [n for n in names if not n["change"]],
            "name",
            x=column(-left),
            y=y,
            linked=True,
            colour="#005eb8",
        ),
        *text(
            [n for n in names if n["change"]],
            "name",
            x=column(-left),
            y=y,
            linked=True,
            colour="#005eb8",
            dy=-8,
        ),
        *text(
            [n for n in names if n["change"]],
            "change",
            x=column(-left),
            y=y,
            size=13,
            bold=True,
            dy=8,
        ),
        *text(names, "total", x=column(wide + 18), y=y),
        *text(names, "closest", x=column(wide + 124), y=y),
        *text(names, "stable", x=column(wide + 336), y=y),
        *text(
            [{"t": "Areas higher", "y": count}], "t", x=column(-left), y=y, bold=True
        ),
        *text(higher, "t", x=x, y=y, align="center", bold=True, size=AXIS),
    ]
    for head in heads:
        layers += text([head], "t", x=column(head["x"]), y=head_y, size=AXIS, bold=True)
    return canvas(
        layers, width=wide, height=(count + 1) * ROW, padding=(56, RIGHT, 4, left)
    )


def _narrow(
    standings: Sequence[Standing],
    periods: Sequence[Span],
    address: Callable[[str], str],
) -> Spec:
    """Name and total above each strip, so that nothing scrolls sideways."""
    names = _name_rows(standings, address)
    count = len(standings)
    pitch = min(26.0, (NARROW - 8) / max(1, len(periods)))
    x = at("x", scale={"domain": [-0.5, len(periods) - 0.5]})
    y = at("y", scale={"domain": [-0.5, count - 0.5], "reverse": True})
    width = pitch * len(periods)
    layers: list[Layer] = [
        *_square_layers(squares(standings, address), {**x}, {**y}, pitch - 4),
        *text(
            names,
            "name",
            x={"value": 2},
            y=y,
            linked=True,
            colour="#005eb8",
            dy=-25,
            size=LABEL,
        ),
        *text(
            names,
            "total",
            x={"value": NARROW - 6},
            y=y,
            align="right",
            dy=-25,
            size=AXIS,
        ),
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
    note: str = "",
    address: Callable[[str], str] = lambda code: "",
    query: dict[str, str] | None = None,
) -> Chart:
    """The strips of these areas, in the order given."""
    periods = standings[0].persistence.periods if standings else ()
    columns = (
        Column("area", "Area"),
        Column("higher", "Periods higher", number=True),
        Column("compared", "Periods compared", number=True),
        Column("independent", "That share no years", number=True),
        Column("smallest_margin", "Closest call, per 1,000", number=True),
        Column("closest_period", "In"),
        *(
            Column(
                f"{s.date_from.year}-{s.date_to.year}", label(s.date_from, s.date_to)
            )
            for s in periods
        ),
    )
    rows = tuple(
        (
            Cell(s.place.name, href=address(s.place.code)),
            Cell(str(s.persistence.higher), s.persistence.higher),
            Cell(str(s.persistence.compared), s.persistence.compared),
            Cell(str(s.persistence.independent), s.persistence.independent),
            Cell(
                f"{s.persistence.smallest_margin:+.3f}".replace("-", "−"),
                s.persistence.smallest_margin,
            )
            if s.persistence.smallest_margin == s.persistence.smallest_margin
            else Cell(""),
            Cell(
                label(s.persistence.closest.date_from, s.persistence.closest.date_to)
                if s.persistence.closest
                else ""
            ),
            *(Cell(marks_in_words(symbol), symbol) for symbol in s.persistence.strip),
        )
        for s in standings
    )
    return Chart(
        id=identifier,
        title=title,
        sentence=expected_by_chance(standings, country),
        spec=_wide(standings, periods, address),
        narrow=_narrow(standings, periods, address),
        table=Table(columns, rows),
        caption=f"{outcome}: in which periods each area was higher than {country}",
        key=tuple(
            KeyItem(item.mark, item.text.format(country=country)) for item in KEY
        ),
        methods=("persistence", "comparison-interval"),
        has_links=True,
        note=note,
        query=query or {},
    )
