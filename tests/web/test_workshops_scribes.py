"""A scribe writes about a question: to choose, to keep, to come in again."""

import csv
import datetime
import io
from uuid import uuid4

import pytest
from django.test import Client

import firstyear as fy
from firstyear.errors import InputError
from firstyear.figures import Release
from firstyear.sessions import read_session
from firstyear_web.people.models import User
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.models import Session

WORKBOOK = fy.packs.instrument("infant-mortality")
QUESTION = WORKBOOK.question("13.1.a")


def told(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def laptop(clients: dict[str, Client], region: Release) -> Client:
    return clients["facilitator"]


@pytest.fixture
def at_part(room: Session, people: dict[str, User], region: Release) -> Session:
    """A session that has come to part 13."""
    line = room.agenda.get(ref="13")
    actions.move_to(session=room, line=line, by=people["facilitator"])
    return queries.session(room.pk)


@pytest.fixture
def scribe(at_part: Session) -> Client:
    made = Client()
    made.cookies["firstyear_room"] = actions.join(session=at_part, scribe_for=0).token
    return made


def note(**changed: str) -> dict[str, str]:
    form = {"id": uuid4().hex, "kind": "gap", "text": "Nobody is told"}
    return form | {"part": "13", "question": QUESTION.id} | changed


def test_a_scribe_writes_about_a_question_without_javascript(
    at_part: Session, scribe: Client, laptop: Client
) -> None:
    page = told(scribe.get("/room/scribe"))
    assert f'<option value="{QUESTION.id}">{QUESTION.id} {QUESTION.text}' in page
    answer = scribe.post("/room/scribe", note())
    assert answer.status_code == 200
    assert "<b>Kept.</b>" in told(answer)
    kept = at_part.notes.get()
    assert (kept.part, kept.question) == ("13", QUESTION.id)
    assert f"Gap, part 13, question {QUESTION.id}" in told(answer)
    console = told(laptop.get(f"/diagnosis/{at_part.pk}/console"))
    assert "What the groups wrote (1)" in console
    assert f"Gap, Table one, part 13, question {QUESTION.id}" in console
    report = told(laptop.get(f"/diagnosis/{at_part.pk}/report"))
    title = WORKBOOK.part("13").title
    assert f"{title}: {QUESTION.id} {QUESTION.text}, Table one" in report


def test_a_question_alone_says_its_part_and_none_is_as_before(
    at_part: Session, scribe: Client
) -> None:
    assert scribe.post("/room/scribe", note(part="")).status_code == 200
    assert at_part.notes.get().part == "13"
    plain = note(question="", part="", text="About all of it")
    assert scribe.post("/room/scribe", plain).status_code == 200
    kept = at_part.notes.get(pk=plain["id"])
    assert (kept.part, kept.question) == ("", "")
    old = {name: value for name, value in note().items() if name != "question"}
    assert scribe.post("/room/scribe", old).status_code == 200


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"part": "1"}, "belongs to part 13"),
        ({"question": "99.z"}, "no such question"),
        ({"question": "<script>"}, "no such question"),
    ],
)
def test_a_question_that_does_not_fit_is_explained_and_nothing_is_lost(
    at_part: Session, scribe: Client, changed: dict[str, str], said: str
) -> None:
    answer = scribe.post("/room/scribe", note(**changed))
    assert answer.status_code == 422
    assert said in told(answer)
    assert "Nobody is told</textarea>" in told(answer)
    assert not at_part.notes.exists()
    told_json = scribe.post(
        "/room/scribe", note(**changed), headers={"Accept": "application/json"}
    )
    assert told_json.status_code == 422
    assert said in told_json.json()["problem"]


def test_a_scribe_sees_no_question_before_its_part(
    at_part: Session, scribe: Client, people: dict[str, User]
) -> None:
    later = WORKBOOK.questions("1")[0]
    assert later.text not in told(scribe.get("/room/scribe"))
    line = at_part.agenda.get(ref="1")
    actions.move_to(session=at_part, line=line, by=people["facilitator"])
    live = told(scribe.get("/room/scribe/live"))
    assert "<template data-questions>" in live
    # The part that the room is at comes first, and the one before is still there.
    assert live.index(later.text) < live.index(QUESTION.text)
    items = [row for row in WORKBOOK.questions("1") if row.kind == "list-item"]
    assert items
    assert not [row for row in items if f'value="{row.id}"' in live]


def test_the_facilitator_chooses_any_question_and_changes_it(
    at_part: Session, laptop: Client, people: dict[str, User]
) -> None:
    address = f"/diagnosis/{at_part.pk}/note"
    assert laptop.post(address, note()).status_code == 302
    kept = at_part.notes.get()
    page = told(laptop.get(f"{address}?note={kept.pk}"))
    assert f'<option value="{QUESTION.id}" selected>' in page
    action = told(laptop.get(f"{address}?of=note:{kept.pk}"))
    assert f'<option value="{QUESTION.id}" selected>' in action
    form = note(id=kept.pk, question="")
    assert laptop.post(address, form).status_code == 302
    assert at_part.notes.get().question == ""
    with pytest.raises(InputError, match="belongs to part 13"):
        actions.write_note(
            session=at_part, note_id=uuid4().hex, kind="gap", text="x", part="2",
            question=QUESTION.id, by=people["facilitator"],
        )  # fmt: skip


def test_the_question_goes_out_and_comes_in_again(
    at_part: Session, scribe: Client, laptop: Client, people: dict[str, User]
) -> None:
    assert scribe.post("/room/scribe", note()).status_code == 200
    actions.close_session(session=at_part, by=people["facilitator"])
    address = f"/diagnosis/{at_part.pk}"
    rows = list(csv.DictReader(io.StringIO(told(laptop.get(f"{address}/notes.csv")))))
    assert (rows[0]["part"], rows[0]["question"]) == ("13", QUESTION.id)
    out = read_session(laptop.get(f"{address}/session.json").content)
    assert out.notes[0].question == QUESTION.id
    ids = {"id": uuid4().hex, "answers": ()}
    ids["notes"] = (out.notes[0].model_copy(update={"id": uuid4().hex}),)
    made = actions.bring_in(record=out.model_copy(update=ids), by=people["facilitator"])
    assert made.notes.get().question == QUESTION.id
    # A file from before questions were chosen comes in as it did.
    held = out.model_dump(mode="json")
    del held["notes"][0]["question"]
    assert read_session(out.model_validate(held).to_json()).notes[0].question == ""
    assert datetime.date.fromisoformat(held["date"]) == at_part.date


def test_the_figures_of_the_room_make_nobody_a_scribe(
    at_part: Session, clients: dict[str, Client]
) -> None:
    guest = Client()
    page = f"/join/{at_part.code}/scribe/1"
    for guess in (page, f"{page}/aaaaa", f"{page}/{actions.scribe_key(at_part, 1)}"):
        assert guest.post(guess).status_code in (401, 404), guess
    assert not at_part.voices.filter(scribe_for=0).exists()
    console = told(clients["facilitator"].get(f"/diagnosis/{at_part.pk}/console"))
    right = f"{page}/{actions.scribe_key(at_part, 0)}"
    assert right in console
    assert guest.get(right).status_code == 200
    assert guest.post(right).url == "/room/scribe"
    for _ in range(12):
        guest.get(f"{page}/bbbbb")
    assert guest.get(right).status_code == 403, "who guesses waits"
