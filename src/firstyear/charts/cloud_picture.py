"""A word cloud, drawn the same each time, beside the list of its words with counts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from firstyear.charts.ink import text
from firstyear.charts.lettering import width, wrap
from firstyear.charts.model import Cell, Column, Drawing, Table
from firstyear.charts.sizes import drawing
from firstyear.charts.theme import INK, NARROW, TEAL, WIDE
from firstyear.charts.vote_words import people_words
from firstyear.sessions import CountedWord

SMALLEST = 14.0
LARGEST = {WIDE: 72.0, NARROW: 44.0}
TALLEST = 1.35  # a box's height in sizes of its letters
BETWEEN = 5.0
TURN = 0.35


@dataclass(frozen=True)
class PlacedWord:
    """A word's box: left, top, right, bottom; its size, and what is written in it."""

    word: str
    said: str
    people: int
    size: float
    box: tuple[float, float, float, float]


def cloud_picture(
    words: Sequence[CountedWord], *, identifier: str = "cloud"
) -> Drawing:
    """Words, the larger the more people wrote them, and no two over one another.

    The size goes by the square root of people, so that the area does by people; no
    word is under 14 pixels.

    Examples:
        >>> from firstyear.sessions import counted_words
        >>> cloud_picture(counted_words(["poverty", "poverty, trust"])).title
        '“poverty” comes first: 2 people wrote it'
    """
    title, sentence = _title(words), _sentence(words)

    return drawing(
        lambda across: _body(words, across),
        identifier=identifier,
        title=title,
        sentence=sentence,
        table=Table(
            (Column("word", "Word"), Column("people", "People", number=True)),
            tuple((Cell(one.word), Cell(str(one.people), one.people)) for one in words),
        ),
        caption="How many people wrote each word",
        paper=WIDE,
    )


def place_words(
    words: Sequence[CountedWord], *, across: int = WIDE
) -> tuple[tuple[PlacedWord, ...], float]:
    """Boxes of words that do not touch, within `across`, and how tall it all is.

    Each takes the first free place on a spiral out from the middle.
    """
    if not words:
        return (), 40.0
    largest = LARGEST[across]
    most = max(one.people for one in words)
    flat = 0.42 if across == WIDE else 1.1
    placed: list[PlacedWord] = []
    for one in words:
        size = max(SMALLEST, largest * math.sqrt(one.people / most))
        said = one.word
        if width(said, size, bold=True) > across - 4:
            size = max(SMALLEST, (across - 4) / width(said, 1, bold=True))
            (said,) = wrap(said, [across - 4.0], size=size, bold=True)
        wide, tall = width(said, size, bold=True), size * TALLEST
        x, y = _free(placed, wide, tall, across, flat)
        placed.append(
            PlacedWord(one.word, said, one.people, size, (x, y, x + wide, y + tall))
        )
    top = min(one.box[1] for one in placed) - 2
    moved = tuple(
        PlacedWord(
            one.word,
            one.said,
            one.people,
            one.size,
            (one.box[0], one.box[1] - top, one.box[2], one.box[3] - top),
        )
        for one in placed
    )
    return moved, max(one.box[3] for one in moved) + 2


def _free(
    placed: Sequence[PlacedWord], wide: float, tall: float, across: int, flat: float
) -> tuple[float, float]:
    """The top left of the first free place on the spiral."""
    for step in range(6000):
        angle = step * TURN
        reach = 1.9 * angle
        x = across / 2 + reach * math.cos(angle) - wide / 2
        y = reach * flat * math.sin(angle) - tall / 2
        if x < 0 or x + wide > across:
            continue
        if not any(_touch(one.box, (x, y, x + wide, y + tall)) for one in placed):
            return x, y
    # Nothing was free: below all the others there always is.
    return (across - wide) / 2, max(one.box[3] for one in placed) + BETWEEN


def _touch(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return (
        one[0] - BETWEEN < other[2]
        and other[0] < one[2] + BETWEEN
        and one[1] < other[3]
        and other[1] < one[3]
    )


def _title(words: Sequence[CountedWord]) -> str:
    if not words:
        return "Nobody has written a word yet"
    most = words[0].people
    first = [f"“{one.word}”" for one in words if one.people == most]
    if len(first) == 1:
        return f"{first[0]} comes first: {people_words(most)} wrote it"
    if len(first) <= 3:
        named = f"{', '.join(first[:-1])} and {first[-1]}"
        return f"{named} come first: {people_words(most)} wrote each"
    return f"{len(first)} words come first: {people_words(most)} wrote each"


def _sentence(words: Sequence[CountedWord]) -> str:
    if not words:
        return "Words that are written in the room stand here when they are shown."
    return (
        f"{len(words)} {'word' if len(words) == 1 else 'words'}, larger the more "
        "people wrote them. Words of one stem count together. Long words look larger "
        "than they are: the list has the counts."
    )


def _body(words: Sequence[CountedWord], across: int) -> tuple[list[str], float]:
    placed, tall = place_words(words, across=across)
    drawn = []
    for one in placed:
        most = one.people == words[0].people
        drawn.append(
            text(
                one.said,
                (one.box[0] + one.box[2]) / 2,
                y=one.box[1] + one.size * 1.02,
                size=round(one.size, 1),
                anchor="middle",
                bold=most,
                colour=TEAL if most else INK,
            )
        )
    return drawn, tall
