"""What `make soak` promises: many more properties than every run."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def examples_under(profile: str) -> int:
    """How many examples a property has in a session of this profile."""
    code = (
        "import runpy; runpy.run_path('tests/conftest.py');"
        "from tests.often import often; print(often(10).max_examples)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "HYPOTHESIS_PROFILE": profile},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def test_soak_tries_many_more_examples_than_every_run() -> None:
    assert "HYPOTHESIS_PROFILE=soak" in (ROOT / "Makefile").read_text("utf-8")
    assert examples_under("soak") >= 20 * examples_under("every-run")


def test_no_property_keeps_to_few_examples_in_a_soak() -> None:
    for file in (ROOT / "tests/properties").glob("test_*.py"):
        assert "max_examples" not in file.read_text("utf-8"), file


def test_soak_alone_runs_what_is_too_long_for_every_run() -> None:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "-q",
        "-p",
        "no:randomly",
    ]
    file = "tests/web/test_workshops_faults.py"

    def collected(*options: str) -> str:
        done = subprocess.run(
            [*command, *options, file],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    assert "test_killed_a_hundred_times" not in collected()
    assert "test_killed_a_hundred_times" in collected("-m", "soak or not soak")
