"""Places for labels beside points so that they do not cover one another."""

from collections.abc import Sequence
from dataclasses import dataclass

CHARACTER = 0.54  # the mean width of a character, as a share of the font's size


@dataclass(frozen=True)
class PlacedLabel:
    """A label's left end and middle line, the point it belongs to, and a leader."""

    text: str
    x: float
    y: float
    anchor_x: float
    anchor_y: float
    line_x: float
    line_y: float
    needs_leader: bool


Box = tuple[float, float, float, float]


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )


def _shared(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, across) * max(0.0, down)


def place_labels(
    points: Sequence[tuple[float, float, str]],
    *,
    width: float,
    height: float,
    size: float,
    lines: Sequence[tuple[float, float]] = (),
) -> list[PlacedLabel]:
    """A place for each label, in the order of the points, in pixels from the top left.

    Each takes the free place nearest its point: right, left, above, below, then
    further out with a leader line; where none is free, the one that covers least.
    Points of `lines` are kept clear too, where that costs little.
    """
    tall = size * 1.25
    taken: list[Box] = [(x - 8, y - 8, x + 8, y + 8) for x, y, _ in points]
    placed: dict[int, PlacedLabel] = {}
    order = sorted(range(len(points)), key=lambda i: (-points[i][1], points[i][0]))
    for index in order:
        x, y, words = points[index]
        wide = len(words) * size * CHARACTER
        offsets = [
            (distance * across, distance * down)
            for distance in (1, 2, 3, 4)
            for across, down in (
                (1, 0),
                (-1, 0),
                (1, -1),
                (-1, -1),
                (1, 1),
                (-1, 1),
                (0, -1),
                (0, 1),
            )
        ]
        best: tuple[float, float, float, Box] | None = None
        for rank, (across, down) in enumerate(offsets):
            left = (
                x + 12 * across
                if across > 0
                else x + 12 * across - wide
                if across < 0
                else x - wide / 2
            )
            middle = y + tall * 0.9 * down
            box = (left, middle - tall / 2, left + wide, middle + tall / 2)
            outside = (
                max(0, -box[0])
                + max(0, box[2] - width)
                + max(0, -box[1])
                + max(0, box[3] - height)
            )
            cover = sum(
                _shared(box, other) for i, other in enumerate(taken) if i != index
            )
            crossed = sum(
                box[0] < px < box[2] and box[1] < py < box[3] for px, py in lines
            )
            cost = cover * 10 + outside * 500 + crossed * 6 + rank
            if best is None or cost < best[0]:
                best = (cost, left, middle, box)
            if cover == 0 and outside == 0 and crossed == 0:
                break
        assert best is not None
        _, left, middle, box = best
        taken.append(box)
        near_x = min(max(x, left), left + wide)
        far = abs(near_x - x) + abs(middle - y) > 26
        placed[index] = PlacedLabel(words, left, middle, x, y, near_x, middle, far)
    return [placed[index] for index in range(len(points))]
