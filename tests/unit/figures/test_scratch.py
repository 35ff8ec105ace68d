"""Folders that killed runs leave behind go; those of the living stay."""

import os
import time
from pathlib import Path

from firstyear.figures.locks import Lock
from firstyear.figures.scratch import LOCK, NEW_SECONDS, PREFIX, Scratch


def left_behind(place: Path, name: str) -> Path:
    """A folder whose maker is dead: its lock is nobody's, and not new."""
    folder = place / f"{PREFIX}{name}"
    folder.mkdir()
    (folder / LOCK).touch()
    (folder / "records.parquet").write_text("rows")
    age(folder)
    return folder


def age(folder: Path) -> None:
    then = time.time() - NEW_SECONDS - 1
    os.utime(folder / LOCK, (then, then))


def test_it_is_the_owners_and_goes(tmp_path: Path) -> None:
    with Scratch(tmp_path) as name:
        assert Path(name).parent == tmp_path
        assert Path(name).stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []


def test_what_the_dead_left_goes_and_what_the_living_have_stays(tmp_path: Path) -> None:
    dead = left_behind(tmp_path, "dead")
    new = tmp_path / f"{PREFIX}new"
    new.mkdir()
    (new / LOCK).touch()
    other = tmp_path / f"{PREFIX}of-somebody"
    other.mkdir()
    with Scratch(tmp_path) as living:
        age(Path(living))
        assert not dead.exists()
        with Scratch(tmp_path):
            assert Path(living).exists()
        assert new.exists(), "its maker may be about to lock it"
        assert other.exists(), "no folder of ours: it has no lock"


def test_a_lock_of_two_threads_of_one_process_is_one(tmp_path: Path) -> None:
    one, other = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert one.take()
    assert not other.take()
    other.give_back()
    assert not other.take(), "what is not held is not given back"
    one.give_back()
    assert other.take()
    other.give_back()
