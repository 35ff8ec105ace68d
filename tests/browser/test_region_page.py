"""The region page as people use it: real figures, keyboard, marks, print."""

import os
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.server import MIDSHIRE, Server

# The persistence table of 2011-13 to 2019-21, as published for the ten points of
# 2011-13 to 2020-22 (each equal or one fewer) and for Blackpool, which was not listed.
HIGHER_OF_NINE = {
    "Birmingham": 9,
    "Bradford": 9,
    "Sandwell": 9,
    "Stoke-on-Trent": 9,
    "Walsall": 9,
    "Leicester": 8,
    "Staffordshire": 8,
    "Wolverhampton": 8,
    "Derby": 7,
    "Manchester": 7,
    "Nottingham": 6,
    "Oldham": 6,
    "Blackpool": 5,
    "Kirklees": 5,
    "Lancashire": 5,
    "Luton": 5,
}


def persistence_rows(page: Page) -> dict[str, tuple[int, int, str]]:
    """Area: periods higher, periods compared, margin, from the page's table."""
    rows = page.eval_on_selector_all(
        "#persistence details tbody tr",
        "rows => rows.map(r => [...r.cells].map(c => c.textContent.trim()))",
    )
    return {row[0]: (int(row[1]), int(row[2]), row[4]) for row in rows}


def test_the_real_persistence_table_comes_out_to_the_area(
    page: Page, real: Server
) -> None:
    page.goto(f"{real.address}/region/E92000001?since=2011")
    found = persistence_rows(page)
    often = {name: higher for name, (higher, _, _) in found.items() if higher >= 5}
    assert often == HIGHER_OF_NINE
    assert {compared for _, compared, _ in found.values()} == {9}
    # Several verdicts turn on a few thousandths: the margin is shown with its sign.
    assert found["Derby"][2] == "+0.003"
    assert found["Wolverhampton"][2] == "−0.025"


def test_the_west_midlands_has_its_fourteen_areas(page: Page, real: Server) -> None:
    page.goto(f"{real.address}/region/E12000005?since=2011")
    assert len(persistence_rows(page)) == 14
    expect(page.locator("#map h2")).to_have_text(
        "Eight of the 14 areas are higher than England, and none are lower"
    )
    assert "1,089 babies died" in page.locator(".fy-headline").inner_text()
    expect(page.locator("main")).to_contain_text("sum of its areas")
    assert page.locator("#map .fy-wide svg a").count() >= 14


def test_a_high_area_says_so_on_its_page_and_in_its_checks(
    page: Page, real: Server
) -> None:
    page.goto(f"{real.address}/area/E08000028?since=2011")
    expect(page.locator("main")).to_contain_text("Two tests, one answer: Sandwell")
    expect(page.locator("main")).to_contain_text("9 of 9")
    page.get_by_role("link", name="See the ten checks").click()
    expect(page.locator(".fy-checks > li")).to_have_count(10)


def test_keyboard_reaches_the_content_first_and_then_the_charts(
    page: Page, demo: Server
) -> None:
    page.goto(f"{demo.address}/region/{MIDSHIRE}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "maincontent"
    link = page.locator("#map .fy-wide svg a").first
    link.focus()
    expect(page.locator(".fy-tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".fy-tip")).to_be_hidden()


def test_arrow_keys_move_in_the_rug_and_enter_opens(page: Page, demo: Server) -> None:
    page.goto(f"{demo.address}/region/{MIDSHIRE}")
    first = page.locator(".fy-rug tbody tr").nth(0)
    first.locator("th a").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    row = page.evaluate("document.activeElement.closest('tr').rowIndex")
    column = page.evaluate("document.activeElement.closest('td').cellIndex")
    assert (row, column) == (2, 4)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/indicator/neonatal-mortality"))


def test_a_mark_tells_what_it_is_and_its_area_stands_out_elsewhere(
    page: Page, demo: Server
) -> None:
    page.goto(f"{demo.address}/region/{MIDSHIRE}")
    page.locator("#map .fy-wide svg a").first.hover()
    words = page.locator(".fy-tip").inner_text()
    assert re.match(r"[^:]+: \d+\.\d, ", words)
    faded = page.locator("#funnel svg a.fy-fade").count()
    assert 0 < faded < page.locator("#funnel svg a").count()


def test_every_chart_has_sentence_table_and_downloads_that_work(
    page: Page, demo: Server
) -> None:
    page.goto(f"{demo.address}/region/{MIDSHIRE}")
    charts = page.locator("section.fy-chart")
    assert charts.count() == 5
    for position in range(charts.count()):
        chart = charts.nth(position)
        assert chart.locator(".fy-chart__sentence").inner_text()
        assert chart.locator("table").count() == 1
        for ending, kind in (
            ("csv", "text/csv"),
            ("svg", "image/svg"),
            ("png", "image/png"),
        ):
            link = chart.locator(f"a[href*='.{ending}']").first
            answer = page.request.get(demo.address + link.get_attribute("href"))
            assert answer.ok, link.get_attribute("href")
            assert answer.headers["content-type"].startswith(kind)


def test_the_api_address_of_a_chart_gives_its_figures(page: Page, demo: Server) -> None:
    page.goto(f"{demo.address}/region/{MIDSHIRE}")
    for position in range(5):
        chart = page.locator("section.fy-chart").nth(position)
        link = chart.get_by_role("link", name=re.compile("^API address")).first
        answer = page.request.get(demo.address + (link.get_attribute("href") or ""))
        assert answer.ok
        rows = answer.json()["figures"]
        assert rows
        if chart.get_attribute("id") == "map":
            shown = chart.locator("details tbody tr").count()
            latest = [row for row in rows if row["date_to"] == "2023-12-31"]
            assert len(latest) == shown


def test_states_without_a_figure_look_and_read_differently(
    page: Page, demo: Server
) -> None:
    page.goto(f"{demo.address}/region/X92000001")
    looks = set()
    for state in ("withheld", "missing", "not-calculated", "similar"):
        cell = page.locator(f".fy-rug td.c-{state}").first
        look = cell.evaluate(
            "c => { const s = getComputedStyle(c);"
            " return s.backgroundImage + s.backgroundColor + s.outlineStyle; }"
        )
        looks.add((look, cell.inner_text().split(":")[-1]))
    assert len({look for look, _ in looks}) == 4
    assert len({words for _, words in looks}) == 4


def test_choices_stay_in_the_address(page: Page, demo: Server) -> None:
    page.goto(f"{demo.address}/region/{MIDSHIRE}")
    page.select_option("#indicator", "stillbirth")
    page.select_option("#since", "2014")
    page.get_by_role("button", name="Show").click()
    assert "indicator=stillbirth" in page.url
    assert "since=2014" in page.url
    expect(page.locator(".fy-headline")).to_contain_text("stillborn")


def test_print_leaves_the_frame_out_and_keeps_charts_whole(
    page: Page, demo: Server
) -> None:
    page.goto(f"{demo.address}/region/{MIDSHIRE}")
    page.emulate_media(media="print")
    assert not page.locator(".fy-header").is_visible()
    assert not page.locator(".fy-links").first.is_visible()
    assert page.locator("#map .fy-wide svg").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_picture_for_the_readme(page: Page, demo: Server, tmp_path: Path) -> None:
    """The README's picture is the page itself; FIRSTYEAR_PICTURES says where."""
    page.goto(f"{demo.address}/region/{MIDSHIRE}")
    folder = Path(os.environ.get("FIRSTYEAR_PICTURES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    box = page.locator("#stabilised").bounding_box()
    assert box is not None
    page.screenshot(
        path=folder / "region-page.png",
        full_page=True,
        clip={"x": 0, "y": 0, "width": 1280, "height": box["y"] - 40},
    )
    assert (folder / "region-page.png").stat().st_size > 50_000
