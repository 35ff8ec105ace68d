"""Before people go: the form about the session, and offers that are seen by few."""

import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

import firstyear as fy
from firstyear.figures import Release
from firstyear_web.people.models import User
from firstyear_web.workshops import actions, devices, queries
from firstyear_web.workshops.models import Offer, Session


@pytest.fixture
def room(people: dict[str, User], region: Release) -> Session:
    made = actions.plan_session(
        title="Spring",
        area="X06000069",
        area_name="Fernmoor",
        date=datetime.date(2027, 5, 14),
        starts=datetime.time(9, 30),
        by=people["facilitator"],
    )
    actions.open_session(session=made, by=people["facilitator"])
    made.refresh_from_db()
    return made


def phone(room: Session) -> Client:
    made = Client()
    made.cookies[devices.COOKIE] = actions.join(session=room).token
    return made


def told(answer) -> str:
    return answer.content.decode()


def test_the_form_asks_what_the_pack_asks_and_counts_once(room: Session) -> None:
    device = phone(room)
    page = told(device.get("/room/leaving"))
    polls = fy.packs.polls("evaluation")
    assert [one.key for one in queries.evaluation(room)] == [
        f"evaluation:{one.id}" for one in polls
    ]
    for poll in polls:
        asked = poll.options if len(poll.options) > 1 else (poll.question,)
        assert any(one in page for one in asked)
    form = {"form": "evaluation", "id": uuid4().hex, "q0-statements": "1"}
    form |= {"q0-score-0": "4", "q2-chosen": "1", "q4-text": "I will ring the lead"}
    first, again = (told(device.post("/room/leaving", form)) for _ in range(2))
    assert "Received:" in first
    assert first.split("Received:")[1][:40] == again.split("Received:")[1][:40]
    assert room.answers.count() == 3
    assert list(room.answers.values_list("scores", flat=True)).count([4]) == 1
    empty = device.post("/room/leaving", {"form": "evaluation", "id": uuid4().hex})
    assert empty.status_code == 422


def test_what_people_say_of_the_session_is_in_its_report(
    room: Session, clients: dict[str, Client], people: dict[str, User]
) -> None:
    for score in (3, 4, 5):
        form = {"form": "evaluation", "id": uuid4().hex, "q0-statements": "1"}
        phone(room).post("/room/leaving", form | {"q0-score-0": str(score)})
    actions.close_session(session=room, by=people["facilitator"])
    page = told(clients["facilitator"].get(f"/diagnosis/{room.pk}/report"))
    assert "How useful was this session for your work?" in page
    assert "3 people answered, from 1 to 5." in page


def test_the_link_is_on_phones_while_groups_feed_back(
    room: Session, people: dict[str, User]
) -> None:
    device = phone(room)
    assert "Before you go" not in told(device.get("/room/"))
    line = room.agenda.get(kind="feedback")
    actions.move_to(session=room, line=line, by=people["facilitator"])
    assert "Before you go" in told(device.get("/room/"))


def test_offers_are_seen_by_those_who_left_theirs_and_by_nobody_else(
    room: Session, clients: dict[str, Client], people: dict[str, User]
) -> None:
    device, other = phone(room), phone(room)
    form = {"form": "offer", "email": "asha@nhs.net", "offers": "An <b>hour</b>"}
    mine = device.post("/room/leaving", form)["Location"]
    assert "An &lt;b&gt;hour&lt;/b&gt;" in told(device.get(mine))
    theirs = {"form": "offer", "email": "b@nhs.net", "seeks": "A speaker"}
    address = other.post("/room/leaving", theirs)["Location"]
    page = told(other.get(address))
    assert "asha@nhs.net" in page
    for path in (f"/diagnosis/{room.pk}", f"/diagnosis/{room.pk}/session.json"):
        assert "asha@nhs.net" not in told(clients["administrator"].get(path))
    assert Client().get("/offers/made-up").status_code == 404
    # It outlives the session, and goes when its owner says so.
    actions.close_session(session=room, by=people["facilitator"])
    assert "asha@nhs.net" in told(Client().get(address))
    assert device.post(mine).status_code == 302
    assert Client().get(mine).status_code == 404
    assert "asha@nhs.net" not in told(Client().get(address))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email": "nobody", "offers": "x"}, "Enter a work e-mail"),
        ({"email": "a@nhs.net"}, "Say what you can offer"),
        ({"email": "a@nhs.net", "seeks": "x" * 1001}, "there is room for 1,000"),
        ({"email": "a@nhs.net", "offers": "Ask Mrs Jones"}, "looks like a person"),
        ({"email": "a@nhs.net", "seeks": "07700 900123"}, "looks like a person"),
    ],
)
def test_a_wrong_offer_is_explained_and_nothing_typed_is_lost(
    room: Session, given: dict[str, str], said: str
) -> None:
    answer = phone(room).post("/room/leaving", {"form": "offer", **given})
    assert answer.status_code == 422
    assert said in told(answer)
    for typed in given.values():
        assert typed in told(answer)
    assert not Offer.objects.exists()


def test_scales_say_what_their_ends_mean(room: Session, polls: Session) -> None:
    page = told(phone(room).get("/room/leaving"))
    assert "1 is not useful, 5 is very useful." in page
    assert "1 is not sure at all, 5 is very sure." in page
    assert page.count("Do not describe a real person or case.") == 4, "each box"
    helper = polls.ballots.get(key="poll:system-has").helper
    assert helper.endswith("1 is not at all, 5 is fully.")
    for ballot in polls.ballots.all():
        for ours in ("slider", "The source", "up to three times"):
            assert ours not in ballot.helper


def test_offers_go_after_twelve_months(
    room: Session, clients: dict[str, Client]
) -> None:
    today = timezone.localdate()
    made = actions.leave_offer(
        session=room, email="a@nhs.net", offers="x", seeks="", today=today
    )
    assert made.until == today + datetime.timedelta(days=365)
    actions.remove_old_offers(today=made.until)
    assert queries.offers(room, made.until) == (made,)
    Offer.objects.update(until=today - datetime.timedelta(days=1))
    # Though none of those who left one ever looks again.
    assert clients["facilitator"].get("/diagnosis/").status_code == 200
    assert not Offer.objects.exists()


def test_a_device_of_no_session_is_sent_to_the_door(room: Session) -> None:
    assert Client().get("/room/leaving").status_code == 401


def test_nobody_sees_on_a_screen_that_somebody_left(
    room: Session, clients: dict[str, Client], region: Release
) -> None:
    staying, leaver = phone(room), phone(room)
    assert staying.get("/room/").status_code == 200
    before = queries.pulse(room.pk)
    console = told(clients["facilitator"].get(f"/diagnosis/{room.pk}/console?live"))
    leaver.post("/room/leave")
    assert queries.pulse(room.pk) == before
    assert before is not None
    assert before.voices == 2
    again = told(clients["facilitator"].get(f"/diagnosis/{room.pk}/console?live"))
    counted = 'id="pulse-voices">2<'
    assert counted in console
    assert counted in again
