"""Ctrl-C ends a command quietly, also while its modules are still loading."""

import os
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGINT is of POSIX systems")

ROOT = Path(__file__).parents[3]
SECONDS = 60
# Runs a module as `python -m` does; when `slow` is imported it says so and waits.
HELD_UP = """
import pathlib, runpy, sys, time
module, slow, here = sys.argv[1:4]

class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == slow:
            pathlib.Path(here).touch()
            for _ in range(6000):  # a signal just before one long sleep would wait
                time.sleep(0.1)

sys.meta_path.insert(0, Finder)
sys.argv = ["firstyear", *sys.argv[4:]]
runpy.run_module(module, run_name="__main__")
"""


@pytest.mark.parametrize("module", ["firstyear", "firstyear.cli"])
@pytest.mark.parametrize(
    "slow",
    [
        pytest.param("firstyear.cli.verbs", id="while verbs load"),
        pytest.param("firstyear.records", id="while the engine loads"),
    ],
)
def test_an_interrupted_command_says_nothing(
    tmp_path: Path, module: str, slow: str
) -> None:
    here = tmp_path / "here"
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", HELD_UP, module, slow, str(here)),
            *("quality", "--births", "none.csv", "--deaths", "none.csv"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + SECONDS
    while not here.exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until, "it never came to that import"
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=SECONDS)
    assert (process.returncode, *said) == (130, "", "")


def test_the_installed_command_starts_there() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert told["project"]["scripts"] == {"firstyear": "firstyear.cli.start:main"}
