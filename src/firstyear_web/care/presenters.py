"""What the pages of care show."""

import datetime
from dataclasses import dataclass

from firstyear.figures import Store
from firstyear_web.care import keeping
from firstyear_web.people.models import User
from firstyear_web.workshops.presenters.plan import areas_to_choose

EVERYWHERE = ("", "Every area")


@dataclass(frozen=True)
class KeepingRow:
    """One kind of record: for how long it is kept, and how many are due."""

    key: str
    what: str
    then: str
    months: int
    due: int
    last_day: datetime.date


def keeping_rows(today: datetime.date) -> tuple[KeepingRow, ...]:
    """Every kind, in the order of the page."""
    rows = []
    for kind in keeping.KINDS:
        months = keeping.months_of(kind)
        rows.append(
            KeepingRow(
                kind.key,
                kind.what,
                kind.then,
                months,
                len(keeping.due(kind, today)),
                keeping.last_day(months, today),
            )
        )
    return tuple(rows)


def areas_for(user: User, store: Store) -> list[tuple[str, str]]:
    """Areas whose help they may change: all for administrators, else their own."""
    every = areas_to_choose(store)
    if user.role == "administrator":
        return [EVERYWHERE, *every]
    own = user.own_area
    return [(own, dict(every).get(own, own))] if own else []
