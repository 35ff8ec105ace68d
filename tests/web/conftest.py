"""The site with a made-up country in a data folder of its own, and one of each role."""

import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

# Settings are read once, when Django is set up: the folder has to be named before.
HOME = Path(tempfile.mkdtemp(prefix="firstyear-web-"))
_BEFORE = {name: os.environ.get(name) for name in ("FIRSTYEAR_HOME", "FIRSTYEAR_DEMO")}
os.environ["FIRSTYEAR_HOME"] = str(HOME)
os.environ["FIRSTYEAR_DEMO"] = "no"
os.environ["FIRSTYEAR_HOSTS"] = "testserver"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firstyear_web.config.settings")

import django  # noqa: E402
from django.conf import settings  # noqa: E402

django.setup()
# Hashing that is slow on purpose would make every signed-in test slow.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
for _name, _value in _BEFORE.items():
    if _value is None:
        del os.environ[_name]
    else:
        os.environ[_name] = _value

from django.core.cache import cache  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from firstyear.figures import Release, Store  # noqa: E402
from firstyear_web.config.store import current_store  # noqa: E402
from firstyear_web.people import actions  # noqa: E402
from firstyear_web.people.models import Role, User  # noqa: E402
from firstyear_web.people.permissions import CommandLine  # noqa: E402


def _beside(name: str, file: str) -> None:
    """Test folders are not packages: what tests here share is loaded by its path."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(file))
    assert spec is not None
    assert spec.loader is not None
    sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules[name])


_beside("firstyear_tests_pages", "pages.py")
_beside("firstyear_tests_local", "local_files.py")
_beside("firstyear_tests_reviewing", "reviewing.py")
_beside("firstyear_tests_guarding", "guarding.py")
_beside("firstyear_tests_council", "council.py")

PASSWORD = "four plain words here"


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """The data folder: database made, nothing loaded."""
    import shutil

    from firstyear_web.config.database import migrate

    migrate()
    yield HOME
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def region(home: Path) -> Release:
    """The release that holds the made-up country."""
    from firstyear.synthetic import publish_region

    return publish_region(home, seed=7)


@pytest.fixture
def store(region: Release) -> Store:
    return current_store()


@pytest.fixture(autouse=True)
def _nothing_stays(home: Path) -> Iterator[None]:
    """What a test writes in the database is taken back after it."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def people(home: Path) -> dict[str, User]:
    """One person of each role, with the same password."""
    made = {}
    for role in Role:
        account = actions.create_account(
            email=f"{role}@example.org",
            display_name=f"{role.label} Person",
            role=role,
            by=CommandLine(),
        )
        actions.set_password(account=account, password=PASSWORD, by=account)
        made[str(role)] = account
    return made


@pytest.fixture
def client(home: Path) -> Client:
    """Somebody who is not signed in."""
    return Client()


@pytest.fixture
def clients(people: dict[str, User]) -> dict[str, Client]:
    """One browser for each role, and one for nobody."""
    made = {"nobody": Client()}
    for role, account in people.items():
        made[role] = Client()
        made[role].force_login(
            account, backend="django.contrib.auth.backends.ModelBackend"
        )
    return made


@pytest.fixture
def facilitator(people: dict[str, User]) -> User:
    return people["facilitator"]


@pytest.fixture
def make_room(facilitator: User) -> Callable[..., Any]:
    """Makes open sessions with the workbook, or with the agenda of `polls`."""
    import datetime

    from firstyear.sessions import open_agenda
    from firstyear_web.workshops import actions as workshops
    from firstyear_web.workshops.actions.planning import Line

    def made(*, polls: bool = False, opened: bool = True, **details: Any) -> Any:
        session = workshops.plan_session(
            **{
                "title": "Midshire diagnosis",
                "area": "X12000005",
                "area_name": "Midshire",
                "date": datetime.date(2027, 5, 14),
                "starts": datetime.time(9, 30),
                "groups": ["Table one", "Table two"],
                "by": facilitator,
                **details,
            }
        )
        if polls:
            lines = [Line(one) for one in open_agenda()]
            workshops.set_agenda(session=session, lines=lines, by=facilitator)
        if opened:
            workshops.open_session(session=session, by=facilitator)
            session.refresh_from_db()
        return session

    return made


@pytest.fixture
def room(make_room: Callable[..., Any]) -> Any:
    """An open session."""
    return make_room()


@pytest.fixture
def polls(make_room: Callable[..., Any]) -> Any:
    """An open session with four polls and two discussions."""
    return make_room(polls=True)


@pytest.fixture
def level(room: Any, facilitator: User) -> Any:
    """The vote on part 13, open."""
    from firstyear_web.workshops import actions as workshops

    ballot = room.ballots.get(key="part:13")
    workshops.open_ballot(ballot=ballot, by=facilitator)
    ballot.refresh_from_db()
    return ballot


@pytest.fixture
def folder_as_before(home: Path, region: Release) -> Iterator[None]:
    """What a test loads goes again: the folder is shared by all of them."""
    before = {each.name for each in (home / "releases").iterdir()}
    yield
    for each in (home / "releases").iterdir():
        if each.name not in before:
            shutil.rmtree(each)
    for name in ("uploads", "private"):
        shutil.rmtree(home / name, ignore_errors=True)
    (home / "ledger.jsonl").unlink(missing_ok=True)
