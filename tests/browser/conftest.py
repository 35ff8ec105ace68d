"""A real server, started as a user starts it, and a real browser."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.server import CHROMIUM, CHROMIUM_OPTIONS, Server

# Playwright keeps an event loop in this thread, which Django takes for asynchronous
# code when its own tests run after these in the same process.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server("demo", tmp_path_factory.mktemp("demo"), "--no-browser")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server("serve", tmp_path_factory.mktemp("empty"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[Server]:
    """The site with the real published file and the real lookups in it."""
    home = tmp_path_factory.mktemp("real")
    data = shared / "data"
    fingertips = data / "infant-mortality-utla-fingertips-layout.csv"
    lookups = [
        data / "lookup_ltla21_utla21.csv",
        data / "lookup_ltla21_region21.csv",
        data / "uk-upper-tier-local-authorities.hexjson",
    ]
    for arguments in (
        ["load", str(fingertips), "--origin", "derived", "--publisher", "ONS"],
        ["areas", "import", *map(str, lookups)],
    ):
        subprocess.run(
            [sys.executable, "-m", "firstyear.cli", *arguments, "--home", str(home)],
            check=True,
            capture_output=True,
        )
    server = Server("serve", home)
    yield server
    server.stop()


# For each file anew: while it is open its event loop runs, and tests of the site that
# come after it in the same process would be taken for asynchronous code.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=CHROMIUM_OPTIONS
        )
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    # axe is put into pages from outside, past the policy that keeps scripts out.
    opened = browser.new_context(
        bypass_csp=True, viewport={"width": 1280, "height": 900}
    )
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browsers that share nothing with one another: phones, scribes, screens."""
    every: list[BrowserContext] = []

    def one(**options: Any) -> BrowserContext:
        context = browser.new_context(**options)
        context.set_default_timeout(45_000)
        every.append(context)
        return context

    yield one
    for context in every:
        context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page of a browser without JavaScript."""
    opened = browser.new_context(java_script_enabled=False)
    yield opened.new_page()
    opened.close()
