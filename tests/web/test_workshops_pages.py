"""Planning, report and documents of a session, as a facilitator sees them."""

import io
import json
import re
import zipfile
from uuid import uuid4

import pytest
from django.test import Client
from firstyear_tests_pages import Page

import firstyear as fy
from firstyear.figures import Release
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.models import Act, Session

AREA = "X06000069"
GOOD = {
    "title": "Spring <b>workshop</b>",
    "area": AREA,
    "kind": "workbook",
    "date": "14 5 2027",
    "starts": "09:30",
    "minutes": "240",
    "mode": "phones",
    "groups": "Blue table\nGreen table",
    "expected": "20",
    "support_person": "At the door, with a yellow scarf",
    "quiet_space": "Room 2",
}


def told(answer) -> str:
    return answer.content.decode()


def plan(client: Client, **changed: str) -> Session:
    answer = client.post("/diagnosis/plan", {**GOOD, **changed})
    assert answer.status_code == 302, told(answer)
    return queries.session(answer["Location"].rsplit("/", 1)[-1])


def checked(html: str) -> Page:
    page = Page()
    page.feed(html)
    assert [level for level, _ in page.headings].count("h1") == 1
    assert [name for name, times in page.ids.items() if times > 1] == []
    assert page.outside == []
    for one in page.fields:
        hidden = one.get("type") in ("hidden", "submit")
        assert hidden or one.get("id") in page.labelled or one["tag"] == "input", one
    return page


@pytest.fixture
def facilitator(clients: dict[str, Client], region: Release) -> Client:
    return clients["facilitator"]


def test_only_who_may_run_sessions_sees_any_of_it(
    clients: dict[str, Client], region: Release, facilitator: Client
) -> None:
    made = plan(facilitator)
    paths = ["", "plan", made.pk, f"{made.pk}/agenda", f"{made.pk}/report"]
    paths += [f"{made.pk}/documents/report.docx", f"{made.pk}/session.json"]
    for path in paths:
        assert clients["nobody"].get(f"/diagnosis/{path}").status_code == 302
        assert clients["viewer"].get(f"/diagnosis/{path}").status_code == 403
        assert clients["facilitator"].get(f"/diagnosis/{path}").status_code == 200
    for verb in ("open", "close"):
        answer = clients["viewer"].post(f"/diagnosis/{made.pk}/{verb}")
        assert answer.status_code == 403
    assert 'href="/diagnosis/"' not in told(clients["viewer"].get("/"))
    assert 'href="/diagnosis/"' in told(clients["facilitator"].get("/"))


def test_a_session_is_planned_with_its_parts_and_told_what_to_mind(
    facilitator: Client,
) -> None:
    made = plan(facilitator, expected="7", support_person="")
    page = told(facilitator.get(f"/diagnosis/{made.pk}"))
    checked(page)
    assert "7 people are expected: fewer than 8." in page
    assert "No support person is named." in page
    assert "24 of 24 roles are missing" in page
    assert "Spring &lt;b&gt;workshop&lt;/b&gt;" in page
    assert "<b>workshop" not in page
    parts = re.findall(r"Part (\w+):", page) + ["outcome"] * ("The outcome:" in page)
    assert parts == list(fy.packs.instrument("infant-mortality").running_order)
    assert made.ballots.filter(kind="level").count() == len(parts)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", " ", "Give the session a title"),
        ("area", "nowhere", "Select a valid choice"),
        ("date", "31 2 2027", "Enter a date such as 14 5 2027"),
        ("starts", "half past", "Enter a time such as 09:30"),
        ("minutes", "5", "greater than or equal to 30"),
        ("groups", "1\n2\n3\n4\n5", "Name at most 4 groups"),
    ],
)
def test_what_cannot_be_planned_is_said_beside_its_field(
    facilitator: Client, field: str, value: str, said: str
) -> None:
    answer = facilitator.post("/diagnosis/plan", {**GOOD, field: value})
    html = told(answer)
    assert said in html
    assert f'href="#id_{field}"' in html
    assert "<title>Error: " in html
    assert not Session.objects.exists()


def test_the_short_session_asks_the_four_polls(facilitator: Client) -> None:
    made = plan(facilitator, kind="open")
    polls = made.ballots.filter(key__startswith="poll:")
    assert [one.key for one in polls] == [f"poll:{one.id}" for one in fy.packs.polls()]
    kinds = [one.kind for one in polls]
    assert kinds == ["cloud", "choose", "scale", "rank"]


def test_another_topic_is_another_instrument(facilitator: Client) -> None:
    made = plan(facilitator, kind="generic")
    assert made.instrument["id"] == "generic"
    wanted = len(fy.packs.instrument("generic").parts)
    assert made.ballots.filter(kind="level").count() == wanted


def test_the_agenda_is_put_in_order_and_lines_are_left_out(
    facilitator: Client,
) -> None:
    made = plan(facilitator)
    lines = queries.agenda(made)
    form = {}
    for one in lines[:4]:
        form |= {f"use-{one.pk}": "on", f"place-{one.pk}": str(10 - one.position)}
        form |= {f"minutes-{one.pk}": "12"}
    address = f"/diagnosis/{made.pk}/agenda"
    checked(told(facilitator.get(address)))
    assert facilitator.post(address, form).status_code == 302
    after = queries.agenda(made)
    assert [one.title for one in after] == [one.title for one in reversed(lines[:4])]
    assert {one.minutes for one in after} == {12}
    assert made.ballots.filter(kind="level").count() == 3
    wrong = form | {f"minutes-{after[0].pk}": "x", f"use-{after[0].pk}": "on"}
    answer = facilitator.post(address, wrong | {f"place-{after[0].pk}": "1"})
    assert answer.status_code == 422
    assert "enter its minutes as a number" in told(answer)
    assert facilitator.post(address, {}).status_code == 422
    assert len(queries.agenda(made)) == 4, "nothing half done"


def test_a_starred_question_is_voted_on_with_its_own_levels(
    facilitator: Client,
) -> None:
    made = plan(facilitator)
    line = made.agenda.get(ref="1")
    address = f"/diagnosis/{made.pk}/part/{line.pk}"
    page = told(facilitator.get(address))
    whole = fy.packs.instrument("infant-mortality")
    for row in whole.questions("1"):
        assert f">{row.id}" in page or f"{row.id}<" in page
    chosen = next(r for r in whole.questions("1") if r.answer == "yes-no-level")
    assert facilitator.post(address, {"starred": [chosen.id]}).status_code == 302
    ballot = made.ballots.get(key=f"question:{chosen.id}")
    assert ballot.options == list(chosen.levels)
    assert facilitator.post(address, {"starred": ["13.1.a"]}).status_code == 400
    assert made.ballots.filter(part="1").count() == 2


def test_a_starred_question_of_several_offers_its_rows(facilitator: Client) -> None:
    made = plan(facilitator)
    whole = fy.packs.instrument("infant-mortality")
    for question, rows in (("12.2.a", 6), ("3.6.a", 2)):
        line = made.agenda.get(ref=question.partition(".")[0])
        address = f"/diagnosis/{made.pk}/part/{line.pk}"
        facilitator.post(address, {"starred": [question]})
        ballot = made.ballots.get(key=f"question:{question}")
        below = [one.text for one in whole.children(question)]
        assert len(below) == rows
        assert (ballot.kind, ballot.options) == ("choose", [*below, "None of these"])
    # What names no rows is answered in one's own words, read before it is shown.
    facilitator.post(address, {"starred": ["3.2.b"]})
    ballot = made.ballots.get(key="question:3.2.b")
    assert (ballot.kind, ballot.options, ballot.moderated) == ("text", [], True)


def test_people_are_asked_and_taken_off(facilitator: Client) -> None:
    made = plan(facilitator)
    address = f"/diagnosis/{made.pk}"
    given = {"role": "gp-lead", "name": "Asha <i>V</i>", "email": "a@nhs.net"}
    assert facilitator.post(f"{address}/invite", given).status_code == 302
    page = told(facilitator.get(address))
    assert "Asha &lt;i&gt;V&lt;/i&gt;" in page
    assert "23 of 24 roles are missing" in page
    wrong = facilitator.post(f"{address}/invite", given | {"email": "no"})
    assert wrong.status_code == 422
    assert "Enter an e-mail address such as" in told(wrong)
    (guest,) = made.invited.all()
    facilitator.post(f"{address}/uninvite/{guest.pk}")
    assert not made.invited.exists()


def held(facilitator: Client) -> Session:
    """A session with one vote that seven people gave, and some notes."""
    made = plan(facilitator)
    facilitator.post(f"/diagnosis/{made.pk}/open")
    made.refresh_from_db()
    user = made.facilitator
    ballot = made.ballots.get(key="part:13")
    actions.open_ballot(ballot=ballot, by=user)
    for number in range(7):
        voice = actions.join(session=made, role="gp-lead" if number < 5 else "").voice
        actions.give_answer(
            answer_id=uuid4().hex,
            ballot="part:13",
            round_=1,
            content={"level": number % 2, "confidence": "sure"},
            order=1,
            by=voice,
        )
    actions.reveal(ballot=ballot, by=user)
    for kind, text in (
        ("strength", "Midwives know every family <script>alert(1)</script>"),
        ("gap", "Nobody answers the telephone at night"),
        ("action", "Name one lead 🌱 عربي"),
        ("gap", "Mrs Begum waited three hours"),
    ):
        actions.write_note(
            session=made,
            note_id=uuid4().hex,
            kind=kind,
            text=text,
            part="13",
            lead="Head of midwifery",
            by=user,
        )
    return made


def test_the_report_says_what_was_said_and_holds_back_what_looks_like_a_person(
    facilitator: Client,
) -> None:
    made = held(facilitator)
    facilitator.post(f"/diagnosis/{made.pk}/close")
    page = told(facilitator.get(f"/diagnosis/{made.pk}/report"))
    checked(page)
    assert "7 people answered. They wrote down 1 strength, 1 gap and 1 action." in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "Begum" not in page
    assert "Head of midwifery" in page
    assert "Not for publication (and may be asked for under freedom" in page
    assert "The middle answer is “not in place”" in page


def test_share_safe_shows_only_what_somebody_cleared(facilitator: Client) -> None:
    made = held(facilitator)
    facilitator.post(f"/diagnosis/{made.pk}/close")
    address = f"/diagnosis/{made.pk}/report?version=share-safe"
    page = told(facilitator.get(address))
    for word in ("Midwives know", "telephone", "Name one lead", "Head of midwifery"):
        assert word not in page
    note = made.notes.get(text__startswith="Nobody")
    form = {"thing": f"note:{note.pk}", "verb": "clear"}
    facilitator.post(f"/diagnosis/{made.pk}/clear", form)
    page = told(facilitator.get(address))
    assert "telephone" in page
    assert "wrote down, 0 strengths, 1 gap and 0 actions may be shared." in page
    assert "Head of midwifery" not in page
    assert "Community and primary care" not in page, "two would be left over"
    form["verb"] = "unclear"
    facilitator.post(f"/diagnosis/{made.pk}/clear", form)
    assert "telephone" not in told(facilitator.get(address))


DOCUMENTS = (
    "report.docx", "report.pdf", "feedback.pptx", "invitation.docx", "invitation.pdf",
    "guide.docx", "guide.pdf", "guide.pptx", "recording-book.docx", "paper-sheet.pdf",
)  # fmt: skip


def test_every_document_is_made_and_none_names_what_was_held_back(
    facilitator: Client,
) -> None:
    made = held(facilitator)
    sheet = f"/diagnosis/{made.pk}/documents/joining-sheet.pdf"
    assert facilitator.get(sheet).content.startswith(b"%PDF")
    facilitator.post(f"/diagnosis/{made.pk}/close")
    assert facilitator.get(sheet).status_code == 403, "the code is gone"
    for name in DOCUMENTS:
        answer = facilitator.get(f"/diagnosis/{made.pk}/documents/{name}")
        assert answer.status_code == 200, name
        start = b"%PDF" if name.endswith("pdf") else b"PK"
        assert answer.content.startswith(start), name
        assert name.split(".")[0] in answer["Content-Disposition"]
        if name.endswith(("docx", "pptx")):
            with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
                text = b"".join(parts.read(one) for one in parts.namelist())
            assert b"Begum" not in text, name
    missing = facilitator.get(f"/diagnosis/{made.pk}/documents/other.docx")
    assert missing.status_code == 404


def test_a_session_goes_to_another_machine_and_is_the_same_there(
    facilitator: Client,
) -> None:
    made = held(facilitator)
    facilitator.post(f"/diagnosis/{made.pk}/close")
    out = facilitator.get(f"/diagnosis/{made.pk}/session.json").content
    report = told(facilitator.get(f"/diagnosis/{made.pk}/report"))
    again = facilitator.post("/diagnosis/bring-in", {"file": io.BytesIO(out)})
    assert again.status_code == 422, "it is here already"
    # Another machine: this session has never been here.
    Act.objects.filter(session=made).delete()
    made.ballots.all().delete()
    Session.objects.filter(pk=made.pk).delete()
    file = io.BytesIO(out)
    file.name = "session.json"
    answer = facilitator.post("/diagnosis/bring-in", {"file": file})
    assert answer.status_code == 302, told(answer)
    back = facilitator.get(f"/diagnosis/{made.pk}/session.json").content
    assert json.loads(back) == json.loads(out)
    mine, theirs = (
        re.sub(r'csrfmiddlewaretoken" value="[^"]*|nhsuk-inset-text.*?</div>', "", one)
        for one in (report, told(facilitator.get(f"/diagnosis/{made.pk}/report")))
    )
    assert "The middle answer is “not in place”" in theirs
    assert mine.count("<h2") == theirs.count("<h2")


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"no json", b'{"format": "firstyear-session", "version": 2}']
)
def test_a_file_that_is_no_session_is_explained(
    facilitator: Client, body: bytes
) -> None:
    file = io.BytesIO(body or b" ")
    file.name = "a.json"
    answer = facilitator.post("/diagnosis/bring-in", {"file": file})
    assert answer.status_code == 422
    assert "There is a problem" in told(answer)
    assert facilitator.post("/diagnosis/bring-in", {}).status_code == 422
    assert not Session.objects.exists()


def test_who_was_sent_the_report_is_on_a_dated_list(facilitator: Client) -> None:
    made = held(facilitator)
    facilitator.post(f"/diagnosis/{made.pk}/close")
    address = f"/diagnosis/{made.pk}/circulate"
    form = {"to": "Everybody who came", "on": "15 5 2027", "version": "share-safe"}
    assert facilitator.post(address, form).status_code == 302
    page = told(facilitator.get(f"/diagnosis/{made.pk}/report"))
    assert "15 May 2027: Everybody who came, share safe" in page
    wrong = facilitator.post(address, form | {"on": "soon"})
    assert wrong.status_code == 422
    assert "Enter a day such as" in told(wrong)


def test_the_figures_of_the_area_stand_beside_the_question(
    facilitator: Client, region: Release
) -> None:
    from firstyear_web.workshops.room_views import phone_fragment, projector_fragment

    made = held(facilitator)
    actions.open_ballot(ballot=made.ballots.get(key="part:1"), by=made.facilitator)
    for fragment in (phone_fragment(made.pk), projector_fragment(made.pk)):
        assert "What the figures say" in fragment
        assert made.area_name in fragment


def test_no_page_says_a_word_to_avoid(facilitator: Client) -> None:
    made = held(facilitator)
    pages = [
        f"/diagnosis/{made.pk}/{page}" for page in ("console", "projector", "report")
    ]
    pages += ["/diagnosis/", "/diagnosis/plan", f"/diagnosis/{made.pk}"]
    pages += ["/join", f"/join/{made.code}", "/join/resume", "/left", "/room/concern"]
    for address in pages:
        page = Page()
        page.feed(told(facilitator.get(address)))
        found = fy.packs.words_to_avoid("\n".join(page.text))
        assert [one.word for one in found] == [], address
