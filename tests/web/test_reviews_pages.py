"""Every page of a review: it answers, all can use it, its words are ours."""

from datetime import date, time
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document
from firstyear_tests_pages import problems, read_page
from firstyear_tests_reviewing import AREA, World, advice, begin, finding, world
from pptx import Presentation

from firstyear import packs
from firstyear.figures import Release
from firstyear_web.reviews import actions
from firstyear_web.reviews.lists import check_lists
from firstyear_web.reviews.presenters.records import SHAPES
from firstyear_web.reviews.views.writing import KINDS
from firstyear_web.workshops import actions as workshops
from firstyear_web.workshops.models import Session

LONG = "Averylongwordthatnobodybreaks" * 6


@pytest.fixture
def here(region: Release) -> World:
    return world()


def planned(here: World, area: str = AREA) -> Session:
    return workshops.plan_session(
        title="The day",
        area=area,
        area_name="Testford",
        date=date(2026, 3, 9),
        starts=time(9, 30),
        by=here.analyst,
    )


def noted(session: Session, here: World, kind: str, text: str, **more: Any) -> None:
    workshops.write_note(
        session=session,
        note_id=f"{abs(hash((kind, text))):032x}"[-32:],
        kind=kind,
        text=text,
        by=here.analyst,
        **more,
    )


def full(here: World) -> World:
    """A review with something of everything in it."""
    review, by = here.review, here.analyst
    session = planned(here)
    actions.link_session(review=review, session=session, by=by)
    noted(session, here, "strength", "Midwives know the streets")
    noted(session, here, "gap", "Nobody owns the plan")
    actions.fill_swot(review=review, by=by)
    actions.write_swot(
        review=review, side="threat", factor="factor-homes", text=LONG, by=by
    )
    for name, each in check_lists().items():
        actions.answer_check(
            review=review,
            name=name,
            point=each.items()[0].id,
            status=each.states[0][0],
            text=f"Said of {name}",
            more={key: f"More of {key}" for key in each.more},
            by=by,
        )
    actions.answer_check(
        review=review,
        name="documents",
        point="document-needs-assessment",
        status="read",
        text="Babies have two pages",
        by=by,
    )
    talk = actions.record_interview(
        review=review,
        role="parent",
        consent="given",
        consent_on=date(2026, 3, 4),
        heard="Nobody rang back",
        themes=["roundtable-leadership"],
        by=by,
    )
    found = finding(review, by, LONG, nature="cause", themes=["roundtable-data"])
    for kind, given in {
        "figure": {"indicator": "infant-mortality", "period": "2021 to 2023"},
        "document": {"ref": "document-needs-assessment"},
        "interview": {"ref": str(talk.pk), "bearing": "disagrees"},
        "session": {"ref": session.pk, "place": "part:13"},
    }.items():
        actions.add_evidence(
            finding=found, kind=kind, says=f"It says so: {kind}", by=by, **given
        )
    made = advice(
        review, by, finding=found, offer="A day of help", provider="The region"
    )
    actions.move_on(recommendation=made, status="done", progress="Written", by=by)
    actions.say_back(
        review=review, on=date(2026, 3, 9), to="Leaders", said="Thank you", by=by
    )
    actions.look_again(
        followup=review.followup_rows.first(),
        held_on=date(2026, 7, 1),
        done="A plan",
        outcome="Signed",
        by=by,
    )
    actions.log_reached(review=review, who="Health visitors", by=by)
    actions.record_due_regard(
        review=review,
        on=date(2026, 3, 9),
        body="The board",
        look_again=date(2027, 3, 9),
        by=by,
        **{
            name: f"A whole sentence about {name}."
            for name in (
                "decision",
                "eliminate",
                "advance",
                "foster",
                "people",
                "changed",
                "watched",
            )
        },
    )
    for thing in (found, made):
        actions.clear_words(thing=thing, cleared=True, by=by)
    return here


def addresses(here: World) -> list[str]:
    base = f"/reviews/{here.review.pk}"
    return [
        base,
        *(
            f"{base}/{one}"
            for one in (
                "details",
                "team",
                "tier",
                "history",
                "life-course",
                "life-course?state=not-in-place",
                "life-course?state=none",
                "findings",
                "recommendations",
                "board",
                "story",
                "held",
                "sharing",
                "report",
                "report?version=share-safe",
                *(f"list/{name}" for name in check_lists()),
                *(f"records/{kind}" for kind in SHAPES),
                *(f"write/{kind}" for kind, one in KINDS.items() if one.adds),
                "list/interventions/breastfeeding",
                "list/documents/document-needs-assessment",
            )
        ),
    ]


def of_all(here: World) -> list[str]:
    base = f"/reviews/{here.review.pk}"
    rows = {
        "finding": here.review.finding_rows,
        "recommendation": here.review.recommendation_rows,
        "status": here.review.recommendation_rows,
        "interview": here.review.interview_rows,
        "feedback": here.review.feedback_rows,
        "follow-up": here.review.followup_rows,
        "told": here.review.reached_rows,
        "due-regard": here.review.dueregard_rows,
        "board": here.review.swotentry_rows,
    }
    return [
        *(f"{base}/write/{kind}/{found.first().pk}" for kind, found in rows.items()),
        *(
            f"{base}/finding/{here.review.finding_rows.first().pk}/{kind}"
            for kind in ("figure", "document", "interview", "session")
        ),
    ]


def words_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    assert problems(response.content) == [], address
    return read_page(response.content).words


def test_every_page_of_an_empty_review(here: World) -> None:
    client = here.client(here.analyst)
    for address in ("/reviews/", "/reviews/start", *addresses(here)):
        said = words_of(client, address)
        assert list(packs.words_to_avoid(said)) == [], address


def test_every_page_of_a_full_review(here: World) -> None:
    client = here.client(full(here).analyst)
    for address in (
        "/reviews/",
        "/reviews/across",
        "/reviews/learning",
        "/reviews/tiers/X12000005",
        *addresses(here),
        *of_all(here),
    ):
        said = words_of(client, address)
        assert list(packs.words_to_avoid(said)) == [], address


def test_every_free_text_asks_for_no_real_person(here: World) -> None:
    client = here.client(full(here).analyst)
    for address in (*addresses(here), *of_all(here)):
        html = client.get(address).content.decode()
        boxes = html.count("<textarea")
        assert html.count("Do not describe a real person or case") >= boxes, address


def test_reader_sees_and_is_shown_no_way_to_change(here: World) -> None:
    client = here.client(full(here).reader)
    for address in addresses(here):
        response = client.get(address)
        forms = ("/details", "/team", "/tier", "/held", "/sharing", "/write/")
        if any(one in address for one in forms) or "/list/interventions/" in address:
            assert response.status_code == 403, address
        elif address.endswith("document-needs-assessment"):
            assert response.status_code == 403
        else:
            assert response.status_code == 200, address
            page = read_page(response.content)
            own = [one for one in page.forms if one.get("method") == "post"]
            assert own == [], address


def test_a_review_is_started_in_the_browser(here: World) -> None:
    client = here.client(here.analyst)
    wrong = client.post("/reviews/start", {"title": "", "begins": "x", "area": "no"})
    assert wrong.status_code == 422
    assert problems(wrong.content) == []
    assert "Enter a day such as 14 5 2027" in wrong.content.decode()
    made = client.post(
        "/reviews/start",
        {"title": "New", "area": AREA, "begins": "1 4 2026", "ends": "30 4 2026"},
    )
    assert made.status_code == 302
    said = words_of(client, made["Location"])
    assert "after 3, 6 and 12" not in said
    assert "An area gets the targeted offer too where" in said
    looks = words_of(client, f"{made['Location']}/records/follow-up")
    assert [line for line in looks.split("\n") if "2026" in line or "2027" in line] == [
        "30 July 2026",
        "30 October 2026",
        "30 April 2027",
    ]


def test_markup_is_shown_as_it_was_written(here: World) -> None:
    review, by = here.review, here.analyst
    script = "<script>alert(1)</script><b>bold</b>"
    found = finding(review, by, script)
    advice(review, by, script, offer=script, provider="<i>us</i>", lead="<u>me</u>")
    actions.write_swot(review=review, side="threat", text=script, by=by)
    actions.answer_check(
        review=review,
        name="documents",
        point="document-feeding",
        status="read",
        text=script,
        lead="<u>me</u>",
        by=by,
    )
    actions.log_reached(review=review, who=script, by=by)
    actions.clear_words(thing=found, cleared=True, by=by)
    client = here.client(by)
    for address in addresses(here):
        html = client.get(address).content.decode()
        for markup in ("<script>alert", "<b>bold", "<i>us", "<u>me"):
            assert markup not in html, address
    assert (
        "&lt;script&gt;" in client.get(addresses(here)[0] + "/report").content.decode()
    )


def test_a_state_or_a_list_that_is_not_there_is_not_found(here: World) -> None:
    client = here.client(here.analyst)
    base = f"/reviews/{here.review.pk}"
    for path in (
        "/list/nothing",
        "/list/documents/nothing",
        "/records/nothing",
        "/life-course?state=nothing",
        "/write/status",
        "/write/finding/99999",
        "/finding/99999/figure",
    ):
        assert client.get(base + path).status_code == 404, path


def test_feedback_deck_is_data_of_titles_and_points(here: World) -> None:
    client = here.client(full(here).analyst)
    deck = client.get(f"/reviews/{here.review.pk}/feedback.json").json()
    assert deck["mark"].startswith("Not for publication")
    titles = [slide["title"] for slide in deck["slides"]]
    assert "What we recommend" in titles
    assert "System, governance and data" in titles
    assert all(slide["points"] for slide in deck["slides"])
    shared = client.get(
        f"/reviews/{here.review.pk}/feedback.json?version=share-safe"
    ).json()
    assert shared["mark"].startswith("Share-safe")


def test_shared_story_is_built_from_what_the_review_found(here: World) -> None:
    review, by = here.review, here.analyst
    address = f"/reviews/{review.pk}/story"
    client = here.client(by)
    empty = words_of(client, address)
    assert empty.count("Nobody has written this yet.") == 3
    finding(review, by, "Homes are damp and crowded", nature="cause")
    finding(review, by, "Midwives know the streets", nature="strength")
    advice(review, by, "Homes first for families with babies")
    actions.answer_check(
        review=review,
        name="action-focus",
        point="focus-story",
        status="agreed",
        text="Each of us has a part",
        by=by,
    )
    said = words_of(client, address)
    assert "Homes are damp and crowded" in said
    assert "Midwives know the streets" not in said
    assert "Homes first for families with babies" in said
    assert "Each of us has a part" in said
    assert said.count("Nobody has written this yet.") == 2


def test_answers_of_the_review_before_stand_beside_those_of_this_one(
    here: World,
) -> None:
    by = here.analyst
    actions.answer_check(
        review=here.review,
        name="whole-system-features",
        point="system-leadership",
        status="patchy",
        by=by,
    )
    later = begin(by, title="A second look")
    actions.change_review(
        review=later,
        title="A second look",
        begins=date(2027, 3, 1),
        ends=date(2027, 3, 5),
        by=by,
    )
    said = words_of(here.client(by), f"/reviews/{later.pk}/list/whole-system-features")
    assert "In the review before" in said
    assert "Patchy" in said


def test_report_is_made_as_word_and_pdf_and_feedback_as_slides(here: World) -> None:
    full(here)
    lead = advice(here.review, here.analyst, "Led advice", lead="Somebody Real")
    actions.clear_words(thing=lead, cleared=True, by=here.analyst)
    finding(here.review, here.analyst, "Never cleared this finding")
    client, base = here.client(here.analyst), f"/reviews/{here.review.pk}"
    whole = client.get(f"{base}/report.docx")
    assert "attachment" in whole["Content-Disposition"]
    text = " ".join(words_of_word(whole.content))
    assert "Not for publication" in text
    assert "Never cleared this finding" in text
    assert "Somebody Real" in text
    assert "Anna Someone" in text
    shared = " ".join(
        words_of_word(client.get(f"{base}/report.docx?version=share-safe").content)
    )
    assert "Share-safe" in shared
    assert "Led advice" in shared
    for hidden in ("Never cleared", "Somebody Real", "Anna Someone", "Nobody rang"):
        assert hidden not in shared
    assert client.get(f"{base}/report.pdf").content.startswith(b"%PDF-")
    slides = Presentation(BytesIO(client.get(f"{base}/feedback.pptx").content))
    titles = [one.shapes.title.text for one in slides.slides if one.shapes.title]
    assert any("What we recommend" in one for one in titles)
    assert here.client(here.regional).get(f"{base}/report.pdf").status_code == 404


def words_of_word(content: bytes) -> list[str]:
    document = Document(BytesIO(content))
    return [
        *(one.text for one in document.paragraphs),
        *(
            cell.text
            for table in document.tables
            for row in table.rows
            for cell in row.cells
        ),
        *(
            one.text
            for section in document.sections
            for place in (section.header, section.footer)
            for one in place.paragraphs
        ),
    ]
