"""Small groups that meet beside a session: told of, and taken off again."""

import datetime
from typing import Final

from django.db import transaction

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import SMALL_GROUPS, SmallGroup, persons_in
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops.actions.content import plain, short_enough
from firstyear_web.workshops.actions.planning import RUN, bump
from firstyear_web.workshops.models import Session

MOST: Final = 12
MOST_LETTERS: Final = 200


@transaction.atomic
def add_small_group(
    *,
    session: Session,
    topic: str,
    by: User,
    name: str = "",
    on: datetime.date | None = None,
    lead: str = "",
) -> SmallGroup:
    """A small group meets beside the session, and roles that it replaces are missed
    no longer.

    `topic` is one of `SMALL_GROUPS`; `name` is needed where that is another. Raises
    InputError for a topic there is not and for words that look like a person.
    """
    held = _not_closed(session, by)
    name = short_enough(plain(name), MOST_LETTERS, "What it is called")
    lead = short_enough(plain(lead), MOST_LETTERS, "Who leads it")
    if topic not in SMALL_GROUPS:
        raise InputError("Choose what the small group is about.")
    if topic == "other" and not name:
        raise InputError("Say what the group is about.")
    if persons_in(name) or persons_in(lead):
        raise InputError(
            "Say what the group is about and who leads it by role, and name nobody."
        )
    if len(held.small_groups) >= MOST:
        raise InputError(f"A session has {MOST} small groups beside it at most.")
    made = SmallGroup(topic=topic, name=name, on=on, lead=lead)
    held.small_groups = [*held.small_groups, made.model_dump(mode="json")]
    _save(held, "a small group beside it", by)
    return made


@transaction.atomic
def remove_small_group(*, session: Session, place: int, by: User) -> None:
    """No such group meets. `place` counts from 0."""
    held = _not_closed(session, by)
    if not 0 <= place < len(held.small_groups):
        raise InputError("There is no such small group.")
    held.small_groups = [
        one for number, one in enumerate(held.small_groups) if number != place
    ]
    _save(held, "a small group taken off", by)


def _not_closed(session: Session, by: User) -> Session:
    require(by, RUN, session)
    held = Session.objects.select_for_update().get(pk=session.pk)
    if held.state == Session.State.CLOSED:
        raise RefusedError("This session is closed.")
    return held


def _save(held: Session, done: str, by: User) -> None:
    held._history_user, held._change_reason = by, done
    held.save()
    bump(held)
