"""The site in a process of its own, started as a user starts it."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
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
MIDSHIRE = "X12000005"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`firstyear demo` or `firstyear serve` in its own process."""

    def __init__(self, verb: str, home: Path, *options: str) -> None:
        self.home = home
        environment = {**os.environ, "FIRSTYEAR_HOME": str(home)}
        for name in ("DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE"):
            environment.pop(name, None)
        command = [sys.executable, "-m", "firstyear.cli", verb, *options]
        self.process = subprocess.Popen(
            [*command, "--port", str(free_port())],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline().strip()
        assert self.said, "the site stopped before it said where it runs"
        self.address = self.said.rsplit(" ", 1)[-1].rstrip("/")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)
