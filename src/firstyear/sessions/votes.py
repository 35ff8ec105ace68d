"""What a vote says: how many gave each level, the middle, and where groups differ.

Levels are the room's own words for how things are; they are never added up to a score.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Confidence = Literal["sure", "fairly-sure", "not-sure", ""]

SURE: Final[tuple[Confidence, ...]] = ("sure", "fairly-sure", "not-sure")
LEVELS: Final = 4
# A group is shown on its own only with so many voices in it and in the rest.
FEWEST_VOICES: Final = 5


@dataclass(frozen=True)
class Voice:
    """One person's answer. `level` None says "I do not know"; `group` is one of the
    broad groups, blank where nobody said."""

    level: int | None
    confidence: Confidence = ""
    group: str = ""


@dataclass(frozen=True)
class Spread:
    """How answers lie over levels 0 to 3.

    `counts` holds people by level, `by_confidence` the same for each of `SURE`;
    `unknown` is how many said that they do not know. `middle` is the middle answer of
    those who gave a level: two levels where the two middle people differ, none where
    nobody gave one.
    """

    counts: tuple[int, ...]
    by_confidence: dict[str, tuple[int, ...]]
    unknown: int
    middle: tuple[int, ...]

    @property
    def answered(self) -> int:
        """How many people answered, with those who do not know."""
        return sum(self.counts) + self.unknown

    @property
    def range(self) -> tuple[int, ...]:
        """The lowest and the highest level that anybody gave; empty for nobody."""
        given = [level for level, count in enumerate(self.counts) if count]
        return (given[0], given[-1]) if given else ()

    @property
    def level(self) -> int | None:
        """The level that stands for the room: of two middle ones the lower."""
        return self.middle[0] if self.middle else None

    @property
    def confidence(self) -> Confidence:
        """What the middle person of all who said how sure they are is; blank for none.

        Of two middle ones the less sure.
        """
        said = [sum(self.by_confidence[word]) for word in SURE]
        found = _middle(said)
        return SURE[found[-1]] if found else ""


@dataclass(frozen=True)
class GroupSpread:
    """A broad group's answers beside the room's."""

    group: str
    spread: Spread


@dataclass(frozen=True)
class Shift:
    """How a second vote lies beside the first: people more or fewer by level."""

    before: Spread
    after: Spread

    @property
    def change(self) -> tuple[int, ...]:
        """Second count less first, by level."""
        pairs = zip(self.after.counts, self.before.counts, strict=True)
        return tuple(later - earlier for later, earlier in pairs)

    @property
    def moved(self) -> bool:
        """Whether the middle answer is another."""
        return self.before.middle != self.after.middle


def spread(voices: Iterable[Voice]) -> Spread:
    """The spread of a vote.

    Examples:
        >>> room = [Voice(1, "sure"), Voice(1), Voice(3), Voice(None)]
        >>> told = spread(room)
        >>> told.counts, told.unknown, told.middle, told.range
        ((0, 2, 0, 1), 1, (1,), (1, 3))
        >>> spread([Voice(0), Voice(2)]).middle
        (0, 2)
    """
    heard = tuple(voices)
    given = Counter(one.level for one in heard)
    both = Counter((one.confidence, one.level) for one in heard)
    counts = tuple(given[level] for level in range(LEVELS))
    return Spread(
        counts=counts,
        by_confidence={
            word: tuple(both[word, level] for level in range(LEVELS)) for word in SURE
        },
        unknown=given[None],
        middle=_middle(counts),
    )


def groups(voices: Iterable[Voice], *, order: Sequence[str]) -> tuple[GroupSpread, ...]:
    """Broad groups that may be shown, in `order`.

    A group is shown with at least `FEWEST_VOICES` in it and in all the rest, and the
    people of groups that are not shown are none or as many again: else what is left
    after taking the shown groups from the room would be the answers of a few.

    Examples:
        >>> room = [Voice(2, group="hospital")] * 6 + [Voice(0, group="council")] * 5
        >>> [one.group for one in groups(room, order=["council", "hospital"])]
        ['council', 'hospital']
        >>> lonely = [*room, Voice(3, group="voluntary")]
        >>> [one.group for one in groups(lonely, order=["council", "hospital"])]
        ['hospital']
    """
    heard = tuple(voices)
    sizes = Counter(one.group for one in heard)
    shown = [
        name
        for name in order
        if name
        and sizes[name] >= FEWEST_VOICES
        and len(heard) - sizes[name] >= FEWEST_VOICES
    ]
    while shown:
        left = len(heard) - sum(sizes[name] for name in shown)
        if left == 0 or left >= FEWEST_VOICES:
            break
        # The smallest goes, for it takes the fewest voices out of sight.
        shown.remove(min(shown, key=lambda name: (sizes[name], order.index(name))))
    return tuple(
        GroupSpread(name, spread(one for one in heard if one.group == name))
        for name in shown
    )


def groups_differ(shown: Sequence[GroupSpread]) -> bool:
    """Whether the middle answers of two shown groups are a whole level apart or more.

    Examples:
        >>> low, high = ([Voice(level, group=str(level))] * 5 for level in (0, 2))
        >>> groups_differ(groups([*low, *high], order=["0", "2"]))
        True
    """
    middles = [
        sum(one.spread.middle) / len(one.spread.middle)
        for one in shown
        if one.spread.middle
    ]
    return bool(middles) and max(middles) - min(middles) >= 1


def shift(before: Iterable[Voice], after: Iterable[Voice]) -> Shift:
    """A second vote beside the first.

    Examples:
        >>> told = shift([Voice(0), Voice(1)], [Voice(1), Voice(1)])
        >>> told.change, told.moved
        ((-1, 1, 0, 0), True)
    """
    return Shift(spread(before), spread(after))


def _middle(counts: Sequence[int]) -> tuple[int, ...]:
    """The middle place or places of things counted by place."""
    total = sum(counts)
    if total == 0:
        return ()
    lower, upper = (_at(counts, place) for place in ((total - 1) // 2, total // 2))
    return (lower,) if lower == upper else (lower, upper)


def _at(counts: Sequence[int], place: int) -> int:
    passed = 0
    for level, count in enumerate(counts):
        passed += count
        if place < passed:
            return level
    raise AssertionError("a place beyond the last")
