"""Before the day: a session, its agenda, what it votes on, who is asked to come."""

import datetime
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from firstyear import packs
from firstyear.errors import InputError, RefusedError
from firstyear.packs import Instrument
from firstyear.sessions import Item, default_agenda, roles_by_id
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops import ballots
from firstyear_web.workshops.models import AgendaLine, Invitee, Session

RUN: Final = "workshops.run"
# A code outlives the day by so much, for a session that runs late.
CODE_HOURS: Final = 6
TRIES: Final = 100


@dataclass(frozen=True)
class Line:
    """A line of an agenda as somebody plans it; `starred` are ids of questions."""

    item: Item
    starred: tuple[str, ...] = ()


@transaction.atomic
def plan_session(
    *,
    title: str,
    area: str,
    area_name: str,
    date: datetime.date,
    starts: datetime.time,
    by: User,
    instrument: Instrument | None = None,
    **details: Any,
) -> Session:
    """A session with the default agenda of an instrument, the workbook unless given.

    `details` are fields of the session: place, minutes, mode, expected, groups,
    support_person, quiet_space, access_needs, interpreter.
    """
    require(by, RUN)
    chosen = instrument or packs.instrument("infant-mortality")
    made = Session(
        id=uuid.uuid4().hex,
        title=title.strip(),
        area=area.strip(),
        area_name=area_name.strip(),
        date=date,
        starts=starts,
        instrument=chosen.to_dict(),
        facilitator=by,
        organisation=by.organisation,
        **details,
    )
    keep(made, "planned", by)
    lines = [Line(one) for one in default_agenda(chosen, minutes=made.minutes)]
    _put_agenda(made, chosen, lines)
    return made


@transaction.atomic
def change_session(*, session: Session, by: User, **details: Any) -> Session:
    """Other details of a session that is not closed.

    Raises InputError where a group would lose its place to another: scribes and notes
    belong to a group by its place.
    """
    session = latest(session, by)
    _not_closed(session)
    _groups_stay(session, details.get("groups", session.groups))
    for name, value in details.items():
        setattr(session, name, value)
    keep(session, f"changed {', '.join(sorted(details))}", by)
    bump(session)
    return session


@transaction.atomic
def set_agenda(*, session: Session, lines: Sequence[Line], by: User) -> None:
    """Another agenda, before the session is opened.

    Raises RefusedError once it is open: what people voted on stays as it was.
    """
    session = latest(session, by)
    if session.state != Session.State.PLANNED:
        raise RefusedError("The agenda can be changed until the session is opened.")
    if not any(one.item.kind in ("part", "poll") for one in lines):
        raise InputError("Leave at least one part or one poll in the agenda.")
    _put_agenda(session, instrument_of(session), lines)
    keep(session, "agenda changed", by)


@transaction.atomic
def star(
    *, session: Session, line: AgendaLine, questions: Sequence[str], by: User
) -> None:
    """Questions of a part that the room votes on beside the part itself."""
    session = latest(session, by)
    if session.state != Session.State.PLANNED:
        raise RefusedError("Questions can be starred until the session is opened.")
    there = session.agenda.filter(pk=line.pk).first()
    if there is None:
        raise RefusedError("Somebody has changed the agenda meanwhile: look again.")
    line = there
    instrument = instrument_of(session)
    for each in questions:
        if instrument.question(each).part != line.ref:
            raise InputError(f"{each} is not a question of {line.title}.")
    line.starred = list(dict.fromkeys(questions))
    line.save()
    ballots.renew(session, instrument)
    keep(session, f"starred {len(questions)} of {line.title}", by)


@transaction.atomic
def set_instrument(*, session: Session, instrument: Instrument, by: User) -> None:
    """An adapted instrument, before the session is opened, with its own agenda."""
    session = latest(session, by)
    if session.state != Session.State.PLANNED:
        raise RefusedError("Questions can be adapted until the session is opened.")
    session.instrument = instrument.to_dict()
    keep(session, f"questions of {instrument.title} {instrument.version}", by)
    plan = default_agenda(instrument, minutes=session.minutes)
    _put_agenda(session, instrument, [Line(one) for one in plan])


@transaction.atomic
def invite(
    *,
    session: Session,
    role: str,
    by: User,
    name: str = "",
    organisation: str = "",
    email: str = "",
) -> Invitee:
    """Somebody asked to come, in a role of the roles pack."""
    require(by, RUN, session)
    _not_closed(session)
    if role not in roles_by_id():
        raise InputError(f"There is no role {role!r}.")
    made: Invitee = Invitee.objects.create(
        session=session,
        role=role,
        name=name.strip(),
        organisation=organisation.strip(),
        email=email.strip(),
    )
    return made


@transaction.atomic
def uninvite(*, invitee: Invitee, by: User) -> None:
    """Nobody of that name is asked any longer."""
    require(by, RUN, invitee.session)
    _not_closed(invitee.session)
    invitee.delete()


@transaction.atomic
def open_session(*, session: Session, by: User) -> Session:
    """People may join from now on, with a code that no other open session has.

    Once it is open this gives another code where the time of its code is over, such as
    after a night, or after somebody set the laptop's clock.
    """
    session = latest(session, by)
    _not_closed(session)
    now = timezone.now()
    if session.state == Session.State.OPEN:
        if not session.code_over:
            return session
    else:
        session.state, session.opened = Session.State.OPEN, now
        session.current = session.agenda.first()
        if session.current is not None:
            session.current.began = now
            session.current.save()
    session.code = _new_code()
    session.code_until = now + datetime.timedelta(
        minutes=session.minutes, hours=CODE_HOURS
    )
    keep(session, "opened", by)
    bump(session)
    return session


def instrument_of(session: Session) -> Instrument:
    """The instrument as the session holds it, with what was adapted."""
    return Instrument.from_dict(session.instrument)


def latest(session: Session, by: User) -> Session:
    """The session as it is now, held until this transaction ends, for who may run it.

    Whoever asked may have read it before somebody else closed it or moved on: what
    they read is never written over what is there.
    """
    require(by, RUN, session)
    held: Session = Session.objects.select_for_update().get(pk=session.pk)
    return held


def bump(session: Session) -> None:
    """Tell every screen in the room that something changed."""
    Session.objects.filter(pk=session.pk).update(turn=F("turn") + 1)


def _put_agenda(
    session: Session, instrument: Instrument, lines: Sequence[Line]
) -> None:
    session.agenda.all().delete()
    for position, line in enumerate(lines, start=1):
        AgendaLine.objects.create(
            session=session,
            position=position,
            kind=line.item.kind,
            title=line.item.title,
            minutes=line.item.minutes,
            ref=line.item.ref,
            starred=list(line.starred),
        )
    ballots.renew(session, instrument)


def line_of(stored: AgendaLine) -> Line:
    """A stored line as a plan has it, with how many votes it holds."""
    votes = 1 + len(stored.starred) if stored.kind in ("part", "poll") else 0
    item = Item(
        stored.kind,
        stored.title,
        stored.minutes,
        stored.ref,
    )
    return Line(replace(item, votes=votes), tuple(stored.starred))


def _new_code() -> str:
    taken = set(
        Session.objects.filter(state=Session.State.OPEN).values_list("code", flat=True)
    )
    for _ in range(TRIES):
        code = f"{secrets.randbelow(1_000_000):06}"
        if code not in taken:
            return code
    raise RefusedError("No code is free: close a session that has ended.")


def _groups_stay(session: Session, groups: Sequence[str]) -> None:
    """Once a group may have said something it keeps its name; more may come after."""
    written = session.notes.exclude(group=None).exists()
    if session.state == Session.State.PLANNED and not written:
        return
    if list(groups[: len(session.groups)]) != list(session.groups):
        raise InputError(
            f"Leave {', '.join(session.groups)} as they are, in this order: people "
            "have joined or written as these groups. You can add another at the end."
        )


def _not_closed(session: Session) -> None:
    if session.state == Session.State.CLOSED:
        raise RefusedError("This session is closed.")


def keep(session: Session, done: str, by: User | None) -> None:
    """Save, with who did what in the history."""
    session._history_user = by
    session._change_reason = done[:100]
    session.save()
