"""A lock that the system takes back when whoever holds it is killed."""

import os
import sys
from pathlib import Path

OWNER_FILE = 0o600


def open_lock(path: Path) -> int:
    """A handle of the lock's file, which is made where it is not there."""
    return os.open(path, os.O_RDWR | os.O_CREAT, OWNER_FILE)


def try_lock(handle: int) -> bool:
    """Take the lock of an open file, if nobody has it; closing the file gives it back.

    Another handle of the same file is another holder, in this process too.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
