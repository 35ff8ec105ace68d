"""Three sessions of a council, people around them, and devices in the room."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.test import Client

import firstyear as fy
from firstyear_web.people import actions as accounts
from firstyear_web.people.models import Role, User
from firstyear_web.people.permissions import CommandLine
from firstyear_web.workshops import actions, devices
from firstyear_web.workshops.models import OwnInstrument, Session

AREA = "X06000069"
HERE = CommandLine()
WHOLE = fy.packs.instrument("infant-mortality")
ROW = next(row for row in WHOLE.questions("13") if row.answer == "yes-no-level")


@dataclass
class Place:
    """Three sessions of a council: planned, open and closed; and who is around."""

    planned: Session
    open: Session
    closed: Session
    own: User
    other: User
    viewer: User
    instrument: OwnInstrument

    def browser(self, user: User) -> Client:
        made = Client()
        made.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return made


def council_place() -> Place:
    council = accounts.add_organisation(name="Testford Council", by=HERE)
    other = accounts.add_organisation(name="Elsewhere", by=HERE)
    own = person("own", Role.FACILITATOR, council)
    instrument = actions.add_instrument(
        instrument=WHOLE.model_copy(update={"id": "our-own", "title": "Our own"}),
        by=own,
    )
    made = [session(own, opened=opened) for opened in (False, True, True)]
    closed = made[2]
    actions.write_note(
        session=closed, note_id=uuid.uuid4().hex, kind="gap", text="Nobody", by=own
    )
    actions.close_session(session=closed, by=own)
    closed.refresh_from_db()
    actions.agree(
        session=closed,
        given_by="The board",
        given_on=datetime.date(2026, 5, 15),
        by=own,
    )
    return Place(
        *made,
        own=own,
        other=person("other", Role.ANALYST, other),
        viewer=person("viewer", Role.VIEWER, council),
        instrument=instrument,
    )


def person(name: str, role: Role, organisation: Any) -> User:
    return accounts.create_account(
        email=f"{name}@example.net",
        display_name=f"{name.capitalize()} Someone",
        role=role,
        organisation=organisation,
        by=HERE,
    )


def session(by: User, *, opened: bool) -> Session:
    made = actions.plan_session(
        title="Spring",
        area=AREA,
        area_name="Fernmoor",
        date=datetime.date(2026, 5, 14),
        starts=datetime.time(9, 30),
        groups=["North", "South"],
        by=by,
    )
    line = made.agenda.get(ref="13")
    actions.star(session=made, line=line, questions=[ROW.id], by=by)
    actions.invite(session=made, role="gp-lead", by=by)
    runner = person(f"runner{made.pk[:6]}", Role.FACILITATOR, None)
    actions.ask_in(session=made, person=runner, by=by)
    actions.add_small_group(
        session=made, topic="immunisation", name="", on=None, lead="", by=by
    )
    if opened:
        actions.open_session(session=made, by=by)
        ballot = made.ballots.get(key="part:13")
        actions.open_ballot(ballot=ballot, by=by)
        actions.reveal(ballot=ballot, by=by)
    made.refresh_from_db()
    return made


def in_room(voice: str) -> Client:
    """A phone or a scribe's device: its token and nothing else."""
    made = Client()
    made.cookies[devices.COOKIE] = voice
    return made
