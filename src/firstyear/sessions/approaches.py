"""How actions work: through the whole population, communities, or services."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from firstyear import packs
from firstyear.packs import Point

WORK: Final = {
    "population": "through the whole population",
    "community": "through communities",
    "individual": "through services",
}


@dataclass(frozen=True)
class ApproachBalance:
    """How things spread over the three approaches, in words and numbers.

    `noun` says what they are. `untagged` counts those of which nobody has said how
    they work.
    """

    approaches: tuple[tuple[Point, int], ...]
    untagged: int
    noun: str
    sentence: str

    @property
    def counts(self) -> dict[str, int]:
        return {point.group: number for point, number in self.approaches}


def approach_balance(tags: Iterable[str], *, noun: str) -> ApproachBalance:
    """How many work through the population, communities, or services one by one.

    tags: the approach of each, blank where nobody has said.

    Examples:
        >>> approach_balance(["community", "", "community"], noun="action").sentence
        'Of 2 actions, 2 work through communities. None works through the whole population or through services. Of 1 more nobody has said how it works.'
    """  # noqa: E501
    given = list(tags)
    approaches = tuple(
        (point, given.count(point.group))
        for point in packs.points("population-approaches")
    )
    untagged = len(given) - sum(number for _, number in approaches)
    return ApproachBalance(
        approaches, untagged, noun, _sentence(approaches, untagged, noun)
    )


def approach_name(group: str) -> str:
    """What an approach is called; blank for none."""
    found = packs.points("population-approaches")
    return next((one.name for one in found if one.group == group), "")


def _sentence(
    approaches: tuple[tuple[Point, int], ...], untagged: int, noun: str
) -> str:
    total = sum(number for _, number in approaches)
    if not total:
        return f"Of no {noun} has anybody said how it works, so there is no balance."
    said = [
        f"{number} {'works' if number == 1 else 'work'} {WORK[point.group]}"
        for point, number in approaches
        if number
    ]
    told = f"Of {total} {noun}{'' if total == 1 else 's'}, {_listed(said)}."
    none = [WORK[point.group] for point, number in approaches if not number]
    if none:
        told += f" None works {' or '.join(none)}."
    if untagged:
        told += (
            f" Of {untagged} more nobody has said how "
            f"{'it works' if untagged == 1 else 'they work'}."
        )
    return told


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
