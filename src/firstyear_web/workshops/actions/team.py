"""Who runs a session, whose it is, and who came to it."""

from collections.abc import Collection
from typing import Final

from django.db import transaction

from firstyear.errors import InputError, RefusedError
from firstyear_web.people.models import Organisation, User
from firstyear_web.people.permissions import allowed
from firstyear_web.workshops.actions.planning import RUN, bump, latest
from firstyear_web.workshops.models import Runner, Session

MOST_PEOPLE: Final = 500


@transaction.atomic
def hand_over(*, session: Session, organisation: Organisation, by: User) -> Session:
    """The session belongs to another organisation, such as the area's own.

    Whoever planned it goes on running it; the rest of their organisation sees it no
    longer. Raises RefusedError for somebody who was only asked in.
    """
    session = _own(session, by)
    session.organisation = organisation
    _keep(session, f"handed over to {organisation.name}", by)
    return session


@transaction.atomic
def ask_in(*, session: Session, person: User, by: User) -> Runner:
    """Somebody else runs the session too, and sees all of it."""
    _own(session, by)
    if not person.is_active or not allowed(person, RUN):
        raise InputError("Choose somebody whose account may run sessions.")
    if session.open_to(person):
        raise InputError(f"{person.display_name} runs this session already.")
    made = Runner(session=session, person=person)
    made._history_user, made._change_reason = by, "asked in"
    made.save()
    return made


@transaction.atomic
def let_go(*, runner: Runner, by: User) -> None:
    """Somebody who was asked in runs the session no longer."""
    _own(runner.session, by)
    runner._history_user, runner._change_reason = by, "let go"
    runner.delete()


@transaction.atomic
def say_who_came(
    *, session: Session, came: Collection[int], people: int | None, by: User
) -> None:
    """Which of the people invited came, and how many there were in the room.

    `came` holds their numbers. `people` counts everybody, with a phone or without;
    None leaves it to the devices. Raises InputError for fewer people than came.
    """
    session = latest(session, by)
    if session.state == Session.State.PLANNED:
        raise RefusedError("Who came is said once the session is open.")
    invited = {one.pk: one for one in session.invited.all()}
    if not set(came) <= set(invited):
        raise InputError("Choose people who were invited.")
    if people is not None and not max(1, len(set(came))) <= people <= MOST_PEOPLE:
        raise InputError(
            f"Enter how many people were in the room: at least {max(1, len(set(came)))}"
            f", at most {MOST_PEOPLE}."
        )
    for pk, one in invited.items():
        if one.came != (pk in came):
            one.came = pk in came
            one.save(update_fields=["came"])
    session.in_room = people
    _keep(session, "said who came", by)
    bump(session)


def _own(session: Session, by: User) -> Session:
    session = latest(session, by)
    inside = session.organisation_id and session.organisation_id == by.organisation_id
    if not inside and session.facilitator_id != by.pk:
        raise RefusedError(
            "Only people of the session's own organisation say who else runs it."
        )
    return session


def _keep(session: Session, done: str, by: User) -> None:
    session._history_user, session._change_reason = by, done[:100]
    session.save()
