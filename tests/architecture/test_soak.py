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
        "from hypothesis import settings; print(settings.default.max_examples)"
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
