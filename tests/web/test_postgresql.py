"""The site on a real PostgreSQL, started and stopped here; and addresses of one."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from firstyear.errors import UsageError
from firstyear_web.config import addresses
from firstyear_web.config.addresses import database_settings

USER, PASSWORD = "firstyear", "a b@c/d"
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


def programs() -> Path | None:
    """The folder of PostgreSQL's own programs, the newest there is."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    every = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[4]),
    )
    return every[-1].parent if every else None


def as_another() -> dict[str, int]:
    """PostgreSQL will not run as root: who it runs as then."""
    if os.geteuid():
        return {}
    for name in ("postgres", "nobody"):
        try:
            there = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": there.pw_uid, "group": there.pw_gid}
    pytest.skip("there is no user that PostgreSQL could run as")


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The address of an empty database."""
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed")
    if find_spec("psycopg") is None:
        pytest.skip("the driver of PostgreSQL (psycopg) is not installed")
    other = as_another()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = Path(tempfile.mkdtemp(prefix="firstyear-postgresql-"))
    secret = home / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    if other:
        os.chown(home, other["user"], other["group"])
        os.chown(secret, other["user"], other["group"])
    environment = {**os.environ, "LC_ALL": "C", "HOME": str(home)}

    def run(program: str, *options: str) -> None:
        subprocess.run(
            [str(folder / program), *options],
            check=True,
            cwd=home,
            env=environment,
            stdout=subprocess.DEVNULL,
            **other,
        )

    data = str(home / "data")
    try:
        run(
            "initdb", "-D", data, "-U", USER, "-A", "scram-sha-256", "-E", "UTF8",
            f"--pwfile={secret}",
        )  # fmt: skip
        options = f"-p {port} -h 127.0.0.1 -k '' -F"
        run("pg_ctl", "-D", data, "-w", "-o", options, "-l", f"{home}/log", "start")
        try:
            yield f"postgresql://{USER}:a%20b%40c%2Fd@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


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
