"""A projector shows all that the room sees of a vote at once: nobody scrolls a wall."""

import json
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

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
