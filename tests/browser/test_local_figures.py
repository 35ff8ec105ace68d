"""Local figures, from the file to the release, as an analyst goes through them."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.test_every_page import violations

HEADER = "indicator,area,level,period,dimension,category,count,denominator\n"
# Councils that are in no other release: what is loaded here changes no other page.
COUNTS = {"X06009001": 1, "X06009002": 2, "X06009003": 14, "X06009004": 22}


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [
        f"sudden-unexpected-deaths,{area},district,2024,,,{count},{5003 + count}\n"
        for area, count in COUNTS.items()
    ]
    path = tmp_path_factory.mktemp("local") / "registers.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def sent(page: Page, demo: Server, registers: Path) -> None:
    page.goto(f"{demo.address}/data/load")
    page.set_input_files("input[type=file]", registers)
    page.get_by_label("Title").fill("Registers of four councils")
    page.get_by_label("Registrations of births and deaths").check()
    page.get_by_role("button", name="See what is in the files").click()


def test_report_is_sound_and_fits_a_phone(
    page: Page, demo: Server, registers: Path
) -> None:
    sent(page, demo, registers)
    expect(page.locator("#gate")).to_contain_text("hidden")
    page.get_by_text("and the reason for each").click()
    assert violations(page) == []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Do not load, and remove the files").click()
    expect(page.locator("main")).to_contain_text("Load figures")


def test_from_file_to_release_and_ledger_without_javascript(
    plain_page: Page, page: Page, demo: Server, registers: Path
) -> None:
    sent(plain_page, demo, registers)
    plain_page.get_by_role("button", name="Load these figures with").click()
    expect(plain_page.locator("h1")).to_contain_text("Registers of four councils")
    expect(plain_page.locator("main")).to_contain_text("Local figures, protected")
    release = plain_page.url
    for address in (release, f"{demo.address}/data/ledger"):
        page.goto(address)
        assert violations(page) == []
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("main")).to_contain_text("Registers of four councils")
