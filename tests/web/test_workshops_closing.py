"""Codes, words and tokens; what closing destroys; a session out and in again."""

import datetime
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import (
    BROAD_GROUPS,
    FEWEST_VOICES,
    read_session,
    roles_by_id,
    share_safe,
)
from firstyear_web.people.models import User
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.actions.voices import digest, words_of
from firstyear_web.workshops.models import Answer, Ballot, Note, Session, Voice
from firstyear_web.workshops.presenters.room import results_of
from firstyear_web.workshops.recording import record
from tests.web.workshops import answered, counted, join

NAMES = ("Amina Yusuf", "Jo Bloggs", "lead.person@example.org", "Fen Trust")
SCRIPT = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)> {{ 7*7 }} \u202e"


def rows_that_hold(word: str) -> list[str]:
    """Tables with this word in any row, history and all."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            if any(word in str(row) for row in cursor.fetchall()):
                found.append(model._meta.db_table)
    return found


def test_a_wrong_code_is_told_and_many_are_stopped(
    room: Session, client: Client
) -> None:
    wrong = f"{(int(room.code) + 1) % 1_000_000:06}"
    for _ in range(12):
        answer = client.post("/join", {"code": wrong})
        assert "No open session has the code" in answer.content.decode()
    stopped = client.post("/join", {"code": room.code})
    assert stopped.status_code == 403
    assert "Too many codes" in stopped.content.decode()
    # Another phone is not stopped with it.
    other = client.post("/join", {"code": room.code}, REMOTE_ADDR="10.0.0.9")
    assert other.status_code == 200


def test_guessed_words_are_stopped_too(room: Session, client: Client) -> None:
    join(room)
    for _ in range(12):
        answer = client.post("/join/resume", {"code": room.code, "words": "teal owl 1"})
        assert "has those words" in answer.content.decode()
    assert client.post("/join/resume", {"code": room.code}).status_code == 403


@pytest.mark.parametrize(
    "code",
    ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "' or 1", "\x00" * 6, "9" * 900],
)
def test_what_is_no_code_finds_nothing(
    room: Session, client: Client, code: str
) -> None:
    assert queries.session_by_code(code) is None
    assert client.post("/join", {"code": code}).status_code == 200


def test_codes_expire_and_end_with_the_session(
    room: Session, facilitator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = room.code
    assert queries.session_by_code(f"{code[:3]} {code[3:]}") == room
    # The laptop's clock jumps a day ahead: nobody joins, and who is in still answers.
    level = room.ballots.get(key="part:13")
    actions.open_ballot(ballot=level, by=facilitator)
    voice = join(room)
    ahead = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: ahead)
    assert queries.session_by_code(code) is None
    with pytest.raises(RefusedError, match="not open"):
        join(room)
    assert answered(voice, level, level=1).state == "received"
    # And back again.
    monkeypatch.setattr(timezone, "now", lambda: ahead - datetime.timedelta(days=2))
    assert join(room)
    actions.close_session(session=room, by=facilitator)
    assert queries.session_by_code(code) is None


def test_a_planned_session_has_no_code(make_room: Callable[..., Session]) -> None:
    planned = make_room(opened=False)
    assert planned.code == ""
    with pytest.raises(RefusedError):
        join(planned)


def test_the_words_move_a_voice_to_another_phone(room: Session, level: Ballot) -> None:
    first = actions.join(session=room, role="gp-lead")
    answered(first.voice, level, level=1, order=7)
    words = words_of(first.token)
    second = actions.resume(session=room, code=f"  {words.upper()} ")
    assert second.voice.pk == first.voice.pk
    assert queries.voice_by_token(first.token) is None
    assert queries.voice_by_token(second.token) == second.voice
    with pytest.raises(InputError):  # the words were for once
        actions.resume(session=room, code=words)
    # The new phone counts on from where the old one was.
    assert actions.next_order(second.voice) == 8
    answered(second.voice, level, level=2, order=8)
    assert counted(level) == [2]


def test_who_scans_the_code_again_is_the_same_voice(
    room: Session, client: Client
) -> None:
    client.post("/join", {"code": room.code, "role": "gp-lead"})
    assert client.get(f"/join/{room.code}").url == "/room/"
    assert client.post("/join", {"code": room.code, "role": ""}).url == "/room/"
    assert Voice.objects.count() == 1


def test_a_tablet_goes_to_the_next_person(
    make_room: Callable[..., Session], client: Client
) -> None:
    room = make_room(mode="tablets")
    for _ in range(3):
        client.post("/join", {"code": room.code, "role": ""})
        assert client.post("/room/next").url == f"/join/{actions.long_code(room)}"
    assert Voice.objects.count() == 3


def test_a_phone_is_not_passed_on(room: Session, client: Client) -> None:
    client.post("/join", {"code": room.code, "role": ""})
    assert client.post("/room/next").url == "/room/"
    assert client.get("/room/").status_code == 200


def test_leaving_forgets_the_phone_and_keeps_its_answers(
    room: Session, level: Ballot, client: Client
) -> None:
    client.post("/join", {"code": room.code, "role": ""})
    voice = Voice.objects.get()
    answered(voice, level, level=2)
    assert client.post("/room/leave").url == f"/left?area={room.area}"
    assert Voice.objects.count() == 0
    assert Answer.objects.get().voice is None
    assert counted(level) == [2]
    assert client.get("/room/").status_code == 401


def test_closing_destroys_the_link_to_phones(
    room: Session, level: Ballot, facilitator: User
) -> None:
    held = [actions.join(session=room, role="gp-lead") for _ in range(3)]
    scribe = actions.join(session=room, scribe_for=0)
    for number, one in enumerate(held):
        answered(one.voice, level, level=number, order=5)
    secrets = [
        secret
        for one in (*held, scribe)
        for secret in (
            one.token,
            digest(one.token),
            digest(f"{room.pk} {words_of(one.token)}"),
        )
    ]
    closed = actions.close_session(session=room, by=facilitator)
    assert (closed.joined, closed.joined_by_role) == (3, {"gp-lead": 3})
    assert Voice.objects.count() == 0
    assert set(Answer.objects.values_list("voice", "order")) == {(None, 0)}
    assert counted(level) == [0, 1, 2]
    for secret in secrets:
        assert rows_that_hold(secret) == []
    tables = [model._meta.db_table for model in apps.get_models()]
    assert not [name for name in tables if "historical" in name and "answer" in name]
    assert not [name for name in tables if "historical" in name and "voice" in name]
    with pytest.raises(RefusedError):
        answered(held[0].voice, level, level=3)
    with pytest.raises(RefusedError, match="closed"):
        actions.count_late(ballot=level, by=facilitator)
    with pytest.raises(RefusedError):
        actions.close_session(session=room, by=facilitator)


def test_a_session_left_open_is_closed_by_itself(
    make_room: Callable[..., Session],
    facilitator: User,
    clients: dict[str, Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left, other = make_room(), make_room()
    joined = actions.join(session=left, role="gp-lead")
    ballot = left.ballots.get(key="part:13")
    actions.open_ballot(ballot=ballot, by=facilitator)
    answered(joined.voice, ballot, level=2)
    assert left.code_until is not None
    week = left.code_until + datetime.timedelta(days=7)
    later = timezone.now
    Session.objects.filter(pk=other.pk).update(code_until=week)
    monkeypatch.setattr(timezone, "now", lambda: week - datetime.timedelta(hours=1))
    assert actions.close_forgotten() == 0
    monkeypatch.setattr(timezone, "now", lambda: week + datetime.timedelta(hours=1))
    # Whoever looks at the sessions of today ends those of the week before.
    clients["facilitator"].get("/diagnosis/")
    monkeypatch.setattr(timezone, "now", later)
    left.refresh_from_db()
    other.refresh_from_db()
    assert (left.state, other.state) == ("closed", "open")
    assert left.joined_by_role == {"gp-lead": 1}
    assert queries.voice_by_token(joined.token) is None
    assert rows_that_hold(digest(joined.token)) == []
    assert Answer.objects.get().voice is None
    line = left.history.first()
    assert line.history_user is None
    assert line.history_change_reason == "closed by itself: it was left open"


def test_deleted_rows_are_overwritten() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the site's own database is SQLite")
    with connection.cursor() as cursor:
        for name, value in (("secure_delete", 1), ("synchronous", 2)):
            assert cursor.execute(f"PRAGMA {name}").fetchone()[0] == value


def _role_of(group: str) -> str:
    return next(one.id for one in roles_by_id().values() if one.broad_group == group)


def test_broad_groups_are_shown_with_five_voices_in_them_and_beside_them(
    room: Session, level: Ballot, facilitator: User
) -> None:
    hospital, council = _role_of("hospital"), _role_of("council-and-safeguarding")
    for _ in range(FEWEST_VOICES):
        answered(join(room, role=hospital), level, level=3)
    for _ in range(FEWEST_VOICES - 1):
        answered(join(room, role=council), level, level=0)
    actions.reveal(ballot=level, by=facilitator)
    level.refresh_from_db()
    assert [one.id for one in results_of(level).pictures] == _pictures(level, "vote")
    assert "at least 5 people" in results_of(level).note
    actions.undo(session=room, by=facilitator)
    answered(join(room, role=council), level, level=0)
    actions.reveal(ballot=level, by=facilitator)
    level.refresh_from_db()
    shown = results_of(level)
    assert [one.id for one in shown.pictures] == _pictures(level, "vote", "groups")
    told = str(shown.pictures[1].table)
    assert BROAD_GROUPS["hospital"] in told
    assert BROAD_GROUPS["council-and-safeguarding"] in told
    assert shown.note == ""


def _pictures(ballot: Ballot, *kinds: str) -> list[str]:
    one = results_of(ballot).pictures[0].id.removesuffix("-vote")
    return [f"{one}-{kind}" for kind in kinds]


def _full(room: Session, level: Ballot, by: User) -> None:
    roles = list(roles_by_id())
    for number in range(12):
        voice = join(room, role=roles[number % len(roles)])
        answered(
            voice, level, level=number % 4, confidence="sure", kept=True,
            text=f"View {number} {NAMES[0]}" if number % 3 == 0 else "",
        )  # fmt: skip
    actions.reveal(ballot=level, by=by)
    actions.vote_again(ballot=level, by=by)
    answered(join(room), level, level=2, round=2)
    actions.key_hands(ballot=level, counts=[0, 0, 1, 0, 1], by=by)
    for number, kind in enumerate(("strength", "gap", "action")):
        actions.write_note(
            session=room, note_id=f"{number:032x}", kind=kind, part="13", point=1,
            text=f"{SCRIPT} {NAMES[1]}", lead=NAMES[2], group=number % 2, by=by,
            due=datetime.date(2027, 9, 1),
        )  # fmt: skip
    actions.park(session=room, text=f"{NAMES[1]} \u05e9\u05dc\u05d5\u05dd 👶🏽", by=by)
    actions.invite(
        session=room, role="gp-lead", name=NAMES[1], organisation=NAMES[3],
        email=NAMES[2], by=by,
    )  # fmt: skip
    actions.circulate(
        session=room, to=NAMES[2], on=datetime.date(2027, 6, 1),
        version="share-safe", by=by,
    )  # fmt: skip


def test_out_and_in_again_is_the_same_session(
    room: Session, level: Ballot, facilitator: User, clients: dict[str, Client]
) -> None:
    _full(room, level, facilitator)
    actions.close_session(session=room, by=facilitator)
    before = record(queries.session(room.pk))
    sent = clients["facilitator"].get(f"/diagnosis/{room.pk}/session.json").content
    assert read_session(sent) == before
    with pytest.raises(RefusedError, match="here already"):
        actions.bring_in(record=before, by=facilitator)
    Session.objects.all().delete()
    after = actions.bring_in(record=read_session(sent), by=facilitator)
    assert record(queries.session(after.pk)) == before
    page = clients["facilitator"].get(f"/diagnosis/{room.pk}/report")
    assert page.status_code == 200


def test_a_file_is_no_way_round_what_is_hidden(
    room: Session, level: Ballot, facilitator: User, clients: dict[str, Client]
) -> None:
    def told() -> tuple[list[int], bool, int]:
        at = f"/diagnosis/{room.pk}"
        whole = clients["facilitator"].get(f"{at}/session.json").json()
        table = clients["facilitator"].get(f"{at}/answers.csv").content.decode()
        rounds = [one["round"] for one in whole["answers"]]
        return rounds, "said in private" in table, len(whole["ballots"])

    voices = [join(room) for _ in range(2)]
    for voice in voices:
        answered(voice, level, level=3, text="said in private", kept=True)
    ballots = room.ballots.count()
    assert told() == ([], False, ballots)
    actions.reveal(ballot=level, by=facilitator)
    assert told() == ([1, 1], True, ballots)
    actions.vote_again(ballot=level, by=facilitator)
    answered(voices[0], level, level=0, round=2)
    assert told()[0] == [1, 1]
    actions.hide(ballot=level, by=facilitator)
    assert told() == ([], False, ballots)
    actions.close_session(session=room, by=facilitator)
    assert sorted(told()[0]) == [1, 1, 2]


def test_a_record_that_does_not_fit_is_explained(
    room: Session, level: Ballot, facilitator: User, clients: dict[str, Client]
) -> None:
    _full(room, level, facilitator)
    actions.close_session(session=room, by=facilitator)
    whole = json.loads(record(queries.session(room.pk)).to_json())
    # The same answers under another session's id.
    other = {**whole, "id": "f" * 32}
    with pytest.raises(RefusedError, match="in another session"):
        actions.bring_in(record=read_session(json.dumps(other)), by=facilitator)
    assert Session.objects.count() == 1
    Session.objects.all().delete()
    broken = {**whole, "instrument": {"id": "nothing"}}
    with pytest.raises(InputError):
        actions.bring_in(record=read_session(json.dumps(broken)), by=facilitator)
    assert Session.objects.count() == 0
    for text in (b"", b"[]", b"{", b"\xff\xfe", b'{"format": "other"}'):
        with pytest.raises(InputError):
            read_session(text)


def test_share_safe_has_no_names(
    room: Session, level: Ballot, facilitator: User, clients: dict[str, Client]
) -> None:
    _full(room, level, facilitator)
    actions.close_session(session=room, by=facilitator)
    note = Note.objects.get(kind="strength")
    note.text = "Families trust the team"
    note.save()
    actions.clear(thing=note, verb="clear", by=facilitator)
    found = queries.session(room.pk)
    safe = share_safe(
        record(found),
        cleared=queries.cleared(found),
        broad_groups={one.id: one.broad_group for one in roles_by_id().values()},
    ).to_json()
    page = clients["facilitator"].get(
        f"/diagnosis/{room.pk}/report", {"version": "share-safe"}
    )
    for text in (safe, page.content.decode().partition("<main")[2]):
        assert "Families trust the team" in text
        for name in NAMES:
            assert name not in text


@pytest.mark.parametrize("version", ["", "share-safe"])
def test_markup_is_text_wherever_it_was_typed(
    room: Session, facilitator: User, clients: dict[str, Client], version: str
) -> None:
    by = facilitator
    starred = room.ballots.get(key="part:13")
    text = Ballot.objects.create(
        session=room, line=room.agenda.first(), key="poll:open", kind="text",
        position=99, title="Say",
    )  # fmt: skip
    cloud = Ballot.objects.create(
        session=room, line=room.agenda.first(), key="poll:cloud", kind="cloud",
        position=98, title="Words",
    )  # fmt: skip
    phone, scribe = Client(), Client()
    phone.cookies["firstyear_room"] = actions.join(session=room).token
    scribe.cookies["firstyear_room"] = actions.join(session=room, scribe_for=0).token
    actions.change_session(
        session=room, by=by, title=SCRIPT, place=SCRIPT, area_name=SCRIPT,
        support_person=SCRIPT, quiet_space=SCRIPT, access_needs=SCRIPT,
        interpreter=SCRIPT,
    )  # fmt: skip
    # As a plan has it; once the doors are open groups keep their names.
    Session.objects.filter(pk=room.pk).update(groups=[SCRIPT, "Two"])
    for code in ("", room.code, SCRIPT):
        _safe(Client().post("/join", {"code": code}))
    _safe(Client().post("/join/resume", {"code": room.code, "words": SCRIPT}))
    for ballot, content in (
        (starred, {"level": 1, "text": SCRIPT, "kept": True}),
        (text, {"text": SCRIPT}),
        (cloud, {"text": SCRIPT[:60]}),
    ):
        actions.open_ballot(ballot=ballot, by=by)
        answered(join(room), ballot, **content)
        _safe(phone.get("/room/"))
        bad = {"id": SCRIPT, "ballot": ballot.key, "round": "1", "text": SCRIPT}
        _safe(phone.post("/room/answer", {**bad, "kind": ballot.kind}))
        actions.reveal(ballot=ballot, by=by)
        for address in ("/room/", "/room/live", "/room/mine"):
            _safe(phone.get(address))
        for page in ("console", "projector", "console?live"):
            _safe(clients["facilitator"].get(f"/diagnosis/{room.pk}/{page}"))
    note = {"id": "d" * 32, "kind": "gap", "text": SCRIPT, "lead": SCRIPT[:200]}
    _safe(scribe.post("/room/scribe", note))
    _safe(scribe.post("/room/scribe", {**note, "id": SCRIPT, "due": SCRIPT}))
    actions.park(session=room, text=SCRIPT, by=by)
    actions.invite(
        session=room, role="gp-lead", name=SCRIPT, organisation=SCRIPT, by=by
    )
    actions.clear(thing=Note.objects.get(), verb="clear", by=by)
    for page in ("", "/console", "/agenda"):
        _safe(clients["facilitator"].get(f"/diagnosis/{room.pk}{page}", follow=True))
    actions.close_session(session=room, by=by)
    report = f"/diagnosis/{room.pk}/report"
    _safe(clients["facilitator"].get(report, {"version": version} if version else {}))
    rows = clients["facilitator"].get(f"/diagnosis/{room.pk}/notes.csv")
    assert SCRIPT.split(">", maxsplit=1)[0] in rows.content.decode()


def _safe(answer: Any) -> None:
    text = answer.content.decode()
    assert answer.status_code < 500
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "49 \u202e" not in text
