"""Files are on the disk when we say so, or as they were."""

import datetime
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from firstyear.errors import StorageError
from firstyear.figures import ledger
from firstyear.figures.private import write_private
from firstyear.figures.writing import replace_file

NAME = "file.txt"


def an_entry(name: str) -> ledger.Entry:
    return ledger.Entry(
        when=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
        what="loaded",
        release=name,
        title="Deaths",
        by="A. Analyst",
        rule="small counts are hidden",
        tables=1,
        shown=1,
        hidden=1,
        certificate="",
    )


def by_replacing(home: Path) -> Path:
    with replace_file(home / NAME) as building:
        building.write_text("whole", encoding="utf-8")
    return home / NAME


def by_entering(home: Path) -> Path:
    ledger.add(home, an_entry("second"))
    return home / ledger.FILE


def by_keeping(home: Path) -> Path:
    write_private(home / NAME, "whole")
    return home / NAME


@pytest.mark.skipif(os.name != "posix", reason="folders are not opened elsewhere")
@pytest.mark.parametrize("write", [by_replacing, by_entering, by_keeping])
def test_the_file_then_its_name_are_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path], Path]
) -> None:
    ledger.add(tmp_path, an_entry("first"))
    done: list[tuple[str, int]] = []
    sync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        done.append(("on the disk", os.fstat(handle).st_ino))
        sync(handle)

    def replaced(self: Path, target: Path) -> Path:
        done.append(("in its place", self.stat().st_ino))
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    file = write(tmp_path).stat().st_ino
    assert done == [
        ("on the disk", file),
        ("in its place", file),
        ("on the disk", tmp_path.stat().st_ino),
    ]


def test_a_disk_that_fails_at_the_end_leaves_the_ledger_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ledger.add(tmp_path, an_entry("first"))

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        ledger.add(tmp_path, an_entry("second"))
    assert ledger.entries(tmp_path) == (first,)
    assert [path.name for path in tmp_path.iterdir()] == [ledger.FILE]
