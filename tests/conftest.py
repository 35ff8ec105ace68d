"""What every test can lean on: the folder of real files, and no outside traffic."""

import os
import socket
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0"}

# At every run few examples and the same ones, so that a failure is a change of ours;
# in `make soak` many, and others each time. Time is no property: no deadline.
settings.register_profile("every-run", deadline=None, max_examples=50, derandomize=True)
settings.register_profile(
    "soak",
    deadline=None,
    max_examples=2_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "every-run"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What was left out and why, a line for each reason, above the closing line."""
    left_out = Counter(
        str(report.longrepr[-1]).removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", ())
    )
    for reason, tests in left_out.most_common():
        terminalreporter.write_line(f"{tests} left out: {reason}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published files and reference figures that the project reads."""
    named = os.environ.get("FIRSTYEAR_SHARED", "")
    if not named or not Path(named).is_dir():
        pytest.skip("FIRSTYEAR_SHARED does not name the folder of real files")
    return Path(named)


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for the network is told so at once."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise AssertionError(
                f"a test tried to reach {address[0]}: use a local server instead"
            )
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
