"""The plan of a session: what happens when, how long it takes, and what to mind."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from firstyear import packs
from firstyear.packs import Instrument

Kind = Literal[
    "welcome", "part", "poll", "discussion", "break", "actions", "feedback", "close"
]

MINUTES: Final = 240
FEWEST_PEOPLE, MOST_PEOPLE = 8, 28
# Read aloud, think, answer alone, look at what everybody said.
MINUTES_A_VOTE: Final = 4
BREAK_EVERY: Final = 100
AROUND: Final = (("welcome", 15), ("actions", 20), ("feedback", 15), ("close", 10))
BREAK: Final = 15
LEAST_PART: Final = 5


@dataclass(frozen=True)
class Item:
    """One line of an agenda. `ref` is a part, a poll or a discussion's id."""

    kind: Kind
    title: str
    minutes: int
    ref: str = ""
    votes: int = 0


@dataclass(frozen=True)
class Caution:
    """Something to mind before the day; `item` is its line, None for the whole."""

    text: str
    remedy: str
    item: int | None = None


def default_agenda(
    instrument: Instrument, *, minutes: int = MINUTES
) -> tuple[Item, ...]:
    """Welcome, parts in running order with breaks between, actions, feedback, close.

    The parts share what is left of `minutes` as their own minutes are to each other,
    each at least five. Breaks cut the time into stretches of about the same length,
    none much longer than 100 minutes.

    Examples:
        >>> import firstyear as fy
        >>> plan = default_agenda(fy.packs.instrument("infant-mortality"))
        >>> plan[1].ref, sum(one.minutes for one in plan) <= 240
        ('13', True)
    """
    around = dict(AROUND)
    breaks = max(0, math.ceil(minutes / BREAK_EVERY) - 1)
    left = minutes - sum(around.values()) - breaks * BREAK
    own = [part.minutes for part in instrument.parts]
    shares = _shared(left, own)
    lines = [
        Item("welcome", "Welcome, and how this works", around["welcome"]),
        *(
            Item("part", part.title, long, ref=part.id, votes=1)
            for part, long in zip(instrument.parts, shares, strict=True)
        ),
        Item("actions", "What we will do, and who leads it", around["actions"]),
        Item("feedback", "Two points from each group", around["feedback"]),
        Item("close", "What happens next, and thanks", around["close"]),
    ]
    # Breaks stand where people have sat for their share of the time.
    stretch = sum(one.minutes for one in lines) / (breaks + 1)
    items: list[Item] = []
    sat = 0
    for one in lines:
        if breaks and sat + one.minutes / 2 > stretch:
            items.append(Item("break", "Break", BREAK))
            sat, breaks = 0, breaks - 1
        items.append(one)
        sat += one.minutes
    return tuple(items)


def open_agenda() -> tuple[Item, ...]:
    """Polls, groups that discuss, and what they heard: a short session of 90 minutes.

    Its steps and minutes are those of the list `session-plan`; the polls of the opening
    share the minutes of theirs.

    Examples:
        >>> [one.kind for one in open_agenda()][:3]
        ['welcome', 'poll', 'poll']
        >>> sum(one.minutes for one in open_agenda())
        90
    """
    start, see, groups, heard = packs.points("session-plan")
    polls = packs.polls()
    shares = _shared(see.minutes or 0, [1] * len(polls))
    return (
        Item("welcome", start.name, start.minutes or 0),
        *(
            Item("poll", poll.heading or poll.question, long, ref=poll.id, votes=1)
            for poll, long in zip(polls, shares, strict=True)
        ),
        *(
            Item("discussion", point.name, (groups.minutes or 0) // 2, ref=point.id)
            for point in packs.points("discussion-questions")
        ),
        Item("feedback", heard.name, heard.minutes or 0),
    )


def cautions(
    items: Sequence[Item], *, minutes: int, people: int | None = None
) -> tuple[Caution, ...]:
    """What to mind in a plan: too long, too many votes, no break, too many people.

    `people` is how many are expected, None where nobody knows yet.

    Examples:
        >>> [one.text for one in cautions([Item("part", "A", 5, votes=2)], minutes=60)]
        ['A has 2 votes, which take about 8 minutes, in 5 minutes.']
    """
    found = [*_too_long(items, minutes), *_votes(items), *_sitting(items)]
    if people is not None and people < FEWEST_PEOPLE:
        found.append(
            Caution(
                f"{people} people are expected: fewer than {FEWEST_PEOPLE}.",
                "Invite more of the roles that are missing, or meet as one group.",
            )
        )
    if people is not None and people > MOST_PEOPLE:
        found.append(
            Caution(
                f"{people} people are expected: more than {MOST_PEOPLE}.",
                "Hold two sessions, or ask some people to a discussion group before.",
            )
        )
    return tuple(found)


def _too_long(items: Sequence[Item], minutes: int) -> list[Caution]:
    planned = sum(one.minutes for one in items)
    if planned <= minutes:
        return []
    return [
        Caution(
            f"The plan takes {planned} minutes and there are {minutes}.",
            f"Take {planned - minutes} minutes off, or leave a part to another day.",
        )
    ]


def _votes(items: Sequence[Item]) -> list[Caution]:
    found = []
    for place, one in enumerate(items):
        takes = one.votes * MINUTES_A_VOTE
        if takes > one.minutes:
            found.append(
                Caution(
                    f"{one.title} has {_several(one.votes, 'vote')}, which "
                    f"{'take' if one.votes > 1 else 'takes'} about {takes} minutes, "
                    f"in {one.minutes} minutes.",
                    "Vote on fewer questions, or give it more time: the talk is what "
                    "people come for.",
                    place,
                )
            )
    return found


def _sitting(items: Sequence[Item]) -> list[Caution]:
    sat = 0
    for place, one in enumerate(items):
        sat = 0 if one.kind == "break" else sat + one.minutes
        if sat > BREAK_EVERY + BREAK:
            return [
                Caution(
                    f"People sit for {sat} minutes before {one.title} ends, without a "
                    "break.",
                    "Put a break before it.",
                    place,
                )
            ]
    return []


def _shared(total: int, weights: Sequence[int]) -> list[int]:
    """Whole minutes in proportion to weights, at least `LEAST_PART` each."""
    whole = max(total, LEAST_PART * len(weights))
    spare = whole - LEAST_PART * len(weights)
    exact = [spare * weight / sum(weights) for weight in weights]
    shares = [math.floor(one) for one in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
    for i in by_rest[: spare - sum(shares)]:
        shares[i] += 1
    return [LEAST_PART + share for share in shares]


def _several(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
