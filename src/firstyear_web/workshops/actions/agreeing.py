"""What an area agrees to show of a session to other areas, and takes back."""

import datetime

from django.db import transaction
from django.utils import timezone

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import persons_in
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops.actions.content import plain, short_enough
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.models import Agreement, Session
from firstyear_web.workshops.models.agreements import may_agree

MOST_BY = 300


@transaction.atomic
def agree(
    *, session: Session, given_by: str, given_on: datetime.date, by: User
) -> Agreement:
    """The area agrees that its levels are counted among those that other areas see.

    Raises RefusedError where the session is not closed, where it agreed already, and
    for people of another organisation; InputError where nobody is said to have agreed,
    or by name.
    """
    held = Session.objects.select_for_update().get(pk=session.pk)
    _own(held, by)
    if held.state != Session.State.CLOSED:
        raise RefusedError("Only the levels of a closed session can be shown.")
    if held.agreements.filter(ended=None).exists():
        raise RefusedError("This is agreed already.")
    if given_on > timezone.localdate():
        raise InputError("The day of the agreement is in the future.")
    made = Agreement(
        session=held, given_by=_role("who agreed", given_by), given_on=given_on
    )
    return _keep(made, "agreed", by)


@transaction.atomic
def take_agreement_back(
    *, agreement: Agreement, withdrawn_by: str, by: User
) -> Agreement:
    """From now on the levels are in no spread. That it was agreed stays on record."""
    held = Agreement.objects.select_for_update().get(pk=agreement.pk)
    _own(held.session, by)
    if held.ended is not None:
        raise RefusedError("This agreement was taken back already.")
    held.withdrawn_by = _role("who takes it back", withdrawn_by)
    held.withdrawn_on, held.ended = timezone.localdate(), timezone.now()
    return _keep(held, "taken back", by)


def _own(session: Session, by: User) -> None:
    require(by, RUN, session)
    if not may_agree(session, by):
        raise RefusedError(
            "Only people of the session's own organisation write down what its area "
            "agreed to."
        )


def _role(what: str, text: str) -> str:
    told = short_enough(plain(text), MOST_BY)
    if not told or persons_in(told):
        raise InputError(f"Say {what}, by role or body, and name nobody.")
    return told


def _keep(made: Agreement, done: str, by: User) -> Agreement:
    made._history_user, made._change_reason = by, done
    made.save()
    return made
