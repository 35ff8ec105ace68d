"""A session from another machine: planned there to be held here, or held there."""

import datetime
from typing import Any, Final

from django.db import DataError, IntegrityError, transaction

from firstyear.errors import InputError, RefusedError
from firstyear.packs import Instrument
from firstyear.sessions import Session as Record
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops import ballots
from firstyear_web.workshops.actions.planning import RUN, bump
from firstyear_web.workshops.models import (
    AgendaLine,
    Answer,
    Ballot,
    Circulation,
    Invitee,
    Note,
    Parked,
    Session,
)

MORNING: Final = datetime.time(9)
FIELDS: Final = (
    "title", "area", "area_name", "date", "place", "mode", "minutes", "expected",
    "support_person", "quiet_space", "access_needs", "interpreter", "instrument",
    "joined", "joined_by_role",
)  # fmt: skip


def bring_in(*, record: Record, by: User) -> Session:
    """A session from another machine, as one of one's own organisation.

    One that is still planned is planned here too. One that was held takes the place of
    the plan that it came from, where that is here and theirs: it keeps its own people.

    Raises RefusedError where it, or anything in it, is here already, and InputError
    where the record does not hold together.
    """
    require(by, RUN)
    Instrument.from_dict(record.instrument)
    try:
        with transaction.atomic():
            return _bring_in(record, by)
    except IntegrityError:
        raise RefusedError(
            "Answers or notes of this record are here already, in another session."
        ) from None
    except DataError:
        raise InputError(
            "A text in this record is longer than a session has room for, or holds "
            "what no database keeps."
        ) from None


def _bring_in(record: Record, by: User) -> Session:
    planned = record.state == Session.State.PLANNED
    if planned and (record.answers or record.notes):
        raise InputError("This record is of a planned session, and has answers.")
    made = _place(record, by)
    held = record.model_dump()
    for name in FIELDS:
        setattr(made, name, held[name])
    made.starts = record.starts or MORNING
    made.state = Session.State.PLANNED if planned else Session.State.CLOSED
    made.groups = list(record.groups)
    made.small_groups = [one.model_dump(mode="json") for one in record.small_groups]
    made._history_user, made._change_reason = by, "brought in from a file"
    made.save(force_insert=made._state.adding)
    _lines(made, record)
    for invitee in record.invited:
        Invitee.objects.create(session=made, **invitee.model_dump())
    if planned:
        ballots.renew(made, Instrument.from_dict(record.instrument))
    else:
        _said(made, record)
    bump(made)
    return made


def _place(record: Record, by: User) -> Session:
    """A new session, or the plan that the record was made from, without its lines."""
    there = Session.objects.select_for_update().filter(pk=record.id).first()
    if there is None:
        return Session(id=record.id, facilitator=by, organisation=by.organisation)
    plan = there.state == Session.State.PLANNED
    if not plan or record.state == Session.State.PLANNED or not there.open_to(by):
        raise RefusedError("This session is here already.")
    if record.state == Session.State.OPEN:
        raise RefusedError(
            "This session is still open where it is held: close it there, and bring in "
            "its file then."
        )
    there.ballots.all().delete()
    there.agenda.all().delete()
    there.invited.all().delete()
    return there


def _said(made: Session, record: Record) -> None:
    """What the room voted and wrote."""
    known = _ballots(made, record)
    Answer.objects.bulk_create(
        Answer(
            session=made,
            ballot=known[one.ballot],
            **_plain(one.model_dump(exclude={"ballot"})),
        )
        for one in record.answers
    )
    groups = {name: place for place, name in enumerate(record.groups)}
    for position, note in enumerate(record.notes, start=1):
        Note.objects.create(
            session=made,
            position=position,
            group=groups.get(note.group),
            **note.model_dump(exclude={"group"}),
        )
    for parked in record.parked:
        Parked.objects.create(session=made, **parked.model_dump())
    for sent in record.circulated:
        Circulation.objects.create(session=made, **sent.model_dump())


def _lines(made: Session, record: Record) -> None:
    for position, line in enumerate(record.agenda, start=1):
        AgendaLine.objects.create(
            session=made, position=position, **_plain(line.model_dump())
        )


def _ballots(made: Session, record: Record) -> dict[str, Ballot]:
    lines = {f"{one.kind}:{one.ref}": one for one in made.agenda.all()}
    first = made.agenda.first()
    found = {}
    for position, one in enumerate(record.ballots, start=1):
        fields = one.model_dump(exclude={"id"})
        fields["options"] = list(one.options)
        line = lines.get(f"part:{one.part}") or lines.get(one.id) or first
        if line is None:
            raise InputError("This record has votes and no agenda.")
        found[one.id] = Ballot.objects.create(
            session=made, line=line, key=one.id, position=position,
            state=Ballot.State.CLOSED, **fields,
        )  # fmt: skip
    return found


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in fields.items()
    }
