"""A sheet of paper keyed in: one person's answer, by the number of the sheet."""

import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import persons_in
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops.actions.answers import Given, receipt
from firstyear_web.workshops.actions.content import plain, read_content, short_enough
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.actions.steps import did
from firstyear_web.workshops.models import Answer, Ballot, Session

MOST_SHEET: Final = 40


@transaction.atomic
def key_sheet(
    *, ballot: Ballot, sheet: str, content: Mapping[str, Any], by: User
) -> Given:
    """What one sheet says, in the place of what was keyed for it before.

    It counts also where the room has seen the answers: it was written before that.
    Raises InputError for a sheet without a number, or content that the question does
    not take; RefusedError for a question that is not opened yet.
    """
    require(by, RUN, ballot.session)
    session = Session.objects.select_for_update().get(pk=ballot.session_id)
    ballot.refresh_from_db()
    if session.state == Session.State.CLOSED:
        raise RefusedError("This session is closed: no sheet is taken any more.")
    if session.state != Session.State.OPEN or ballot.rounds == 0:
        raise RefusedError("Open the question first, then key in its sheets.")
    number = short_enough(plain(sheet), MOST_SHEET, "The number of the sheet")
    if not number:
        raise InputError("Number the sheet, on the paper too, and enter its number.")
    fields = read_content(ballot, content)
    text = fields.get("text", "")
    likeness = tuple(dict.fromkeys(one.what for one in persons_in(text)))
    waits = bool(likeness) or (ballot.moderated and bool(text))
    made, _ = Answer.objects.update_or_create(
        id=uuid.uuid5(
            uuid.NAMESPACE_OID, f"{ballot.pk} {ballot.rounds} paper {number.casefold()}"
        ).hex,
        defaults={
            "session_id": session.pk,
            "ballot": ballot,
            "round": ballot.rounds,
            "state": "held" if waits else "shown",
            "counts": True,
            **fields,
        },
    )
    # Taken back, the sheet does not count until it is keyed in again: what it said is
    # kept nowhere else.
    before = {"answers": {made.pk: {"counts": False}}}
    did(session, "sheet", f"Keyed in sheet {number} for {ballot.title}", before, by)
    state = "held" if waits else "received"
    return Given(made.pk, receipt(made.pk), state, likeness)
