"""Processes that are really killed, at the worst moments: nothing half released.

Each runs the command line in a process of its own, which stops at one moment and says
so; there it is killed, so that no line of Python runs any more.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import firstyear as fy
from firstyear.figures import ledger, own_counts
from firstyear.figures.arrow import pc
from firstyear.figures.audiences import NOBODY
from firstyear.figures.scratch import LOCK, NEW_SECONDS, PREFIX

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="SIGKILL is of POSIX systems"
)

SECONDS = 120
# Runs the command line with one function replaced: it says where it is, and waits.
HELD_UP = """
import contextlib, importlib, pathlib, sys, time
module, name, call, here = sys.argv[1:5]
calls = 0
place = importlib.import_module(module)
*path, name = name.split(".")
for each in path:
    place = getattr(place, each)
original = getattr(place, name)

def stop():
    pathlib.Path(here).touch()
    time.sleep(600)

def held(*given, **named):
    global calls
    calls += 1
    if calls == int(call):
        stop()
    return original(*given, **named)

@contextlib.contextmanager
def half_written(path):
    with original(path) as building:
        yield building
        stop()

setattr(place, name, half_written if name == "replace_file" else held)
sys.argv = ["firstyear", *sys.argv[5:]]
from firstyear.cli.main import main
main()
"""
HEADER = "indicator,area,level,period,dimension,category,count,denominator\n"
# Moments of a load, by what is about to happen.
MOMENTS = {
    "protecting": ("firstyear.measures", "protect", 1),
    "with the proof kept": ("firstyear.figures.loading", "publish", 1),
    "between two files": ("firstyear.figures.releases", "write_parquet", 2),
    "before it is in place": ("firstyear.figures.releases", "_swap_in", 1),
    "before its entry": ("firstyear.figures.ledger", "add", 1),
    "with half an entry": ("firstyear.figures.ledger", "replace_file", 1),
}
# Each takes seconds; the others are for a machine that has time.
EVERY_TIME = ("with the proof kept", "between two files", "with half an entry")


@dataclass(frozen=True)
class Place:
    """A data folder, and where temporary files go."""

    home: Path
    scratch: Path

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "firstyear.cli", *map(str, arguments)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    def kill(self, moment: tuple[str, str, int], *arguments: object) -> None:
        """Run the command line up to a moment, and kill it there."""
        here = self.scratch / "here"
        here.unlink(missing_ok=True)
        process = subprocess.Popen(
            [sys.executable, "-c", HELD_UP, *map(str, (*moment, here, *arguments))],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            until = time.monotonic() + SECONDS
            while not here.exists():
                assert process.poll() is None, "it ended before that moment"
                assert time.monotonic() < until, "it never came to that moment"
                time.sleep(0.02)
        finally:
            process.send_signal(signal.SIGKILL)
            assert process.wait(SECONDS) in (-signal.SIGKILL, 0, 1, 2)
        assert process.returncode == -signal.SIGKILL
        here.unlink()

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "FIRSTYEAR_HOME": str(self.home),
            "TMPDIR": str(self.scratch),
        }


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "scratch").mkdir()
    return Place(tmp_path / "home", tmp_path / "scratch")


def registers(tmp_path: Path, year: int, counts: Sequence[int]) -> Path:
    rows = [
        f"infant-mortality,X0600000{i},county-unitary,{year},,,{count},{5000 + i}\n"
        for i, count in enumerate(counts)
    ]
    path = tmp_path / f"registers-{year}.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


SAID = ("--drawn-from", "registration", "--released-by", "A. Analyst")


def nothing_is_half_released(home: Path, before: fy.figures.Release) -> None:
    """The former release is whole and public; nothing else is, and nothing leaks."""
    with fy.figures.open(home, viewer=NOBODY) as store:
        assert [each.id for each in store.releases()] == [before.id]
    with fy.figures.open(home) as store:
        store.verify()
    assert before.id in ledger.public(ledger.entries(home))
    for path in (home / "releases").rglob("figures.parquet"):
        table = pq.read_table(path)
        small = table.filter(pc.is_in(table["count"], pa.array([1.0, 2.0])))
        shown = {each["level"] for each in small.to_pylist()}
        assert shown <= {"country"}, "no small count, in whatever folder"


def tidy(place: Place) -> None:
    """No temporary file with anything in it is left."""
    left = [
        path
        for path in (*place.home.glob("*"), *(place.home / "private").rglob("*"))
        if path.name.startswith(".")
    ]
    assert left == []
    assert list(place.scratch.glob(f"{PREFIX}*")) == []


def a_while_passes(folders: Sequence[Path]) -> None:
    """A folder of this very moment may be one that somebody is about to lock."""
    then = time.time() - NEW_SECONDS - 1
    for folder in folders:
        os.utime(folder / LOCK, (then, then))


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(
            moment, id=name, marks=[] if name in EVERY_TIME else [pytest.mark.soak]
        )
        for name, moment in MOMENTS.items()
    ],
)
def test_a_load_that_is_killed(
    place: Place, tmp_path: Path, moment: tuple[str, str, int]
) -> None:
    first = place.run("load", registers(tmp_path, 2019, (14, 22, 41)), *SAID)
    assert first.returncode == 0, first.stderr
    (before,) = fy.figures.open(place.home).releases()
    fy.figures.approve(place.home, before.id, by="S. Second")
    file = registers(tmp_path, 2020, (1, 2, 14, 22, 41, 17))
    load = ("load", file, *SAID, "--supplied-by", "Midshire Council")
    place.kill(moment, *load)
    nothing_is_half_released(place.home, before)

    again = place.run(*load)
    assert again.returncode == 0, again.stderr
    made, former = fy.figures.open(place.home).releases()
    assert former.id == before.id
    assert [each.what for each in ledger.entries(place.home)] == [
        "loaded",
        "approved",
        "loaded",
    ]
    told = place.run("check")
    assert told.returncode == 0, told.stderr
    kept = list((place.home / "private" / own_counts.FOLDER).iterdir())
    assert [path.stem for path in kept] == [made.disclosure.certificate]
    tidy(place)


COUNTING = {
    "with records in the engine": ("firstyear.records.engines", "Engine.rows", 1),
    "before it is in place": ("firstyear.figures.releases", "_swap_in", 1),
}


@pytest.mark.parametrize("moment", COUNTING.values(), ids=COUNTING)
def test_a_count_that_is_killed(
    place: Place, tmp_path: Path, moment: tuple[str, str, int]
) -> None:
    first = place.run("load", registers(tmp_path, 2019, (14, 22, 41)), *SAID)
    assert first.returncode == 0, first.stderr
    (before,) = fy.figures.open(place.home).releases()
    fy.figures.approve(place.home, before.id, by="S. Second")
    made = fy.synthetic.pair(births=4_000, deaths=80, identified=1, seed=3)
    paths = made.write(tmp_path / "records")
    count = (
        *("count", "--births", paths["births"], "--deaths", paths["deaths"]),
        *("--by", "area,year", "--outcomes", "neonatal", *SAID),
    )
    place.kill(moment, *count)
    nothing_is_half_released(place.home, before)
    left = list(place.scratch.glob(f"{PREFIX}*"))
    # The engine's folder is there while it counts, and gone before anything leaves.
    assert len(left) == (1 if "Engine" in moment[1] else 0)
    for folder in left:
        assert folder.stat().st_mode & 0o077 == 0, "and is its owner's alone"

    a_while_passes(left)
    again = place.run(*count)
    assert again.returncode == 0, again.stderr
    assert len(fy.figures.open(place.home).releases()) == 2
    assert place.run("check").returncode == 0
    tidy(place)


def test_unprotected_counts_that_are_killed_leave_no_file(
    place: Place, tmp_path: Path
) -> None:
    made = fy.synthetic.pair(births=2_000, deaths=60, identified=1, seed=3)
    paths = made.write(tmp_path / "records")
    out = tmp_path / "NOT-FOR-RELEASE-t.csv"
    out.write_text("of yesterday")
    count = (
        *("count", "--births", paths["births"], "--deaths", paths["deaths"]),
        *("--by", "area,year", "--unprotected", "--out", out),
    )
    place.kill(("firstyear.figures", "write", 1), *count)
    assert out.read_text() == "of yesterday"
    left = list(tmp_path.glob(".firstyear-*"))
    for folder in left:
        assert folder.stat().st_mode & 0o077 == 0, "what is left is its owner's alone"
    a_while_passes(left)
    again = place.run(*count)
    assert again.returncode == 0, again.stderr
    assert out.read_text().startswith("indicator")
    assert list(tmp_path.glob(".firstyear-*")) == []
