"""From one step of the work to the next, and what asks before it cannot go back."""

import datetime

import pytest
from django.test import Client

from firstyear.figures import Release
from firstyear_web.people import actions as people_actions
from firstyear_web.people.models import Kind, Role, User
from firstyear_web.people.permissions import CommandLine
from firstyear_web.workshops import actions
from firstyear_web.workshops.models import Session


@pytest.fixture
def facilitator(clients: dict[str, Client], region: Release) -> Client:
    return clients["facilitator"]


@pytest.fixture
def planned(people: dict[str, User], region: Release) -> Session:
    return actions.plan_session(
        title="Spring",
        area="X06000069",
        area_name="Fernmoor",
        date=datetime.date(2027, 5, 14),
        starts=datetime.time(9, 30),
        groups=["Blue table"],
        by=people["facilitator"],
    )


def told(answer) -> str:
    return answer.content.decode()


def test_closing_asks_first_and_says_what_was_forgotten(
    facilitator: Client, planned: Session
) -> None:
    made = planned
    here = f"/diagnosis/{made.pk}"
    assert facilitator.get(f"{here}/close").status_code == 302
    facilitator.post(f"{here}/open")
    room = Session.objects.get(pk=made.pk)
    facilitator.post(f"{here}/do", {"verb": "open", "thing": "part:13"})
    actions.write_note(
        session=room, note_id="a" * 32, kind="action", text="Ring back", group=0,
        by=room.facilitator,
    )  # fmt: skip
    asked = told(facilitator.get(f"{here}/close"))
    assert "This cannot be taken back." in asked
    assert "1 vote is still open." in asked
    assert "1 action has no lead." in asked
    assert "text waits" not in asked
    room.refresh_from_db()
    assert room.state == "open"
    facilitator.post(f"{here}/close")
    room.refresh_from_db()
    assert room.state == "closed"
    assert facilitator.get(f"{here}/close").status_code == 302


def test_nobody_opens_the_form_about_the_session(
    facilitator: Client, planned: Session
) -> None:
    made = planned
    facilitator.post(f"/diagnosis/{made.pk}/open")
    said = told(facilitator.get(f"/diagnosis/{made.pk}/console"))
    assert 'value="evaluation:' not in said  # no step is taken with its questions
    assert "nobody filled it in" in said


def test_steps_of_the_work_lead_on_and_back(
    facilitator: Client, clients: dict[str, Client], planned: Session
) -> None:
    made = planned
    session = told(facilitator.get(f"/diagnosis/{made.pk}"))
    picture = f"/area/{made.area}"
    assert session.count(f'href="{picture}"') == 2
    area = told(facilitator.get(picture))
    assert f"/diagnosis/plan?area={made.area}" in area
    assert f"/reviews/start?area={made.area}" in area
    assert "/diagnosis/plan" not in told(clients["viewer"].get(picture))
    assert "/reviews/" not in told(clients["nobody"].get(picture))


def test_the_part_without_a_number_is_the_outcome(
    facilitator: Client, planned: Session
) -> None:
    made = planned
    said = told(facilitator.get(f"/diagnosis/{made.pk}"))
    assert "Part outcome" not in said
    assert "The outcome: What do we want to see?" in said


def test_people_of_one_area_start_in_its_region_with_a_link_to_it(
    region: Release,
) -> None:
    council = people_actions.add_organisation(
        name="Voices of Plovergate",
        area="X06000069",
        kind=Kind.CHARITY,
        by=CommandLine(),
    )
    chair = people_actions.create_account(
        email="chair@example.net",
        display_name="The chair",
        role=Role.VIEWER,
        organisation=council,
        by=CommandLine(),
    )
    client = Client()
    client.force_login(chair, backend="django.contrib.auth.backends.ModelBackend")
    start = told(client.get("/"))
    assert "nothing to show" not in start
    assert "See the picture of Midshire" in start
    assert 'href="/area/X06000069"' in start
    reviews = told(client.get("/reviews/"))
    assert 'href="/reviews/tiers/X12000005"' in reviews
    assert client.get("/reviews/tiers/X12000005").status_code == 200
