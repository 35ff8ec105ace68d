"""Which indicators are held? Answered from the manifests alone."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from firstyear.figures.questions.shelf import Shelf


@dataclass(frozen=True)
class HeldIndicator:
    """An indicator that some release holds.

    `rows` adds up over releases, so that a figure given twice counts twice.
    """

    indicator: str
    rows: int
    levels: tuple[str, ...]
    dimensions: tuple[str, ...]
    date_from: datetime.date
    date_to: datetime.date
    releases: tuple[str, ...]


def indicators(shelf: Shelf) -> tuple[HeldIndicator, ...]:
    """One entry for each indicator, in order of its id."""
    found = defaultdict(list)
    for release in shelf.releases:
        for held in release.holds:
            found[held.indicator].append((release.id, held))
    return tuple(
        HeldIndicator(
            indicator=indicator,
            rows=sum(held.rows for _, held in entries),
            levels=_all(held.levels for _, held in entries),
            dimensions=_all(held.dimensions for _, held in entries),
            date_from=min(held.date_from for _, held in entries),
            date_to=max(held.date_to for _, held in entries),
            releases=tuple(release for release, _ in entries),
        )
        for indicator, entries in sorted(found.items())
    )


def _all(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({each for group in groups for each in group}))
