"""The squares of persistence strips, and which of their periods share no years."""

from collections.abc import Sequence

from firstyear import measures
from firstyear.charts.cells import Address
from firstyear.charts.layers import Layer, Position, Row
from firstyear.charts.theme import HIGH, LOW, OTHER, WHITE
from firstyear.figures import label
from firstyear.picture.results import Span, Standing
from firstyear.picture.words import marks_in_words

HALF = "M1,-1L1,1L-1,1Z"
SQUARE = "square"
FOOT = "M-1,0.72L1,0.72L1,1L-1,1Z"
# What is drawn for each symbol: shape, fill, edge; what comes first says the words.
LOOKS = (
    ("#", SQUARE, HIGH, HIGH),
    ("+", SQUARE, WHITE, HIGH),
    ("+", HALF, HIGH, HIGH),
    (".", SQUARE, WHITE, OTHER),
    ("-", SQUARE, WHITE, LOW),
    ("-", FOOT, LOW, LOW),
)


def independent_from_latest(periods: Sequence[Span]) -> list[int]:
    """Positions of periods that share no years, counted back from the latest."""
    kept = measures.apart(
        [span.date_from.toordinal() for span in periods],
        [span.date_to.toordinal() for span in periods],
    )
    return [position for position, keep in enumerate(kept) if keep]


def squares(standings: Sequence[Standing], address: Address) -> list[Row]:
    """One row a square: where it stands, what it is, and the words for it."""
    return [
        {
            "x": column,
            "y": line,
            "symbol": symbol,
            "words": f"{standing.place.name}, {label(span.date_from, span.date_to)}: "
            f"{marks_in_words(symbol)}",
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
    for symbol, shape, fill, edge in LOOKS:
        chosen = [row for row in rows if row["symbol"] == symbol]
        if not chosen:
            continue
        encoding: dict[str, Position] = {"x": x, "y": y}
        words = symbol not in spoken
        spoken.add(symbol)
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
