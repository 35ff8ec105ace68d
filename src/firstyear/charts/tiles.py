"""Tiles of a map: hexagons of one size with a mark, a name and a rate in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firstyear.charts.cells import Address
from firstyear.charts.layers import (
    Layer,
    Position,
    Row,
    Style,
    at,
    points,
    text,
    values,
)
from firstyear.charts.theme import (
    DOT,
    DOWN,
    GREY,
    HEXAGON,
    HIGH,
    HIGH_EDGE,
    HIGH_TINT,
    INK,
    LOW,
    OTHER,
    PALE,
    UP,
    WHITE,
)
from firstyear.picture.looks import comparison_words, look
from firstyear.picture.results import Standing
from firstyear.picture.words import (
    SHORT_ABSENCES,
    number_in_words,
    short_name,
    wrapped,
)

HALF_HEIGHT = 3**0.5 / 2
ROOMY, TIGHT = 96, 80  # pixels of a tile above which its words may be larger

# Fill, edge, and the mark's shape, fill, edge.
LOOKS = {
    "higher": (HIGH, WHITE, UP, WHITE, WHITE),
    "above": (HIGH_TINT, HIGH_EDGE, UP, WHITE, HIGH),
    "similar": (WHITE, OTHER, DOT, GREY, GREY),
    "lower": (LOW, WHITE, DOWN, WHITE, WHITE),
    "none": (WHITE, OTHER, "", "", ""),
    "neutral-higher": (GREY, WHITE, UP, WHITE, WHITE),
    "neutral-above": (PALE, OTHER, UP, WHITE, GREY),
    "neutral-lower": (WHITE, GREY, DOWN, GREY, GREY),
}


@dataclass(frozen=True)
class View:
    """Layers of tiles and their size in pixels; `side` is from centre to centre."""

    layers: list[Layer]
    width: float
    height: float
    side: float
    x: Position
    y: Position


def centre(q: int, r: int) -> tuple[float, float]:
    """Where hexagon (q, r) of an odd-r layout lies; r counts upwards, sides are 1.

    Examples:
        >>> centre(2, 0), centre(2, 2)[0]
        ((2.0, 0.0), 2.0)
    """
    return q + (0.5 if r % 2 else 0.0), -r * HALF_HEIGHT


def tile_rows(
    standings: Sequence[Standing],
    layout: Mapping[str, tuple[int, int]],
    address: Address,
    polarity: str,
) -> list[Row]:
    """A row for each area that has a place on the map."""
    return [
        _row(standing, *centre(*layout[standing.place.code]), address, polarity)
        for standing in standings
        if standing.place.code in layout
    ]


def _row(
    standing: Standing, x: float, y: float, address: Address, polarity: str
) -> Row:
    place, number, mark = standing.place, standing.number, standing.verdict.mark
    said = number_in_words(number)
    if number.known:
        said = f"{said}, {comparison_words(mark, polarity)}"
    return {
        "x": x,
        "y": y,
        "code": place.code,
        "mark": look(mark, polarity),
        "lines": wrapped(short_name(place.name, 22), 12),
        "tight": wrapped(place.name, 8, lines=2),
        "value": f"{number.value:.1f}"
        if number.known
        else SHORT_ABSENCES.get(number.absence, "–"),
        "href": address(place.code),
        "words": f"{place.name}: {said}",
    }


def tiles(
    rows: Sequence[Row], *, width: float, most: float, labelled: bool, linked: bool
) -> View:
    """All rows as tiles of at most `most` pixels within `width` pixels."""
    xs, ys = [row["x"] for row in rows], [row["y"] for row in rows]
    across, down = max(xs) - min(xs) + 1, max(ys) - min(ys) + 2 / HALF_HEIGHT / 1.7
    side = min(most, width / across)
    wide, tall = across * side, down * side
    x = at("x", scale={"domain": [min(xs) - 0.5, max(xs) + 0.5], "range": [0, wide]})
    y = at("y", scale={"domain": [min(ys) - 0.6, max(ys) + 0.6], "range": [0, tall]})
    layers: list[Layer] = []
    for name, (fill, edge, shape, mark_fill, mark_edge) in LOOKS.items():
        chosen = [row for row in rows if row["mark"] == name]
        if not chosen:
            continue
        layers.append(_hexagons(chosen, x, y, side, (fill, edge), linked=linked))
        if shape:
            style: Style = {"fill": mark_fill, "stroke": mark_edge, "strokeWidth": 1.5}
            size, up = (70, -side * 0.33) if labelled else (26, 0)
            layers.append(
                points(
                    chosen,
                    x=x,
                    y=y,
                    size=size,
                    shape=shape,
                    filled=True,
                    yOffset=up,
                    **style,
                )
            )
        if labelled:
            colour = WHITE if fill in (HIGH, LOW, GREY) else INK
            layers += _words(chosen, x, y, side, colour)
    return View(layers, wide, tall, side, x, y)


def outlines(rows: Sequence[Row], view: View) -> Layer:
    """Rings around tiles of a view."""
    return points(
        rows,
        x=view.x,
        y=view.y,
        size=(view.side * 1.15) ** 2,
        shape=HEXAGON,
        filled=False,
        stroke=INK,
        strokeWidth=2,
    )


def _hexagons(
    rows: Sequence[Row],
    x: Position,
    y: Position,
    side: float,
    colours: tuple[str, str],
    *,
    linked: bool,
) -> Layer:
    radius = side / 2 / HALF_HEIGHT * 0.985
    encoding = {"x": x, "y": y, "description": {"field": "words"}}
    if linked:
        encoding["href"] = {"field": "href"}
    style = {
        "type": "point",
        "shape": HEXAGON,
        "size": (2 * radius) ** 2,
        "filled": True,
        "fill": colours[0],
        "stroke": colours[1],
        "strokeWidth": 1,
        "opacity": 1,
    }
    return {"data": values(rows), "mark": style, "encoding": encoding}


def _words(
    rows: Sequence[Row], x: Position, y: Position, side: float, colour: str
) -> list[Layer]:
    roomy, tight = side > ROOMY, side <= TIGHT
    return [
        *text(
            rows,
            "tight" if tight else "lines",
            x=x,
            y=y,
            align="center",
            size=12 if roomy else 10 if tight else 11,
            colour=colour,
            lineBreak="\n",
            dy=-7,
            lineHeight=13,
        ),
        *text(
            rows,
            "value",
            x=x,
            y=y,
            align="center",
            size=17 if roomy else 15,
            bold=True,
            colour=colour,
            dy=side * 0.27,
        ),
    ]
