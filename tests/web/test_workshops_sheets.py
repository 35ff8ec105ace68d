"""Sheets of paper: all that a phone can answer, keyed in by the sheet's number."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import open_agenda
from firstyear_web.people.models import User
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.actions.planning import Line
from firstyear_web.workshops.models import Answer, Ballot, Session
from firstyear_web.workshops.recording import record
from tests.web.workshops import counted

SAID: dict[str, dict[str, Any]] = {
    "cloud": {"text": "Damp homes"},
    "choose": {"chosen": ["1", "3"]},
    "scale": {"statements": "7", "score-0": "4", "score-6": "1"},
    "rank": {"rank-1": "2", "rank-2": "0", "rank-3": "5"},
}


@pytest.fixture
def browser(clients: dict[str, Client]) -> Client:
    return clients["facilitator"]


def told(answer: Any) -> str:
    return str(answer.content.decode())


def test_polls_are_answered_on_paper_where_there_are_no_phones(
    make_room: Callable[..., Any], people: dict[str, User], browser: Client
) -> None:
    by = people["facilitator"]
    room: Session = make_room(opened=False, mode="one-device")
    actions.set_agenda(session=room, lines=[Line(one) for one in open_agenda()], by=by)
    actions.open_session(session=room, by=by)
    for ballot in room.ballots.filter(key__startswith="poll:"):
        address = f"/diagnosis/{room.pk}/sheet/{ballot.key}"
        actions.open_ballot(ballot=ballot, by=by)
        assert address in told(browser.get(f"/diagnosis/{room.pk}/console"))
        said = SAID[ballot.kind]
        for number in ("1", "2", "2"):
            page = told(browser.get(f"{address}?sheet={number}"))
            assert f'value="{number}"' in page
            kept = browser.post(
                address, {"sheet": number, "kind": ballot.kind, **said}, follow=True
            )
            assert f"Sheet {number} is kept." in told(kept)
            assert f"sheet={int(number) + 1}" in kept.redirect_chain[-1][0]
        actions.reveal(ballot=ballot, by=by)
        assert ballot.answers.filter(counts=True).count() == 2
    # The form about the session is on paper too.
    asked = f"/diagnosis/{room.pk}/sheet/evaluation:useful"
    assert asked in told(browser.get(f"/diagnosis/{room.pk}/console"))
    kept = browser.post(
        asked, {"sheet": "1", "kind": "scale", "statements": "1", "score-0": "4"}
    )
    assert kept.status_code == 302
    assert [one.scores for one in queries.evaluation(room)[0].answers.all()] == [[4]]
    given = {one.ballot: one for one in record(queries.session(room.pk)).answers}
    assert given["poll:worry"].text == "Damp homes"
    assert given["poll:true-here"].chosen == (1, 3)
    assert given["poll:system-has"].scores == (4, 0, 0, 0, 0, 0, 1)
    assert given["poll:three-actions"].chosen == (2, 0, 5)


def test_a_sheet_says_how_sure_its_author_is_and_counts_once(
    room: Session, level: Ballot, browser: Client, facilitator: User
) -> None:
    address = f"/diagnosis/{room.pk}/sheet/{level.key}"
    sent = {"sheet": "7", "kind": "level", "level": "2", "confidence": "not-sure"}
    assert browser.post(address, sent).status_code == 302
    sent |= {"level": "3", "text": "It depends on the hospital", "kept": "on"}
    assert browser.post(address, sent).status_code == 302
    (only,) = Answer.objects.filter(ballot=level)
    assert (only.level, only.confidence, only.kept) == (3, "not-sure", True)
    # Sheets that are keyed in after the room has seen the others were written before.
    actions.reveal(ballot=level, by=facilitator)
    actions.key_sheet(ballot=level, sheet="8", content={"level": 0}, by=facilitator)
    assert counted(level) == [0, 3]
    assert actions.undo(session=room, by=facilitator).verb == "sheet"
    assert counted(level) == [3]
    actions.key_sheet(ballot=level, sheet="8", content={"level": 1}, by=facilitator)
    assert counted(level) == [1, 3]


def test_what_looks_like_a_person_on_paper_waits_to_be_read(
    room: Session, level: Ballot, browser: Client, facilitator: User
) -> None:
    given = actions.key_sheet(
        ballot=level, sheet="1", by=facilitator,
        content={"level": 1, "text": "Mrs Jones of B1 1AA", "kept": True},
    )  # fmt: skip
    assert given.state == "held"
    actions.reveal(ballot=level, by=facilitator)
    assert "Jones" not in told(browser.get(f"/diagnosis/{room.pk}/projector"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"sheet": " ", "level": "2"}, "enter its number"),
        ({"sheet": "1", "level": ""}, "Choose from the list"),
        ({"sheet": "1", "level": "9"}, "level"),
        ({"sheet": "x" * 60, "level": "1"}, "room for 40"),
        ({"sheet": "1", "level": "1", "text": "x" * 10_000}, "room for 4,000"),
    ],
)
def test_what_is_no_sheet_is_told_and_nothing_is_kept(
    room: Session, level: Ballot, browser: Client, sent: dict[str, str], said: str
) -> None:
    address = f"/diagnosis/{room.pk}/sheet/{level.key}"
    answer = browser.post(address, {"kind": "level", **sent})
    assert answer.status_code == 422
    assert said in told(answer)
    assert not Answer.objects.exists()


def test_no_sheet_before_a_question_is_opened_nor_after_the_session(
    room: Session, level: Ballot, facilitator: User
) -> None:
    shut = room.ballots.get(key="part:1")
    given: dict[str, Any] = {"content": {"level": 1}, "by": facilitator}
    with pytest.raises(RefusedError, match="Open the question first"):
        actions.key_sheet(ballot=shut, sheet="1", **given)
    with pytest.raises(InputError, match="number"):
        actions.key_sheet(ballot=level, sheet="", **given)
    actions.close_session(session=room, by=facilitator)
    with pytest.raises(RefusedError, match="no sheet is taken any more"):
        actions.key_sheet(ballot=level, sheet="1", **given)
