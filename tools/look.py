"""Pictures of every page and document, in look/, for people to look at with care.

Pages at desktop, phone and print, with and without JavaScript where that differs;
documents as pictures of their pages. With --keep, small copies of their first screens
go to docs/pictures/look/, for docs/look.md.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "look"
KEPT = ROOT / "docs" / "pictures" / "look"
# How much of a page is kept, from its top, and the width it is shrunk to.
FIRST = {"desktop": (2200, 560), "phone": (1800, 260)}
PRINT_WIDTH = 400
CHROMIUM_OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = {
    "start": "/",
    "region": "/region/X12000005",
    "country": "/region/X92000001",
    "area": "/area/X06000063",
    "is-it-real": "/area/X06000063/is-it-real",
    "indicator": "/indicator/smoking-at-delivery",
    "data": "/data/",
    "load": "/data/load",
    "ledger": "/data/ledger",
    "definitions": "/data/definitions",
    "methods": "/methods/",
    "method": "/methods/stabilised-rates",
    "glossary": "/glossary/",
    "support": "/support/",
    "accessibility": "/accessibility/",
    "account": "/account",
    "api": "/api/",
    "mistake": "/area/nowhere",
}
# Of sessions that `tools/hold_sessions.py` holds: an address with the id of one, whose
# screen it is, and the state of the session.
ROOM = {
    "diagnosis": ("/diagnosis/", "planned", ""),
    "plan": ("/diagnosis/plan", "planned", ""),
    "session": ("/diagnosis/{id}", "planned", ""),
    "agenda": ("/diagnosis/{id}/agenda", "planned", ""),
    "part": ("/diagnosis/{id}/part/{line}", "planned", ""),
    "console": ("/diagnosis/{id}/console", "open", ""),
    "projector": ("/diagnosis/{id}/projector", "open", ""),
    "projector-shown": ("/diagnosis/{id}/projector", "shown", ""),
    "projector-again": ("/diagnosis/{id}/projector", "again", ""),
    "projector-cloud": ("/diagnosis/{id}/projector", "polls", ""),
    "join": ("/join/{code}", "open", ""),
    "phone": ("/room/", "open", "phone"),
    "phone-shown": ("/room/", "shown", "phone"),
    "scribe": ("/room/scribe", "open", "scribe"),
    "report": ("/diagnosis/{id}/report", "closed", ""),
    "report-shared": ("/diagnosis/{id}/report?version=share-safe", "closed", ""),
    "people": ("/diagnosis/{id}/people", "closed", ""),
}
# Of the review that `tools/hold_reviews.py` holds.
REVIEWS = {
    "reviews": "/reviews/",
    "tiers": "/reviews/tiers/X12000005",
    "review": "/reviews/{full}",
    "review-list": "/reviews/{full}/list/interventions",
    "review-findings": "/reviews/{full}/findings",
    "review-advice": "/reviews/{full}/recommendations",
    "review-board": "/reviews/{full}/board",
    "review-story": "/reviews/{full}/story",
    "review-sharing": "/reviews/{full}/sharing",
    "review-report": "/reviews/{full}/report",
    "across": "/reviews/across",
    "learning": "/reviews/learning",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def shoot(page: Page, address: str, name: str) -> None:
    for kind, width, height in (("desktop", 1280, 900), ("phone", 320, 800)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address)
        page.screenshot(path=OUT / f"{name}-{kind}.png", full_page=True)
        tall = page.evaluate("document.documentElement.scrollHeight")
        page.screenshot(
            path=OUT / f"{name}-{kind}-first.png",
            full_page=True,
            clip={
                "x": 0,
                "y": 0,
                "width": width,
                "height": min(tall, FIRST[kind][0]),
            },
        )
    page.set_viewport_size({"width": 1280, "height": 900})
    page.pdf(path=OUT / f"{name}.pdf", format="A4", prefer_css_page_size=True)
    subprocess.run(
        ["pdftoppm", "-r", "60", "-png", OUT / f"{name}.pdf", OUT / f"{name}-print"],
        check=True,
    )


def keep(name: str) -> None:
    """Small copies with few colours, which ImageMagick makes."""
    widths = {f"{kind}-first": width for kind, (_, width) in FIRST.items()}
    widths |= {"print-1": PRINT_WIDTH, "print-01": PRINT_WIDTH}
    for kind, width in widths.items():
        drawn = OUT / f"{name}-{kind}.png"
        if not drawn.exists():
            continue
        kept = KEPT / f"{name}-{kind.split('-')[0]}.png"
        options = ["-resize", f"{width}x", "-strip", "-dither", "None"]
        subprocess.run(
            ["convert", drawn, *options, "-colors", "64", f"PNG8:{kept}"], check=True
        )


def held(folder: str) -> dict[str, dict[str, str]]:
    """Sessions held in this data folder, by their states."""
    return dict(_held("hold_sessions.py", folder))


def _held(tool: str, folder: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / tool, folder],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


def shoot_room(
    browser: Browser, address: str, name: str, sessions: dict[str, dict[str, str]]
) -> None:
    """A screen of a room, by a browser that holds its token and no other."""
    path, state, screen = ROOM[name]
    context = browser.new_context()
    if screen:
        token = {"name": "firstyear_room", "value": sessions[state][screen]}
        context.add_cookies([{**token, "url": address}])
    shoot(context.new_page(), address + path.format(**sessions[state]), name)
    context.close()


def main() -> None:
    keeping = "--keep" in sys.argv
    given = [each for each in sys.argv[1:] if each != "--keep"]
    chosen = given or [*PAGES, *ROOM, *REVIEWS]
    OUT.mkdir(exist_ok=True)
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "FIRSTYEAR_HOME": folder}
        command = [sys.executable, "-m", "firstyear.cli", "demo", "--no-browser"]
        with subprocess.Popen(
            [*command, "--port", str(port)],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        ) as server:
            try:
                assert server.stdout is not None
                address = server.stdout.readline().rsplit(" ", 1)[-1].strip()
                urllib.request.urlopen(f"{address}healthz", timeout=10).close()  # noqa: S310
                with sync_playwright() as playwright:
                    browser = playwright.chromium.launch(
                        executable_path=shutil.which("chromium"), args=CHROMIUM_OPTIONS
                    )
                    page = browser.new_page()
                    address = address.rstrip("/")
                    wanted = {*ROOM, *REVIEWS} & set(chosen)
                    sessions = held(folder) if wanted else {}
                    reviews = (
                        _held("hold_reviews.py", folder)
                        if wanted & set(REVIEWS)
                        else {}
                    )
                    for name in chosen:
                        if name in ROOM:
                            shoot_room(browser, address, name, sessions)
                        elif name in REVIEWS:
                            shoot(page, address + REVIEWS[name].format(**reviews), name)
                        else:
                            shoot(page, address + PAGES[name], name)
                        if keeping:
                            keep(name)
                        print(name)
                    browser.close()
            finally:
                server.terminate()


if __name__ == "__main__":
    main()
