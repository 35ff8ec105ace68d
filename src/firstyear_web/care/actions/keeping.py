"""Keeping times, and names taken away: when their time is over, or on request."""

import datetime
from collections.abc import Iterable
from typing import Final

from django.db import transaction

from firstyear.errors import InputError
from firstyear_web.care import keeping, names
from firstyear_web.care.models import KeepingTime, TakenAway
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require

MANAGE: Final = "people.manage_accounts"
LONGEST: Final = 120
LONGEST_ROLE: Final = 80


@transaction.atomic
def keep_for(*, kind: str, months: int, by: User) -> KeepingTime:
    """How many months this kind of record keeps names, from now on."""
    require(by, MANAGE)
    if kind not in keeping.BY_KEY:
        raise InputError("There is no such kind of record.")
    if not 1 <= months <= LONGEST:
        raise InputError(f"Enter a number of months from 1 to {LONGEST}.")
    made = KeepingTime.objects.filter(kind=kind).first() or KeepingTime(kind=kind)
    made.months = months
    made._history_user, made._change_reason = by, f"{months} months"
    made.save()
    return made


@transaction.atomic
def end_keeping(*, kind: str, today: datetime.date, by: User) -> int:
    """What of this kind is due loses its names. How many records changed."""
    require(by, MANAGE)
    if kind not in keeping.BY_KEY:
        raise InputError("There is no such kind of record.")
    chosen = keeping.BY_KEY[kind]
    number = sum(chosen.end(one, by) for one in keeping.due(chosen, today))
    _note(chosen.what, number, by)
    return number


@transaction.atomic
def take_name_away(*, people: Iterable[str], role: str, by: User) -> int:
    """A person's name, or their e-mail address, becomes a role wherever it was written.

    Everywhere in sessions and reviews, in their history too. How many records changed.
    Raises InputError for a single word, which would be found in other words' places.
    """
    require(by, MANAGE)
    given = [one.strip() for one in people if one.strip()]
    if not given or any(len(one.split()) < 2 and "@" not in one for one in given):
        raise InputError(
            "Enter the name in full, first and last, or an e-mail address: one word "
            "alone would be found where it means something else."
        )
    role = role.strip()
    if not role or len(role) > LONGEST_ROLE:
        raise InputError(
            f"Enter the role that stands there instead, in {LONGEST_ROLE} signs or "
            "fewer, such as commissioner of maternity care."
        )
    if any(names.pattern(one).search(role) for one in given):
        raise InputError("The role holds the name: enter a role.")
    number = names.replace_everywhere(given, role)
    _note("A name, on request", number, by)
    return number


def _note(what: str, number: int, by: User) -> None:
    TakenAway.objects.create(what=what, number=number, by=by)
