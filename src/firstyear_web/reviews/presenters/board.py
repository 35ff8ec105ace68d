"""Strengths, weaknesses, opportunities and threats: a row for each social factor."""

from dataclasses import dataclass

from firstyear import packs
from firstyear_web.reviews import queries
from firstyear_web.reviews.models import Review, SwotEntry
from firstyear_web.reviews.presenters.wording import sharable, words

SIDES = tuple(SwotEntry.Side.values)


@dataclass(frozen=True)
class Line:
    entry: SwotEntry
    text: str


@dataclass(frozen=True)
class FactorRow:
    id: str
    name: str
    says: str
    sides: dict[str, tuple[Line, ...]]


@dataclass(frozen=True)
class Board:
    rows: tuple[FactorRow, ...]
    counts: dict[str, int]
    sides: tuple[tuple[str, str], ...]


def board(review: Review, *, shared: bool = False) -> Board:
    """The board, with a last row for what is not about one factor."""
    found: tuple[SwotEntry, ...] = queries.rows(review, "board")
    kept = sharable(found) if shared else found
    factors = [
        *((one.id, one.name, one.says) for one in packs.points("social-factors")),
        ("", "Not about one of these", "Services, the system, or all of them."),
    ]
    return Board(
        tuple(
            FactorRow(
                key,
                name,
                says,
                {
                    side: tuple(
                        Line(one, words(one)["text"])
                        for one in kept
                        if one.side == side and one.factor == key
                    )
                    for side in SIDES
                },
            )
            for key, name, says in factors
        ),
        {side: sum(one.side == side for one in kept) for side in SIDES},
        (
            ("strength", "Strengths"),
            ("weakness", "Weaknesses"),
            ("opportunity", "Opportunities"),
            ("threat", "Threats"),
        ),
    )
