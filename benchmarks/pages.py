"""How fast pages are: a country of 150 areas, 20 years, 40 measures; an empty page.

Run: python benchmarks/pages.py
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

COUNTRY = "/region/X92000001"
PAGES = {
    "the country, 150 areas": COUNTRY,
    "a region, 14 areas": "/region/X12000005",
    "an area": "/area/X06000069",
    "the ten checks": "/area/X06000069/is-it-real",
    "an indicator": "/indicator/smoking-at-delivery",
    "the start page": "/",
    "the glossary": "/glossary/",
}
EMPTY = "/support/"
TIMES = 30
AIM_RATIO = 6
AIM_FIRST = 3.0
AIM_START = 5.0


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def missed(value: float, aim: float) -> str:
    return "" if value <= aim else ": MISSED"


def demo_start(home: Path) -> float:
    """Seconds from the command to the address that it prints."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "firstyear.cli", "demo", "--no-browser"]
    began = time.perf_counter()
    with subprocess.Popen(
        [*command, "--port", str(port), "--home", str(home)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        said = server.stdout.readline()
        spent = time.perf_counter() - began
        server.terminate()
    assert "running" in said
    return spent


def site(home: Path) -> Callable[..., bytes]:
    """A function that asks the site for a page, in this process."""
    os.environ["FIRSTYEAR_HOME"] = str(home)
    os.environ["FIRSTYEAR_DEMO"] = "no"
    os.environ["DJANGO_SETTINGS_MODULE"] = "firstyear_web.config.settings"
    import django

    django.setup()
    from django.test import Client

    import firstyear_web.config.asgi  # noqa: F401 - a server draws with a helper

    client = Client(SERVER_NAME="localhost")

    def ask(address: str, *, packed: bool = False) -> bytes:
        # Browsers ask for compressed pages: then compressing is part of the view.
        asked = {"HTTP_ACCEPT_ENCODING": "gzip"} if packed else {}
        answer = client.get(address, **asked)
        assert answer.status_code == 200, address
        return bytes(answer.content)

    return ask


def parts_of_a_first_view(home: Path) -> None:
    """Where the time of the country's first view goes, in a process that is warm."""
    import firstyear as fy
    from firstyear.charts.draw import svg
    from firstyear.charts.region_set import region_charts
    from firstyear.picture.region import region_picture
    from firstyear.picture.rug import rug

    store = fy.figures.open(home)
    code = COUNTRY.rsplit("/", 1)[-1]
    began = time.perf_counter()
    picture = region_picture(store, code)
    worked = time.perf_counter()
    charts = region_charts(picture, str)
    specified = time.perf_counter()
    for chart in charts:
        svg(chart)
        if chart.narrow is not None:
            svg(chart, narrow=True)
    drawn = time.perf_counter()
    rug(
        store,
        tuple(one.place for one in picture.areas),
        level=picture.level,
        country=picture.country,
    )
    woven = time.perf_counter()
    for name, spent in (
        ("the picture: standings of 150 areas", worked - began),
        ("chart specifications and tables", specified - worked),
        (f"drawing {2 * len(charts)} charts", drawn - specified),
        ("the rug: every measure of every area", woven - drawn),
    ):
        print(f"  {name:48}{spent:8.2f} s")


def main() -> None:
    """Prints each start, first view and warm view, the last as ratios in this run."""
    import firstyear as fy

    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "home"
        first = demo_start(home)
        second = demo_start(home)
        print(f"first start of the demo   {first:6.2f} s (makes the country up)")
        print(
            f"second start              {second:6.2f} s, aim under {AIM_START:.0f} s"
            f"{missed(second, AIM_START)}"
        )
        ask = site(home)
        ask(EMPTY)
        fresh = timed(lambda: ask(COUNTRY))
        print(f"country's first view in a new process   {fresh:6.2f} s")
        fy.synthetic.publish_region(home, seed=2)
        loaded = timed(lambda: ask(COUNTRY))
        print(
            f"country's first view after a load       {loaded:6.2f} s, aim under "
            f"{AIM_FIRST:.0f} s{missed(loaded, AIM_FIRST)}"
        )
        other = Path(name) / "other"
        fy.synthetic.publish_region(other, seed=3)
        print("of which, measured apart on another country:")
        parts_of_a_first_view(other)
        views(ask)


def views(ask: Callable[..., bytes]) -> None:
    """Prints warm views as ratios to the empty page, as made and as browsers ask."""

    def warm(address: str, *, packed: bool) -> float:
        ask(address, packed=packed)
        spans = (timed(lambda: ask(address, packed=packed)) for _ in range(TIMES))
        return median(spans)

    empty = {packed: warm(EMPTY, packed=packed) for packed in (False, True)}
    print(
        f"empty page {1000 * empty[False]:.2f} ms, compressed {1000 * empty[True]:.2f} "
        f"ms; warm views as ratios to it, aim within {AIM_RATIO} for the country:"
    )
    print(f"  {'':26}{'made':>6}{'compressed':>12}{'first, s':>10}{'KB':>8}{'sent':>6}")
    for title, address in PAGES.items():
        first = timed(lambda address=address: ask(address))
        made, sent = (
            warm(address, packed=each) / empty[each] for each in (False, True)
        )
        size = len(ask(address)) / 1024
        small = len(ask(address, packed=True)) / 1024
        aim = missed(max(made, sent), AIM_RATIO) if address == COUNTRY else ""
        print(
            f"  {title:26}{made:6.1f}{sent:12.1f}{first:10.2f}{size:8,.0f}{small:6,.0f}"
            f"{aim}"
        )


if __name__ == "__main__":
    main()
