"""Words of a cloud that somebody keeps out of it, however many wrote them."""

from django.db import transaction

from firstyear.errors import InputError, RefusedError
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.actions.steps import did
from firstyear_web.workshops.models import Answer, Ballot, Session


@transaction.atomic
def keep_out(*, ballot: Ballot, text: str, by: User) -> int:
    """Answers of a cloud that say this are in no view from now on. How many.

    Upper and lower case do not matter. It can be taken back until the session closes.
    Raises RefusedError while people answer, InputError where nobody wrote it.
    """
    require(by, RUN, ballot.session)
    session = Session.objects.select_for_update().get(pk=ballot.session_id)
    ballot.refresh_from_db()
    if session.state != Session.State.OPEN or ballot.state == Ballot.State.OPEN:
        raise RefusedError("Close the question first: nobody sees words before that.")
    said = [one for one in written(ballot) if _same(one.text, text)]
    if not said:
        raise InputError("Nobody wrote that, or it is out of view already.")
    keys = [one.pk for one in said]
    Answer.objects.filter(pk__in=keys).update(state="removed")
    before = {"answers": dict.fromkeys(keys, "shown")}
    did(session, "remove", "Kept words out of view", before, by)
    return len(said)


def written(ballot: Ballot) -> list[Answer]:
    """Answers in words to the latest vote on a cloud that count and are in view."""
    if ballot.kind != "cloud":
        return []
    return list(ballot.answers.filter(round=ballot.rounds, counts=True, state="shown"))


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
