"""The squares of persistence strips, and which of their periods share no years."""

from collections.abc import Sequence

from firstyear import measures
from firstyear.charts.cells import Address
from firstyear.charts.layers import Layer, Position, Row
from firstyear.charts.theme import GREY, HIGH, LOW, OTHER, WHITE
from firstyear.figures import label
from firstyear.picture.looks import square_look, symbol_words
from firstyear.picture.results import Span, Standing

HALF = "M1,-1L1,1L-1,1Z"
SQUARE = "square"
FOOT = "M-1,0.72L1,0.72L1,1L-1,1Z"
# What is drawn for each look: shape, fill, edge; what comes first says the words.
LOOKS = (
    ("higher", SQUARE, HIGH, HIGH),
    ("above", SQUARE, WHITE, HIGH),
    ("above", HALF, HIGH, HIGH),
    ("similar", SQUARE, WHITE, OTHER),
    ("lower", SQUARE, WHITE, LOW),
    ("lower", FOOT, LOW, LOW),
    ("neutral-higher", SQUARE, GREY, GREY),
    ("neutral-above", SQUARE, WHITE, GREY),
    ("neutral-above", HALF, GREY, GREY),
    ("neutral-lower", SQUARE, WHITE, GREY),
    ("neutral-lower", FOOT, GREY, GREY),
)


def independent_from_latest(periods: Sequence[Span]) -> list[int]:
    """Positions of periods that share no years, counted back from the latest."""
    kept = measures.apart(
        [span.date_from.toordinal() for span in periods],
        [span.date_to.toordinal() for span in periods],
    )
    return [position for position, keep in enumerate(kept) if keep]


def squares(
    standings: Sequence[Standing], address: Address, polarity: str
) -> list[Row]:
    """One row a square: where it stands, what it is, and the words for it."""
    return [
        {
            "x": column,
            "y": line,
            "look": square_look(symbol, polarity),
            "words": f"{standing.place.name}, {label(span.date_from, span.date_to)}: "
            f"{symbol_words(symbol, polarity)}",
            "href": address(standing.place.code),
        }
        for line, standing in enumerate(standings)
        for column, (symbol, span) in enumerate(
            zip(standing.persistence.strip, standing.persistence.periods, strict=True)
        )
    ]


def square_layers(
    rows: Sequence[Row], x: Position, y: Position, side: float
) -> list[Layer]:
    """Squares `side` pixels wide, each look in a layer of its own."""
    layers: list[Layer] = []
    spoken: set[str] = set()
    for look, shape, fill, edge in LOOKS:
        chosen = [row for row in rows if row["look"] == look]
        if not chosen:
            continue
        encoding: dict[str, Position] = {"x": x, "y": y}
        words = look not in spoken
        spoken.add(look)
        if words:
            encoding["description"] = {"field": "words"}
        style = {
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
        layers.append({"data": {"values": chosen}, "mark": style, "encoding": encoding})
    return layers
