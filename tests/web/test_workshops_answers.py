"""Answers: kept once however they are sent, counted once, and taken from their own."""

import json
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from firstyear.errors import InputError, RefusedError
from firstyear.reports.paper import Points
from firstyear.reports.session.contents import report_paper
from firstyear_web.people.models import User
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.models import Answer, Ballot, Session, Voice
from firstyear_web.workshops.recording import record
from tests.web.workshops import answered, counted, join

EMOJI = "👶🏽 " * 40
RIGHT_TO_LEFT = "\u202eslaitini \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627"


def test_the_same_answer_sent_again_counts_once(room: Session, level: Ballot) -> None:
    voice = join(room)
    one = uuid.uuid4().hex
    first = answered(voice, level, level=2, id=one)
    again = answered(voice, level, level=2, id=one)
    # In other words it is still the answer that was acknowledged.
    other = answered(voice, level, level=0, id=one)
    assert first == again == other
    assert first.receipt == actions.receipt(one)
    assert counted(level) == [2]


def test_the_last_word_counts_in_whatever_order_it_comes(
    room: Session, level: Ballot
) -> None:
    voice = join(room)
    answered(voice, level, level=1, order=1)
    answered(voice, level, level=3, order=3)
    answered(voice, level, level=2, order=2)
    assert counted(level) == [3]
    # A device that does not count has its last to arrive.
    answered(voice, level, level=0, order=0)
    assert counted(level) == [0]
    assert Answer.objects.filter(ballot=level).count() == 4


def test_what_comes_after_the_reveal_waits_for_the_facilitator(
    room: Session, level: Ballot, facilitator: Any
) -> None:
    voice, other = join(room), join(room)
    answered(voice, level, level=1, order=1)
    actions.reveal(ballot=level, by=facilitator)
    assert answered(voice, level, level=3, order=3).state == "late"
    assert answered(voice, level, level=2, order=2).state == "late"
    assert answered(other, level, level=0).state == "late"
    assert counted(level) == [1]
    assert actions.count_late(ballot=level, by=facilitator) == 3
    assert counted(level) == [0, 3]
    actions.undo(session=room, by=facilitator)
    assert counted(level) == [1]
    assert queries.counted(level) == (1, 3)


def test_what_was_given_in_time_counts_after_answering_ended(
    room: Session, level: Ballot, facilitator: Any
) -> None:
    voice = join(room)
    actions.close_ballot(ballot=level, by=facilitator)
    assert answered(voice, level, level=2).state == "received"
    assert counted(level) == [2]


def test_a_first_round_is_late_once_there_is_a_second(
    room: Session, level: Ballot, facilitator: Any
) -> None:
    voice = join(room)
    answered(voice, level, level=1)
    actions.reveal(ballot=level, by=facilitator)
    actions.vote_again(ballot=level, by=facilitator)
    assert answered(voice, level, level=2, round=1).state == "late"
    assert answered(voice, level, level=3, round=2).state == "received"
    assert counted(level, 1) == [1]
    assert counted(level, 2) == [3]


def test_answers_to_what_is_not_there(
    room: Session, level: Ballot, make_room: Callable[..., Session]
) -> None:
    voice = join(room)
    shut = room.ballots.exclude(pk=level.pk).first()
    with pytest.raises(RefusedError, match="not been opened"):
        answered(voice, shut, level=1)
    for wrong in (0, 2, -1, 2**70):
        with pytest.raises(InputError, match="no such vote"):
            answered(voice, level, level=1, round=wrong)
    for key in ("part:99", "", "part:13\x00", "'; drop table", "x" * 4000):
        with pytest.raises(InputError, match="no such question"):
            actions.give_answer(
                answer_id=uuid.uuid4().hex, ballot=key, round_=1,
                content={"level": 1}, order=1, by=voice,
            )  # fmt: skip
    for wrong_id in ("", "short", "Z" * 32, "../" * 11):
        with pytest.raises(InputError, match="id of its own"):
            answered(voice, level, level=1, id=wrong_id)
    for order in (-1, 2**60):
        with pytest.raises(InputError, match="place in order"):
            answered(voice, level, level=1, order=order)
    assert Answer.objects.count() == 0


def test_another_voices_id_changes_nothing(room: Session, level: Ballot) -> None:
    one, other = join(room), join(room)
    given = answered(one, level, level=3)
    with pytest.raises(InputError, match="Another answer has this id"):
        answered(other, level, level=0, id=given.id)
    assert counted(level) == [3]


def test_a_token_of_another_session_answers_there_only(
    room: Session, level: Ballot, make_room: Callable[..., Session]
) -> None:
    elsewhere = make_room(title="Elsewhere")
    stranger = join(elsewhere)
    with pytest.raises(RefusedError, match="not been opened"):
        answered(stranger, level, level=0)
    assert counted(level) == []


def test_who_left_or_writes_does_not_answer(room: Session, level: Ballot) -> None:
    voice = join(room)
    answered(voice, level, level=2)
    actions.leave(voice=Voice.objects.get(pk=voice.pk))
    with pytest.raises(RefusedError, match="left"):
        answered(voice, level, level=0)
    assert counted(level) == [2]
    with pytest.raises(RefusedError, match="scribe"):
        answered(join(room, scribe_for=0), level, level=0)


@pytest.mark.parametrize(
    "content",
    [
        {"level": 4}, {"level": -1}, {"level": True}, {"level": "2"}, {"level": [1]},
        {"level": {"a": 1}}, {"level": 1, "confidence": "very"},
        {"level": 1, "confidence": ["sure"]}, {"level": 1, "text": "x" * 10_000},
    ],
)  # fmt: skip
def test_a_level_is_one_of_four(
    room: Session, level: Ballot, content: dict[str, Any]
) -> None:
    with pytest.raises(InputError):
        answered(join(room), level, **content)
    assert counted(level) == []


@pytest.mark.parametrize("kind", ["scale", "choose", "rank", "cloud", "text"])
@pytest.mark.parametrize(
    "content",
    [
        {}, {"scores": "12345"}, {"scores": [9] * 5}, {"scores": [1.5] * 5},
        {"scores": None}, {"chosen": "12"}, {"chosen": [99]}, {"chosen": [0, 0]},
        {"chosen": [True]}, {"chosen": [-1]}, {"chosen": []}, {"text": "  \x00 "},
        {"text": "x" * 10_000}, {"chosen": list(range(40))}, {"scores": [0] * 5},
    ],
)  # fmt: skip
def test_other_kinds_take_what_they_ask_for_only(
    polls: Session, facilitator: Any, kind: str, content: dict[str, Any]
) -> None:
    ballot = polls.ballots.filter(kind=kind).first()
    if ballot is None:
        ballot = Ballot.objects.create(
            session=polls, line=polls.agenda.first(), key=f"poll:{kind}", kind=kind,
            position=90, title=kind, options=["a", "b", "c"], most=3,
        )  # fmt: skip
    actions.open_ballot(ballot=ballot, by=facilitator)
    with pytest.raises(InputError):
        answered(join(polls), ballot, **content)
    assert Answer.objects.count() == 0


def test_ten_thousand_letters_are_told_and_nothing_is_cut(
    room: Session, level: Ballot
) -> None:
    with pytest.raises(InputError, match=r"10,000 letters long.*Nothing was cut"):
        answered(join(room), level, level=1, text="é" * 10_000)
    answered(join(room), level, level=1, text="é" * 4_000)
    assert Answer.objects.get().text == "é" * 4_000


@pytest.mark.parametrize("text", [EMOJI, RIGHT_TO_LEFT, "<script>alert(1)</script>"])
def test_text_is_kept_as_it_was_written(
    room: Session, level: Ballot, text: str
) -> None:
    answered(join(room), level, level=1, text=text)
    assert Answer.objects.get().text == text.strip()


def test_half_an_emoji_does_not_stop_a_phone(
    room: Session, level: Ballot, client: Client
) -> None:
    _phone(client, room)
    whole = {"id": uuid.uuid4().hex, "ballot": level.key, "round": 1, "level": 1}
    sent = client.post(
        "/room/answer",
        json.dumps({**whole, "text": "half \ud83d"}),
        content_type="application/json",
    )
    assert sent.status_code == 200
    assert Answer.objects.get().text == "half \ufffd"


@pytest.mark.parametrize(
    "body", ["[]", "null", "nothing", "[" * 100_000, '{"round": 1e999}', "\udcff"]
)
def test_what_is_no_answer_is_told_so(room: Session, client: Client, body: str) -> None:
    _phone(client, room)
    sent = client.post(
        "/room/answer",
        body.encode("utf-8", "surrogateescape"),
        content_type="application/json",
    )
    assert sent.status_code == 422
    assert sent.json()["problem"]


def test_a_disk_that_is_full_keeps_the_answer_on_the_phone(
    room: Session, level: Ballot, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: Any) -> None:
        raise DatabaseError("database or disk is full")

    _phone(client, room)
    monkeypatch.setattr(actions, "give_answer", full)
    body = {"id": uuid.uuid4().hex, "ballot": level.key, "round": 1, "level": 1}
    sent = client.post("/room/answer", body, content_type="application/json")
    assert sent.status_code == 503
    assert sent.json()["again"]
    form = client.post("/room/answer", {**body, "kind": "level"})
    assert form.status_code == 503
    assert "not lost" in form.content.decode()


def test_a_phone_whose_session_is_over_is_told(
    room: Session, level: Ballot, facilitator: Any, client: Client
) -> None:
    _phone(client, room)
    actions.close_session(session=room, by=facilitator)
    body = {"id": uuid.uuid4().hex, "ballot": level.key, "round": 1, "level": 1}
    sent = client.post("/room/answer", body, content_type="application/json")
    assert sent.status_code == 410
    assert sent.json()["gone"]
    assert "tell it to the facilitator" in sent.json()["problem"]
    assert client.post("/room/answer", {**body, "kind": "level"}).status_code == 401


def test_a_form_without_javascript_shows_its_receipt(
    room: Session, level: Ballot, client: Client
) -> None:
    _phone(client, room)
    one = uuid.uuid4().hex
    form = {"id": one, "ballot": level.key, "round": "1", "kind": "level"}
    page = client.post("/room/answer", {**form, "level": "2", "text": ""})
    assert actions.receipt(one) in page.content.decode()
    assert actions.receipt(one) in client.get("/room/mine").content.decode()
    missing = client.post("/room/answer", {**form, "id": uuid.uuid4().hex})
    assert missing.status_code == 422
    assert "Choose one of the four levels" in missing.content.decode()
    unsure = {**form, "id": uuid.uuid4().hex, "level": "unknown"}
    assert client.post("/room/answer", unsure).status_code == 200
    assert counted(level) == [None]


def test_what_looks_like_a_person_is_held(
    room: Session, level: Ballot, facilitator: Any
) -> None:
    given = answered(join(room), level, level=1, text="Mrs Jones of B1 1AA", kept=True)
    assert given.state == "held"
    assert given.likeness == ("a title and a name", "a postcode")
    answer = Answer.objects.get()
    actions.clear(thing=answer, verb="show", by=facilitator)
    assert Answer.objects.get().state == "shown"
    actions.undo(session=room, by=facilitator)
    assert Answer.objects.get().state == "held"


def test_clearing_words_never_brings_an_older_answer_back(
    room: Session, level: Ballot, facilitator: Any
) -> None:
    voice = join(room)
    answered(voice, level, level=1, text="first", order=1)
    stale = Answer.objects.get()
    answered(voice, level, level=2, order=2)
    actions.clear(thing=stale, verb="clear", by=facilitator)
    assert counted(level) == [2]


def _phone(client: Client, room: Session) -> None:
    client.cookies["firstyear_room"] = actions.join(session=room).token


def test_an_action_is_made_of_what_somebody_wrote(
    room: Session, level: Ballot, clients: dict[str, Client], facilitator: User
) -> None:
    browser = clients["facilitator"]

    def told(page: str) -> str:
        return browser.get(page).content.decode()

    texts = ("Buses stop at six", "Only for me")
    given = [
        answered(join(room), level, level=1, text=text, kept=place == 0)
        for place, text in enumerate(texts)
    ]
    pages = [f"/diagnosis/{room.pk}/{page}" for page in ("console", "report")]
    address = f"/diagnosis/{room.pk}/note?of=answer:{given[0].id}"
    assert not [page for page in pages if address in told(page)]
    actions.reveal(ballot=level, by=facilitator)
    for page in pages:
        assert address in told(page)
        assert given[1].id not in told(page)
    for page in (
        f"{pages[1]}?version=share-safe",
        pages[0].replace("console", "projector"),
    ):
        assert "of=answer" not in told(page)
    form = told(address)
    assert ">Buses stop at six</textarea>" in form
    assert '<option value="13" selected>' in form
    # A second vote takes back nothing that was said in the first.
    actions.vote_again(ballot=Ballot.objects.get(pk=level.pk), by=facilitator)
    answered(join(room), level, level=2, text="Buses stop at six", kept=True, round=2)
    answered(join(room), level, level=0, text="Nobody asks", kept=True, round=2)
    actions.reveal(ballot=Ballot.objects.get(pk=level.pk), by=facilitator)
    for page in (*pages, pages[0].replace("console", "projector")):
        views = re.findall(r'room-view">.*?<p>([^<]*)</p>', told(page))
        assert views == ["Buses stop at six", "Nobody asks"], page
    assert ">Buses stop at six</textarea>" in told(address)
    held = record(queries.session(room.pk))
    paper = report_paper(held, version="not-for-publication")
    said = [one.items for one in paper.blocks if isinstance(one, Points)]
    assert ("“Buses stop at six”", "“Nobody asks”") in said
