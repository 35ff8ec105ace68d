"""The squares of persistence strips, and which of their periods share no years."""

from collections.abc import Sequence

from firstyear import measures
from firstyear.charts.cells import Address
from firstyear.charts.layers import Layer, Position, Row
from firstyear.charts.theme import GREY, HIGH, LOW, OTHER, PALE, WHITE
from firstyear.figures import label
from firstyear.picture.looks import square_look, symbol_words
from firstyear.picture.results import Span, Standing
from firstyear.picture.words import absence_in_words

HALF = "M1,-1L1,1L-1,1Z"
SQUARE = "square"
FOOT = "M-1,0.72L1,0.72L1,1L-1,1Z"
SLANT = "M-1,0.6L0.6,-1L1,-1L1,-0.6L-0.6,1L-1,1Z"
STRIPES = (
    "M-1,-0.2L-0.2,-1L0.1,-1L-1,0.1Z"
    "M-1,0.9L0.9,-1L1,-1L1,-0.8L-0.8,1L-1,1Z"
    "M0,1L1,0L1,0.3L0.3,1Z"
)
AWAY = ("hidden", "withheld")
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
    ("hidden", SQUARE, PALE, OTHER),
    ("hidden", SLANT, GREY, GREY),
    ("withheld", STRIPES, OTHER, OTHER),
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
            "look": _look(standing, column, symbol, polarity),
            "words": f"{standing.place.name}, {label(span.date_from, span.date_to)}: "
            f"{said_of(standing, column, symbol, polarity)}",
            "href": address(standing.place.code),
        }
        for line, standing in enumerate(standings)
        for column, (symbol, span) in enumerate(
            zip(standing.persistence.strip, standing.persistence.periods, strict=True)
        )
    ]


def said_of(standing: Standing, column: int, symbol: str, polarity: str) -> str:
    """What one square says; why there is none, where somebody hid the number."""
    if symbol != "?":
        return symbol_words(symbol, polarity)
    return absence_in_words(_absence(standing, column))


def absences_of(standings: Sequence[Standing]) -> set[str]:
    """Why squares are without a comparison, for the key."""
    return {each for one in standings for each in one.persistence.absences if each}


def _look(standing: Standing, column: int, symbol: str, polarity: str) -> str:
    absence = _absence(standing, column) if symbol == "?" else ""
    return absence if absence in AWAY else square_look(symbol, polarity)


def _absence(standing: Standing, column: int) -> str:
    absences = standing.persistence.absences
    return absences[column] if column < len(absences) else ""


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
