"""The site on a real PostgreSQL, started and stopped here; and addresses of one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from firstyear.errors import UsageError
from firstyear_web.config import addresses
from firstyear_web.config.addresses import database_settings
from tests.postgresql import MissingError, postgresql

# What a first administrator does: the tables are made, an account is, and signs in.
SITE = """
import django
django.setup()
from django.db import connection
from django.test import Client
from firstyear_web.config.database import migrate
from firstyear_web.people.models import User
from firstyear_web.people.setup import create_administrator
migrate()
migrate()
create_administrator("one@example.org", display_name="One", password="four plain words")
client = Client()
answer = client.post(
    "/accounts/login/", {"login": "one@example.org", "password": "four plain words"}
)
page = client.get("/account").content.decode()
print(connection.vendor, answer.status_code, User.objects.count(), "One" in page)
print(client.get("/healthz").json()["status"])
"""


@pytest.fixture
def database() -> Iterator[str]:
    """The address of an empty database, one for each test: they come in any order."""
    try:
        with postgresql() as address:
            yield address
    except MissingError as reason:
        pytest.skip(str(reason))


def test_the_site_keeps_its_accounts_there(database: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SITE],
        env={
            **os.environ,
            "FIRSTYEAR_HOME": str(tmp_path),
            "FIRSTYEAR_DATABASE": database,
            "FIRSTYEAR_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "firstyear_web.config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["postgresql", "302", "1", "True", "ok"]
    assert not list(tmp_path.glob("*.sqlite3"))


def test_a_missing_driver_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"psycopg\[binary\]") as caught:
        database_settings("postgresql://u:hush@h/n", tmp_path)
    assert "hush" not in str(caught.value)


def test_what_an_address_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "find_spec", lambda name: object())
    found = database_settings(
        "postgresql://us:p%40ss@db.example:5433/first?sslmode=require", tmp_path
    )
    assert (found["HOST"], found["PORT"], found["NAME"]) == (
        "db.example",
        5433,
        "first",
    )
    assert found["PASSWORD"] == "p@ss"
    assert found["OPTIONS"]["sslmode"] == "require"
    plain = database_settings("", tmp_path)
    assert plain["NAME"] == tmp_path / "firstyear.sqlite3"


@pytest.mark.parametrize(
    "address",
    [
        "mysql://u:hush@h/n",
        "postgresql://u:hush@h",
        "postgresql://u:hush@h/n/m",
        "postgresql://u:hush@h:x/n",
        "postgresql://u:hush@h/n?options=-c",
        "firstyear.sqlite3",
    ],
)
def test_a_wrong_address_is_explained_without_its_password(
    address: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as caught:
        database_settings(address, tmp_path)
    assert "FIRSTYEAR_DATABASE" in str(caught.value)
    assert "hush" not in str(caught.value)


# Everything that sessions and reviews keep, and a look at each of their pages.
WORK = """
import json, os, subprocess, sys
import django
django.setup()
from firstyear.synthetic import publish_region
from firstyear_web.config.database import migrate
migrate()
home = os.environ["FIRSTYEAR_HOME"]
publish_region(home, seed=7)
def held(tool):
    done = subprocess.run(
        [sys.executable, f"{ROOT}/tools/{tool}.py", home],
        stdout=subprocess.PIPE, text=True, check=True,
    )
    return json.loads(done.stdout)
sessions, review = held("hold_sessions"), held("hold_reviews")["full"]
from django.db import connection
from django.test import Client
from firstyear_web.people.models import User
client = Client()
client.force_login(
    User.objects.get(email="demo@example.invalid"),
    backend="django.contrib.auth.backends.ModelBackend",
)
closed = sessions["closed"]["id"]
pages = ["/diagnosis/", "/reviews/", "/reviews/across", "/reviews/learning"]
pages += [f"/diagnosis/{one['id']}" for one in sessions.values()]
pages += [
    f"/diagnosis/{closed}/{one}"
    for one in ("report", "report?version=share-safe", "people", "beside",
                "session.json", "notes.csv", "documents/report.docx")
]
pages += [
    f"/reviews/{review}{one}"
    for one in ("", "/findings", "/recommendations", "/board", "/story", "/sharing",
                "/report", "/history", "/list/interventions", "/records/interview",
                "/report.docx", "/life-course")
]
pages += ["/support/local"]
wrong = {one: client.get(one).status_code for one in pages}
print(connection.vendor, len(pages), {k: v for k, v in wrong.items() if v != 200})
"""


def test_sessions_and_reviews_are_kept_there_too(database: str, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", f"ROOT = {str(root)!r}\n{WORK}"],
        env={
            **os.environ,
            "FIRSTYEAR_HOME": str(tmp_path),
            "FIRSTYEAR_DATABASE": database,
            "FIRSTYEAR_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "firstyear_web.config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    vendor, number, wrong = done.stdout.splitlines()[-1].split(maxsplit=2)
    assert (vendor, wrong) == ("postgresql", "{}")
    assert int(number) > 25
    assert not list(tmp_path.glob("*.sqlite3"))
