"""What must hold of every page: axe, 320 pixels, no JavaScript, no outside request."""

import pytest
from playwright.sync_api import Page

from tests.browser.server import AXE, Server

PAGES = [
    "/",
    "/region/X12000005",
    "/region/X92000001",
    "/region/X54000003",
    "/region/X12000005?indicator=stillbirth&since=2014",
    "/area/X06000063",
    "/area/X06000063/is-it-real",
    "/indicator/infant-mortality",
    "/indicator/smoking-at-delivery?region=X12000005",
    "/data/",
    "/data/load",
    "/data/ledger",
    "/data/definitions",
    "/methods/",
    "/methods/stabilised-rates",
    "/glossary/",
    "/support/",
    "/support/local",
    "/accessibility/",
    "/account",
    "/api/",
    "/area/nowhere",
    "/no-such-page",
]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate(
        "levels => axe.run(document, {runOnly: {type: 'tag', values: levels}})", LEVELS
    )
    return [
        f"{found['id']}: {found['help']}: {found['nodes'][0]['html'][:200]}"
        for found in result["violations"]
    ]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, demo: Server, path: str) -> None:
    page.goto(demo.address + path)
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_at_320_pixels_or_at_1280(
    page: Page, demo: Server, path: str
) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(demo.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES)
def test_one_heading_level_one_and_a_title(page: Page, demo: Server, path: str) -> None:
    page.goto(demo.address + path)
    assert page.locator("h1").count() == 1
    assert "Firstyear" in page.title()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_anything_of_another_host(
    page: Page, demo: Server, path: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(demo.address + path)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((demo.address, "data:"))] == []


@pytest.mark.parametrize("path", ["/", "/region/X12000005", "/area/X06000063"])
def test_without_javascript_everything_is_there(
    plain_page: Page, demo: Server, path: str
) -> None:
    plain_page.goto(demo.address + path)
    assert plain_page.locator("h1").inner_text()
    if path != "/":
        assert plain_page.locator("figure svg").count() >= 4
        plain_page.locator("summary").first.click()
        assert plain_page.locator("details table").first.is_visible()


def test_links_that_look_alike_lead_to_one_place(page: Page, demo: Server) -> None:
    page.goto(f"{demo.address}/region/X12000005")
    pairs = page.eval_on_selector_all(
        "main a:not(svg a):not(.fy-rug a)",
        "links => links.map(l => [l.textContent.trim(), l.getAttribute('href')])",
    )
    places: dict[str, set[str]] = {}
    for text, address in pairs:
        places.setdefault(text, set()).add(address)
    assert {text: found for text, found in places.items() if len(found) > 1} == {}
