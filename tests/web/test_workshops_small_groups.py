"""Small groups beside a session: told of, taken into account, and never named."""

import datetime
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

import firstyear as fy
from firstyear.errors import InputError, RefusedError
from firstyear.figures import Release
from firstyear.reports.session.before import _invitation
from firstyear.reports.session.contents import report_paper
from firstyear.reports.session.guide import _guide
from firstyear.sessions import Invitee, read_session
from firstyear_web.people.models import User
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.models import Session
from firstyear_web.workshops.recording import record

DAY = datetime.date(2027, 4, 30)
REPLACED = [role for role in fy.packs.roles() if "screening" in role.unless]


def told(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def browser(clients: dict[str, Client], region: Release) -> Client:
    return clients["facilitator"]


@pytest.fixture
def session(make_room: Callable[..., Any], region: Release) -> Session:
    made: Session = make_room(opened=False, area="X06000069")
    return made


def add(session: Session, by: User, **changed: Any) -> None:
    given = {"topic": "screening", "on": DAY, "lead": "Screening midwife"} | changed
    actions.add_small_group(session=session, by=by, **given)
    session.refresh_from_db()


def letter(session: Session) -> str:
    held = record(queries.session(session.pk))
    to = Invitee(role="obstetrician")
    return str(_invitation(held, to, "", None, "", ""))


def test_roles_that_a_small_group_replaces_are_missed_no_longer(
    browser: Client, session: Session
) -> None:
    address = f"/diagnosis/{session.pk}"
    before = told(browser.get(address))
    assert "24 of 24 roles are missing" in before
    form = {"topic": "screening", "on": "30 4 2027", "lead": "Screening midwife"}
    assert browser.post(f"{address}/small-group", form).status_code == 302
    page = told(browser.get(address))
    assert "22 of 22 roles are missing" in page
    line = "Screening before and after birth, 30 April 2027, led by Screening midwife"
    assert line in page
    replaced = page.split("Not needed in the room")[1].split("</p>")[0]
    for role in REPLACED:
        assert role.today in replaced
    assert browser.post(f"{address}/small-group/0/off").status_code == 302
    assert "24 of 24 roles are missing" in told(browser.get(address))
    assert session.history.filter(
        history_change_reason="a small group beside it"
    ).exists()


def test_nobody_takes_the_place_of_people_with_experience(
    browser: Client, session: Session, facilitator: User
) -> None:
    add(session, facilitator, topic="bereaved-parents", lead="")
    page = told(browser.get(f"/diagnosis/{session.pk}"))
    assert "24 of 24 roles are missing" in page
    assert "Voluntary sector and people with experience" in page
    assert "Nobody is named who leads the small group" in page


def test_letter_guide_and_report_say_it_meets_and_whose_words_they_are(
    session: Session, facilitator: User, browser: Client
) -> None:
    assert "small group" not in letter(session).lower()
    add(session, facilitator)
    said = letter(session)
    assert "Screening before and after birth, 30 April 2027" in said
    assert "Nobody is asked to tell of a baby here" not in said
    add(session, facilitator, topic="bereaved-parents", lead="Bereavement midwife")
    held = record(queries.session(session.pk))
    for paper in (
        letter(session),
        str(_guide(held)),
        str(report_paper(held, version="not-for-publication")),
        told(browser.get(f"/diagnosis/{session.pk}/report")),
    ):
        assert "Parents and families whose baby has died" in paper
        assert "led by Bereavement midwife" in paper
        assert "Nobody is asked to tell of a baby here" in paper
    for name in ("invitation.docx", "report.docx"):
        file = f"/diagnosis/{session.pk}/documents/{name}"
        assert browser.get(file).status_code == 200


def test_the_share_safe_version_does_not_have_them(
    session: Session, facilitator: User, browser: Client
) -> None:
    add(session, facilitator, topic="bereaved-parents", lead="Bereavement midwife")
    held = queries.session(session.pk)
    shared = queries.shareable(held, record(held))
    assert shared.small_groups == ()
    paper = str(report_paper(shared, version="share-safe"))
    page = told(browser.get(f"/diagnosis/{session.pk}/report?version=share-safe"))
    for text in (paper, page):
        assert "Bereavement midwife" not in text
        assert "whose baby has died meet" not in text
    with pytest.raises(RefusedError, match="share-safe record"):
        report_paper(
            shared.model_copy(update={"small_groups": record(held).small_groups}),
            version="share-safe",
        )


def test_the_report_misses_no_role_that_a_group_replaces(
    session: Session, facilitator: User, browser: Client
) -> None:
    address = f"/diagnosis/{session.pk}/report"
    assert "Roles that nobody named (24)" in told(browser.get(address))
    add(session, facilitator)
    page = told(browser.get(address))
    assert "Roles that nobody named (22)" in page


def test_they_go_out_with_the_file_and_come_in_and_old_files_come_in_too(
    session: Session, facilitator: User, browser: Client
) -> None:
    add(session, facilitator)
    file = browser.get(f"/diagnosis/{session.pk}/session.json").content
    out = read_session(file)
    assert out.small_groups[0].on == DAY
    made = actions.bring_in(
        record=out.model_copy(update={"id": uuid4().hex}), by=facilitator
    )
    assert record(made).small_groups == out.small_groups
    old = out.model_dump(mode="json")
    del old["small_groups"]
    assert read_session(out.model_validate(old).to_json()).small_groups == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"topic": ""}, "Choose what the small group is about"),
        ({"topic": "lunch"}, "Select a valid choice"),
        ({"topic": "other"}, "Say what the group is about"),
        ({"group_name": "Friends of Mrs Jane Smith"}, "name nobody"),
        ({"on": "soon"}, "Enter a day such as"),
        ({"lead": "x" * 201}, "at most 200"),
    ],
)
def test_what_does_not_fit_is_explained(
    session: Session, browser: Client, changed: dict[str, str], said: str
) -> None:
    form = {"topic": "community", "on": "30 4 2027", "lead": "A charity"} | changed
    answer = browser.post(f"/diagnosis/{session.pk}/small-group", form)
    assert answer.status_code == 422
    assert said in told(answer)
    session.refresh_from_db()
    assert session.small_groups == []


def test_not_once_it_is_closed_and_only_who_runs_sessions(
    session: Session, facilitator: User, clients: dict[str, Client]
) -> None:
    address = f"/diagnosis/{session.pk}/small-group"
    assert clients["viewer"].post(address, {"topic": "screening"}).status_code == 403
    with pytest.raises(InputError, match="no such small group"):
        actions.remove_small_group(session=session, place=0, by=facilitator)
    with pytest.raises(InputError, match="Choose what"):
        add(session, facilitator, topic="lunch")
    for _ in range(12):
        add(session, facilitator)
    with pytest.raises(InputError, match="12 small groups"):
        add(session, facilitator)
    actions.open_session(session=session, by=facilitator)
    actions.close_session(session=session, by=facilitator)
    with pytest.raises(RefusedError, match="closed"):
        add(session, facilitator)
