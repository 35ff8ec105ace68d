"""An answer that comes at the very moment of a reveal is late, on both databases."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql import MissingError, postgresql

# A step is half done in one connection while an answer comes in by another.
MOMENT = """
import datetime, sys, threading, time, uuid
import django
django.setup()
from django.db import connection, transaction
from firstyear_web.config.database import migrate
from firstyear_web.people import actions as accounts
from firstyear_web.people.models import Role
from firstyear_web.people.permissions import CommandLine
from firstyear_web.workshops import actions
from firstyear_web.workshops.models import Answer
migrate()
by = accounts.create_account(
    email="a@example.org", display_name="A", role=Role.FACILITATOR, by=CommandLine()
)
room = actions.plan_session(
    title="Room", area="X06000069", area_name="Fernmoor",
    date=datetime.date(2027, 5, 14), starts=datetime.time(9), by=by,
)
actions.open_session(session=room, by=by)
ballot = room.ballots.get(key="part:13")
actions.open_ballot(ballot=ballot, by=by)
voices = [actions.join(session=room).voice for _ in range(3)]
said = []
def answer(voice):
    try:
        said.append(actions.give_answer(
            answer_id=uuid.uuid4().hex, ballot="part:13", round_=1,
            content={"level": 2}, order=1, by=voice,
        ).state)
    except Exception as problem:
        said.append(type(problem).__name__)
    finally:
        connection.close()
def meanwhile(step):
    coming = [threading.Thread(target=answer, args=[one]) for one in voices]
    with transaction.atomic():
        step()
        for one in coming:
            one.start()
        time.sleep(1)
        assert said == [], said
    for one in coming:
        one.join(30)
if sys.argv[1] == "reveal":
    meanwhile(lambda: actions.reveal(ballot=ballot, by=by))
    counted = Answer.objects.filter(counts=True).count()
else:
    meanwhile(lambda: actions.close_session(session=room, by=by))
    counted = Answer.objects.count()
print(connection.vendor, *said, counted)
"""
OUTCOMES = {
    "reveal": ["late", "late", "late", "0"],
    "close": ["RefusedError", "RefusedError", "RefusedError", "0"],
}


def run(step: str, home: Path, database: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", MOMENT, step],
        env={
            **os.environ,
            "FIRSTYEAR_HOME": str(home),
            "FIRSTYEAR_DATABASE": database,
            "DJANGO_SETTINGS_MODULE": "firstyear_web.config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("step", OUTCOMES)
def test_on_sqlite(tmp_path: Path, step: str) -> None:
    assert run(step, tmp_path, "") == ["sqlite", *OUTCOMES[step]]


@pytest.mark.parametrize("step", OUTCOMES)
def test_on_postgresql(tmp_path: Path, step: str) -> None:
    try:
        with postgresql() as address:
            said = run(step, tmp_path, address)
    except MissingError as reason:
        pytest.skip(str(reason))
    assert said == ["postgresql", *OUTCOMES[step]]
