"""The report of a session: whole, safe to share where it says so, readable by all."""

import datetime
import io
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import docx
import pptx
import pytest
from docx.oxml.ns import qn

import firstyear as fy
from firstyear.charts.lettering import wrap
from firstyear.errors import RefusedError, UsageError
from firstyear.reports.paper import Grid
from firstyear.reports.session import report_pdf, report_slides, report_word
from firstyear.reports.session.contents import report_paper
from firstyear.reports.session.feedback import feedback_deck
from firstyear.reports.slides.deck import (
    ACROSS,
    FOOT,
    TOP,
    Slide,
    _fitting,
    sized_points,
)
from firstyear.sessions import Session, read_session, spread, voices
from tests.unit.reports.session_records import (
    NAMES,
    broad_groups,
    empty_session,
    full_session,
    instrument,
    note,
    shared_session,
)

CLOSED, SHARED = "not-for-publication", "share-safe"
MARK = "Not for publication (and may be asked for under freedom of information)"
MARKUP = (
    "#panic(1) $x$ @ref *bold* _it_ `raw` \\ \\u{41} <b> // not a comment",
    '#import "x.typ": * #read("/etc/passwd")',
    "<script>alert('1')</script> & &amp; ]]> {{ 7*7 }} {% raw %}",
    "= Heading\n- list\n+ more\n/ term: x",
)
TONGUES = (
    "Mae’r bydwragedd yn cwrdd bob wythnos, ŵ ŷ â",
    "نحن نحتاج إلى مترجمين",
    "אנחנו צריכים מתורגמנים",
    "Well done 👏🏽 👩‍👧 😀",
    "દુભાષિયાની જરૂર છે",
    "control\x07 bell, null\x00, turned \u202eback\u202c",
)
LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 80


def pdf_text(document: bytes, folder: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not here")
    file = folder / "a.pdf"
    file.write_bytes(document)
    done = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


def word_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    head = document.sections[0].header.paragraphs[0].text
    body = document.element.body.iter(qn("w:t"))
    return "\n".join([head, *(one.text or "" for one in body)])


def slide_text(content: bytes) -> str:
    show = pptx.Presentation(io.BytesIO(content))
    found = []
    for page in show.slides:
        for shape in page.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
        if page.has_notes_slide:
            found.append(page.notes_slide.notes_text_frame.text)
    return "\n".join(found)


@cache
def made(form: str, version: str) -> bytes:
    """A report of the full session, made once."""
    record = full_session() if version == CLOSED else shared_session()
    make = {"word": report_word, "pdf": report_pdf, "slides": report_slides}[form]
    return make(record, version=version)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def whole() -> Session:
    return full_session()


@pytest.fixture(scope="module")
def document() -> bytes:
    return made("word", CLOSED)


def test_the_record_is_a_record(whole: Session) -> None:
    assert read_session(whole.to_json()) == whole
    assert len(whole.notes) == 120
    assert len([one for one in whole.ballots if one.kind == "level"]) == 24


def test_word_has_headings_without_a_gap_and_says_all(document: bytes) -> None:
    read = docx.Document(io.BytesIO(document))
    styles = [one.style.name for one in read.paragraphs if one.text]
    assert styles[0] == "Title"
    assert {"Heading 1", "Heading 2"} <= set(styles)
    heads = [one.text for one in read.paragraphs if one.style.name == "Heading 1"]
    for wanted in (
        "At a glance",
        "How to read this",
        "What we will do",
        "What we recommend",
        "Two points from each group",
        "Part by part",
        "Who came",
        "Put aside for another time",
        "How it was done",
    ):
        assert wanted in heads
    assert any(one.startswith("The tree leans") for one in heads)
    parts = [one.text for one in read.paragraphs if one.style.name == "Heading 2"]
    assert {"13. Who leads and holds it together?", "What do we want to see?"} <= set(
        parts
    )
    assert read.core_properties.title.startswith("Report of the session")
    assert read.core_properties.language == "en"


def test_word_pictures_have_words_and_tables_have_headings(document: bytes) -> None:
    read = docx.Document(io.BytesIO(document))
    about = [one.get("descr") for one in read.element.body.iter(qn("wp:docPr"))]
    assert len(about) > 14
    assert all(about)
    assert len(set(about)) > 14
    grids = [one for one in read.tables if len(one.columns) > 1]
    assert len(grids) > 8
    for table in grids:
        first = table.rows[0]._tr.trPr
        assert first is not None
        assert first.find(qn("w:tblHeader")) is not None
        assert all(cell.text for cell in table.rows[0].cells)


def test_word_has_page_numbers_and_the_mark_on_every_page(document: bytes) -> None:
    read = docx.Document(io.BytesIO(document))
    (section,) = read.sections
    assert section.header.paragraphs[0].text == MARK
    with ZipFile(io.BytesIO(document)) as held:
        foot = held.read("word/footer1.xml").decode("utf-8")
        styles = held.read("word/styles.xml").decode("utf-8")
    assert re.findall(r"<w:instrText[^>]*> (\w+) <", foot) == ["PAGE", "NUMPAGES"]
    assert 'w:val="en-GB"' in styles


def test_support_and_the_content_notice_stand_first(document: bytes) -> None:
    text = word_text(document)
    for link in fy.packs.support_links():
        assert 0 < text.index(link.name) < text.index("At a glance")
    assert text.index("why babies die") < text.index("At a glance")


def test_counts_in_the_tables_are_those_of_the_record(whole: Session) -> None:
    tables = [
        one
        for one in report_paper(whole, version=CLOSED).blocks
        if type(one).__name__ == "Grid"
    ]
    (starred,) = [
        row for one in tables for row in one.rows if row[0].startswith("13.1.a ")
    ]
    plain = Counter(
        one.level for one in whole.answers if one.ballot == "question:13.1.a"
    )
    assert starred[1:6] == tuple(str(plain[level]) for level in (0, 1, 2, 3, None))
    (chosen,) = [one for one in tables if one.caption.startswith("How many people cho")]
    ballot = whole.ballot("poll:true-here")
    assert ballot is not None
    picked = Counter(
        ballot.options[place]
        for one in whole.answers
        if one.ballot == ballot.id
        for place in one.chosen
    )
    assert {name: int(count) for name, count in chosen.rows if int(count)} == picked
    (ranked,) = [one for one in tables if one.header[1:2] == ("First",)]
    assert sum(int(row[1]) for row in ranked.rows) == sum(
        one.ballot == "poll:three-actions" for one in whole.answers
    )
    (attended,) = [one for one in tables if one.caption == "Attendance by role"]
    assert sum(int(row[3]) for row in attended.rows) == 28


def test_actions_have_leads_and_dates_the_earliest_first(whole: Session) -> None:
    (grid,) = [
        one
        for one in report_paper(whole, version=CLOSED).blocks
        if getattr(one, "header", ("",))[0] == "Action"
    ]
    assert grid.header == ("Action", "Part", "Lead", "By when")
    dues = sorted(one.due for one in whole.notes if one.kind == "action" if one.due)
    assert [row[3] for row in grid.rows] == [
        f"{one.day} {one:%B} {one.year}" for one in dues
    ]
    assert {row[2] for row in grid.rows} <= {*NAMES, "not yet fixed"}


def test_a_shift_is_told_with_its_counts(whole: Session, tmp_path: Path) -> None:
    text = " ".join(pdf_text(made("pdf", CLOSED), tmp_path).split())
    before = spread(voices(whole, "part:13", 1))
    after = spread(voices(whole, "part:13", 2))
    assert "After talking: the middle answer moved" in text
    assert (
        f"{before.answered} people voted first and {after.answered} people again"
        in text
    )


def test_pdf_says_what_word_says(whole: Session, tmp_path: Path) -> None:
    text = pdf_text(made("pdf", CLOSED), tmp_path)
    pages = text.split("\f")[:-1]
    assert all(MARK in page for page in pages)
    assert re.search(r"1 / \d+", pages[0])
    for name in ("Part by part", "Attendance by role", NAMES[1], "Taxi".lower()):
        assert name in text
    held = made("pdf", CLOSED)
    assert b"StructTreeRoot" in held
    assert b"/Lang (en" in held or b"/Lang(en" in held


def test_held_notes_are_counted_and_not_shown(whole: Session) -> None:
    text = word_text(made("word", CLOSED))
    (held,) = [one for one in whole.notes if one.state == "held"]
    assert held.text not in text
    assert "This one is held back" not in text
    assert "1 note is held back until somebody has read" in text


def test_the_share_safe_version_names_nobody(tmp_path: Path) -> None:
    record = shared_session()
    said = [
        word_text(made("word", SHARED)),
        pdf_text(made("pdf", SHARED), tmp_path),
        slide_text(made("slides", SHARED)),
    ]
    for text in said:
        for name in (*NAMES, "University Hospitals", "example.org", "taxi", "Blue"):
            assert name not in text, name
        assert "What was left out of this version" in text
        assert "Share-safe version" in text
        assert "Not for publication" not in text
    for group, people in record.joined_by_role.items():
        assert people >= 5
        assert group in broad_groups().values()
    assert "Lead" not in [
        one
        for block in report_paper(record, version=SHARED).blocks
        for one in getattr(block, "header", ())
    ]


def test_how_many_words_were_taken_out_is_said() -> None:
    record = shared_session()
    silent = sum(not one.text for one in record.answers if one.ballot == "poll:worry")
    assert silent > 3
    text = word_text(made("word", SHARED))
    assert f"The words of {silent} people are not in this version." in text


def test_a_row_longer_than_a_page_may_break() -> None:
    kept = [note("Short", kind="action"), note(LONG[:3000], kind="action")]
    record = empty_session().model_copy(update={"notes": tuple(kept)})
    read = docx.Document(io.BytesIO(report_word(record)))
    (table,) = [one for one in read.tables if one.rows[0].cells[0].text == "Action"]
    splits = [
        row._tr.trPr is None or row._tr.trPr.find(qn("w:cantSplit")) is None
        for row in table.rows
    ]
    assert splits == [False, False, True]


def test_words_that_were_not_cleared_are_not_in_it() -> None:
    secret = note("Nobody has cleared this sentence")
    whole = full_session(notes=(secret,))
    cleared = shared_session(whole, every=10**6)  # the first note alone
    text = word_text(report_word(cleared, version=SHARED))
    assert secret.text not in text
    assert secret.text in word_text(report_word(whole))


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"invited": (), "circulated": (), "parked": ()},
        {"joined_by_role": {"midwife": 3}},
    ],
)
def test_a_record_that_names_people_is_refused(change: dict[str, object]) -> None:
    base = shared_session() if "joined_by_role" in change else full_session()
    record = base.model_copy(update=change)
    for make in (report_word, report_pdf, report_slides):
        with pytest.raises(RefusedError, match="share_safe"):
            make(record, version=SHARED)


def test_an_unknown_version_is_refused(whole: Session) -> None:
    with pytest.raises(UsageError, match="'secret' is not one of"):
        report_word(whole, version="secret")  # type: ignore[arg-type]


def test_an_empty_session_has_a_report(tmp_path: Path) -> None:
    record = empty_session()
    for text in (
        word_text(report_word(record)),
        pdf_text(report_pdf(record), tmp_path),
        slide_text(report_slides(record)),
    ):
        assert "The room has not voted on any part yet" in text
        assert "None" not in re.findall(r"\bNone\b(?! were)", text)
        assert "nan" not in text.lower().split()
    assert "No actions were written down." in word_text(report_word(record))


@pytest.mark.parametrize("nasty", [*MARKUP, *TONGUES, LONG[:4000]])
def test_what_people_type_stays_words(nasty: str, tmp_path: Path) -> None:
    typed = [
        note(nasty, kind=kind).model_copy(update={"lead": nasty[:300], "point": 1})
        for kind in ("strength", "good-practice", "gap", "recommendation", "action")
    ]
    record = empty_session().model_copy(
        update={
            "title": nasty[:300],
            "place": nasty[:300],
            "area_name": nasty[:300],
            "notes": tuple(typed),
            "groups": (nasty[:100],),
        }
    )
    text = word_text(report_word(record))
    assert text.count("�") == 0
    shown = re.sub("[\x00-\x08\u202a-\u202e]", "", nasty)
    first = shown.split("\n", maxsplit=1)[0]
    assert first in text
    pdf_said = pdf_text(report_pdf(record), tmp_path)
    flat = re.sub(r"[\s\u200b]", "", pdf_said)
    if nasty in MARKUP:
        assert re.sub(r"\s", "", nasty) in flat
    if nasty == TONGUES[4]:
        assert "□" in pdf_said
        assert "The Word version holds them" in " ".join(pdf_said.split())
    show = pptx.Presentation(io.BytesIO(report_slides(record)))
    assert len(show.slides) > 5


def test_right_to_left_words_are_marked_so() -> None:
    record = empty_session().model_copy(update={"notes": (note(TONGUES[1]),)})
    with ZipFile(io.BytesIO(report_word(record))) as held:
        body = held.read("word/document.xml").decode("utf-8")
    found = [one for one in body.split("<w:p>") if TONGUES[1] in one]
    assert len(found) == 1
    assert "<w:bidi/>" in found[0]
    assert "<w:rtl/>" in found[0]


def test_slides_have_titles_pictures_with_words_and_the_mark(whole: Session) -> None:
    show = pptx.Presentation(io.BytesIO(made("slides", CLOSED)))
    titles = [page.shapes.title.text for page in show.slides]
    assert all(titles)
    for page in show.slides:
        assert any(
            shape.has_text_frame and MARK in shape.text_frame.text
            for shape in page.shapes
        )
        for shape in page.shapes:
            if shape.shape_type == 13:
                assert shape._element.nvPicPr.cNvPr.get("descr")
            assert shape.left >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
    text = "\n".join(titles)
    for wanted in ("The tree leans", "Strengths", "Gaps", "What we will do", "Two poi"):
        assert wanted in text
    said = slide_text(made("slides", CLOSED))
    assert NAMES[0] in said
    for group in whole.groups:
        assert f"{group}: " in said
    (parts,) = [
        one.table
        for one in feedback_deck(whole, version=CLOSED).slides
        if one.title == "What the room said of each part"
    ]
    assert parts is not None
    assert [row[0] for row in parts.rows] == [
        f"{one.id}. {one.title}" if one.id.isdigit() else one.title
        for one in sorted(
            instrument().parts, key=lambda one: (not one.id.isdigit(), one.id.zfill(2))
        )
    ]
    assert {row[1][:1] for row in parts.rows} <= {"0", "1", "2", "3", "b", "N"}
    assert not any(
        "each part" in one.title
        for one in feedback_deck(empty_session(), version=CLOSED).slides
    )


def test_points_of_a_slide_fit_it(whole: Session) -> None:
    many = tuple(f"{LONG[:400]} {number}" for number in range(14))
    pages = _fitting(Slide("Many", many))
    assert [len(one.points) for one in pages] == [6, 6, 2]
    assert [one.title for one in pages] == [f"Many ({n} of 3)" for n in (1, 2, 3)]
    for points in (many[:6], ("Short",), tuple("word " * 30 for _ in range(6))):
        size, texts = sized_points(points)
        assert size >= 20
        lines = [wrap(one, [ACROSS * 72] * 9, size=size) for one in texts]
        assert sum(len(run) * size * 1.2 + 9 for run in lines) <= (FOOT - TOP) * 72
    assert sized_points(("Short",)) == (30, ["Short"])
    rows = tuple((f"{LONG[:200]} {number}", "x") for number in range(20))
    tables = _fitting(Slide("Rows", table=Grid(("a", "b"), rows, (4, 1))))
    assert tuple(row for one in tables if one.table for row in one.table.rows) == rows
    assert len(tables) > 1
    for one in feedback_deck(whole, version=CLOSED).slides:
        assert one.says == one.says.strip()


def test_words_of_documents_may_be_shown(whole: Session) -> None:
    ours = report_paper(empty_session(), version=CLOSED)
    said = re.findall(r"'((?:[^'\\]|\\.)*)'", repr(ours.blocks))
    said += [
        point
        for one in feedback_deck(empty_session(), version=CLOSED).slides
        for point in (one.title, *one.points)
    ]
    for text in said:
        found = fy.packs.words_to_avoid(text, where=("public",))
        assert not found, (text, [one.word for one in found])


def test_dates_are_those_of_the_record(whole: Session) -> None:
    assert whole.date == datetime.date(2026, 5, 14)
    assert "14 May 2026" in report_paper(whole, version=CLOSED).subtitle
    assert instrument().version == "1.0"


@pytest.mark.parametrize("make", [report_word, report_pdf, report_slides])
def test_the_report_of_a_full_session_is_made_in_ten_seconds(
    make: Callable[[Session], bytes],
) -> None:
    whole = full_session()
    # Of this process alone: what else a machine does is not the report's time.
    began = time.process_time()
    assert make(whole)
    assert time.process_time() - began < 10


def test_no_picture_of_the_word_report_is_moved_past_the_margin() -> None:
    written = docx.Document(io.BytesIO(report_word(full_session())))
    pictures = written.inline_shapes
    assert len(pictures) > 1
    for one in pictures:
        # Left open, LibreOffice takes 3 mm on each side.
        sides = [one._inline.get(f"dist{side}") for side in "TBLR"]
        assert sides == ["0"] * 4
