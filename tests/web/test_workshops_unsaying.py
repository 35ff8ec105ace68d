"""Words about a person that somebody kept out of view: gone with the session."""

import uuid
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from firstyear.sessions import REMOVED
from firstyear_web.people.models import User
from firstyear_web.workshops import actions
from firstyear_web.workshops.models import Answer, Ballot, Note, Parked, Session
from tests.web.workshops import answered, join

PERSON = "Mrs Thistlewood of the third house"


def tables_that_hold(word: str) -> set[str]:
    found = set()
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            if any(word in str(row) for row in cursor.fetchall()):
                found.add(model._meta.db_table)
    return found


@pytest.fixture
def written(
    room: Session, level: Ballot, facilitator: User
) -> Callable[[], list[Note | Answer | Parked]]:
    """A note, an answer and a line of the parking list that look like a person."""

    def made() -> list[Note | Answer | Parked]:
        note = actions.write_note(
            session=room, note_id=uuid.uuid4().hex, kind="gap", text=PERSON,
            by=facilitator,
        ).note  # fmt: skip
        given = answered(join(room), level, level=1, text=PERSON, kept=True)
        parked = actions.park(session=room, text=PERSON, by=facilitator)
        things = [note, Answer.objects.get(pk=given.id), parked]
        assert {one.state for one in things} == {"held"}
        return things

    return made


def test_what_was_kept_out_of_view_is_gone_when_the_session_closes(
    room: Session,
    facilitator: User,
    clients: dict[str, Client],
    written: Callable[[], list[Note | Answer | Parked]],
) -> None:
    for thing in written():
        actions.clear(thing=thing, verb="remove", by=facilitator)
    # A step can be taken back while the session is open, and files leave it out.
    assert len(tables_that_hold("Thistlewood")) == 4
    for name in ("session.json", "answers.csv", "notes.csv"):
        file = clients["facilitator"].get(f"/diagnosis/{room.pk}/{name}")
        assert file.status_code == 200
        assert "Thistlewood" not in file.content.decode()
    actions.undo(session=room, by=facilitator)
    assert room.parked.get().text == PERSON
    actions.clear(thing=room.parked.get(), verb="remove", by=facilitator)
    actions.close_session(session=room, by=facilitator)
    assert tables_that_hold("Thistlewood") == set()
    assert room.notes.get().text == REMOVED
    assert room.answers.get().level == 1, "what was chosen stays"
    report = clients["facilitator"].get(f"/diagnosis/{room.pk}/report")
    assert REMOVED not in report.content.decode()


def test_after_the_session_it_is_gone_at_once(
    room: Session,
    facilitator: User,
    written: Callable[[], list[Note | Answer | Parked]],
) -> None:
    things = written()
    actions.close_session(session=room, by=facilitator)
    # Nobody has decided yet: it waits to be read.
    assert len(tables_that_hold("Thistlewood")) == 4
    for thing in things:
        thing.refresh_from_db()
        actions.clear(thing=thing, verb="remove", by=facilitator)
    assert tables_that_hold("Thistlewood") == set()


def test_other_words_take_the_first_ones_out_of_the_history(
    room: Session, facilitator: User
) -> None:
    scribe = join(room, scribe_for=0)
    known = uuid.uuid4().hex
    for text in (PERSON, "A family of the third house", "Three families waited"):
        note = actions.write_note(
            session=room, note_id=known, kind="gap", text=text, by=scribe
        ).note
    assert tables_that_hold("Thistlewood") == set()
    # What was never held back is history like any other.
    told = list(note.history.order_by("history_id").values_list("text", flat=True))
    assert told == [REMOVED, "A family of the third house", "Three families waited"]


def test_a_scribe_without_javascript_changes_notes_of_its_own_group(
    room: Session, facilitator: User
) -> None:
    one, other = (actions.join(session=room, scribe_for=n) for n in (0, 1))
    note = actions.write_note(
        session=room, note_id=uuid.uuid4().hex, kind="action", text=PERSON, part="13",
        lead="The board", by=one.voice,
    ).note  # fmt: skip
    page, theirs = Client(), Client()
    page.cookies["firstyear_room"] = one.token
    theirs.cookies["firstyear_room"] = other.token
    form = page.get(f"/room/scribe?note={note.pk}").content.decode()
    assert f'name="id" value="{note.pk}"' in form
    assert f">{PERSON}</textarea>" in form
    assert 'value="The board"' in form
    assert PERSON not in theirs.get(f"/room/scribe?note={note.pk}").content.decode()
    sent = {"id": note.pk, "kind": "action", "text": "A family waited", "part": "13"}
    assert theirs.post("/room/scribe", sent).status_code == 422
    assert page.post("/room/scribe", sent).status_code == 200
    note.refresh_from_db()
    assert (note.text, note.state) == ("A family waited", "shown")
