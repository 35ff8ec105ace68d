"""Does the ledger hold, and has every local release its proof, for its owner alone?"""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from firstyear.errors import CheckFailed, StorageError
from firstyear.figures import ledger
from firstyear.figures.all_births import tells_of_stillbirths
from firstyear.figures.certificates import FOLDER as CERTIFICATES
from firstyear.figures.certificates import Certificate
from firstyear.figures.manifest import FIGURES_FILE, Release
from firstyear.figures.private import FOLDER as PRIVATE
from firstyear.figures.schema import FIGURES

UPLOADS = "uploads"
# Whoever is not the owner may do nothing here.
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def protected(home: Path, releases: Sequence[Release]) -> list[str]:
    """A sentence for each thing that is amiss with local releases and their ledger."""
    local = [each for each in releases if each.origin == "local"]
    wrong = list(_ledger(home, local))
    for release in local:
        wrong += _certificate(home, release)
    return [*wrong, *_open_to_others(home)]


def _ledger(home: Path, local: Sequence[Release]) -> Iterator[str]:
    try:
        entered = {entry.release for entry in ledger.entries(home)}
    except (CheckFailed, StorageError) as problem:
        yield str(problem)
        return
    for release in local:
        if release.id not in entered:
            yield f"{release.id} is not in the ledger: load it again"


# The method that looked at counts alone, and not at the births behind them.
BIRTHS_UNSEEN: Final = "1.0"


def _certificate(home: Path, release: Release) -> Iterator[str]:
    told = release.disclosure
    if told is None:
        yield f"{release.id} is local and says nothing of what was hidden in it"
        return
    path = home / PRIVATE / CERTIFICATES / f"{told.certificate}.json"
    try:
        proof = Certificate.model_validate_json(path.read_bytes())
        figures = pq.read_table(
            home / "releases" / release.id / FIGURES_FILE, schema=FIGURES
        )
    except FileNotFoundError as problem:
        yield f"{release.id}: {Path(problem.filename or path).name} is missing"
    except (OSError, ValidationError, pa.ArrowException):
        # What a certificate holds is private: its own message could repeat it.
        yield f"{release.id}: its certificate or its figures cannot be read"
    else:
        if not proof.covers(figures):
            yield f"{release.id}: its certificate is for other figures"
        elif proof.method == BIRTHS_UNSEEN and tells_of_stillbirths(figures):
            yield (
                f"{release.id}: its births give hidden stillbirths away, for it was "
                "made before they were looked at. Take it away, and load its file again"
            )


def _open_to_others(home: Path) -> Iterator[str]:
    """Private folders and waiting files that somebody else on the machine can open."""
    if os.name != "posix":
        return
    private = [home / PRIVATE, *(home / PRIVATE).rglob("*")]
    # What lies in a folder that is closed to others is closed to them too.
    waiting = (home / UPLOADS).glob("*")
    for path in sorted([*private, *waiting]):
        if path.exists() and stat.S_IMODE(path.lstat().st_mode) & OTHERS:
            yield f"{path} can be opened by others: chmod go-rwx it"
