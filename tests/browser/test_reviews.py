"""A review from its start to its report, in a real browser, with axe on every page."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import Server
from tests.browser.test_every_page import violations

AREA = "X06000069"
LONG = "Averylongwordthatnobodybreaks" * 5


def sound(page: Page) -> None:
    """axe finds nothing, and nothing scrolls sideways on a phone."""
    assert violations(page) == [], page.url
    page.set_viewport_size({"width": 320, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert wide <= 320, page.url


def fill(page: Page, **given: str) -> None:
    """A form filled in and sent: fields by name, choices by their value."""
    for name, value in given.items():
        box = page.locator(f"main [name={name}]").first
        if box.evaluate("one => one.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    sound(page)
    page.locator("main form.fy-form button[type=submit]").last.click()


def start(page: Page, demo: Server, title: str) -> str:
    page.goto(f"{demo.address}/diagnosis/")
    page.get_by_role("link", name="Go to reviews").click()
    page.get_by_role("link", name="Start a review").click()
    fill(page, title=title, area=AREA, begins="2 3 2026", ends="30 3 2026")
    page.wait_for_url(re.compile(r"/reviews/[0-9a-f]{32}$"))
    return page.url


def test_a_review_from_start_to_report(page: Page, demo: Server) -> None:
    here = start(page, demo, "A review of care")
    expect(page.locator("main")).to_contain_text("The rule")
    expect(page.locator("main")).to_contain_text("allowing for small numbers")
    sound(page)

    # Desk review: a document came and was read.
    page.get_by_role("link", name="Desk review").click()
    sound(page)
    page.get_by_role("link", name="Joint strategic needs assessment").click()
    fill(page, status="read", text="Babies have two pages of it", lead="The council")
    expect(page.locator("main")).to_contain_text("Babies have two pages of it")

    # Interview: nothing without consent.
    page.goto(f"{here}/records/interview")
    page.get_by_role("link", name="Plan an interview").click()
    fill(page, role="parent", consent="not-asked", heard="Nobody rang back")
    expect(page.get_by_role("alert")).to_contain_text("consent was given first")
    fill(page, consent="given", consent_on="4 3 2026")
    expect(page.locator("main")).to_contain_text("1 with consent")
    sound(page)

    # Findings through a lens, and what one rests on.
    page.goto(f"{here}/findings")
    page.get_by_role("link", name="Add a finding").click()
    page.get_by_label("Leadership").check()
    fill(page, text=LONG, nature="cause", lens="lens-system", part="13")
    for name, given in (
        ("Add a figure", {"indicator": "infant-mortality", "period": "2021 to 2023"}),
        ("Add a document", {"ref": "document-needs-assessment"}),
    ):
        page.get_by_role("link", name=re.compile(f"^{name}")).click()
        fill(page, **given, bearing="agrees")
    expect(page.locator("main")).to_contain_text(
        "Figures and documents agree. Missing: interviews and sessions."
    )
    page.get_by_role("button", name=re.compile("^May be shared")).click()
    expect(page.get_by_role("button", name=re.compile("take back"))).to_be_visible()
    sound(page)

    # A recommendation that pulls no long lever is told so.
    page.goto(f"{here}/recommendations")
    page.get_by_role("link", name="Add a recommendation").click()
    fill(
        page,
        text="Ring back within two days",
        level="practice",
        reach="most",
        control="own",
        approach="individual",
        offer="A day of help",
        provider="The regional team",
    )
    expect(page.get_by_role("note", name="Before you go on")).to_be_visible()
    expect(page.locator("svg.fy-balance")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Where it stands")).click()
    fill(page, status="done", progress="All are rung back")
    expect(page.locator("main")).to_contain_text("1 so far, 1 done")
    sound(page)

    # What looks like a person waits until somebody has read it.
    page.goto(f"{here}/write/board")
    fill(page, side="threat", factor="factor-homes", text="Mrs Brown may move")
    expect(page.get_by_role("status")).to_contain_text("looks like a person")
    expect(page.locator("main")).not_to_contain_text("Brown")
    page.goto(f"{here}/held")
    sound(page)
    page.get_by_role("button", name=re.compile("^Remove what looks")).click()
    expect(page.locator("main")).to_contain_text("Nothing is held back")

    for path in (
        "",
        "/board",
        "/story",
        "/life-course",
        "/sharing",
        "/history",
        "/list/protected-characteristics",
        "/list/high-impact-changes",
        "/records/due-regard",
        "/write/due-regard",
        "/records/follow-up",
        "/report",
        "/report?version=share-safe",
    ):
        page.goto(here + path)
        sound(page)

    page.goto(f"{here}/report?version=share-safe")
    expect(page.locator("main")).to_contain_text("Share-safe")
    expect(page.locator("main")).to_contain_text(LONG)
    expect(page.locator("main")).not_to_contain_text("Ring back")
    with page.expect_download() as got:
        page.get_by_role("link", name="Report, Word").click()
    assert got.value.suggested_filename.endswith("-share-safe.docx")
    page.emulate_media(media="print")
    assert not page.locator(".fy-header").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")

    for path in ("/reviews/", "/reviews/across", "/reviews/learning"):
        page.emulate_media(media="screen")
        page.goto(demo.address + path)
        sound(page)
    page.goto(f"{demo.address}/reviews/tiers/X12000005")
    sound(page)
    expect(page.locator("main tbody tr")).to_have_count(14)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a phone without JavaScript."""
    opened = browser.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    opened.set_default_timeout(20_000)
    yield opened.new_page()
    opened.close()


def test_without_javascript_on_a_phone_a_review_can_be_run(
    plain: Page, demo: Server
) -> None:
    plain.goto(f"{demo.address}/reviews/start")
    plain.fill("[name=title]", "Without scripts")
    plain.select_option("[name=area]", AREA)
    plain.fill("[name=begins]", "2 3 2026")
    plain.fill("[name=ends]", "1 3 2026")
    plain.click("main button[type=submit]")
    expect(plain.get_by_role("alert")).to_contain_text("before the first")
    plain.fill("[name=ends]", "9 3 2026")
    plain.click("main button[type=submit]")
    here = plain.url
    plain.goto(f"{here}/list/interventions/safer-sleep")
    plain.select_option("[name=status]", "patchy")
    plain.click("main form.fy-form button")
    plain.goto(f"{here}/life-course?state=patchy")
    expect(plain.locator("tbody tr")).not_to_have_count(0)
    expect(plain.locator("main")).to_contain_text("patchy")


def test_a_form_is_filled_in_by_keyboard_alone(page: Page, demo: Server) -> None:
    here = start(page, demo, "By keyboard")
    page.goto(f"{here}/write/told")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Health visitors")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main tbody")).to_contain_text("Health visitors")
    expect(page.locator("main tbody")).to_contain_text("Not told yet")


def test_pictures_of_a_review(page: Page, demo: Server, tmp_path: Path) -> None:
    """What a review looks like; FIRSTYEAR_PICTURES says where they go."""
    here = start(page, demo, "For a picture")
    page.goto(f"{here}/write/recommendation")
    fill(
        page,
        text="One plan for homes, written with the council",
        level="policy",
        reach="all",
        control="partners",
        approach="population",
    )
    folder = Path(os.environ.get("FIRSTYEAR_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    for name, path in (("review", ""), ("review-advice", "/recommendations")):
        page.goto(here + path)
        page.screenshot(path=folder / f"{name}.png", full_page=True)
        assert (folder / f"{name}.png").stat().st_size > 20_000
