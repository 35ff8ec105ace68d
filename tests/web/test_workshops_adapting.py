"""Questions adapted for one session: reworded, left out, and always said."""

import datetime

import pytest
from django.test import Client

import firstyear as fy
from firstyear.errors import RefusedError
from firstyear.figures import Release
from firstyear_web.people.models import User
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.models import Session

WHOLE = fy.packs.instrument("infant-mortality")
ROW = next(row for row in WHOLE.questions("13") if row.answer == "yes-no-level")


def told(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def session(people: dict[str, User], region: Release) -> Session:
    made = actions.plan_session(
        title="Spring",
        area="X06000069",
        area_name="Fernmoor",
        date=datetime.date(2027, 5, 14),
        starts=datetime.time(9, 30),
        by=people["facilitator"],
    )
    line = made.agenda.get(ref="13")
    actions.star(session=made, line=line, questions=[ROW.id], by=people["facilitator"])
    return made


def words(**changed: str) -> dict[str, str]:
    form = {"text": ROW.text, "helper": ROW.helper}
    form |= {f"level-{place}": level for place, level in enumerate(ROW.levels)}
    return form | changed


def test_other_words_are_what_the_room_votes_on_and_are_said(
    session: Session, clients: dict[str, Client]
) -> None:
    client = clients["facilitator"]
    address = f"/diagnosis/{session.pk}/question/{ROW.id}"
    assert ROW.text in told(client.get(address)).replace("&#39;", "'")
    form = words(text="Is there <one> plan?", **{"level-3": "Yes, and it works."})
    assert client.post(address, form).status_code == 302
    ballot = session.ballots.get(key=f"question:{ROW.id}")
    assert ballot.title == "Is there <one> plan?"
    assert ballot.options[3] == "Yes, and it works."
    page = told(client.get(f"/diagnosis/{session.pk}"))
    assert "What is adapted" in page
    assert ROW.id in page.split("What is adapted")[1]
    session.refresh_from_db()
    held = queries.instrument(session)
    assert held.copied_from == "infant-mortality 1.0"
    assert held.title.endswith("adapted for Fernmoor")
    # The pack is as it was.
    assert fy.packs.instrument("infant-mortality").question(ROW.id).text == ROW.text


def test_what_is_left_out_is_not_voted_on(
    session: Session, clients: dict[str, Client]
) -> None:
    address = f"/diagnosis/{session.pk}/question/{ROW.id}"
    form = words() | {"verb": "leave-out"}
    assert clients["facilitator"].post(address, form).status_code == 302
    assert not session.ballots.filter(key=f"question:{ROW.id}").exists()
    assert session.agenda.get(ref="13").starred == []
    assert clients["facilitator"].get(address).status_code == 400


@pytest.mark.parametrize(
    "changed", [{"text": ""}, {"level-0": ""}, {"helper": "x" * 401}]
)
def test_words_that_do_not_fit_are_explained_and_kept_in_the_form(
    session: Session, clients: dict[str, Client], changed: dict[str, str]
) -> None:
    address = f"/diagnosis/{session.pk}/question/{ROW.id}"
    answer = clients["facilitator"].post(address, words(**changed))
    assert answer.status_code == 422
    assert "There is a problem" in told(answer)
    session.refresh_from_db()
    assert not session.instrument.get("changes")


def test_words_that_are_the_same_change_nothing(
    session: Session, clients: dict[str, Client]
) -> None:
    address = f"/diagnosis/{session.pk}/question/{ROW.id}"
    assert clients["facilitator"].post(address, words()).status_code == 302
    session.refresh_from_db()
    assert not session.instrument.get("copied_from")


def test_nothing_is_adapted_once_people_may_join(
    session: Session, people: dict[str, User], clients: dict[str, Client]
) -> None:
    actions.open_session(session=session, by=people["facilitator"])
    with pytest.raises(RefusedError, match="until the session is opened"):
        actions.leave_out(session=session, question=ROW.id, by=people["facilitator"])
    address = f"/diagnosis/{session.pk}/question/{ROW.id}"
    assert clients["viewer"].post(address, words()).status_code == 403
