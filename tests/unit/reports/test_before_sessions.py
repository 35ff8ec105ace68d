"""What goes out before the day and into the room: letters, sheets, guide, book."""

import datetime
import io
import re
from pathlib import Path

import docx
import pptx
import pytest

import firstyear as fy
from firstyear.reports.session import (
    facilitator_guide_pdf,
    facilitator_guide_word,
    facilitator_slides,
    invitation_pdf,
    invitation_word,
    joining_sheet_pdf,
    joining_sheet_word,
    paper_sheet_pdf,
    recording_book_pdf,
    recording_book_word,
)
from firstyear.reports.session.before import WHY
from firstyear.sessions import Invitee, Session, read_session
from tests.unit.reports.session_records import empty_session, full_session
from tests.unit.reports.test_session_reports import (
    MARKUP,
    TONGUES,
    pdf_text,
    slide_text,
    word_text,
)

ADDRESS, CODE = "http://192.0.2.7:8000/j/472916", "472 916"
FIGURE = "In Midshire 92 of 100 such babies are born beside intensive care."


@pytest.fixture(scope="module")
def whole() -> Session:
    return full_session()


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_letter_has_date_place_role_and_why(whole: Session, tmp_path: Path) -> None:
    asked = Invitee(role="gp-lead", name="Carys Llewellyn", organisation="A practice")
    options = {
        "contact": "sessions@example.org",
        "reply_by": datetime.date(2026, 5, 1),
        "support_person": "Jo of the chaplaincy",
        "quiet_space": "Room 4",
    }
    for text in (
        word_text(invitation_word(whole, asked, **options)),  # type: ignore[arg-type]
        pdf_text(invitation_pdf(whole, asked, **options), tmp_path),  # type: ignore[arg-type]
    ):
        said = flat(text)
        for wanted in (
            "Dear Carys Llewellyn,",
            "14 May 2026",
            "The Guildhall, High Street, Midtown",
            "4 hours",
            "General practice lead",
            WHY["community-and-primary-care"],
            "Please reply by 1 May 2026 to sessions@example.org",
            "Support person on the day: Jo of the chaplaincy.",
            "Quiet space: Room 4.",
            "interpreter",
            "Sands",
        ):
            assert wanted in said, wanted


def test_the_letter_holds_no_question(whole: Session) -> None:
    text = flat(word_text(invitation_word(whole)))
    for row in fy.packs.instrument("infant-mortality").entries:
        assert row.text not in text
        assert not re.search(rf"\b{re.escape(row.id)}\b", text), row.id


def test_every_role_is_told_why_it_matters() -> None:
    for role in fy.packs.roles():
        assert role.broad_group in WHY
        text = flat(word_text(invitation_word(empty_session(), Invitee(role=role.id))))
        assert WHY[role.broad_group] in text
        assert flat(role.today) in text
    assert "to be confirmed" in text


def test_the_joining_sheet_tells_what_a_phone_holds(
    whole: Session, tmp_path: Path
) -> None:
    for text in (
        word_text(joining_sheet_word(whole, address=ADDRESS, code=CODE)),
        pdf_text(joining_sheet_pdf(whole, address=ADDRESS, code=CODE), tmp_path),
    ):
        said = flat(text)
        assert (
            "a phone holds only a random token that can answer as that phone and dies "
            "with the session" in said
        )
        assert "plain http" in said
        assert (
            "The link from a vote to a device is destroyed when the session closes"
            in said
        )
        assert ADDRESS in said
        assert CODE in said
    document = docx.Document(
        io.BytesIO(joining_sheet_word(whole, address=ADDRESS, code=CODE))
    )
    about = document.inline_shapes[0]._inline.docPr.get("descr")
    assert about == f"QR code that opens {ADDRESS}"
    made = joining_sheet_pdf(whole, address=ADDRESS, code=CODE)
    assert len(pdf_text(made, tmp_path).split("\f")) == 2  # one page


def test_the_guide_has_the_agenda_and_how_to_vote(
    whole: Session, tmp_path: Path
) -> None:
    for text in (
        word_text(facilitator_guide_word(whole)),
        pdf_text(facilitator_guide_pdf(whole), tmp_path),
    ):
        said = flat(text)
        steps = ["answers alone", "Reveal.", "Talk.", "Vote again"]
        places = [said.index(step) for step in steps]
        assert places == sorted(places)
        assert "babies who died" in said
        assert "safeguarding lead" in said
        planned = sum(one.minutes for one in whole.agenda)
        assert f"{planned} of 240 minutes are planned." in said
    grid = next(
        one
        for one in docx.Document(io.BytesIO(facilitator_guide_word(whole))).tables
        if one.rows[0].cells[0].text == "After"
    )
    # How many are expected is what the planner said, whoever has a letter so far.
    some = whole.model_copy(update={"expected": 7})
    assert "7 people are expected" in flat(word_text(facilitator_guide_word(some)))
    minutes = [int(row.cells[2].text) for row in grid.rows[1:]]
    assert minutes == [one.minutes for one in whole.agenda]
    last = grid.rows[-1].cells[0].text.split(":")
    assert int(last[0]) * 60 + int(last[1]) == sum(minutes[:-1])


def test_the_slides_hold_the_day_and_no_question(whole: Session) -> None:
    made = facilitator_slides(whole)
    text = flat(slide_text(made))
    titles = [
        one.shapes.title.text for one in pptx.Presentation(io.BytesIO(made)).slides
    ]
    assert "How we vote" in titles
    assert len([one for one in titles if re.match(r"\d+\. ", one)]) == 13
    for row in fy.packs.instrument("infant-mortality").entries:
        assert row.text not in text
    assert "No agenda has been planned yet." in slide_text(
        facilitator_slides(empty_session())
    )


def test_the_book_has_every_question_with_its_id_and_levels(whole: Session) -> None:
    text = word_text(recording_book_word(whole, figures={"13.1.a": FIGURE}))
    rows = fy.packs.instrument("infant-mortality").entries
    for row in rows:
        assert f"{row.id}  {row.text}" in text
        assert row.helper in text
        for level, said in enumerate(row.levels):
            assert f"☐  {level}  {said}" in text
    assert text.count(f"Here: {FIGURE}") == 1
    for field in ("Strengths", "Good practice", "Gaps", "Improvements"):
        assert text.split("\n").count(field) == 14
    assert text.count("Action, who leads it, by when") == 14 * 3


def test_the_core_book_keeps_to_the_core(whole: Session) -> None:
    text = word_text(recording_book_word(whole, core=True))
    for row in fy.packs.instrument("infant-mortality").entries:
        assert (f"{row.id}  {row.text}" in text) == row.core


def test_the_book_is_a_pdf_too(whole: Session, tmp_path: Path) -> None:
    text = flat(pdf_text(recording_book_pdf(whole, core=True), tmp_path))
    assert "13.1.a Is there a neonatal network" in text
    assert "The room’s level (part 13)" in text


def test_paper_sheets_have_an_id_and_no_place_for_a_name(
    whole: Session, tmp_path: Path
) -> None:
    text = pdf_text(paper_sheet_pdf(whole), tmp_path)
    pages = text.split("\f")[:-1]
    for ballot in whole.ballots:
        (page,) = [
            one for one in pages if f"Sheet for {ballot.id.replace(':', ' ')}\n" in one
        ]
        if ballot.kind == "level":
            assert "I do not know" in page
        if ballot.question:
            row = fy.packs.instrument("infant-mortality").question(ballot.question)
            assert row.levels[0].split()[0] in page
    assert "No name." in text
    empty = pdf_text(paper_sheet_pdf(empty_session()), tmp_path)
    assert "No votes have been planned yet." in empty


def test_print_is_large(whole: Session) -> None:
    from firstyear.reports.session.printed import _sheets

    assert _sheets(whole, 20).size == 20
    assert len(paper_sheet_pdf(whole, size=30)) > 1000


@pytest.mark.parametrize("nasty", [*MARKUP, *TONGUES])
def test_what_planners_type_stays_words(nasty: str, tmp_path: Path) -> None:
    record = full_session().model_copy(
        update={"title": nasty, "place": nasty, "area_name": nasty}
    )
    record = record.model_copy(
        update={
            "ballots": (record.ballots[0].model_copy(update={"title": nasty}),),
            "agenda": (record.agenda[0].model_copy(update={"title": nasty}),),
        }
    )
    asked = Invitee(role="nobody-knows", name=nasty, organisation=nasty)
    made = [
        invitation_pdf(record, asked, contact=nasty, support_person=nasty),
        joining_sheet_pdf(record, address=ADDRESS, code=CODE),
        facilitator_guide_pdf(record),
        paper_sheet_pdf(record),
    ]
    for one in made:
        said = re.sub(r"[\s\u200b]", "", pdf_text(one, tmp_path))
        if nasty in MARKUP:
            assert re.sub(r"\s", "", nasty.split("\n", maxsplit=1)[0]) in said
    for word in (invitation_word(record, asked), facilitator_guide_word(record)):
        assert word_text(word)
    assert slide_text(facilitator_slides(record))


def test_words_of_these_documents_may_be_shown(tmp_path: Path) -> None:
    record = empty_session()
    for text in (
        word_text(invitation_word(record)),
        word_text(joining_sheet_word(record, address=ADDRESS, code=CODE)),
        word_text(facilitator_guide_word(record)),
        slide_text(facilitator_slides(record)),
    ):
        found = fy.packs.words_to_avoid(text, where=("public",))
        assert not found, [one.word for one in found]


def test_a_letter_and_a_guide_say_the_times_of_the_day(
    whole: Session, tmp_path: Path
) -> None:
    timed = whole.model_copy(update={"starts": datetime.time(9, 30)})
    letter = pdf_text(invitation_pdf(timed, contact="A. Person"), tmp_path)
    said = flat(letter)
    assert "9:30am to 1:30pm" in said
    assert "How long" not in said
    # Who is not asked in a role of their own has no part that waits.
    assert "Your part" not in said
    # One sheet: a letter with two lines on a second page looks forgotten.
    assert letter.count("\f") == 1
    guide = flat(word_text(facilitator_guide_word(timed)))
    assert "9:30am" in guide
    assert "Hours and minutes from the start" not in guide
    # Files of earlier versions do not say when a session starts.
    assert read_session(whole.to_json()).starts is None
    assert read_session(timed.to_json()).starts == datetime.time(9, 30)
