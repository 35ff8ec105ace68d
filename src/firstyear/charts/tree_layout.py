"""Where the parts of a tree stand: two sides, a trunk between, a base, a star above."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from firstyear.charts.ink import Point
from firstyear.charts.theme import WIDE
from firstyear.sessions.tree import Branch

Stand = Literal["left", "right", "trunk", "base"]

MIDDLE: Final = WIDE / 2
GAP: Final = 12
ROW: Final = 114
TRUNK: Final = 92  # half as wide as it is
INNER: Final = TRUNK + GAP
# How far the sides reach out from their inner edge, in the first row and the last.
REACH: Final = (270.0, WIDE / 2 - INNER - 3)
STRIP: Final = 34
PAD: Final = 16
TOP: Final = 176
BASE: Final = (262.0, 226.0)


@dataclass(frozen=True)
class Place:
    """A part's four corners, clockwise from the top left, and its strip's."""

    branch: Branch
    stand: Stand
    corners: tuple[Point, ...]
    strip: tuple[Point, ...]

    @property
    def top(self) -> float:
        return min(y for _, y in self.corners)

    @property
    def bottom(self) -> float:
        return max(y for _, y in self.corners)

    def span(self, top: float, bottom: float) -> Point:
        """From where to where a line of words between two heights may run."""
        ends = [self._ends(y) for y in (top, bottom)]
        left = max(end[0] for end in ends) + PAD
        right = min(end[1] for end in ends) - PAD
        if self.stand == "left":
            left += STRIP - PAD / 2
        if self.stand in ("right", "base"):
            right -= STRIP - PAD / 2
        return left, right

    def _ends(self, y: float) -> Point:
        (left, top), (right, _), (far_right, bottom), (far_left, _) = self.corners
        share = (y - top) / (bottom - top)
        return (
            left + share * (far_left - left),
            right + share * (far_right - right),
        )


def natural(part: str) -> tuple[int, str]:
    """The order of part numbers as people count: 2 before 10, names last."""
    number = re.match(r"\d+", part)
    return (int(number.group()) if number else 10**6, part)


def on_side(branches: Sequence[Branch], side: str) -> list[Branch]:
    return sorted(
        (one for one in branches if one.side == side), key=lambda one: natural(one.part)
    )


def places(branches: Sequence[Branch]) -> tuple[Place, ...]:
    """A place for every part but those of the outcome, which stand at the star.

    The last part of the centre is the base that the others stand on.
    """
    left = on_side(branches, "population-focus")
    right = on_side(branches, "challenge-to-providers")
    centre = on_side(branches, "centre")
    trunk, base = centre[:-1], centre[-1:]
    rows = max(len(left), len(right), len(trunk))
    found = [
        *(_side(one, "left", i, rows) for i, one in enumerate(left)),
        *(_side(one, "right", i, rows) for i, one in enumerate(right)),
    ]
    height = rows * (ROW + GAP) - GAP
    each = (height + GAP) / len(trunk) - GAP if trunk else 0.0
    for i, one in enumerate(trunk):
        top = TOP + i * (each + GAP)
        found.append(_trunk(one, top, top + each))
    found += [_base(one, TOP + rows * (ROW + GAP)) for one in base]
    return tuple(found)


def _side(branch: Branch, stand: Stand, row: int, rows: int) -> Place:
    top = TOP + row * (ROW + GAP)
    tall = rows * (ROW + GAP) - GAP
    slope = (REACH[1] - REACH[0]) / tall
    near, far = (REACH[0] + slope * (y - TOP) for y in (top, top + ROW))
    bottom = top + ROW
    if stand == "right":
        inner = MIDDLE + INNER
        return Place(
            branch,
            stand,
            (
                (inner, top),
                (inner + near, top),
                (inner + far, bottom),
                (inner, bottom),
            ),
            (
                (inner + near - STRIP, top),
                (inner + near, top),
                (inner + far, bottom),
                (inner + far - STRIP, bottom),
            ),
        )
    inner = MIDDLE - INNER
    return Place(
        branch,
        stand,
        ((inner - near, top), (inner, top), (inner, bottom), (inner - far, bottom)),
        (
            (inner - near, top),
            (inner - near + STRIP, top),
            (inner - far + STRIP, bottom),
            (inner - far, bottom),
        ),
    )


def _trunk(branch: Branch, top: float, bottom: float) -> Place:
    left, right = MIDDLE - TRUNK, MIDDLE + TRUNK
    return Place(
        branch,
        "trunk",
        ((left, top), (right, top), (right, bottom), (left, bottom)),
        (
            (left, bottom - STRIP),
            (right, bottom - STRIP),
            (right, bottom),
            (left, bottom),
        ),
    )


def _base(branch: Branch, top: float) -> Place:
    wide, narrow = BASE
    bottom = top + ROW
    return Place(
        branch,
        "base",
        (
            (MIDDLE - wide, top),
            (MIDDLE + wide, top),
            (MIDDLE + narrow, bottom),
            (MIDDLE - narrow, bottom),
        ),
        (
            (MIDDLE + wide - STRIP, top),
            (MIDDLE + wide, top),
            (MIDDLE + narrow, bottom),
            (MIDDLE + narrow - STRIP, bottom),
        ),
    )
