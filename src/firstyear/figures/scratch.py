"""Folders for what is worked on: they go at the end, and after a killed run too.

What lies in one may be records or counts that are not protected. A run that ends
removes its own; a run that was killed cannot, so the next one does: whoever is alive
holds a lock in the folder, and the system takes that back from the dead.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from firstyear.figures.locks import open_lock, try_lock

PREFIX: Final = "firstyear-"
LOCK: Final = ".in-use"


class Scratch(tempfile.TemporaryDirectory[str]):
    """A folder that only its owner can read, in `place` (default: the system's)."""

    def __init__(
        self, place: str | Path | None = None, *, prefix: str = PREFIX
    ) -> None:
        super().__init__(prefix=prefix, dir=place, ignore_cleanup_errors=True)
        folder = Path(self.name)
        clean(folder.parent, prefix)
        # Locked before it has its name, so that nobody takes it for a dead one's.
        making = folder / f"{LOCK}-"
        self._handle: int | None = open_lock(making)
        try_lock(self._handle)
        making.rename(folder / LOCK)

    def cleanup(self) -> None:
        """Remove the folder and what is in it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        super().cleanup()


def clean(place: Path, prefix: str = PREFIX) -> int:
    """Remove the folders of runs that were killed, and say how many there were."""
    removed = 0
    for lock in place.glob(f"{prefix}*/{LOCK}"):
        folder = lock.parent
        try:
            if folder.is_symlink() or _somebody_elses(folder):
                continue
            handle = open_lock(lock)
        except OSError:
            continue
        try:
            dead = try_lock(handle)
        finally:
            os.close(handle)
        if dead:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def _somebody_elses(folder: Path) -> bool:
    return os.name == "posix" and folder.stat().st_uid != os.getuid()
