"""The part of the home folder that no page, API or export reads: owner-readable only.

Certificates lie here, because they say which hidden counts were small.
"""

import contextlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from firstyear.errors import StorageError
from firstyear.figures.locks import Lock
from firstyear.figures.writing import flush

FOLDER: Final = "private"
LOCK: Final = "gate.lock"
# What `write_private` and the ledger write to before it has its name.
BUILDING: Final = re.compile(r"\.[A-Za-z0-9-]+\.(?:json|jsonl|parquet)\.[0-9a-f]{8}")
WAIT_SECONDS: Final = 0.2


def private_folder(home: Path, *below: str) -> Path:
    """A folder under `private/`, made where it is not there.

    Raises
    ------
    StorageError
        where the path leads out of the home folder or cannot be made.
    """
    root = Path(home).resolve()
    folder = root.joinpath(FOLDER, *below)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if folder.resolve() != folder:
            raise StorageError(
                f"{folder} leads out of the home folder: make it a folder"
            )
        for each in (root / FOLDER, folder):
            each.chmod(0o700)
    except OSError as problem:
        raise StorageError(
            f"{folder} could not be made ({problem.strerror or problem})"
        ) from problem
    return folder


def write_private(path: Path, content: str | bytes) -> None:
    """Write a file whole, readable by its owner alone from its first byte."""
    building = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        building.replace(path)
        flush(path.parent)
    except OSError as problem:
        raise StorageError(
            f"{path} could not be written ({problem.strerror or problem})"
        ) from problem
    finally:
        building.unlink(missing_ok=True)


@contextlib.contextmanager
def gate_lock(home: Path, *, patience: float = 600.0) -> Iterator[None]:
    """One release at a time: two that are safe alone can give each other away.

    Whoever is killed holds it no longer, and what they left half written is removed.

    Raises
    ------
    StorageError
        when another release has been going through for longer than `patience`.
    """
    path = private_folder(home) / LOCK
    until = time.monotonic() + patience
    lock = Lock(path)
    try:
        while not _taken(lock, path):
            if time.monotonic() > until:
                raise StorageError(
                    "Another release is going through the disclosure gate. Wait for it"
                )
            time.sleep(WAIT_SECONDS)
        clean_private(home)
        yield
    finally:
        lock.give_back()


def _taken(lock: Lock, path: Path) -> bool:
    try:
        return lock.take()
    except OSError as problem:
        raise StorageError(
            f"{path} could not be opened ({problem.strerror or problem})"
        ) from problem


def clean_private(home: Path) -> int:
    """Remove what killed writers left half written, and say how many files there were.

    Only whoever holds the lock may: nobody else is writing then.
    """
    removed = 0
    for place in (Path(home).glob("*"), (Path(home) / FOLDER).rglob("*")):
        for path in place:
            if BUILDING.fullmatch(path.name) and path.is_file():
                path.unlink(missing_ok=True)
                removed += 1
    return removed
