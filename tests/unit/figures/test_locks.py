"""A lock that cannot be taken: held by another, or no disk to hold it."""

import sqlite3
import time
from pathlib import Path

import pytest

from firstyear.errors import StorageError
from firstyear.figures.locks import Lock
from firstyear.figures.private import gate_lock


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite finds no room for what it writes to hold a lock."""

    class Full:
        def execute(self, _: str) -> None:
            problem = sqlite3.OperationalError("database or disk is full")
            problem.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise problem

        def close(self) -> None:
            pass

    monkeypatch.setattr(sqlite3, "connect", lambda *_, **__: Full())


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_not_taken_for_somebody_elses_lock(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="disk is full"):
        Lock(tmp_path / "lock").take()


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_told_at_once(tmp_path: Path) -> None:
    began = time.monotonic()
    with (
        pytest.raises(StorageError, match="disk is full"),
        gate_lock(tmp_path, patience=5),
    ):
        pass
    assert time.monotonic() - began < 3


def test_a_lock_of_another_is_waited_for(tmp_path: Path) -> None:
    other = Lock(tmp_path / "lock")
    assert other.take()
    assert not Lock(tmp_path / "lock").take()
    other.give_back()
