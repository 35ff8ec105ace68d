"""The true counts of a local release, for the team that supplied them and nobody else.

They lie in the private part of the home folder, only where a release was loaded with
the team's name. Whoever looks is written down first: where that cannot be done,
nothing is shown.
"""

import contextlib
import datetime
import io
import os
from collections.abc import Collection
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel, ConfigDict, ValidationError

from firstyear.errors import RefusedError, StorageError
from firstyear.figures.audiences import Viewer, is_own
from firstyear.figures.manifest import Release
from firstyear.figures.private import FOLDER as PRIVATE
from firstyear.figures.private import private_folder, write_private
from firstyear.figures.schema import FIGURES

FOLDER: Final = "own-counts"
LOOKS: Final = "looks.jsonl"
MARK: Final = "not for publication"
OWNER_FILE: Final = 0o600
NOT_YOURS: Final = "Only the team that supplied these figures sees its own counts."
NOT_KEPT: Final = (
    "The own counts of this release are not here any more. Whoever runs this site may "
    "have removed them."
)


class Look(BaseModel):
    """One look at own counts: when, who, of which organisation, and by which way."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: datetime.datetime
    release: str
    account: str
    organisation: str
    way: str


def keep(home: Path, certificate: str, table: pa.Table) -> None:
    """Put the true counts aside under the name of the certificate made of them."""
    held = io.BytesIO()
    pq.write_table(table.select(FIGURES.names), held, compression="zstd")
    write_private(_path(home, certificate), held.getvalue())


def forget(home: Path, certificate: str) -> None:
    """Take the counts away that no release came of."""
    with contextlib.suppress(FileNotFoundError):
        _path(home, certificate).unlink()


def tidy(home: Path, certificates: Collection[str]) -> int:
    """Remove own counts that no release stands for, and say how many there were.

    A load that was killed leaves some, and so does a release that was taken away.
    """
    removed = 0
    for path in (Path(home) / PRIVATE / FOLDER).glob("*.parquet"):
        if path.stem not in certificates:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def look(home: Path | str, release: Release, viewer: Viewer, *, way: str) -> pa.Table:
    """The counts as the team supplied them, with `mark`; the look is logged first.

    way: how they are looked at, such as `page` or `file`.

    Raises
    ------
    RefusedError
        for anybody who is not signed in for the team that supplied them.
    StorageError
        where the look cannot be logged, or the counts are not there to be read.
    """
    if not is_own(release, viewer) or not viewer.account or release.disclosure is None:
        raise RefusedError(NOT_YOURS)
    folder = Path(home)
    path = _path(folder, release.disclosure.certificate)
    if not path.exists():
        raise StorageError(NOT_KEPT)
    _log(
        folder,
        Look(
            when=datetime.datetime.now(datetime.UTC),
            release=release.id,
            account=viewer.account,
            organisation=viewer.organisation,
            way=way,
        ),
    )
    try:
        table = pq.read_table(path, schema=FIGURES)
    except (OSError, pa.ArrowException):
        # What is in the file is private: its own message could repeat it.
        raise StorageError(NOT_KEPT) from None
    return table.append_column("mark", pa.array([MARK] * table.num_rows, pa.string()))


def looks(home: Path | str, release: str = "") -> tuple[Look, ...]:
    """Every look at own counts, oldest first; those at one release where it is named.

    Raises
    ------
    StorageError
        where the log cannot be read.
    """
    path = private_folder(Path(home)) / LOOKS
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        found = [Look.model_validate_json(line) for line in lines]
    except (OSError, UnicodeDecodeError, ValidationError) as problem:
        raise StorageError(f"{path} cannot be read") from problem
    return tuple(each for each in found if not release or each.release == release)


def _log(home: Path, entry: Look) -> None:
    path = private_folder(home) / LOOKS
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, OWNER_FILE)
        try:
            # One write of one line: two people who look at once do not mix theirs.
            os.write(handle, f"{entry.model_dump_json()}\n".encode())
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as problem:
        raise StorageError(
            "This look could not be written down, so nothing is shown "
            f"({problem.strerror or problem})"
        ) from problem


def _path(home: Path, certificate: str) -> Path:
    return private_folder(home, FOLDER) / f"{certificate}.parquet"
