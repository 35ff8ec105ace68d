"""Is every file of every release as it was written?"""

from collections.abc import Iterable
from pathlib import Path

from firstyear.errors import StorageError
from firstyear.figures.manifest import MANIFEST, StoredFile, read_manifest
from firstyear.figures.readers.reading import checksum


def verify(folders: Iterable[Path]) -> list[str]:
    """A sentence for each thing that is not as the manifests say."""
    wrong = []
    for folder in folders:
        try:
            release = read_manifest(folder)
        except StorageError as problem:
            wrong.append(str(problem))
            continue
        expected = {stored.name for stored in release.files} | {MANIFEST}
        wrong += [
            f"{folder.name}/{stored.name} {fault}"
            for stored in release.files
            if (fault := _fault(folder / stored.name, stored))
        ]
        wrong += [
            f"{folder.name}/{each.name} is not a file of the release"
            for each in sorted(folder.iterdir())
            if each.name not in expected
        ]
    return wrong


def _fault(path: Path, stored: StoredFile) -> str:
    try:
        if path.stat().st_size != stored.size:
            return "has changed its size"
        return "" if checksum(path) == stored.sha256 else "has changed"
    except FileNotFoundError:
        return "is missing"
    except OSError as problem:
        return f"cannot be read ({problem.strerror})"
