"""Raw counts in a file of this machine that nobody can mistake for a release."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from firstyear.errors import RefusedError, StorageError
from firstyear.figures.scratch import PREFIX, Scratch

NAME = "NOT-FOR-RELEASE-"
OWNER_ONLY = 0o600


def check_name(path: Path) -> None:
    """Raises RefusedError unless the file's name begins as raw counts have to."""
    if not path.name.startswith(NAME):
        raise RefusedError(
            f"Counts that are not protected go to a file whose name begins {NAME}: "
            f"write --out {path.with_name(NAME + path.name)}"
        )


@contextmanager
def owner_only(path: Path) -> Iterator[Path]:
    """A path to write to; the file takes its place when all went well.

    From its first byte nobody but the owner can read it, where the system has such
    rights. A file that was there before stays as it was when something goes wrong.

    Raises RefusedError for another name, StorageError where it cannot be written.
    """
    check_name(path)
    try:
        with Scratch(path.parent, prefix=f".{PREFIX}") as held:
            building = Path(held) / path.name
            yield building
            building.chmod(OWNER_ONLY)
            building.replace(path)
    except OSError as problem:
        raise StorageError(
            f"{path} could not be written ({problem.strerror or problem}): choose "
            "another place, or make room"
        ) from problem
