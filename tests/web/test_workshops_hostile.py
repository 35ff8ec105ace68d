"""What no page of ours sends: it is told what is wrong with it, and breaks nothing."""

import uuid
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from firstyear.errors import InputError
from firstyear_web.people.models import User
from firstyear_web.workshops import actions
from firstyear_web.workshops.actions.content import plain
from firstyear_web.workshops.models import Note, Parked, Session
from firstyear_web.workshops.reading import answer_content
from tests.web.workshops import join

# A digit that is no number, and a number that Python does not read.
SQUARE, ENDLESS = "\u00b2", "9" * 5000


@pytest.fixture
def laptop(clients: dict[str, Client]) -> Client:
    made = clients["facilitator"]
    made.raise_request_exception = False
    return made


@pytest.mark.parametrize("number", [SQUARE, ENDLESS])
def test_what_is_no_number_names_nothing(
    region: object, laptop: Client, room: Session, number: str
) -> None:
    note = {"id": uuid.uuid4().hex, "kind": "gap", "text": "Few", "point": "0"}
    for page, form in (
        ("do", {"verb": "move", "thing": number}),
        ("do", {"verb": "show", "thing": f"parked:{number}"}),
        ("clear", {"verb": "show", "thing": f"parked:{number}"}),
        ("people", {"came": number, "people": "3"}),
        ("note", {**note, "group": number}),
    ):
        answer = laptop.post(f"/diagnosis/{room.pk}/{page}", form)
        assert answer.status_code in (302, 404, 422), (page, form)
    asked = laptop.get(f"/diagnosis/{room.pk}/note?of=parked:{number}")
    assert asked.status_code == 404


def test_a_question_starred_twice_is_voted_on_once(
    region: object, laptop: Client, make_room: Any
) -> None:
    session = make_room(opened=False)
    line = session.agenda.get(kind="part", ref="13")
    page = f"/diagnosis/{session.pk}/part/{line.pk}"
    answer = laptop.post(page, {"starred": ["13.1.a", "13.1.a"]})
    assert answer.status_code == 302
    assert session.ballots.filter(key="question:13.1.a").count() == 1


def test_no_phone_keeps_the_laptop_counting() -> None:
    form = QueryDict("ballot=part:13&round=1&statements=3000000")
    assert len(answer_content(form)["scores"]) < 1000


def test_a_new_line_is_one_letter_however_it_was_sent() -> None:
    assert plain("one\r\ntwo\rthree\n") == "one\ntwo\nthree"


def test_something_is_parked_under_a_part_that_there_is(
    room: Session, facilitator: User
) -> None:
    with pytest.raises(InputError, match="no such part"):
        actions.park(session=room, text="Cots", part="x" * 50, by=facilitator)
    actions.park(session=room, text="Cots", part="13", by=facilitator)
    assert Parked.objects.get().part == "13"


def test_taking_a_step_back_shows_no_words_that_nobody_has_read(
    room: Session, facilitator: User
) -> None:
    scribe, number = join(room, scribe_for=0), uuid.uuid4().hex
    write = {"session": room, "note_id": number, "kind": "gap", "by": scribe}
    note = actions.write_note(text="No clinic on Sundays", **write).note
    actions.clear(thing=note, verb="remove", by=facilitator)
    actions.write_note(text="Mrs Jane Smith of Mill Lane waited", **write)
    actions.undo(session=room, by=facilitator)
    assert Note.objects.get().state == "held"


@pytest.mark.parametrize("many", [1000, 1001])
def test_an_offer_is_kept_whole_or_not_at_all(
    region: object, room: Session, many: int
) -> None:
    phone = Client()
    phone.cookies["firstyear_room"] = actions.join(session=room).token
    form = {"form": "offer", "email": "a@example.org", "offers": "\x00" + "x" * many}
    answer = phone.post("/room/leaving", form)
    assert answer.status_code == (302 if many == 1000 else 422)
    assert [one.offers for one in room.offers.all()] == ["x" * 1000] * (many == 1000)


def test_an_address_that_no_database_has_room_for_is_told(
    region: object, room: Session
) -> None:
    phone = Client()
    phone.cookies["firstyear_room"] = actions.join(session=room).token
    long = "a@" + ".".join(letter * 60 for letter in "bcde") + ".example.org"
    answer = phone.post(
        "/room/leaving", {"form": "offer", "email": long, "offers": "A room"}
    )
    assert answer.status_code == 422
    assert not room.offers.exists()
