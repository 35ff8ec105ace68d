"""Other areas that agreed: on record, five at a time, nameless, and taken back."""

import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from firstyear.errors import InputError, RefusedError
from firstyear.figures import Release
from firstyear.sessions import read_session
from firstyear_web.people.models import Organisation, User
from firstyear_web.workshops import actions
from firstyear_web.workshops.models import Agreement, Answer, Session

DAY = datetime.date(2027, 5, 14)


def told(answer) -> str:
    return answer.content.decode()


def held(person: User, area: str, level: int = 1, voices: int = 5) -> Session:
    """A closed session of an area in which the room gave part 13 a level."""
    made = actions.plan_session(
        title=f"Session in {area}",
        area=area,
        area_name=f"Name of {area}",
        date=DAY,
        starts=datetime.time(9, 30),
        by=person,
    )
    actions.open_session(session=made, by=person)
    ballot = made.ballots.get(key="part:13")
    ballot.rounds = ballot.revealed = 1
    ballot.save()
    for _ in range(voices):
        Answer.objects.create(
            id=uuid4().hex, session=made, ballot=ballot, round=1, level=level
        )
    return actions.close_session(session=made, by=person)


def agree(session: Session, person: User) -> Agreement:
    return actions.agree(
        session=session,
        given_by="Health and wellbeing board",
        given_on=DAY.replace(year=2026),
        by=person,
    )


@pytest.fixture
def facilitator(clients: dict[str, Client], region: Release) -> Client:
    return clients["facilitator"]


@pytest.fixture
def person(people: dict[str, User]) -> User:
    return people["facilitator"]


def test_nothing_is_seen_without_five_that_agreed(
    facilitator: Client, person: User
) -> None:
    mine = held(person, "X1", 2)
    others = [held(person, f"X{place}", level) for place, level in
              zip(range(2, 7), (0, 1, 1, 3, 3), strict=True)]  # fmt: skip
    for page in ("report", "beside"):
        address = f"/diagnosis/{mine.pk}/{page}"
        assert "Fewer than 5 other areas" in told(facilitator.get(address))
    for one in others[:4]:
        agree(one, person)
    page = told(facilitator.get(f"/diagnosis/{mine.pk}/beside"))
    assert "Fewer than 5 other areas" in page
    agree(others[4], person)
    for name in ("report", "beside"):
        page = told(facilitator.get(f"/diagnosis/{mine.pk}/{name}"))
        assert "Where 5 other areas put themselves on 1 of 14 parts" in page
        assert "Self-assessed by each area" in page
        assert "▲ here" in page
        assert not [one for one in others if one.area_name in page]
    # The version that may be shared, and a member of the five, do not have it.
    shared = told(facilitator.get(f"/diagnosis/{mine.pk}/report?version=share-safe"))
    assert "other areas" not in shared.lower()
    inside = told(facilitator.get(f"/diagnosis/{others[0].pk}/report"))
    assert "Fewer than 5 other areas" in inside


def test_few_voices_and_open_sessions_are_in_no_spread(
    facilitator: Client, person: User
) -> None:
    mine = held(person, "X1")
    for place in range(2, 7):
        agree(held(person, f"X{place}", voices=4 if place == 2 else 5), person)
    page = told(facilitator.get(f"/diagnosis/{mine.pk}/beside"))
    assert "Fewer than 5 other areas" in page
    planned = actions.plan_session(
        title="Not yet", area="X9", area_name="Nine", date=DAY,
        starts=datetime.time(9), by=person,
    )  # fmt: skip
    with pytest.raises(RefusedError, match="closed session"):
        agree(planned, person)


def test_an_area_agrees_and_takes_it_back_on_the_page(
    facilitator: Client, person: User
) -> None:
    mine = held(person, "X1")
    for place in range(2, 6):
        agree(held(person, f"X{place}"), person)
    looking = held(person, "X7")
    page = told(facilitator.get(f"/diagnosis/{mine.pk}/report"))
    assert "Nothing of this session is counted among other areas unless" in page
    wrong = facilitator.post(f"/diagnosis/{mine.pk}/agree", {"given_by": ""})
    assert wrong.status_code == 422
    assert "Say who agreed" in told(wrong)
    named = {"given_by": "Dr Jane Smith", "given_on": "1 2 2026"}
    answer = facilitator.post(f"/diagnosis/{mine.pk}/agree", named)
    assert answer.status_code == 422
    assert "name nobody" in told(answer)
    assert not mine.agreements.exists()
    form = {"given_by": "Health and wellbeing board", "given_on": "1 2 2026"}
    assert facilitator.post(f"/diagnosis/{mine.pk}/agree", form).status_code == 302
    page = told(facilitator.get(f"/diagnosis/{mine.pk}/report"))
    assert "Health and wellbeing board" in page
    there = f"/diagnosis/{looking.pk}/beside"
    assert "Where 5 other areas" in told(facilitator.get(there))
    form = {"withdrawn_by": "Director of public health"}
    back = f"/diagnosis/{mine.pk}/take-back"
    assert facilitator.post(back, form).status_code == 302
    assert "Fewer than 5 other areas" in told(facilitator.get(there))
    page = told(facilitator.get(f"/diagnosis/{mine.pk}/report"))
    assert "taken back by Director of public health" in page
    assert facilitator.post(back, form).status_code == 404
    kept = mine.agreements.get()
    assert [one.history_change_reason for one in kept.history.all()] == [
        "taken back",
        "agreed",
    ]
    assert {one.history_user for one in kept.history.all()} == {person}


def test_only_the_area_agrees_for_itself(
    people: dict[str, User], clients: dict[str, Client], region: Release
) -> None:
    mine = held(people["facilitator"], "X1")
    with pytest.raises(RefusedError, match="another organisation"):
        agree(mine, people["analyst"])
    for role, status in (("viewer", 403), ("nobody", 302), ("analyst", 404)):
        answer = clients[role].post(f"/diagnosis/{mine.pk}/agree", {})
        assert answer.status_code == status
    ours = Organisation.objects.create(name="Midshire council")
    people["analyst"].organisation = ours
    people["analyst"].save()
    actions.hand_over(session=mine, organisation=ours, by=people["facilitator"])
    mine.refresh_from_db()
    # Who planned it for them goes on running it, and cannot agree for them.
    page = told(clients["facilitator"].get(f"/diagnosis/{mine.pk}/report"))
    assert "The area has not agreed" in page
    with pytest.raises(RefusedError, match="own organisation"):
        agree(mine, people["facilitator"])
    made = agree(mine, people["analyst"])
    with pytest.raises(RefusedError, match="already"):
        agree(mine, people["analyst"])
    with pytest.raises(RefusedError, match="own organisation"):
        actions.take_agreement_back(
            agreement=made, withdrawn_by="Board", by=people["facilitator"]
        )
    with pytest.raises(InputError, match="takes it back"):
        actions.take_agreement_back(
            agreement=made, withdrawn_by=" ", by=people["analyst"]
        )
    with pytest.raises(InputError, match="future"):
        actions.agree(
            session=held(people["facilitator"], "X2"),
            given_by="Board",
            given_on=timezone.localdate() + datetime.timedelta(days=2),
            by=people["facilitator"],
        )


def test_an_agreement_does_not_travel_with_the_file(
    facilitator: Client, person: User
) -> None:
    mine = held(person, "X1")
    agree(mine, person)
    file = told(facilitator.get(f"/diagnosis/{mine.pk}/session.json"))
    assert "Health and wellbeing board" not in file
    again = read_session(file).model_copy(update={"id": uuid4().hex, "answers": ()})
    made = actions.bring_in(record=again, by=person)
    assert not made.agreements.exists()
