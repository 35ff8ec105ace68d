"""A vote that is taken back: what phones sent in it is kept, and counts no more."""

from django.test import Client

from firstyear_web.people.models import User
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.models import Ballot, Session
from firstyear_web.workshops.recording import record
from tests.web.workshops import answered, counted, join


def test_a_second_vote_that_was_taken_back_starts_afresh(
    room: Session, level: Ballot, facilitator: User
) -> None:
    first, second = join(room), join(room)
    for voice in (first, second):
        answered(voice, level, level=1, order=1)
    actions.reveal(ballot=level, by=facilitator)
    actions.vote_again(ballot=level, by=facilitator)
    answered(first, level, level=3, round=2, order=2)
    answered(second, level, level=3, round=2, order=2)
    assert actions.undo(session=room, by=facilitator).verb == "again"
    actions.vote_again(ballot=queries.ballot(room, level.key), by=facilitator)
    assert queries.counted(queries.ballot(room, level.key)) == (0, 0)
    answered(first, level, level=0, round=2, order=3)
    assert counted(level, round_=2) == [0]
    assert counted(level) == [1, 1]
    # Nothing is lost: what was sent in the vote that was taken back is still there.
    assert level.answers.filter(round=2).count() == 3
    actions.reveal(ballot=queries.ballot(room, level.key), by=facilitator)
    actions.close_session(session=room, by=facilitator)
    held = record(queries.session(room.pk))
    assert [one.level for one in held.answers if one.round == 2] == [0]


def test_what_came_late_to_a_vote_that_was_taken_back_waits_no_more(
    room: Session, level: Ballot, facilitator: User
) -> None:
    voice = join(room)
    actions.reveal(ballot=level, by=facilitator)
    actions.vote_again(ballot=level, by=facilitator)
    actions.reveal(ballot=queries.ballot(room, level.key), by=facilitator)
    assert answered(voice, level, level=3, round=2).state == "late"
    for _ in range(2):
        actions.undo(session=room, by=facilitator)
    level.refresh_from_db()
    assert queries.counted(level) == (0, 0)
    assert actions.count_late(ballot=level, by=facilitator) == 0


def test_a_phone_is_told_that_its_answer_went_with_the_vote(
    room: Session, level: Ballot, facilitator: User, client: Client
) -> None:
    joined = actions.join(session=room)
    client.cookies["firstyear_room"] = joined.token
    answered(joined.voice, level, level=3)
    assert "does not count" not in client.get("/room/mine").content.decode()
    actions.undo(session=room, by=facilitator)
    page = client.get("/room/mine").content.decode()
    assert "does not count, for it was changed since or its vote was taken back" in page


def test_the_button_says_in_quotation_marks_what_it_takes_back(
    room: Session, level: Ballot, clients: dict[str, Client], facilitator: User
) -> None:
    page = clients["facilitator"].get(f"/diagnosis/{room.pk}/console").content.decode()
    assert f"Undo: Opened “{level.title}”" in page
    actions.undo(session=room, by=facilitator)
    page = clients["facilitator"].get(f"/diagnosis/{room.pk}/console").content.decode()
    assert f"Took back: Opened “{level.title}”" in page
