"""People who set large letters in their browser get them, and nothing runs off."""

import pytest
from playwright.sync_api import Page

from tests.browser.server import MIDSHIRE, Server

TEXT = "[...document.querySelectorAll('p, a, label, h1')]"


@pytest.mark.parametrize("path", ["/join", "/", "/support/", f"/region/{MIDSHIRE}"])
def test_letters_grow_with_the_setting_of_the_browser(
    page: Page, demo: Server, path: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 780})
    page.goto(demo.address + path)
    sizes = f"{TEXT}.map(one => parseFloat(getComputedStyle(one).fontSize))"
    before = page.evaluate(sizes)
    page.add_style_tag(content="html { font-size: 200% !important; }")
    after = page.evaluate(sizes)
    small = [
        page.evaluate(f"{TEXT}[{place}].outerHTML.slice(0, 120)")
        for place, (was, now) in enumerate(zip(before, after, strict=True))
        if now < 1.9 * was
    ]
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
