"""One's own instruments and questions: put in whole or not at all, asked everywhere."""

import datetime
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import firstyear as fy
from firstyear.errors import RefusedError
from firstyear.figures import Release
from firstyear.sessions import read_session
from firstyear_web.people.models import User
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.actions.instruments import MOST_BYTES
from firstyear_web.workshops.models import OwnInstrument, Session
from tests.web.workshops import answered, join

PAGE = "/diagnosis/instruments"
WARM = Path(__file__).parents[2] / "docs/examples/warm-homes"
PLAN = {
    "title": "Warm homes", "area": "X06000069", "kind": "workbook", "date": "14 5 2027",
    "starts": "09:30", "minutes": "240", "mode": "phones",
}  # fmt: skip
OWN = {
    "text": "Is there one <list> of cold homes?",
    "helper": "Who keeps it, and who may look at it.",
    "answer": "yes-no-level",
    "level-0": "Nobody has a list.",
    "level-1": "Some teams have lists of their own.",
    "level-2": "One list, kept by the council.",
    "level-3": "One list, and homes on it are warm a year later.",
}


def told(answer) -> str:
    return answer.content.decode()


def falls(version: str = "1.0", **changed: str) -> bytes:
    """The generic instrument as one file of one's own."""
    ours = fy.packs.copy_instrument(
        fy.packs.instrument("generic"), "falls", title="Falls", version=version
    )
    return yaml.safe_dump(ours.to_dict() | changed, sort_keys=False).encode()


def put(client: Client, *files: tuple[str, bytes]):
    given = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(PAGE, {"files": given})


def folder() -> list[tuple[str, bytes]]:
    names = ("instrument.yaml", "parts.yaml", "questions/all.yaml")
    return [(Path(one).name, (WARM / one).read_bytes()) for one in names]


@pytest.fixture
def browser(clients: dict[str, Client], region: Release) -> Client:
    return clients["facilitator"]


def planned(client: Client, kind: str) -> Session:
    answer = client.post("/diagnosis/plan", {**PLAN, "kind": kind})
    assert answer.status_code == 302, told(answer)
    return queries.session(answer["Location"].rsplit("/", 1)[-1])


def test_a_file_is_put_in_and_a_session_planned_with_it(browser: Client) -> None:
    assert put(browser, ("falls.yaml", falls())).status_code == 302
    made = OwnInstrument.objects.get()
    assert "Falls" in told(browser.get(PAGE))
    assert f'value="own:{made.pk}"' in told(browser.get("/diagnosis/plan"))
    session = planned(browser, f"own:{made.pk}")
    assert session.instrument["id"] == "falls"
    assert session.agenda.filter(kind="part").count() == len(
        session.instrument["parts"]
    )
    # The same again is the same one.
    assert put(browser, ("falls.yaml", falls())).status_code == 302
    assert OwnInstrument.objects.get() == made
    assert [one.history_change_reason for one in made.history.all()] == ["put in"] * 2


def test_a_folder_is_put_in_by_its_files(browser: Client) -> None:
    assert put(browser, *folder()).status_code == 302
    made = OwnInstrument.objects.get()
    assert fy.packs.Instrument.from_dict(made.content) == fy.packs.read_instrument(WARM)


def test_another_version_changes_no_session(browser: Client) -> None:
    put(browser, ("falls.yaml", falls()))
    first = planned(browser, f"own:{OwnInstrument.objects.get().pk}")
    refused = put(browser, ("falls.yaml", falls(summary="Other words.")))
    assert refused.status_code == 422
    assert "give yours another version" in told(refused)
    assert put(browser, ("f.yaml", falls("2.0", summary="Other."))).status_code == 302
    old, new = OwnInstrument.objects.order_by("version")
    assert browser.post(f"{PAGE}/{old.pk}/retire").status_code == 302
    assert "Offered no longer" in told(browser.get(PAGE))
    page = told(browser.get("/diagnosis/plan"))
    assert f"own:{old.pk}" not in page
    assert f"own:{new.pk}" in page
    kept = queries.session(first.pk)
    assert kept.instrument["version"] == "1.0"
    answer = browser.post("/diagnosis/plan", {**PLAN, "kind": f"own:{old.pk}"})
    assert answer.status_code == 200


def test_every_fault_is_told_with_file_line_and_id_and_nothing_is_kept(
    browser: Client,
) -> None:
    files = folder()
    wrong = files[2][1].replace(b"parent: do.1", b"parent: do.9")
    answer = put(browser, *files[:2], ("all.yaml", wrong))
    assert answer.status_code == 422
    with pytest.raises(fy.errors.InputError) as same:
        actions.read_files({**dict(files), "all.yaml": wrong})
    (fault,) = same.value.faults
    assert (fault.file, fault.line) == ("instrument/questions/all.yaml", 27)
    assert "entry do.1.a" in fault.message
    page = told(answer).replace("&#39;", "'")
    assert f"{fault}" in page
    assert "Nothing was kept" in page
    assert not OwnInstrument.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("falls.yaml", b"", "a mapping was expected"),
        ("falls.exe", b"id: a", "the name of the file"),
        ("falls.yaml", b"\xff\xfe\x00", "not text in UTF-8"),
        ("falls.yaml", b"a: &a [1]\nb: [*a, *a]\n", "aliases are not read"),
        ("falls.yaml", b"a: " + b"[" * 20000, "cannot be read"),
        ("falls.json", b'{"a":' * 20000, "cannot be read"),
        ("falls.yaml", b"x" * (MOST_BYTES + 1), "larger than an instrument"),
        (
            "falls.yaml",
            b"!!python/object/apply:os.system [id]",
            "neither JSON nor YAML",
        ),
    ],
    ids=["empty", "name", "bytes", "alias", "deep", "deep-json", "large", "tag"],
)
def test_what_is_no_instrument_is_said_to_be_none(
    browser: Client, name: str, content: bytes, said: str
) -> None:
    answer = put(browser, (name, content))
    assert answer.status_code == 422
    assert said in told(answer)
    assert not OwnInstrument.objects.exists()


def test_no_file_one_of_ours_and_words_no_screen_has_room_for(browser: Client) -> None:
    assert "Choose the file" in told(browser.post(PAGE, {}))
    ours = yaml.safe_dump(fy.packs.instrument("generic").to_dict()).encode()
    assert "an id of its own" in told(put(browser, ("generic.yaml", ours)))
    answer = put(browser, ("falls.yaml", falls(title="x" * 401)))
    assert "field title: 401 letters" in told(answer)


def test_many_faults_are_told_soon_and_the_first_twenty_shown(browser: Client) -> None:
    rows = "".join(f"  - {{id: q{place}, nonsense: 1}}\n" for place in range(3000))
    answer = put(browser, ("many.yaml", f"entries:\n{rows}".encode()))
    assert answer.status_code == 422
    assert told(answer).count("many.yaml") <= 21
    assert "more.</p>" in told(answer)


def test_only_who_runs_sessions_puts_one_in(clients: dict[str, Client]) -> None:
    for role, status in (("viewer", 403), ("nobody", 302)):
        assert clients[role].get(PAGE).status_code == status
        assert put(clients[role], ("falls.yaml", falls())).status_code == status
    assert not OwnInstrument.objects.exists()


def test_a_question_of_ones_own_is_asked_wherever_others_are(
    browser: Client, people: dict[str, User]
) -> None:
    session = planned(browser, "workbook")
    line = session.agenda.get(ref="13")
    address = f"/diagnosis/{session.pk}/part/{line.pk}"
    assert f"{address}/add" in told(browser.get(address))
    assert browser.post(f"{address}/add", OWN).status_code == 302
    session.refresh_from_db()
    row = queries.instrument(session).questions("13")[-1]
    assert (row.id, row.text, row.levels[3]) == ("13.own1", OWN["text"], OWN["level-3"])
    assert "Is there one &lt;list&gt;" in told(browser.get(address))
    assert browser.post(address, {"starred": ["13.own1"]}).status_code == 302
    again = browser.post(f"{address}/add", OWN | {"answer": "who", "text": "Whose?"})
    assert again.status_code == 302
    page = told(browser.get(f"/diagnosis/{session.pk}"))
    assert "Added 13.own1: Is there one &lt;list&gt;" in page
    assert "Added 13.own2: Whose?" in page
    # The votes that were starred before are still there.
    ballot = session.ballots.get(key="question:13.own1")
    assert list(ballot.options) == [OWN[f"level-{place}"] for place in range(4)]
    by = people["facilitator"]
    session.refresh_from_db()
    actions.open_session(session=session, by=by)
    assert "Is there one &lt;list&gt;" in told(
        browser.get(f"/diagnosis/{session.pk}/console")
    )
    actions.open_ballot(ballot=ballot, by=by)
    phone = Client()
    phone.cookies["firstyear_room"] = actions.join(session=session).token
    seen = told(phone.get("/room/"))
    assert "Is there one &lt;list&gt;" in seen
    assert OWN["level-1"] in seen
    scribe = Client()
    scribe.cookies["firstyear_room"] = actions.join(session=session, scribe_for=0).token
    seen = told(scribe.get("/room/scribe"))
    assert 'value="13.own2"' in seen
    for _ in range(5):
        answered(join(session), ballot, level=2)
    actions.reveal(ballot=ballot, by=by)
    actions.close_session(session=session, by=by)
    report = told(browser.get(f"/diagnosis/{session.pk}/report"))
    assert "Is there one &lt;list&gt;" in report
    held = browser.get(f"/diagnosis/{session.pk}/session.json").content
    out = read_session(held).model_copy(update={"id": uuid4().hex})
    ids = [one.model_copy(update={"id": uuid4().hex}) for one in out.answers]
    made = actions.bring_in(
        record=out.model_copy(update={"answers": tuple(ids)}), by=by
    )
    assert queries.instrument(made).question("13.own1").text == OWN["text"]
    assert made.answers.filter(ballot__key="question:13.own1").count() == 5


def test_a_question_of_ones_own_is_in_the_book_and_the_report_on_paper(
    browser: Client,
) -> None:
    from firstyear.reports.session.contents import report_paper
    from firstyear.reports.session.printed import _book
    from firstyear_web.workshops.recording import record

    session = planned(browser, "generic")
    line = session.agenda.filter(kind="part").first()
    assert line is not None
    address = f"/diagnosis/{session.pk}/part/{line.pk}/add"
    assert browser.post(address, OWN).status_code == 302
    held = record(queries.session(session.pk))
    book = str(_book(held, {}, core=False))
    assert f"{line.ref}.own1  {OWN['text']}" in book
    assert OWN["level-3"] in book
    assert f"Added {line.ref}.own1" in str(
        report_paper(held, version="not-for-publication")
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"text": ""}, "Write the question"),
        ({"helper": ""}, "Write the question"),
        ({"level-2": ""}, "Describe each of the four"),
        ({"level-2": OWN["level-1"]}, "two levels say the same"),
        ({"text": "x" * 401}, "400 letters long at most"),
        ({"answer": "song"}, "cannot be added"),
        ({"text": "Was it Dr Jane Smith?"}, "about no person"),
    ],
)
def test_a_question_that_does_not_fit_is_explained_and_kept_in_the_form(
    browser: Client, changed: dict[str, str], said: str
) -> None:
    session = planned(browser, "generic")
    line = session.agenda.filter(kind="part").first()
    assert line is not None
    address = f"/diagnosis/{session.pk}/part/{line.pk}/add"
    answer = browser.post(address, OWN | changed)
    assert answer.status_code == 422
    assert said in told(answer)
    assert OWN["level-3"] in told(answer)
    session.refresh_from_db()
    assert "copied_from" not in session.instrument or not session.instrument["changes"]


def test_nothing_is_added_once_people_may_join_nor_to_a_break(
    browser: Client, people: dict[str, User]
) -> None:
    session = planned(browser, "generic")
    pause = session.agenda.filter(kind="break").first()
    assert pause is not None
    address = f"/diagnosis/{session.pk}/part/{pause.pk}/add"
    assert browser.get(address).status_code == 400
    actions.open_session(session=session, by=people["facilitator"])
    part = session.instrument["parts"][0]["id"]
    with pytest.raises(RefusedError, match="until the session is opened"):
        actions.add_own(
            session=session, part=part, text="Late?", helper="Look.", answer="open",
            levels=(), by=people["facilitator"],
        )  # fmt: skip
    assert datetime.date(2027, 5, 14) == session.date
