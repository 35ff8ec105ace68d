"""What a vote says, as the projector, the phones and the console show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from firstyear.sessions import (
    BROAD_GROUPS,
    FEWEST_VOICES,
    Answer,
    Chosen,
    CountedWord,
    GroupSpread,
    Scaled,
    Shift,
    Spread,
    Voice,
    by_most,
    chosen,
    counted_words,
    groups,
    groups_differ,
    scaled,
    shift,
    spread,
)

SCALE: Final = ("Not in place", "Patchy", "In place", "In place and shown to work")


@dataclass(frozen=True)
class Level:
    """One level of a vote: its words, its people."""

    number: int
    words: str
    people: int
    middle: bool
    before: int | None


@dataclass(frozen=True)
class GroupRow:
    """A broad group that may be shown: its people and its middle answer in words."""

    name: str
    people: int
    middle: str


@dataclass(frozen=True)
class Results:
    """The latest round that the room may see, beside the one before."""

    kind: str
    sentence: str
    answered: int
    unknown: int = 0
    levels: tuple[Level, ...] = ()
    spread: Spread | None = None
    shift: Shift | None = None
    shift_sentence: str = ""
    groups: tuple[GroupRow, ...] = ()
    groups_sentence: str = ""
    options: tuple[Chosen, ...] = ()
    statements: tuple[Scaled, ...] = ()
    words: tuple[CountedWord, ...] = ()
    texts: tuple[str, ...] = ()
    views: tuple[str, ...] = ()


def results(
    kind: str,
    options: Sequence[str],
    rounds: Sequence[Sequence[Answer]],
    *,
    language: str = "en",
) -> Results:
    """What the last of `rounds` says; `rounds` holds the answers of each, in order."""
    latest = rounds[-1]
    shown = [one for one in latest if one.state == "shown"]
    if kind == "level":
        return _levels(rounds)
    if kind == "scale":
        found = scaled(options, latest)
        return Results(
            kind, _people(len(latest), "answered"), len(latest), statements=found
        )
    if kind in ("choose", "rank"):
        ordered = by_most(chosen(options, latest))
        return Results(kind, _top(ordered, latest), len(latest), options=ordered)
    if kind == "cloud":
        words = counted_words((one.text for one in shown), language=language)
        return Results(kind, _cloud(words, len(shown)), len(shown), words=words)
    return Results(
        kind,
        _people(len(shown), "wrote something"),
        len(shown),
        texts=tuple(one.text for one in shown),
    )


def middle_words(found: Spread) -> str:
    """The middle answer in words: one level, or from one to the next.

    Examples:
        >>> middle_words(spread([Voice(0), Voice(2)]))
        'between not in place and in place'
    """
    if not found.middle:
        return "no answer"
    said = [SCALE[level].lower() for level in found.middle]
    return said[0] if len(said) == 1 else f"between {said[0]} and {said[1]}"


def _levels(rounds: Sequence[Sequence[Answer]]) -> Results:
    heard = [
        [Voice(one.level, one.confidence, one.group) for one in answers]
        for answers in rounds
    ]
    latest = spread(heard[-1])
    moved = shift(heard[-2], heard[-1]) if len(heard) > 1 else None
    by_group = groups(heard[-1], order=tuple(BROAD_GROUPS))
    return Results(
        "level",
        _level_sentence(latest),
        latest.answered,
        unknown=latest.unknown,
        spread=latest,
        levels=tuple(
            Level(
                level,
                SCALE[level],
                people,
                level in latest.middle,
                None if moved is None else moved.before.counts[level],
            )
            for level, people in enumerate(latest.counts)
        ),
        shift=moved,
        shift_sentence=_shift_sentence(moved),
        groups=tuple(
            GroupRow(
                BROAD_GROUPS[one.group],
                one.spread.answered,
                middle_words(one.spread),
            )
            for one in by_group
        ),
        groups_sentence=_groups_sentence(by_group),
        views=tuple(
            one.text for one in rounds[-1] if one.kept and one.state == "shown"
        ),
    )


def _level_sentence(found: Spread) -> str:
    if not found.middle:
        return _people(found.answered, "answered")
    most = max(found.counts)
    share = f"{most} say {SCALE[found.counts.index(most)].lower()}"
    return (
        f"{_people(found.answered, 'answered')}: {share}. "
        f"The middle answer is {middle_words(found)}."
    )


def _shift_sentence(moved: Shift | None) -> str:
    if moved is None:
        return ""
    before, after = middle_words(moved.before), middle_words(moved.after)
    if not moved.moved:
        return f"The middle answer stayed at {after}."
    return f"The middle answer went from {before} to {after}."


def _groups_sentence(shown: Sequence[GroupSpread]) -> str:
    if not shown:
        return (
            f"Broad groups are shown where at least {FEWEST_VOICES} people of one "
            f"answered, and {FEWEST_VOICES} of the others."
        )
    if not groups_differ(shown):
        return "The groups that can be shown see it much alike."
    known = [one for one in shown if one.spread.middle]
    high = max(known, key=lambda one: sum(one.spread.middle) / len(one.spread.middle))
    low = min(known, key=lambda one: sum(one.spread.middle) / len(one.spread.middle))
    return (
        f"{BROAD_GROUPS[high.group]} see most in place; "
        f"{BROAD_GROUPS[low.group].lower()} least."
    )


def _top(ordered: Sequence[Chosen], answers: Sequence[Answer]) -> str:
    said = _people(len(answers), "answered")
    if not answers or not ordered:
        return said + "."
    top = ordered[0]
    return f"{said}. Chosen most: {top.option} ({top.people})."


def _cloud(words: Sequence[CountedWord], people: int) -> str:
    said = _people(people, "answered")
    if not words:
        return said + "."
    return f"{said}. Written most: {words[0].word} ({words[0].people})."


def _people(number: int, verb: str) -> str:
    return (
        f"Nobody {verb}"
        if number == 0
        else (f"{number} {'person' if number == 1 else 'people'} {verb}")
    )
