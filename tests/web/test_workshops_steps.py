"""What a facilitator does in the room: every step, its undo, and who may."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from firstyear.errors import InputError, RefusedError
from firstyear_web.people.models import User
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.console_views import BALLOT
from firstyear_web.workshops.models import Answer, Ballot, Note, Parked, Session, Voice
from tests.web.workshops import answered, counted, join

Step = Callable[[Session, Ballot, User], Any]


def state(room: Session) -> tuple[Any, ...]:
    """Everything that a step may change."""
    room.refresh_from_db()
    return (
        room.current_id,
        room.showing_id,
        *room.ballots.values_list("key", "state", "rounds", "revealed"),
        *room.parked.values_list("text", "state"),
        *room.notes.values_list("pk", "state"),
        *room.answers.order_by("pk").values_list("level", "counts", "late", "state"),
    )


def _open(room: Session, ballot: Ballot, by: User) -> None:
    actions.open_ballot(ballot=ballot, by=by)


def _asked(room: Session, ballot: Ballot, by: User) -> None:
    _open(room, ballot, by)
    answered(join(room), ballot, level=1, text="Mrs Jones said")
    answered(join(room), ballot, level=3)


def _shown(room: Session, ballot: Ballot, by: User) -> None:
    _asked(room, ballot, by)
    actions.reveal(ballot=ballot, by=by)


def _late(room: Session, ballot: Ballot, by: User) -> None:
    voice = join(room)
    _open(room, ballot, by)
    answered(voice, ballot, level=1)
    actions.reveal(ballot=ballot, by=by)
    answered(voice, ballot, level=2)


def _keyed(room: Session, ballot: Ballot, by: User) -> None:
    _open(room, ballot, by)
    actions.key_hands(ballot=ballot, counts=[1, 2, 0, 0, 1], by=by)


def _noted(room: Session, ballot: Ballot, by: User) -> None:
    _open(room, ballot, by)
    actions.write_note(
        session=room, note_id="a" * 32, kind="gap", text="Ask Mrs Jones", by=by
    )
    actions.park(session=room, text="Ring 020 7946 0018", by=by)


def _nothing(room: Session, ballot: Ballot, by: User) -> None:
    """The session as it was opened."""


STEPS: dict[str, tuple[Step, Step]] = {
    "open": (_nothing, _open),
    "open another": (
        _shown,
        lambda room, ballot, by: actions.open_ballot(
            ballot=room.ballots.get(key="part:1"), by=by
        ),
    ),
    "close": (
        _asked,
        lambda room, ballot, by: actions.close_ballot(ballot=ballot, by=by),
    ),
    "reveal": (_asked, lambda room, ballot, by: actions.reveal(ballot=ballot, by=by)),
    "hide": (_shown, lambda room, ballot, by: actions.hide(ballot=ballot, by=by)),
    "again": (
        _shown,
        lambda room, ballot, by: actions.vote_again(ballot=ballot, by=by),
    ),
    "move": (
        _asked,
        lambda room, ballot, by: actions.move_to(
            session=room, line=room.agenda.last(), by=by
        ),
    ),
    "park": (
        _nothing,
        lambda room, ballot, by: actions.park(session=room, text="Parking", by=by),
    ),
    "late": (_late, lambda room, ballot, by: actions.count_late(ballot=ballot, by=by)),
    "hands": (_asked, _keyed),
    "hands again": (
        _keyed,
        lambda room, ballot, by: actions.key_hands(
            ballot=ballot, counts=[0, 0, 5, 0, 0], by=by
        ),
    ),
    "show an answer": (
        _asked,
        lambda room, ballot, by: actions.clear(
            thing=Answer.objects.get(state="held"), verb="show", by=by
        ),
    ),
    "remove a note": (
        _noted,
        lambda room, ballot, by: actions.clear(
            thing=Note.objects.get(), verb="remove", by=by
        ),
    ),
    "show what is parked": (
        _noted,
        lambda room, ballot, by: actions.clear(
            thing=Parked.objects.get(), verb="show", by=by
        ),
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_every_step_can_be_taken_back(
    room: Session, facilitator: User, name: str
) -> None:
    before, step = STEPS[name]
    ballot = room.ballots.get(key="part:13")
    before(room, ballot, facilitator)
    stood = state(room)
    turn = room.turn
    step(room, ballot, facilitator)
    changed = state(room)
    assert changed != stood
    assert room.turn > turn  # screens are told
    act = actions.undo(session=room, by=facilitator)
    assert act is not None
    assert state(room) == stood
    assert room.acts.first().said == f"Took back: {act.said}"


def test_every_step_one_after_the_other_is_taken_back_to_the_beginning(
    room: Session, facilitator: User
) -> None:
    start = state(room)
    ballot = room.ballots.get(key="part:13")
    for verb in ("open", "close", "reveal", "again", "reveal", "hide"):
        BALLOT[verb](ballot=ballot, by=facilitator)
    actions.move_to(session=room, line=room.agenda.last(), by=facilitator)
    while actions.undo(session=room, by=facilitator):
        pass
    assert state(room) == start


def test_what_makes_no_sense_changes_nothing(room: Session, facilitator: User) -> None:
    ballot = room.ballots.get(key="part:13")
    for verb in ("reveal", "again"):
        with pytest.raises(RefusedError):
            BALLOT[verb](ballot=ballot, by=facilitator)
    stood = state(room)
    for verb in ("close", "hide"):
        BALLOT[verb](ballot=ballot, by=facilitator)
    actions.move_to(session=room, line=room.current, by=facilitator)
    with pytest.raises(InputError):
        actions.park(session=room, text=" \x00 ", by=facilitator)
    with pytest.raises(InputError, match="Nothing was cut"):
        actions.park(session=room, text="x" * 10_000, by=facilitator)
    with pytest.raises(RefusedError, match="Open the question"):
        actions.key_hands(ballot=ballot, counts=[1, 1, 1, 1], by=facilitator)
    assert state(room) == stood
    assert actions.undo(session=room, by=facilitator) is None
    _open(room, ballot, facilitator)
    for counts in ([1], [1, 1, 1, -1], [1, 1, 1, 201], [1] * 6):
        with pytest.raises(InputError):
            actions.key_hands(ballot=ballot, counts=counts, by=facilitator)
    for _ in range(2):
        actions.reveal(ballot=ballot, by=facilitator)
        actions.vote_again(ballot=ballot, by=facilitator)
    actions.reveal(ballot=ballot, by=facilitator)
    with pytest.raises(RefusedError, match="3 times"):
        actions.vote_again(ballot=ballot, by=facilitator)


def test_one_question_is_open_at_a_time(room: Session, facilitator: User) -> None:
    for ballot in room.ballots.all()[:5]:
        actions.open_ballot(ballot=ballot, by=facilitator)
        assert [one.pk for one in room.ballots.filter(state="open")] == [ballot.pk]
        room.refresh_from_db()
        assert (room.showing_id, room.current_id) == (ballot.pk, ballot.line_id)


def test_hands_keyed_twice_count_once_and_sheets_add(
    room: Session, level: Ballot, facilitator: User
) -> None:
    for _ in range(2):
        actions.key_hands(ballot=level, counts=[0, 3, 2, 0, 1], by=facilitator)
    assert counted(level) == [None, 1, 1, 1, 2, 2]
    actions.key_hands(ballot=level, counts=[1, 0, 0, 0], sheet="B", by=facilitator)
    assert len(counted(level)) == 7


def test_two_facilitators_who_do_the_same_do_it_once(
    room: Session, people: dict[str, User]
) -> None:
    one, other = people["facilitator"], people["analyst"]
    actions.ask_in(session=room, person=other, by=one)
    mine = room.ballots.get(key="part:13")
    theirs = room.ballots.get(key="part:13")
    actions.open_ballot(ballot=mine, by=one)
    actions.open_ballot(ballot=theirs, by=other)
    actions.reveal(ballot=mine, by=one)
    # The other's page still shows it as open.
    actions.reveal(ballot=theirs, by=other)
    actions.vote_again(ballot=mine, by=one)
    with pytest.raises(RefusedError, match="Show the answers first"):
        actions.vote_again(ballot=theirs, by=other)
    assert [one.verb for one in room.acts.all()] == ["again", "reveal", "open"]
    mine.refresh_from_db()
    assert (mine.rounds, mine.state) == (2, "open")
    assert actions.undo(session=room, by=other).verb == "again"


REFUSED = ("viewer", "nobody")


@pytest.mark.parametrize("who", REFUSED)
def test_nobody_else_runs_a_session(
    room: Session, level: Ballot, clients: dict[str, Client], who: str
) -> None:
    stood = state(room)
    pages = ["", "/console", "/projector", "/report", "/agenda", "/session.json"]
    for page in pages:
        answer = clients[who].get(f"/diagnosis/{room.pk}{page}")
        assert answer.status_code == (403 if who == "viewer" else 302), page
    for kind in ("console", "projector"):
        answer = clients[who].get(f"/diagnosis/{room.pk}/stream/{kind}")
        assert answer.status_code == 401
    for verb in (*BALLOT, "undo", "late", "hands", "keep-out", "park", "move", "show"):
        sent = {"verb": verb, "thing": level.key, "text": "x"}
        answer = clients[who].post(f"/diagnosis/{room.pk}/do", sent)
        assert answer.status_code == (403 if who == "viewer" else 302), verb
    for verb in ("open", "close", f"sheet/{level.key}"):
        sent = {"sheet": "1", "kind": "level", "level": "2"}
        clients[who].post(f"/diagnosis/{room.pk}/{verb}", sent)
    assert state(room) == stood


def test_no_action_trusts_its_caller(
    room: Session, level: Ballot, people: dict[str, User]
) -> None:
    by = people["viewer"]
    answered(join(room), level, level=1)
    calls: dict[str, dict[str, Any]] = {
        "move_to": {"session": room, "line": room.agenda.last()},
        "park": {"session": room, "text": "x"},
        "undo": {"session": room},
        "key_hands": {"ballot": level, "counts": [1, 0, 0, 0]},
        "keep_out": {"ballot": level, "text": "x"},
        "key_sheet": {"ballot": level, "sheet": "1", "content": {"level": 1}},
        "count_late": {"ballot": level},
        "clear": {"thing": Answer.objects.get(), "verb": "remove"},
        "close_session": {"session": room},
        "open_session": {"session": room},
        "write_note": {
            "session": room, "note_id": "b" * 32, "kind": "gap", "text": "x",
        },
        **{
            name: {"ballot": level}
            for name in ("open_ballot", "close_ballot", "reveal", "hide", "vote_again")
        },
    }  # fmt: skip
    stood = state(room)
    for name, given in calls.items():
        with pytest.raises(RefusedError, match="Your account may not"):
            getattr(actions, name)(**given, by=by)
    assert state(room) == stood


def test_a_phone_does_nothing_but_answer(
    room: Session, level: Ballot, client: Client
) -> None:
    client.cookies["firstyear_room"] = actions.join(session=room).token
    assert client.get("/room/scribe").status_code == 401
    sent = client.post("/room/scribe", {"id": "c" * 32, "kind": "gap", "text": "x"})
    assert sent.status_code == 401
    assert client.get("/room/scribe/live").status_code == 401
    assert (
        client.post(f"/diagnosis/{room.pk}/do", {"verb": "reveal"}).status_code == 302
    )
    assert Note.objects.count() == 0
    with pytest.raises(RefusedError, match="Only a scribe"):
        actions.write_note(
            session=room, note_id="c" * 32, kind="gap", text="x", by=Voice.objects.get()
        )


def test_a_console_says_what_it_cannot_do(
    room: Session, clients: dict[str, Client]
) -> None:
    do = f"/diagnosis/{room.pk}/do"
    for sent, words in (
        ({"verb": "reveal", "thing": "part:13"}, "open it first"),
        ({"verb": "dance"}, "no such button"),
        ({"verb": "park", "text": " "}, "Write what is parked"),
        ({"verb": "hands", "thing": "part:13", "hands-0": "x"}, "as a number"),
    ):
        answer = clients["facilitator"].post(do, sent)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    for sent in (
        {"verb": "open", "thing": "part:99"},
        {"verb": "move", "thing": "99999999"},
        {"verb": "show", "thing": "answer:" + "0" * 32},
        {"verb": "show", "thing": "user:1"},
    ):
        assert clients["facilitator"].post(do, sent).status_code == 404


def test_counting_sees_every_round(
    room: Session, level: Ballot, facilitator: User
) -> None:
    assert queries.counted(level) == (0, 0)
    answered(join(room), level, level=1)
    assert queries.counted(level) == (1, 0)
