"""Every address of the room against whoever holds no token of it, or the wrong one."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from firstyear_tests_council import Place, council_place, in_room, session
from firstyear_tests_guarding import changed, leaves, rows, tried, turned_away

from firstyear.figures import Release
from firstyear_web.workshops import actions, devices, room_views, urls

FORGED = "x.y"
ROOM: dict[str, tuple[dict[str, str], list[dict[str, str]]]] = {
    "join": ({}, [{"code": "000000", "role": ""}]),
    "join-code": ({"code": "000000"}, [{"code": "000000", "role": ""}]),
    "join-scribe": ({"code": "000000", "group": "1", "key": "aaaaa"}, [{}]),
    "resume": ({}, [{"code": "000000", "words": "mauve osprey 87"}]),
    "room": ({}, [{}]),
    "room-live": ({}, [{}]),
    "room-answer": (
        {}, [{"id": "0" * 32, "ballot": "part:13", "round": "1", "level": "1"}],
    ),
    "room-mine": ({}, [{}]),
    "room-leave": ({}, [{}]),
    "room-next": ({}, [{}]),
    "room-leaving": ({}, [{"form": "offer", "email": "a@example.org"}]),
    "offers": ({"token": FORGED}, [{}]),
    "concern": ({}, []),
    "room-stream": ({}, [{}]),
    "scribe": ({}, [{"id": "1" * 32, "kind": "gap", "text": "Nobody"}]),
    "scribe-live": ({}, [{}]),
    "left": ({}, []),
}  # fmt: skip
# For everybody: where to type a code or words, where help is, and a way out.
OPEN_TO_ALL = {"join", "join-code", "resume", "concern", "left", "room-leave"}


@pytest.fixture
def place(region: Release) -> Place:
    return council_place()


@pytest.fixture
def no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every guess is looked at, so that none is turned away for being the hundredth."""
    monkeypatch.setattr(devices, "may_guess", lambda *_, **__: None)


@pytest.fixture
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream lets the database go, which here is the test's own as well."""

    async def keep() -> None:
        pass

    monkeypatch.setattr(room_views, "let_go", keep)


def gone(place: Place) -> Client:
    """A phone that has left: it holds a token that nobody knows any more."""
    joined = actions.join(session=place.open)
    actions.leave(voice=joined.voice)
    return in_room(joined.token)


def test_no_address_is_left_out() -> None:
    assert {one.name for one in leaves(urls.ROOM)} == set(ROOM)


def test_without_a_token_of_the_room_nothing_is_done_in_it(
    place: Place, no_limit: None, one_connection: None
) -> None:
    without: dict[str, Callable[[], Client]] = {
        "nobody": Client,
        "who runs it": lambda: place.browser(place.own),
        "an analyst of elsewhere": lambda: place.browser(place.other),
        "a forged token": lambda: in_room("forged"),
        "a phone that left": lambda: gone(place),
    }
    for who, make in without.items():
        client = make()
        before = rows()
        for name, (names, bodies) in ROOM.items():
            address = reverse(name, kwargs=names)
            for what, answer in tried(client, address, bodies):
                assert name in OPEN_TO_ALL or turned_away(answer), (who, what)
                assert changed(before, rows()) == [], (who, what)


def test_a_phone_writes_no_notes_and_a_scribe_gives_no_answers(place: Place) -> None:
    held, body = place.open, ROOM["scribe"][1][0]
    ballot = held.ballots.get(key="part:13")
    actions.vote_again(ballot=ballot, by=place.own)
    answer = ROOM["room-answer"][1][0] | {"round": "2"}
    phone = in_room(actions.join(session=held).token)
    scribe = in_room(actions.join(session=held, scribe_for=0).token)
    before = rows()
    assert phone.post("/room/scribe", body).status_code == 401
    assert phone.get("/room/scribe/live").status_code == 401
    assert scribe.post("/room/answer", answer).status_code == 422
    assert changed(before, rows()) == []
    # The same two, each on its own page.
    assert scribe.post("/room/scribe", body).status_code == 200
    assert phone.post("/room/answer", answer).status_code == 200
    assert {"workshops_note", "workshops_answer"} <= set(changed(before, rows()))


def test_a_device_of_one_room_reaches_nothing_of_another(place: Place) -> None:
    other = session(place.own, opened=True)
    asked = other.ballots.get(key="part:1")
    actions.open_ballot(ballot=asked, by=place.own)
    theirs = actions.write_note(
        session=other,
        note_id="2" * 32,
        kind="gap",
        text="Theirs",
        group=0,
        by=place.own,
    )
    phone = in_room(actions.join(session=place.open).token)
    scribe = in_room(actions.join(session=place.open, scribe_for=0).token)
    before = rows()
    # Open in the other room, and not in this one.
    answer = {"id": "3" * 32, "ballot": "part:1", "round": "1", "level": "1"}
    assert phone.post("/room/answer", answer).status_code == 422
    note = {"id": theirs.note.pk, "kind": "gap", "text": "Ours"}
    assert scribe.post("/room/scribe", note).status_code == 422
    assert b"Theirs" not in scribe.get(f"/room/scribe?note={theirs.note.pk}").content
    assert changed(before, rows()) == []
