"""Texts that are too long, odd or meant to do harm, in every field of a review."""

import re
from datetime import date, time
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document
from firstyear_tests_pages import Page
from firstyear_tests_reviewing import AREA, World, advice, finding, world
from pptx import Presentation

from firstyear.figures import Release
from firstyear_web.reviews import actions
from firstyear_web.reviews.models.words import LONG
from firstyear_web.workshops import actions as workshops

DAY = "9 3 2026"
BABY = "\U0001f476\U0001f3ff\u200d\U0001f37c"
HOSTILE = {
    "emoji": f"{BABY} and \U0001f3f4\U000e0067\U000e0062\U000e0077\U000e007f",
    "right to left": "\u05d4\u05d5\u05e8\u05d9\u05dd \u202e sdrawkcab \u202c \u0627",
    "markup": "<img src=x onerror=alert(1)><b>bold</b></textarea></script>&lt;&#60;",
    "script": "<script>alert(1)</script>' onfocus='alert(1)\" onfocus=\"alert(1)",
    "template": "{{ 7 * 7 }} {% include 'x' %} #read(\"/etc/passwd\") $x$ \\u{41} *b*",
    "control": "one\x0btwo\x1b[31mthree\x07\x08\x7f\x85\ufffe\uffffend",
    "one word": "w" * 900,
    "blank but for marks": "\u200b\u2060\ufeff x",
}
# What a browser would take for its own, if a text came through as it was sent.
RAW = ("<img src=x", "<script>alert", "' onfocus='", '" onfocus="', "<b>bold", "49 ")
# A form is shown again; a button, which has no form of its own, says it on a page.
MISTAKE = (400, 422)


@pytest.fixture
def here(region: Release) -> World:
    return world()


def sent(here: World) -> dict[str, dict[str, str]]:
    """Every form of a review by its address, with choices made and texts left out."""
    review, by = here.review, here.analyst
    found, made = finding(review, by), advice(review, by)
    consent = actions.give_consent(
        review=review, to=here.region, thing="tier", given_by="The board",
        given_on=date(2026, 3, 9), purpose="Learning", by=by,
    )  # fmt: skip
    session = workshops.plan_session(
        title="The day", area=AREA, area_name="T", date=date(2026, 3, 9),
        starts=time(9), by=by,
    )  # fmt: skip
    actions.link_session(review=review, session=session, by=by)
    look = review.followup_rows.first().pk
    advised = {
        "level": "policy", "reach": "all", "control": "own", "approach": "community",
    }  # fmt: skip
    figure = {"indicator": "stillbirth", "period": "2021 to 2023", "bearing": "agrees"}
    agreed = {"to": str(here.region.pk), "thing": "findings", "given_on": DAY}
    return {
        "details": {"begins": DAY, "ends": DAY},
        "team": {"person": str(here.regional.pk)},
        "tier": {"tier": "targeted"},
        "list/documents/document-feeding": {"status": "read"},
        "list/interventions/breastfeeding": {"status": "in-place"},
        f"finding/{found.pk}/figure": figure,
        f"finding/{found.pk}/session": {"ref": session.pk, "bearing": "agrees"},
        "write/interview": {
            "role": "parent", "consent": "given", "consent_on": DAY,
        },
        "write/finding": {"nature": "gap", "lens": "lens-system"},
        "write/recommendation": advised,
        f"write/status/{made.pk}": {"status": "done"},
        "write/feedback": {"on": DAY},
        f"write/follow-up/{look}": {"held_on": DAY},
        "write/told": {"told_on": DAY},
        "write/due-regard": {"on": DAY, "look_again": "9 3 2027"},
        "write/board": {"side": "threat"},
        "sharing": agreed,
        f"sharing/{consent.pk}/withdraw": {},
    }  # fmt: skip


def texts(client: Client, address: str, given: dict[str, str]) -> list[str]:
    """Names of the fields of a form in which somebody can write what they like."""
    if address.endswith("/withdraw"):
        return ["withdrawn_by"]
    page = Page()
    page.feed(client.get(address).content.decode())
    return [
        one["name"]
        for one in page.fields
        if (one["tag"] == "textarea" or one.get("type") == "text")
        and one["name"] not in given
        and not re.search(r"(^|_)(on|until|due|period|begins|ends)$", one["name"])
    ]


def said(answer: Any) -> str:
    return unescape(answer.content.decode())


@pytest.mark.parametrize("kind", HOSTILE)
def test_every_field_takes_it_or_says_what_is_wrong(here: World, kind: str) -> None:
    client = here.client(here.analyst)
    text = HOSTILE[kind]
    base = f"/reviews/{here.review.pk}"
    fields = 0
    for address, given in sent(here).items():
        names = texts(client, f"{base}/{address}", given)
        fields += len(names)
        answer = client.post(f"{base}/{address}", given | dict.fromkeys(names, text))
        assert answer.status_code in (302, *MISTAKE), (address, answer.status_code)
        if answer.status_code in MISTAKE:
            assert re.search("There is a problem|at most", said(answer)), address
            short = dict.fromkeys(names, f"{text[:60]} is a whole sentence")
            again = client.post(f"{base}/{address}", given | short)
            assert again.status_code == 302, (address, said(again)[:4000])
    assert fields > 30
    for thing in (
        *here.review.finding_rows.all(),
        *here.review.recommendation_rows.all(),
    ):
        actions.clear_words(thing=thing, cleared=True, by=here.analyst)
    everywhere(client, here)


def everywhere(client: Client, here: World) -> None:
    """Every page and document of the review, and what others are shown."""
    base = f"/reviews/{here.review.pk}"
    finding_, made = (
        here.review.finding_rows.last(),
        here.review.recommendation_rows.last(),
    )
    pages = [
        "", *(f"/{one}" for one in (
            "details", "history", "life-course", "findings", "recommendations", "board",
            "story", "held", "sharing", "report", "report?version=share-safe",
            "list/documents", "list/interventions", "records/interview",
            "records/feedback", "records/follow-up", "records/told",
            "records/due-regard", f"write/finding/{finding_.pk}",
            f"write/recommendation/{made.pk}",
        )),
    ]  # fmt: skip
    for page in [*(f"{base}{one}" for one in pages), "/reviews/", "/reviews/across",
                 "/reviews/learning"]:  # fmt: skip
        html = client.get(page).content.decode()
        assert not [raw for raw in RAW if raw in html], page
    shown = here.client(here.regional).get(f"/reviews/shown/{here.review.pk}")
    assert shown.status_code == 200
    assert not [raw for raw in RAW if raw in shown.content.decode()]
    for version in ("", "?version=share-safe"):
        word = client.get(f"{base}/report.docx{version}")
        assert len(Document(BytesIO(word.content)).paragraphs) > 5
        pdf = client.get(f"{base}/report.pdf{version}")
        assert pdf.content.startswith(b"%PDF")
        slides = client.get(f"{base}/feedback.pptx{version}")
        assert len(Presentation(BytesIO(slides.content)).slides) > 1
        assert client.get(f"{base}/feedback.json{version}").json()


def test_what_is_too_long_is_told_and_stays_in_the_form(here: World) -> None:
    client = here.client(here.analyst)
    text = "All of it \u05d4 " * 1000
    base = f"/reviews/{here.review.pk}"
    assert len(text) > 10_000 > LONG
    for address, given in sent(here).items():
        for name in texts(client, f"{base}/{address}", given):
            others = texts(client, f"{base}/{address}", given)
            form = given | dict.fromkeys(others, "A whole sentence.") | {name: text}
            answer = client.post(f"{base}/{address}", form)
            assert answer.status_code in MISTAKE, (address, name)
            page = said(answer)
            assert re.search(r"at most|room for|letters", page), (address, name)
            if not address.endswith("/withdraw"):
                assert text.strip() in page, (address, name)
