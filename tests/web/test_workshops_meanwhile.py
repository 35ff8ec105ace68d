"""Somebody else was quicker: what one read before is never written over what is there.

Each test holds a session as a request reads it, and lets another request come between.
"""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from firstyear.errors import RefusedError
from firstyear.sessions import open_agenda
from firstyear_web.people.models import User
from firstyear_web.workshops import actions
from firstyear_web.workshops.actions.planning import Line
from firstyear_web.workshops.models import Ballot, Session, Voice
from tests.web.workshops import answered, join

LATE: dict[str, Callable[[Session, User], object]] = {
    "details": lambda one, by: actions.change_session(session=one, by=by, place="x"),
    "joining": lambda one, by: actions.join(session=one),
    "opening": lambda one, by: actions.open_session(session=one, by=by),
    "closing": lambda one, by: actions.close_session(session=one, by=by),
}


@pytest.mark.parametrize("what", LATE)
def test_a_session_that_was_closed_meanwhile_stays_closed(
    room: Session, facilitator: User, what: str
) -> None:
    read_before = Session.objects.get(pk=room.pk)
    actions.close_session(session=room, by=facilitator)
    with pytest.raises(RefusedError):
        LATE[what](read_before, facilitator)
    now = Session.objects.get(pk=room.pk)
    assert (now.state, now.code) == ("closed", "")
    assert not now.voices.exists()


def test_who_came_is_said_of_a_session_that_was_closed_meanwhile(
    room: Session, facilitator: User
) -> None:
    read_before = Session.objects.get(pk=room.pk)
    actions.close_session(session=room, by=facilitator)
    actions.say_who_came(session=read_before, came=[], people=9, by=facilitator)
    now = Session.objects.get(pk=room.pk)
    assert (now.state, now.in_room) == ("closed", 9)


def test_two_who_open_the_doors_open_them_with_one_code(
    make_room: Any, facilitator: User
) -> None:
    planned = make_room(opened=False)
    both = [Session.objects.get(pk=planned.pk) for _ in range(2)]
    opened = [actions.open_session(session=one, by=facilitator) for one in both]
    assert opened[0].code == opened[1].code == Session.objects.get(pk=planned.pk).code


def test_new_details_leave_the_room_where_it_is(
    room: Session, level: Ballot, facilitator: User
) -> None:
    read_before = Session.objects.get(pk=room.pk)
    other = room.ballots.get(key="part:1")
    actions.open_ballot(ballot=other, by=facilitator)
    turn = Session.objects.get(pk=room.pk).turn
    actions.change_session(session=read_before, by=facilitator, place="The hall")
    now = Session.objects.get(pk=room.pk)
    assert now.showing == other
    assert now.turn > turn


def test_a_line_that_was_taken_off_meanwhile_comes_back_by_no_star(
    make_room: Any, facilitator: User
) -> None:
    planned = make_room(opened=False)
    line = planned.agenda.get(kind="part", ref="13")
    lines = [Line(one) for one in open_agenda()]
    actions.set_agenda(session=planned, lines=lines, by=facilitator)
    with pytest.raises(RefusedError, match="meanwhile"):
        actions.star(session=planned, line=line, questions=["13.1.a"], by=facilitator)
    assert not planned.agenda.filter(kind="part").exists()


def test_leaving_with_two_taps_is_leaving_once(room: Session, level: Ballot) -> None:
    voice = join(room, role="gp-lead")
    answered(voice, level, level=1)
    for same in [Voice.objects.get(pk=voice.pk) for _ in range(2)]:
        actions.leave(voice=same)
    assert Session.objects.get(pk=room.pk).left_by_role == {"gp-lead": 1}


def test_a_session_that_is_open_for_longer_than_its_code_gets_another(
    room: Session, level: Ballot, facilitator: User, clients: dict[str, Client]
) -> None:
    laptop, old = clients["facilitator"], room.code
    console = f"/diagnosis/{room.pk}/console"
    new_code = "Give the room a new code"
    assert new_code not in laptop.get(console).content.decode()
    answered(join(room), level, level=1)
    yesterday = timezone.now() - datetime.timedelta(days=1)
    Session.objects.filter(pk=room.pk).update(code_until=yesterday)
    with pytest.raises(RefusedError):
        join(room)
    assert new_code in laptop.get(console).content.decode()
    laptop.post(f"/diagnosis/{room.pk}/open")
    room.refresh_from_db()
    assert room.code != old
    assert room.showing == level, "the room is where it was"
    join(room)
    assert new_code not in laptop.get(console).content.decode()
