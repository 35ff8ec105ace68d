"""Clouds of words: somebody reads them first, and keeps out what hurts."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import REMOVED, open_agenda
from firstyear_web.people.models import User
from firstyear_web.workshops import actions
from firstyear_web.workshops.actions.planning import Line
from firstyear_web.workshops.models import Answer, Ballot, Session
from tests.web.workshops import answered, join

SAID = ("Rubbish midwives", "poverty", "rubbish MIDWIVES ", "Damp homes")


@pytest.fixture
def cloud(make_room: Callable[..., Any], facilitator: User) -> Ballot:
    room: Session = make_room(opened=False)
    lines = [Line(one) for one in open_agenda()]
    actions.set_agenda(session=room, lines=lines, by=facilitator)
    actions.open_session(session=room, by=facilitator)
    ballot: Ballot = room.ballots.get(key="poll:worry")
    actions.open_ballot(ballot=ballot, by=facilitator)
    for text in SAID:
        answered(join(room), ballot, text=text)
    return ballot


def test_words_are_kept_out_before_the_room_sees_them(
    cloud: Ballot, clients: dict[str, Client], facilitator: User
) -> None:
    room, browser = cloud.session, clients["facilitator"]

    def told(page: str) -> str:
        return str(browser.get(f"/diagnosis/{room.pk}/{page}").content.decode())

    def keep_out(text: str) -> None:
        sent = {"verb": "keep-out", "thing": cloud.key, "text": text}
        answer = browser.post(f"/diagnosis/{room.pk}/do", sent)
        assert answer.status_code == 302, answer.content.decode()

    # While people answer nobody sees a word, the facilitator neither.
    assert "Damp homes" not in told("console")
    with pytest.raises(RefusedError, match="Close the question first"):
        actions.keep_out(ballot=cloud, text="poverty", by=facilitator)
    actions.close_ballot(ballot=cloud, by=facilitator)
    page = told("console").casefold()
    assert page.count('room-said">rubbish midwives') == 1
    places = [page.index(f'room-said">{one}') for one in ("damp", "poverty", "rubbish")]
    assert places == sorted(places)
    keep_out("Rubbish midwives")
    assert "idwives" not in told("console").split("What was done")[0]
    actions.reveal(ballot=cloud, by=facilitator)
    assert "poverty" in told("projector")
    assert "midwives" not in told("projector").casefold()
    # It can be taken back, and done after the cloud was shown.
    actions.undo(session=room, by=facilitator)
    actions.undo(session=room, by=facilitator)
    actions.reveal(ballot=cloud, by=facilitator)
    assert "midwives" in told("projector").casefold()
    keep_out("rubbish midwives")
    assert "midwives" not in told("projector").casefold()
    with pytest.raises(InputError, match="Nobody wrote that"):
        actions.keep_out(ballot=cloud, text="rubbish midwives", by=facilitator)
    actions.close_session(session=room, by=facilitator)
    kept = Answer.objects.filter(ballot=cloud).values_list("text", flat=True)
    assert sorted(kept) == sorted([REMOVED, REMOVED, "poverty", "Damp homes"])
    for page in ("report", "answers.csv"):
        assert "midwives" not in told(page).casefold()
