"""Wrong codes from many places: guessing ends, and nobody in the hall is kept out."""

import re
from html import unescape

import pytest
from django.test import Client

from firstyear_web.people.models import User
from firstyear_web.workshops import actions, devices, queries
from firstyear_web.workshops.actions.planning import CODE_HOURS
from firstyear_web.workshops.models import Session

MANY = 40


def wrong(room: Session) -> str:
    return f"{(int(room.code) + 1) % 1_000_000:06}"


@pytest.fixture
def besieged(room: Session) -> Session:
    """A room at which others have tried as many codes as may be tried, and more."""
    for place in range(MANY):
        for _ in range(12):
            asked = {"REMOTE_ADDR": f"10.0.1.{place}"}
            Client().post("/join", {"code": wrong(room)}, **asked)
    return room


def test_the_short_code_is_refused_and_the_page_says_what_to_do(
    besieged: Session, client: Client
) -> None:
    answer = client.post("/join", {"code": besieged.code})
    assert answer.status_code == 403
    said = answer.content.decode()
    assert "Point the camera" in said
    assert 'name="code"' in said  # the twelve figures can be entered at once


def test_whoever_is_in_the_hall_comes_in(besieged: Session, client: Client) -> None:
    long = actions.long_code(besieged)
    assert client.get(f"/join/{long}").status_code == 200
    typed = f"{long[:3]} {long[3:6]} {long[6:9]} {long[9:]}"
    page = client.post("/join", {"code": typed})
    assert "Before you answer" in page.content.decode()
    assert client.post("/join", {"code": typed, "role": ""}).url == "/room/"
    assert besieged.voices.count() == 1


def test_twelve_figures_pass_where_ones_own_address_has_tried_too_much(
    room: Session, client: Client
) -> None:
    for _ in range(13):
        client.post("/join", {"code": wrong(room)})
    assert client.post("/join", {"code": room.code}).status_code == 403
    assert client.get(f"/join/{actions.long_code(room)}").status_code == 200


def test_a_scribe_comes_in_by_the_link(besieged: Session, client: Client) -> None:
    link = f"/join/{besieged.code}/scribe/1/{actions.scribe_key(besieged, 0)}"
    assert client.post(link).url == "/room/scribe"


def test_a_phone_comes_back_with_its_words(besieged: Session, client: Client) -> None:
    words = actions.voices.words_of(actions.join(session=besieged).token)
    given = {"code": actions.long_code(besieged), "words": words}
    assert client.post("/join/resume", given).url == "/room/"


def test_words_are_not_guessed_with_the_long_code(
    room: Session, client: Client
) -> None:
    actions.join(session=room)
    given = {"code": actions.long_code(room), "words": "teal owl 1"}
    for _ in range(12):
        assert client.post("/join/resume", given).status_code == 200
    stopped = client.post("/join/resume", given)
    assert stopped.status_code == 403
    assert "Too many words" in stopped.content.decode()


def test_six_more_figures_have_to_be_right(room: Session, client: Client) -> None:
    long = actions.long_code(room)
    assert len(long) == 12
    assert long.startswith(room.code)
    assert queries.session_by_code(long) == room
    other = f"{room.code}{(int(long[6:]) + 1) % 1_000_000:06}"
    assert queries.session_by_code(other) is None
    # What is said is the same whether the first six were right or not.
    pages = [
        re.sub(r"\d{12}|csrf\w+\" value=\"\w+|nonce=\S+", "", unescape(text))
        for text in (
            client.post("/join", {"code": code}).content.decode()
            for code in (other, f"{wrong(room)}{long[6:]}")
        )
    ]
    assert pages[0] == pages[1]


def test_console_projector_and_sheet_show_it(
    room: Session, facilitator: User, clients: dict[str, Client]
) -> None:
    long = actions.long_code(room)
    grouped = f"{long[:3]} {long[3:6]} {long[6:9]} {long[9:]}"
    for page in ("console", "projector"):
        answer = clients["facilitator"].get(f"/diagnosis/{room.pk}/{page}")
        assert grouped in answer.content.decode()


def test_the_arithmetic_of_the_page(room: Session) -> None:
    tens = (room.minutes + CODE_HOURS * 60) * 60 // devices.GUESS_SECONDS
    assert tens * devices.WRONG_OF_ALL == 6_000
    assert round(1_000_000 / 6_000) in (166, 167)
    assert round(1e12 / (1_000 * 36_000), -3) == 28_000
