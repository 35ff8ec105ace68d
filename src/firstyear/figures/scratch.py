"""Folders for what is worked on: they go at the end, and after a killed run too.

What lies in one may be records or counts that are not protected. A run that ends
removes its own; a run that was killed cannot, so the next one does: whoever is alive
holds a lock in the folder, and the system takes that back from the dead.
"""

import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

from firstyear.figures.locks import Lock

PREFIX: Final = "firstyear-"
LOCK: Final = ".in-use"
# A folder is there before its lock is held: a new one is nobody's to remove.
NEW_SECONDS: Final = 10.0


class Scratch(tempfile.TemporaryDirectory[str]):
    """A folder that only its owner can read, in `place` (default: the system's)."""

    def __init__(
        self, place: str | Path | None = None, *, prefix: str = PREFIX
    ) -> None:
        super().__init__(prefix=prefix, dir=place, ignore_cleanup_errors=True)
        folder = Path(self.name)
        self._lock = Lock(folder / LOCK)
        self._lock.take()
        clean(folder, prefix)

    def cleanup(self) -> None:
        """Remove the folder and what is in it."""
        self._lock.give_back()
        super().cleanup()


def clean(beside: Path, prefix: str = PREFIX) -> int:
    """Remove the folders beside one that killed runs of the same owner left behind,
    and say how many there were."""
    removed, owner = 0, beside.stat().st_uid
    for path in beside.parent.glob(f"{prefix}*/{LOCK}"):
        folder = path.parent
        try:
            there = path.stat()
            new = time.time() - there.st_mtime < NEW_SECONDS
            if folder == beside or new or there.st_uid != owner or folder.is_symlink():
                continue
            lock = Lock(path)
            dead = lock.take()
        except OSError:
            continue
        lock.give_back()
        if dead:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed
