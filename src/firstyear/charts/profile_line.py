"""The line of a profile's row: its scale, its bars and its marks.

Better is to the right, whichever way the indicator runs, and the country is in the
middle; where neither way is better, higher is to the right.
"""

import math
from collections.abc import Sequence

from firstyear.charts.layers import (
    Layer,
    Position,
    Row,
    hollow,
    likely_ranges,
    marks,
    rule,
)
from firstyear.charts.theme import WHISKERS
from firstyear.picture.results import SpineRow
from firstyear.picture.words import number_in_words, verdict_in_words

ENOUGH_AREAS = 0.25
MARK = {
    "worse": "higher",
    "better": "lower",
    "higher": "neutral-higher",
    "lower": "neutral-lower",
}
RANGE, MIDDLE_HALF = "#e9edef", "#c6ced3"


def scaled(row: SpineRow, value: float) -> float:
    """Where `value` stands on the row's line: 0 to 1, the country at a half."""
    centre = row.benchmark.value
    half = max(abs(row.spread.most - centre), abs(centre - row.spread.least)) or 1.0
    side = -1.0 if row.polarity == "lower-is-better" else 1.0
    return min(1.0, max(0.0, 0.5 + side * (value - centre) / (2 * half)))


def drawable(row: SpineRow) -> bool:
    """Whether there is a line to draw: both figures, and enough areas beside them."""
    return (
        row.number.known
        and row.benchmark.known
        and row.spread.known_share >= ENOUGH_AREAS
    )


def profile_lines(rows: Sequence[SpineRow]) -> list[Row]:
    """The rows that can be drawn, with every position on a line from 0 to 1."""
    return [_line(position, row) for position, row in enumerate(rows) if drawable(row)]


def _line(position: int, row: SpineRow) -> Row:
    line: dict[str, object] = {
        "y": position,
        "v": scaled(row, row.number.value),
        "mark": MARK.get(row.verdict, "similar"),
        "words": f"{row.title}: {number_in_words(row.number)}, "
        f"{verdict_in_words(row.verdict)}",
        "least": scaled(row, row.spread.least),
        "q1": scaled(row, row.spread.lower_quarter),
        "q3": scaled(row, row.spread.upper_quarter),
        "most": scaled(row, row.spread.most),
    }
    if math.isfinite(row.number.lower):
        line["lower"] = scaled(row, row.number.lower)
        line["upper"] = scaled(row, row.number.upper)
    if math.isfinite(row.stabilised):
        line["stable"] = scaled(row, row.stabilised)
    if row.region is not None and row.region.known:
        line["region"] = scaled(row, row.region.value)
    return line


def bars_and_marks(
    lines: Sequence[Row], x: Position, y: Position, depth: float
) -> list[Layer]:
    """All areas' range and middle half, the likely range, the region, the marks."""
    layers: list[Layer] = []
    for low, high, colour in (("least", "most", RANGE), ("q1", "q3", MIDDLE_HALF)):
        start, end = {**x, "field": low}, {"field": high}
        layers.append(rule(lines, x=start, x2=end, y=y, colour=colour, width=depth))
    layers += likely_ranges(lines, x=x, y=y, colours=WHISKERS)
    for field, shape, size, below in (
        ("region", "diamond", 70.0, 0.0),
        ("stable", "circle", 40.0, depth / 2 + 3),
    ):
        chosen = [one for one in lines if field in one]
        if chosen:
            place = {**x, "field": field}
            layers.append(
                hollow(chosen, x=place, y=y, size=size, shape=shape, yOffset=below)
            )
    return [*layers, *marks(lines, x={**x, "field": "v"}, y=y, size=100)]


def middle(x: Position, *, start: float, end: float, width: float) -> Layer:
    """The country: one line down the page."""
    return rule([{"v": 0.5}], x=x, y={"value": start}, y2={"value": end}, width=width)
