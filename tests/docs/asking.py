"""A site with sessions in it, in a process of its own, and what it answers."""

import base64
import html
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import firstyear as fy


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    body: bytes

    @property
    def text(self) -> str:
        """Its words, without markup, a space between any two."""
        page = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", self.body.decode())
        return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


class Site:
    """Django's client, as the demo's analyst or as a phone with its token.

    `held` are the sessions of `tools/hold_sessions.py` by their states.
    """

    def __init__(self, home: Path) -> None:
        fy.synthetic.publish_region(home)
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("ask.py")), str(home)],
            env={k: v for k, v in os.environ.items() if not k.startswith("FIRSTYEAR_")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.held: dict[str, dict[str, str]] = json.loads(self._said())

    def get(self, address: str, token: str = "") -> Answer:
        return self._asked(address, None, token)

    def post(self, address: str, token: str = "", **form: Any) -> Answer:
        return self._asked(address, form, token)

    def page(self, state: str, rest: str = "") -> str:
        """The words of a page of the session that is in this state."""
        answer = self.get(f"/diagnosis/{self.held[state]['id']}{rest}")
        assert answer.status == 200, rest
        return answer.text

    def phone(self, state: str) -> str:
        """The words that a phone in this session shows."""
        return self.get("/room/", self.held[state]["phone"]).text

    def stop(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(timeout=20)

    def _asked(self, address: str, form: dict[str, Any] | None, token: str) -> Answer:
        step = {"address": address, "form": form, "token": token}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(step) + "\n")
        self.process.stdin.flush()
        status, location, body = json.loads(self._said())
        return Answer(status, location, base64.b64decode(body))

    def _said(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the site stopped"
        return line
