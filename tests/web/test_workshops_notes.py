"""The facilitator's notes, actions made of anything, sessions then and now."""

import datetime
from uuid import uuid4

import pytest
from django.test import Client

from firstyear.figures import Release
from firstyear_web.people.models import User
from firstyear_web.workshops import actions
from firstyear_web.workshops.models import Session
from tests.web.workshops import answered, join


def told(answer) -> str:
    return answer.content.decode()


def session_of(person: User, date: datetime.date, level: int) -> Session:
    made = actions.plan_session(
        title=f"Session of {date.year}",
        area="X06000069",
        area_name="Fernmoor",
        date=date,
        starts=datetime.time(9, 30),
        by=person,
        groups=["Blue table"],
    )
    actions.open_session(session=made, by=person)
    ballot = made.ballots.get(key="part:13")
    actions.open_ballot(ballot=ballot, by=person)
    for _ in range(5):
        answered(join(made), ballot, level=level)
    actions.reveal(ballot=ballot, by=person)
    return made


@pytest.fixture
def facilitator(clients: dict[str, Client], region: Release) -> Client:
    return clients["facilitator"]


def test_an_action_is_made_of_a_gap_with_its_part_and_its_lead(
    facilitator: Client, people: dict[str, User]
) -> None:
    made = session_of(people["facilitator"], datetime.date(2027, 5, 14), 1)
    gap = uuid4().hex
    actions.write_note(
        session=made, note_id=gap, kind="gap", text="No lead", part="13",
        by=people["facilitator"],
    )  # fmt: skip
    address = f"/diagnosis/{made.pk}/note"
    report = told(facilitator.get(f"/diagnosis/{made.pk}/report"))
    assert f"{address}?of=note:{gap}" in report
    page = told(facilitator.get(f"{address}?of=note:{gap}"))
    assert "No lead</textarea>" in page
    assert '<option value="13" selected>' in page
    form = {"id": uuid4().hex, "kind": "action", "text": "Name one", "part": "13"}
    form |= {"lead": "Head of midwifery", "due": "31 3 2028", "group": "0"}
    assert facilitator.post(address, form).status_code == 302
    action = made.notes.get(kind="action")
    assert (action.lead, action.due) == (
        "Head of midwifery",
        datetime.date(2028, 3, 31),
    )
    assert action.group == 0
    page = told(facilitator.get(f"{address}?note={action.pk}"))
    assert "Head of midwifery" in page
    assert 'value="31 03 2028"' in page


def test_an_action_is_made_of_a_vote_from_the_console(
    facilitator: Client, people: dict[str, User]
) -> None:
    made = session_of(people["facilitator"], datetime.date(2027, 5, 14), 1)
    console = told(facilitator.get(f"/diagnosis/{made.pk}/console"))
    address = f"/diagnosis/{made.pk}/note?of=ballot:part:13"
    assert address in console
    assert '<option value="13" selected>' in told(facilitator.get(address))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": ""}, "Write something first"),
        ({"kind": "joke"}, "Choose what kind of note"),
        ({"due": "soon"}, "is not a day"),
        ({"part": "99"}, "no such part"),
    ],
)
def test_a_wrong_note_is_explained_and_nothing_typed_is_lost(
    facilitator: Client, people: dict[str, User], changed: dict[str, str], said: str
) -> None:
    made = session_of(people["facilitator"], datetime.date(2027, 5, 14), 1)
    form = {"id": uuid4().hex, "kind": "gap", "text": "<b>typed</b>", "point": "0"}
    answer = facilitator.post(f"/diagnosis/{made.pk}/note", form | changed)
    assert answer.status_code == 422
    assert said in told(answer)
    assert "text" in changed or "&lt;b&gt;typed" in told(answer)
    assert not made.notes.exists()


def test_sessions_of_an_area_stand_beside_each_other(
    facilitator: Client, people: dict[str, User]
) -> None:
    person = people["facilitator"]
    first = session_of(person, datetime.date(2026, 5, 14), 0)
    alone = told(facilitator.get(f"/diagnosis/{first.pk}/beside"))
    assert "This is the first session here" in alone
    actions.close_session(session=first, by=person)
    second = session_of(person, datetime.date(2027, 5, 14), 2)
    actions.close_session(session=second, by=person)
    page = told(facilitator.get(f"/diagnosis/{second.pk}/beside"))
    assert "1 part was voted on now and before; the middle answer is another in 1" in (
        page
    )
    assert ">The outcome: What do we want to see?</th>" in page
    row = page.split("Part 13: ")[1].split("</tr>")[0]
    cells = [cell.split("</td>")[0] for cell in row.split("<td>")[1:]]
    assert "not in place" in cells[0].lower()
    assert "(another answer)" not in cells[0]
    assert "in place" in cells[1].lower()
    assert "(another answer)" in cells[1]
    assert "Session of 2026" in told(facilitator.get(f"/diagnosis/{second.pk}"))


def test_only_who_may_run_sessions_sees_them(
    clients: dict[str, Client], people: dict[str, User], region: Release
) -> None:
    made = session_of(people["facilitator"], datetime.date(2027, 5, 14), 1)
    for page in ("note", "beside"):
        assert clients["viewer"].get(f"/diagnosis/{made.pk}/{page}").status_code == 403
        assert clients["nobody"].get(f"/diagnosis/{made.pk}/{page}").status_code == 302


def test_an_action_says_through_whom_it_works(
    facilitator: Client, people: dict[str, User]
) -> None:
    room = session_of(people["facilitator"], datetime.date(2027, 5, 14), 1)
    page = f"/diagnosis/{room.pk}/note"
    mine = facilitator
    for kind, approach in (
        ("action", "community"),
        ("action", ""),
        ("gap", "population"),
    ):
        form = {"id": uuid4().hex, "kind": kind, "text": f"{kind} {approach}"}
        assert mine.post(page, {**form, "approach": approach}).status_code == 302
    # A gap works through nobody.
    tags = {one.text: one.approach for one in room.notes.all()}
    assert tags == {
        "action community": "community",
        "action": "",
        "gap population": "",
    }
    wrong = {"id": uuid4().hex, "kind": "action", "text": "x", "approach": "all"}
    refused = mine.post(page, wrong)
    assert refused.status_code == 422
    assert "Choose how it works" in refused.content.decode()
    report = mine.get(f"/diagnosis/{room.pk}/report").content.decode()
    said = "Of 1 action, 1 works through communities."
    assert said in report
    assert "Of 1 more nobody has said how it works." in report
    note = room.notes.get(approach="community")
    again = mine.get(f"{page}?note={note.pk}").content.decode()
    assert '<option value="community" selected>' in again
    assert "approach" in mine.get(f"/diagnosis/{room.pk}/notes.csv").content.decode()


def test_a_lead_is_somebody_at_work(
    facilitator: Client, people: dict[str, User]
) -> None:
    room = session_of(people["facilitator"], datetime.date(2027, 5, 14), 1)
    page = f"/diagnosis/{room.pk}/note"
    form = {"id": uuid4().hex, "kind": "action", "text": "One rota"}
    refused = facilitator.post(page, {**form, "lead": "Mrs Lee, B15 2TG, 3 May 1990"})
    assert refused.status_code == 422
    assert "give the role, the name or a work address alone" in told(refused)
    kept = facilitator.post(page, {**form, "lead": "Dr Lee, lee@example.nhs.uk"})
    assert kept.status_code == 302
