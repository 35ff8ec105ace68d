"""A stranger starts the demo and reads the reports of its example."""

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.server import Server


def test_from_the_start_page_to_the_report_of_a_session(
    page: Page, demo: Server
) -> None:
    page.goto(demo.address)
    page.get_by_role("link", name="Diagnosis", exact=True).first.click()
    page.get_by_role("link", name="Example: where we stand").click()
    page.get_by_role("link", name="Read the report").click()
    heading = page.get_by_role("heading", level=1).inner_text()
    assert "Plovergate (an example): what people said" in heading
    assert page.get_by_text("Nobody answers the telephone at night").first.is_visible()


def test_from_the_start_page_to_the_report_of_a_review(
    page: Page, demo: Server
) -> None:
    page.goto(f"{demo.address}/reviews/")
    page.get_by_role("link", name="Example: looking after babies").click()
    assert "(an example)" in page.get_by_role("main").inner_text()
    page.goto(f"{page.url}/report")
    assert (
        "Plovergate (an example)" in page.get_by_role("heading", level=1).inner_text()
    )


def test_the_printed_report_has_its_tree_on_the_first_page(
    page: Page, demo: Server, tmp_path: Path
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not here")
    page.goto(f"{demo.address}/diagnosis/")
    page.get_by_role("link", name="Example: where we stand").click()
    page.get_by_role("link", name="Read the report").click()
    printed = tmp_path / "report.pdf"
    page.pdf(format="A4", path=printed)
    said = subprocess.run(
        ["pdftotext", "-l", "1", printed, "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "what people said" in said
    assert "Who leads and holds it together?" in said  # the foot of the tree
    assert "What it would take" not in said


def test_on_a_phone_names_of_roles_have_half_of_the_page(
    page: Page, demo: Server
) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(f"{demo.address}/diagnosis/")
    page.get_by_role("link", name="Example: where we stand").click()
    roles = page.get_by_role("table", name="Who is asked to come").get_by_role(
        "rowheader"
    )
    box = roles.first.bounding_box()
    assert box is not None
    assert box["width"] >= 160
    across = page.evaluate("document.documentElement.scrollWidth")
    assert across <= 375
