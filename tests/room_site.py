"""Open sessions on a site of its own, in a process that a test may kill."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.browser.server import free_port

PREPARE = """
import datetime, json, os
import django
django.setup()
from django.test import Client
from firstyear_web.config.database import migrate
from firstyear_web.people import actions as people
from firstyear_web.people.permissions import CommandLine
from firstyear_web.workshops import actions
migrate()
given = json.loads(os.environ["ROOM"])
by = people.create_account(
    email="facilitator@example.org", display_name="Facilitator", role="facilitator",
    by=CommandLine(),
)
client = Client()
client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
made = []
for details in given:
    room = actions.plan_session(
        title="Midshire diagnosis", area="X12000005", area_name="Midshire", by=by,
        date=datetime.date.today(), starts=datetime.time(9, 30),
        groups=["One", "Two", "Three", "Four"], **details,
    )
    actions.open_session(session=room, by=by)
    room.refresh_from_db()
    ballots = list(room.ballots.all())
    actions.open_ballot(ballot=ballots[0], by=by)
    made.append({
        "id": room.pk, "code": room.code, "ballots": [one.key for one in ballots],
        "scribes": [
            f"/join/{room.code}/scribe/{place + 1}/{actions.scribe_key(room, place)}"
            for place in range(4)
        ],
        "cookie": client.cookies["sessionid"].value,
    })
print(json.dumps(made))
"""

COUNTED = """
import json, os
import django
django.setup()
from firstyear_web.workshops.models import Answer
rows = Answer.objects.filter(session=os.environ["SESSION"], counts=True)
print(json.dumps(list(rows.values("id", "level", "round"))))
"""


RECORD = """
import sys
import django
django.setup()
from firstyear_web.workshops import queries
from firstyear_web.workshops.recording import record
print(record(queries.session(sys.argv[1])).to_json())
"""


class RoomSite:
    """`firstyear serve` with a session for each of `rooms`, open, as its first vote is.

    `session`, the first of `sessions`, holds its id, its code, the keys of its ballots,
    where its scribes join, and `cookie`, with which a browser is the facilitator.
    """

    def __init__(self, home: Path, database: str = "", *rooms: dict[str, Any]) -> None:
        self.environment = {
            **os.environ,
            "FIRSTYEAR_HOME": str(home),
            "FIRSTYEAR_DATABASE": database,
            "FIRSTYEAR_DEMO": "no",
            "FIRSTYEAR_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "firstyear_web.config.settings",
            "ROOM": json.dumps(rooms or [{}]),
        }
        self.environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
        done = subprocess.run(
            [sys.executable, "-c", PREPARE],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        self.sessions: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
        self.session = self.sessions[0]
        self.port = free_port()
        self.said: list[str] = []
        self.process: subprocess.Popen[str] | None = None

    def record(self, place: int = 0) -> dict[str, Any]:
        """A session as its database has it: with answers that nobody has seen yet."""
        done = subprocess.run(
            [sys.executable, "-c", RECORD, self.sessions[place]["id"]],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *options: str) -> None:
        """Start it, and come back when it answers."""
        command = [sys.executable, "-m", "firstyear.cli", "serve", *options]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout is not None
        self.said = [self.process.stdout.readline().strip()]
        assert "running" in self.said[0], "the site stopped before it said where it is"

    def answers(self, place: int = 0) -> list[dict[str, Any]]:
        """The answers that count, as the database has them: the site says nothing of a
        vote before the room has seen it."""
        done = subprocess.run(
            [sys.executable, "-c", COUNTED],
            env={**self.environment, "SESSION": self.sessions[place]["id"]},
            capture_output=True,
            text=True,
            check=True,
        )
        return list(json.loads(done.stdout.splitlines()[-1]))

    def kill(self) -> None:
        """As if the power went: nothing is told, nothing is finished."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=20)

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(timeout=20)
