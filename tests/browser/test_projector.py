"""A projector shows all that the room sees of a vote at once: nobody scrolls a wall."""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

import firstyear as fy
from tests.browser.server import ROOT, Server

SIZES = [(1280, 720), (1024, 768), (1920, 1080)]


@pytest.fixture(scope="module")
def sessions(demo: Server) -> dict[str, dict[str, str]]:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "hold_sessions.py", str(demo.home)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("state", ["open", "shown", "again", "polls"])
def test_nothing_is_below_the_edge(
    page: Page,
    demo: Server,
    sessions: dict[str, dict[str, str]],
    state: str,
    width: int,
    height: int,
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{demo.address}/diagnosis/{sessions[state]['id']}/projector")
    expect(page.locator("#pulse")).to_contain_text("in the room")
    tall = page.evaluate("document.documentElement.scrollHeight")
    # Three pictures and a view on the smallest of them may go a line over.
    assert tall <= height + 16
    drawn = page.locator(".room-pictures :is(.fy-wide, .fy-narrow) svg:visible")
    for place in range(drawn.count()):
        box = drawn.nth(place).bounding_box()
        assert box is not None
        # Large enough to read, and whole.
        assert box["height"] > 120
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= tall


def test_a_second_vote_has_its_three_pictures(
    page: Page, demo: Server, sessions: dict[str, dict[str, str]]
) -> None:
    page.goto(f"{demo.address}/diagnosis/{sessions['again']['id']}/projector")
    expect(page.locator(".room-pictures > figure")).to_have_count(3)


def test_a_question_to_talk_about_fits_the_wall(
    page: Page, demo: Server, sessions: dict[str, dict[str, str]]
) -> None:
    address = f"{demo.address}/diagnosis/{sessions['again']['id']}"
    part = fy.packs.instrument("infant-mortality").questions("13")
    longest = max(part, key=lambda row: len(" ".join((row.text, *row.levels))))
    page.goto(f"{address}/console")
    now = page.locator("#now-section")
    now.get_by_text("questions and points of part 13").click()
    now.locator(f"input[name=thing][value='{longest.id}'] + button").click()
    now.get_by_role("button", name="Take it off the screens").wait_for()
    try:
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{address}/projector")
            expect(page.locator("h1")).to_have_text(longest.text)
            assert page.evaluate("document.documentElement.scrollHeight") <= height + 16
    finally:
        page.goto(f"{address}/console")
        now.get_by_role("button", name="Take it off the screens").click()
