"""Nobody can tell from what is kept or sent which phone gave which answer."""

import csv
import io
import json
import random
import uuid

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from firstyear_web.people.models import User
from firstyear_web.workshops import actions
from firstyear_web.workshops.models import Answer, Ballot, Note, Session
from tests.web.workshops import answered, join


def told(answer: HttpResponse) -> str:
    return answer.content.decode()


def stored(session: Session) -> list[str]:
    """Ids of answers in the order in which the database holds them."""
    order = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM workshops_answer WHERE session_id = %s ORDER BY {order}",
            [session.pk],
        )
        return [row[0] for row in cursor.fetchall()]


def test_closing_forgets_the_order_in_which_answers_came(
    room: Session, level: Ballot, facilitator: User
) -> None:
    chance = random.Random(4)
    for number in range(30):
        answered(join(room), level, id=f"{chance.getrandbits(128):032x}", level=1)
        assert len(stored(room)) == number + 1
    assert stored(room) != sorted(stored(room))
    before = set(stored(room))
    actions.close_session(session=room, by=facilitator)
    assert stored(room) == sorted(before)


def test_steps_keep_no_pairs_of_answers_of_one_phone(
    room: Session, level: Ballot, facilitator: User
) -> None:
    voice = join(room)
    answered(voice, level, level=1)
    actions.reveal(ballot=level, by=facilitator)
    answered(voice, level, level=2)
    actions.count_late(ballot=level, by=facilitator)
    assert len(room.acts.first().before["answers"]) == 2
    actions.close_session(session=room, by=facilitator)
    assert all(one.before == {} for one in room.acts.all())


@pytest.mark.parametrize("open_still", [True, False])
def test_an_answer_says_its_group_only_where_the_group_may_be_shown(
    room: Session,
    level: Ballot,
    facilitator: User,
    clients: dict[str, Client],
    open_still: bool,
) -> None:
    for group in (
        ["hospital"] * 6
        + ["council-and-safeguarding"] * 5
        + ["community-and-primary-care"]
    ):
        answered(join(room, group=group), level, level=2)
    actions.reveal(ballot=level, by=facilitator)
    if not open_still:
        actions.close_session(session=room, by=facilitator)
        assert set(room.answers.values_list("group", flat=True)) == {"", "hospital"}
    sent = clients["facilitator"].get(f"/diagnosis/{room.pk}/session.json").content
    groups = [one["group"] for one in json.loads(sent)["answers"]]
    # Without the council there are six left over; with it there would be one.
    assert sorted(groups) == [""] * 6 + ["hospital"] * 6


def test_files_and_documents_say_nothing_of_a_vote_before_the_room_sees_it(
    room: Session, level: Ballot, facilitator: User, clients: dict[str, Client]
) -> None:
    laptop = clients["facilitator"]
    given = answered(join(room), level, level=3, text="Only on paper", kept=True)

    def files() -> str:
        pages = ("session.json", "answers.csv", "report", "console", "projector")
        return "".join(told(laptop.get(f"/diagnosis/{room.pk}/{one}")) for one in pages)

    assert given.id not in files()
    assert "Only on paper" not in files()
    actions.reveal(ballot=level, by=facilitator)
    assert given.id in files()
    actions.vote_again(ballot=level, by=facilitator)
    second = answered(join(room), level, level=0, round=2)
    assert given.id in files()
    assert second.id not in files()
    actions.hide(ballot=level, by=facilitator)
    assert given.id not in files()


def test_words_that_are_held_or_removed_are_in_no_table(
    room: Session, level: Ballot, facilitator: User, clients: dict[str, Client]
) -> None:
    laptop = clients["facilitator"]
    answered(join(room), level, level=3, text="Mr John Brown rang", kept=True)
    actions.reveal(ballot=level, by=facilitator)
    for text in ("Mrs Jane Smith waited", "Nobody answers", "The lift is broken"):
        actions.write_note(
            session=room,
            note_id=uuid.uuid4().hex,
            kind="gap",
            text=text,
            by=facilitator,
        )
    removed = Note.objects.get(text__startswith="The lift")
    actions.clear(thing=removed, verb="remove", by=facilitator)
    for name, words in (("answers", [""]), ("notes", ["", "", "Nobody answers"])):
        table = told(laptop.get(f"/diagnosis/{room.pk}/{name}.csv")).lstrip("\ufeff")
        rows = csv.DictReader(io.StringIO(table))
        assert sorted(row["text"] for row in rows) == words
    # What is held goes to another machine with its session, to be read there.
    whole = told(laptop.get(f"/diagnosis/{room.pk}/session.json"))
    assert "Jane Smith" in whole
    assert "The lift" not in whole
    assert Answer.objects.get().text == "Mr John Brown rang"
