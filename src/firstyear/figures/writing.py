"""Files written whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from firstyear.errors import StorageError


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """A path to write beside `path`; it takes its place when all went well.

    At the end it is on the disk: power that fails then takes nothing back.

    Raises
    ------
    StorageError
        when the disk says no; a file that was there before is as it was.
    """
    building = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        yield building
        flush(building)
        building.replace(path)
        flush(path.parent)
    except OSError as problem:
        raise StorageError(
            f"{path} could not be written ({problem.strerror or problem}): choose "
            "another place, or make room"
        ) from problem
    finally:
        building.unlink(missing_ok=True)


def flush(path: Path) -> None:
    """Have the system put a file on the disk, or, of a folder, what names it holds.

    Raises OSError where it will not. Folders only where the system opens them.
    """
    try:
        handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    except PermissionError:
        # Windows does not open folders; there renaming is recorded by itself.
        if path.is_dir():
            return
        raise
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
