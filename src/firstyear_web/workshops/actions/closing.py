"""The end of a session: nobody can tell any more which device gave which answer."""

import datetime
from collections import Counter
from typing import Final

from django.db import transaction
from django.utils import timezone

from firstyear.errors import RefusedError
from firstyear.sessions import EVALUATION
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops.actions.after import remove_old_offers
from firstyear_web.workshops.actions.forgetting import forget_devices, overwrite
from firstyear_web.workshops.actions.planning import RUN, bump, keep
from firstyear_web.workshops.actions.unsaying import unsay_removed
from firstyear_web.workshops.models import Session

# So long after its code a session that nobody closed is closed. Long enough for a
# laptop that was taken home with answers still on somebody's phone.
LEFT_OPEN: Final = datetime.timedelta(days=7)


def close_session(*, session: Session, by: User) -> Session:
    """The end: no more answers, and no trace of which device gave which.

    Devices' tokens go, and with them the link from each answer to a device; words that
    were kept out of view go too. The database is told to overwrite what it deletes.
    """
    with transaction.atomic():
        require(by, RUN, session)
        held = _held(session)
        if held.state != Session.State.OPEN:
            raise RefusedError("Only an open session can be closed.")
        _close(held, "closed", by)
    return held


def end_in_time() -> None:
    """What people were told would end by itself: sessions left open, old offers."""
    close_forgotten()
    remove_old_offers(today=timezone.localdate())


def close_forgotten() -> int:
    """Close sessions whose code ended seven days ago and that nobody closed. How many.

    People were told that the link to their phones ends with the session, so it ends
    where a facilitator forgets to say so.
    """
    forgotten = Session.objects.filter(
        state=Session.State.OPEN, code_until__lt=timezone.now() - LEFT_OPEN
    )
    number = 0
    for one in forgotten:
        with transaction.atomic():
            held = _held(one)
            if held.state == Session.State.OPEN:
                _close(held, "closed by itself: it was left open", None)
                number += 1
    return number


def _held(session: Session) -> Session:
    return Session.objects.select_for_update().get(pk=session.pk)


def _close(session: Session, done: str, by: User | None) -> None:
    # Who is giving an answer in this moment finishes first; who comes after is told
    # that the session has ended.
    everybody = session.voices.select_for_update()
    roles = Counter(one.role for one in everybody if one.scribe_for is None)
    roles.update(session.left_by_role)
    session.joined_by_role, session.left_by_role = dict(roles), {}
    session.joined = roles.total()
    session.ballots.filter(state="open").update(state="closed")
    session.ballots.filter(key__startswith=EVALUATION).update(revealed=1)
    forget_devices(session)
    unsay_removed(session)
    session.state = Session.State.CLOSED
    session.code, session.closed = "", timezone.now()
    keep(session, done, by)
    bump(session)
    transaction.on_commit(overwrite)
