"""Where other areas that agreed see themselves: how many at each level, part by part.

Nobody may learn one area's level from what is shown, nor from what was shown before.
So areas are put together in groups of five, in the order in which they agreed, each
part by itself. A group is shown whole or not at all, and a session is in one group for
ever: whatever is shown, at any time, is a sum of whole groups.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from firstyear.packs import Instrument
from firstyear.sessions.votes import Spread, Voice, spread

FEWEST_AREAS: Final = 5


@dataclass(frozen=True)
class Agreed:
    """A closed session whose levels its area agreed to show among those of others.

    `levels` holds the room's level of each part that it voted on. `given` is when the
    agreement was recorded and `withdrawn` when it was taken back, None while it stands.
    """

    area: str
    session: str
    date: datetime.date
    given: datetime.datetime
    levels: Mapping[str, int]
    withdrawn: datetime.datetime | None = None


@dataclass(frozen=True)
class OthersOfPart:
    """Other areas by level of one part. `spread` is None where too few may be shown;
    `own` is the area's own level, for itself, None where it has none."""

    part: str
    title: str
    spread: Spread | None
    own: int | None = None

    @property
    def areas(self) -> int:
        return 0 if self.spread is None else self.spread.answered


def wording(instrument: Instrument, part: str) -> tuple[object, ...]:
    """What two sessions share where they asked the same of a part.

    The instrument that theirs is or is a copy of, the ids of the part's rows, and the
    words of rows that were reworded. A language is no other wording.

    Examples:
        >>> import firstyear as fy
        >>> whole = fy.packs.instrument("infant-mortality")
        >>> ours = fy.packs.copy_instrument(whole, "ours", title="Ours")
        >>> wording(ours, "13") == wording(whole, "13")
        True
        >>> fewer = fy.packs.drop_question(ours, "13.1.a")
        >>> wording(fewer, "13") == wording(whole, "13")
        False
        >>> wording(fewer, "1") == wording(whole, "1")
        True
    """
    own = set(instrument.reworded)
    origin = instrument.copied_from.rpartition(" ")[0] or instrument.id
    return (
        origin,
        part,
        *(
            (row.id, row.text, row.helper, row.levels) if row.id in own else (row.id,)
            for row in instrument.questions(part)
        ),
    )


def others_of_part(agreed: Iterable[Agreed], part: str, *, but: str) -> Spread | None:
    """How other areas lie over the levels of a part; None where too few may be shown.

    `but` is the area that looks: its own sessions are no part of it. Each group of
    `FEWEST_AREAS` areas is shown whole, while every agreement in it stands and none of
    its areas is in a newer group that is shown.

    Examples:
        >>> from datetime import date, datetime, timezone
        >>> then = datetime(2027, 5, 14, tzinfo=timezone.utc)
        >>> held = [Agreed(f"a{n}", f"s{n}", date(2027, 5, 1), then, {"1": n % 2})
        ...         for n in range(6)]
        >>> others_of_part(held, "1", but="a5").counts
        (3, 2, 0, 0)
        >>> others_of_part(held[:5], "1", but="a4") is None
        True
    """
    mine = [one for one in agreed if one.area != but and part in one.levels]
    shown = [one for group in _shown(_groups(mine)) for one in group]
    if len(shown) < FEWEST_AREAS:
        return None
    return spread(Voice(one.levels[part]) for one in shown)


def _groups(agreed: Iterable[Agreed]) -> list[tuple[Agreed, ...]]:
    """Groups as they came to be, the oldest first.

    The agreements are gone through as they were given and withdrawn, so that a group
    that was shown once is the same group whenever anybody looks.
    """
    held = tuple(agreed)
    happened = sorted(
        [
            *((one.given, 0, one.session, one) for one in held),
            *(
                (one.withdrawn, 1, one.session, one)
                for one in held
                if one.withdrawn is not None
            ),
        ],
        key=lambda each: each[:3],
    )
    groups: list[tuple[Agreed, ...]] = []
    waiting: dict[str, Agreed] = {}
    newest: dict[str, datetime.date] = {}
    used: set[str] = set()
    for _, withdrawal, _, one in happened:
        if withdrawal:
            if waiting.get(one.area) is one:
                del waiting[one.area]
            continue
        there = waiting.get(one.area)
        late = there.date if there is not None else newest.get(one.area)
        if one.session in used or (late is not None and one.date < late):
            continue
        waiting[one.area] = one
        if len(waiting) == FEWEST_AREAS:
            group = tuple(waiting.values())
            groups.append(group)
            used |= {each.session for each in group}
            newest |= {each.area: each.date for each in group}
            waiting.clear()
    return groups


def _shown(groups: list[tuple[Agreed, ...]]) -> list[tuple[Agreed, ...]]:
    """Groups in which every agreement stands, of each area the newest."""
    shown = []
    there: set[str] = set()
    for group in reversed(groups):
        areas = {one.area for one in group}
        if areas & there or any(one.withdrawn is not None for one in group):
            continue
        shown.append(group)
        there |= areas
    return shown
