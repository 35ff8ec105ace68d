"""Notes: strengths, good practice, gaps, recommendations and actions."""

import datetime
import re
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import NOTE_KINDS, approach_name, persons_in
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops.actions.content import MOST_TEXT, plain, short_enough
from firstyear_web.workshops.actions.planning import RUN, bump
from firstyear_web.workshops.actions.unsaying import unsay_before
from firstyear_web.workshops.models import Note, Session, Voice

ID: Final = re.compile(r"[0-9a-f]{32}")
MOST_LEAD: Final = 200
# What a lead may hold: whoever does something is at work there.
AT_WORK: Final = {"a title and a name", "an e-mail address", "a telephone number"}
# What can say whether it works through the population, communities or services.
TAGGED: Final = ("action", "recommendation")
POINTS: Final = (0, 1, 2)


@dataclass(frozen=True)
class Written:
    """A note that is safely kept, and what in it looks like a person."""

    note: Note
    likeness: tuple[str, ...]


@transaction.atomic
def write_note(
    *,
    session: Session,
    note_id: str,
    kind: str,
    text: str,
    by: Voice | User,
    part: str = "",
    question: str = "",
    point: int = 0,
    lead: str = "",
    due: datetime.date | None = None,
    approach: str = "",
    group: int | None = None,
) -> Written:
    """A note, new or in other words; sent again it is the same note.

    A scribe writes for the group it is scribe of and changes that group's notes only; a
    facilitator writes for any. A note about a question is about its part. Raises
    InputError for what a note cannot hold, RefusedError where the writer may not.
    """
    held = Session.objects.select_for_update().get(pk=session.pk)
    group = _may(held, by, group)
    fields = _fields(held, kind, text, part, question)
    fields |= _more(kind, point, lead, due, approach)
    if not ID.fullmatch(note_id):
        raise InputError("This note has no id of its own: send it from the page.")
    there = Note.objects.filter(pk=note_id).first()
    if there is not None and (
        there.session_id != held.pk
        or (isinstance(by, Voice) and there.group != by.scribe_for)
    ):
        raise RefusedError("This note belongs to another group.")
    if there is not None and all(
        getattr(there, name) == value for name, value in fields.items()
    ):
        return Written(there, _likeness(there))
    last = held.notes.aggregate(last=Max("position"))["last"] or 0
    note = there or Note(id=note_id, session=held, group=group, position=last + 1)
    for name, value in fields.items():
        setattr(note, name, value)
    likeness = _likeness(note)
    note.state = "held" if likeness else "shown"
    note.cleared = False
    note._history_user = by if isinstance(by, User) else None
    note.save(force_insert=there is None)
    unsay_before(note)
    bump(held)
    return Written(note, likeness)


def _may(session: Session, by: Voice | User, group: int | None) -> int | None:
    if isinstance(by, User):
        require(by, RUN, session)
        return group
    if by.session_id != session.pk or by.scribe_for is None:
        raise RefusedError("Only a scribe or the facilitator writes notes.")
    if session.state != Session.State.OPEN:
        raise RefusedError("This session is closed: tell the facilitator.")
    return by.scribe_for


def _fields(
    session: Session, kind: str, text: str, part: str, question: str
) -> dict[str, Any]:
    """What the note says, and what of. Raises InputError."""
    text = short_enough(plain(text), MOST_TEXT)
    if kind not in NOTE_KINDS:
        raise InputError("Choose what kind of note it is.")
    if not text:
        raise InputError("Write something first.")
    if part and part not in {one["id"] for one in session.instrument["parts"]}:
        raise InputError("This session has no such part.")
    part = _part_of(session, question, part)
    return {"kind": kind, "text": text, "part": part, "question": question}


def _more(
    kind: str, point: int, lead: str, due: datetime.date | None, approach: str
) -> dict[str, Any]:
    """Who leads, by when, how it works, and whether it is fed back."""
    if point not in POINTS:
        raise InputError("A group feeds back two points.")
    if approach and not approach_name(approach):
        raise InputError("Choose how it works from the list, or leave it open.")
    private = {one.what for one in persons_in(lead)} - AT_WORK
    if private:
        raise InputError(
            f"The lead holds {' and '.join(sorted(private))}: give the role, the name "
            "or a work address alone."
        )
    return {
        "point": point,
        "lead": short_enough(plain(lead), MOST_LEAD, "The lead"),
        "due": due,
        "approach": approach if kind in TAGGED else "",
    }


def _part_of(session: Session, question: str, part: str) -> str:
    """The part of a question, or the part as given. Raises InputError."""
    if not question:
        return part
    rows = (one for one in session.instrument["entries"] if one["id"] == question)
    row = next(rows, None)
    if row is None:
        raise InputError("This session has no such question.")
    of = str(row["part"])
    if part not in ("", of):
        raise InputError(
            f"Question {question} belongs to part {of}: choose that part, or another "
            "question."
        )
    return of


def _likeness(note: Note) -> tuple[str, ...]:
    # Who leads an action is a work name, and has a field of its own.
    return tuple(dict.fromkeys(one.what for one in persons_in(note.text)))
