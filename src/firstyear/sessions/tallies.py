"""Polls counted: what was chosen, what came first, where statements lie on a scale."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from firstyear.sessions.record import Answer

BEST_SCORE: Final = 5


@dataclass(frozen=True)
class Chosen:
    """An option with how many chose it, and how many put it first."""

    option: str
    people: int
    first: int


@dataclass(frozen=True)
class Scaled:
    """A statement with people by score 1 to 5, and the middle score: two where the
    two middle people differ, none where nobody gave one."""

    statement: str
    counts: tuple[int, ...]
    middle: tuple[int, ...]


def chosen(options: Sequence[str], answers: Iterable[Answer]) -> tuple[Chosen, ...]:
    """Options in their order with the people who chose them.

    Examples:
        >>> given = [Answer(id=f"{n:032x}", ballot="p", chosen=(1, 0)) for n in (1, 2)]
        >>> chosen(["housing", "poverty"], given)[1]
        Chosen(option='poverty', people=2, first=2)
    """
    heard = tuple(answers)
    people = Counter(place for one in heard for place in set(one.chosen))
    first = Counter(one.chosen[0] for one in heard if one.chosen)
    return tuple(
        Chosen(option, people[place], first[place])
        for place, option in enumerate(options)
    )


def by_most(found: Iterable[Chosen]) -> tuple[Chosen, ...]:
    """The same, most chosen first; of equals the one put first by more people.

    Examples:
        >>> by_most([Chosen("a", 1, 0), Chosen("b", 2, 0)])[0].option
        'b'
    """
    return tuple(sorted(found, key=lambda one: (-one.people, -one.first, one.option)))


def scaled(statements: Sequence[str], answers: Iterable[Answer]) -> tuple[Scaled, ...]:
    """Statements in their order with how people scored them; 0 is no score.

    Examples:
        >>> given = [Answer(id=f"{n:032x}", ballot="p", scores=(n,)) for n in (2, 5)]
        >>> scaled(["trust"], given)[0]
        Scaled(statement='trust', counts=(0, 1, 0, 0, 1), middle=(2, 5))
    """
    heard = tuple(answers)
    found = []
    for place, statement in enumerate(statements):
        scores = sorted(
            one.scores[place]
            for one in heard
            if place < len(one.scores) and one.scores[place]
        )
        counts = tuple(scores.count(score) for score in range(1, BEST_SCORE + 1))
        found.append(Scaled(statement, counts, _middle(scores)))
    return tuple(found)


def _middle(scores: Sequence[int]) -> tuple[int, ...]:
    if not scores:
        return ()
    lower, upper = scores[(len(scores) - 1) // 2], scores[len(scores) // 2]
    return (lower,) if lower == upper else (lower, upper)
