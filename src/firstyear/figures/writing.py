"""Files written whole or not at all."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from firstyear.errors import StorageError


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """A path to write beside `path`; it takes its place when all went well.

    Raises
    ------
    StorageError
        when the disk says no; a file that was there before is as it was.
    """
    building = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        yield building
        building.replace(path)
    except OSError as problem:
        raise StorageError(
            f"{path} could not be written ({problem.strerror or problem}): choose "
            "another place, or make room"
        ) from problem
    finally:
        building.unlink(missing_ok=True)
