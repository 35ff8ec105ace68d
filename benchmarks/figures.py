"""How fast files are read and figures found, beside plain readers of the same bytes.

Run: python benchmarks/figures.py (FIRSTYEAR_SHARED=... adds a real published file)
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

import firstyear as fy

MAIN = "infant-mortality"
LEVEL = "county-unitary"
COUNTRY = "X92000001"
NEXT = "fingertipsnext-healthdata.csv"


def seconds(work: Callable[[], object], *, repeats: int = 5) -> float:
    """The best of several runs by the clock: the least disturbed one."""
    work()
    spans = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        spans.append(time.perf_counter() - began)
    return min(spans)


def line(name: str, ours: float, plain: float | None = None, aim: str = "") -> None:
    beside = f"{plain:10.4f}{ours / plain:8.1f}" if plain else f"{'':18}"
    print(f"{name:52}{ours:10.4f}{beside}  {aim}".rstrip())


def read_plainly(path: Path) -> object:
    return pyarrow.csv.read_csv(path)


def filter_plainly(path: Path) -> object:
    table = pq.read_table(path)
    rows = pc.and_(
        pc.and_(pc.equal(table["indicator"], MAIN), pc.equal(table["level"], LEVEL)),
        pc.equal(table["dimension"], ""),
    )
    return table.filter(rows)


def main() -> None:
    """Prints one line a job: our time, the plain time, how many times that is."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        began = time.perf_counter()
        made = fy.synthetic.make_region()
        made_in = time.perf_counter() - began
        began = time.perf_counter()
        release = fy.synthetic.publish_region(home)
        published_in = time.perf_counter() - began
        parquet = home / "releases" / release.id / "figures.parquet"
        csv_file = home / "everything.csv"
        fy.figures.write(made.figures, csv_file)
        store = fy.figures.open(home)
        rows = made.figures.num_rows
        print(f"The made-up country has {rows:,} figures.")
        print(f"{'job':52}{'ours, s':>10}{'plain, s':>10}{'ratio':>8}  aim")
        line("make it up", made_in)
        line("make it up and publish it", published_in)
        line(
            "one indicator at one level, from all of it",
            seconds(lambda: store.figures(MAIN, level=LEVEL)),
            seconds(lambda: filter_plainly(parquet)),
        )
        line(
            "the same for one area",
            seconds(lambda: store.figures(MAIN, areas=["X06000069"])),
        )
        line(
            "read all of it as a tidy CSV",
            seconds(lambda: fy.figures.read(csv_file), repeats=1),
            seconds(lambda: read_plainly(csv_file), repeats=1),
        )
        table = store.figures(MAIN)
        three = table.filter(
            pc.greater(pc.days_between(table["date_from"], table["date_to"]), 1000)
        )
        line(
            f"persistence, {three.num_rows:,} rows of three years",
            seconds(lambda: fy.frames.persistence(three, COUNTRY)),
        )
        shared = Path(os.environ.get("FIRSTYEAR_SHARED", ""), "data", NEXT)
        if not shared.is_file():
            print("FIRSTYEAR_SHARED is not set: the published file is left out.")
            return
        began = time.perf_counter()
        reading = fy.figures.read(shared, accept_refusals=True)
        fy.figures.publish(
            home, [reading], fy.figures.Provenance(origin="derived", title=NEXT)
        )
        spent = time.perf_counter() - began
        line(
            f"load {reading.taken:,} rows of a published file",
            spent,
            seconds(lambda: read_plainly(shared), repeats=1),
            "under 3 s" + ("" if spent < 3 else ": MISSED"),
        )


if __name__ == "__main__":
    sys.exit(main())
