"""Questions of a part: while it is prepared, and while the room talks about it."""

import html
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.test import Client

import firstyear as fy
from firstyear.figures import Release
from firstyear_web.people.models import User
from firstyear_web.reviews.record_forms import FindingForm
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.models import Session

AREA = "X06000069"
PLAN = {
    "title": "Spring", "area": AREA, "kind": "core", "date": "14 5 2027",
    "starts": "09:30", "minutes": "120", "mode": "phones",
}  # fmt: skip


def told(answer: Any) -> str:
    return html.unescape(answer.content.decode())


@pytest.fixture
def browser(clients: dict[str, Client], region: Release) -> Client:
    return clients["facilitator"]


@pytest.fixture
def session(make_room: Callable[..., Any], region: Release) -> Session:
    made: Session = make_room(area=AREA)
    return made


def test_the_console_has_what_to_talk_about_and_the_room_does_not(
    browser: Client, session: Session, people: dict[str, User]
) -> None:
    part = fy.packs.instrument("infant-mortality").questions("13")
    by = people["facilitator"]
    before = told(browser.get(f"/diagnosis/{session.pk}/console"))
    assert part[0].text not in before
    actions.move_to(session=session, line=session.agenda.get(ref="13"), by=by)
    page = told(browser.get(f"/diagnosis/{session.pk}/console"))
    core = [row for row in part if row.core]
    places = [page.index(f"</span> {row.text}</p>") for row in core]
    assert places == sorted(places)
    assert f"The other {len(part) - len(core)} questions and points of part 13" in page
    for row in part:
        assert page.count(f"</span> {row.text}</p>") == 1
        assert row.helper in page
        assert all(level in page for level in row.levels)
    # The area's figures stand beside the question that they bear on.
    here = page[places[0] : places[1]]
    assert "What the figures say" in here
    assert "In Plovergate" in here or "Plovergate, " in here
    projector = told(browser.get(f"/diagnosis/{session.pk}/projector"))
    assert part[0].text not in projector
    actions.move_to(session=session, line=session.agenda.get(ref="1"), by=by)
    page = told(browser.get(f"/diagnosis/{session.pk}/console"))
    assert part[0].text not in page


def test_a_part_says_what_its_questions_bear_on(
    browser: Client, session: Session
) -> None:
    line = session.agenda.get(ref="5")
    page = told(browser.get(f"/diagnosis/{session.pk}/part/{line.pk}"))
    row = fy.packs.instrument("infant-mortality").question("5.3.a")
    here = page[page.index(row.text) :]
    here = here[: here.index('<p><span class="room-small">')]
    for body in row.bodies:
        known = fy.packs.bodies()[body]
        assert f"<b>{known.today}.</b> In 2011: {known.then}." in here
    for standard in row.standards:
        assert fy.packs.standards()[standard].name in here
    whole = fy.packs.instrument("infant-mortality")
    for one in whole.questions("5"):
        for help_ in one.interventions:
            assert fy.packs.interventions()[help_].name in page


def test_a_session_keeps_to_the_core_set(browser: Client) -> None:
    answer = browser.post("/diagnosis/plan", PLAN)
    assert answer.status_code == 302, told(answer)
    made = queries.session(answer["Location"].rsplit("/", 1)[-1])
    asked = queries.instrument(made)
    assert all(row.core for row in asked.entries)
    assert len(asked.entries) == 38
    assert made.ballots.filter(kind="level").count() == 14
    page = told(browser.get(f"/diagnosis/{made.pk}"))
    assert "Kept to the core set: 38 of 359 rows." in page
    assert "core questions alone" not in page


def test_the_recording_book_can_keep_to_the_core_set(
    browser: Client, session: Session
) -> None:
    page = told(browser.get(f"/diagnosis/{session.pk}"))
    assert "its 38 core questions alone" in page
    path = f"/diagnosis/{session.pk}/documents/recording-book.docx"
    assert f'href="{path}?core"' in page
    books = [
        docx.Document(io.BytesIO(browser.get(path + how).content)).paragraphs
        for how in ("", "?core")
    ]
    whole, core = ("\n".join(one.text for one in book) for book in books)
    assert "13.4.b.6.i" in whole
    assert "13.4.b.6.i" not in core
    assert "13.4.d" in core


def test_the_outcome_has_a_name_wherever_a_part_is_chosen(
    browser: Client, session: Session
) -> None:
    page = told(browser.get(f"/diagnosis/{session.pk}/note"))
    assert ">The outcome: What do we want to see?</option>" in page
    parts = dict(FindingForm().fields["part"].choices)
    assert parts["outcome"] == "The outcome: What do we want to see?"


def test_a_question_to_talk_about_is_put_on_the_screens_and_goes_by_itself(
    browser: Client, session: Session, people: dict[str, User]
) -> None:
    by = people["facilitator"]
    row = fy.packs.instrument("infant-mortality").question("13.4.d")
    phone = Client()
    phone.cookies["firstyear_room"] = actions.join(session=session).token
    console, projector = (
        f"/diagnosis/{session.pk}/{page}" for page in ("console", "projector")
    )

    def press(verb: str, thing: str) -> int:
        sent = {"verb": verb, "thing": thing}
        return browser.post(f"/diagnosis/{session.pk}/do", sent).status_code

    def on_screens() -> bool:
        seen = {
            row.text in told(browser.get(projector)),
            row.text in told(phone.get("/room/")),
        }
        assert len(seen) == 1
        return seen.pop()

    actions.move_to(session=session, line=session.agenda.get(ref="13"), by=by)
    assert not on_screens()
    assert press("prompt", row.id) == 302
    assert on_screens()
    for words in (row.helper, *row.levels):
        assert words in told(browser.get(projector))
    assert "Take it off the screens" in told(browser.get(console))
    assert press("prompt", "") == 302
    assert not on_screens()
    assert press("undo", "") == 302
    assert on_screens()
    # A vote takes its place, and while people answer nothing else is shown.
    assert press("open", "part:13") == 302
    assert not on_screens()
    assert "Show it to the room" not in told(browser.get(console))
    assert press("prompt", row.id) == 422
    assert press("reveal", "part:13") == 302
    assert not on_screens()
    assert press("prompt", row.id) == 302
    assert on_screens()
    assert press("prompt", "1.1.a") == 422
    assert press("prompt", "nowhere") == 422
    line = session.agenda.get(ref="1")
    assert press("move", str(line.pk)) == 302
    assert not on_screens()
    assert press("prompt", "1.1.a") == 302
    actions.close_session(session=session, by=by)
    assert press("prompt", "1.1.a.5") == 422
    assert "1.1.a" not in told(browser.get(projector))
