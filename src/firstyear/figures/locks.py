"""A lock that the system takes back when whoever holds it is killed.

It is a lock of an empty SQLite file: the one kind that Python has on every system, and
that holds between threads as well as between processes.
"""

import os
import sqlite3
from pathlib import Path
from typing import Final

OWNER_FILE: Final = 0o600
PRIMARY: Final = 0xFF  # the rest of SQLite's codes says more of the same problem


class Lock:
    """The lock of one file. It is held from `take` to `give_back`, or to the end.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from firstyear.figures.locks import Lock
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     one, other = Lock(Path(folder) / "lock"), Lock(Path(folder) / "lock")
    ...     first, second = one.take(), other.take()
    ...     one.give_back()
    ...     third = other.take()
    ...     other.give_back()
    >>> first, second, third
    (True, False, True)
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: sqlite3.Connection | None = None

    def take(self) -> bool:
        """Whether it is ours now.

        Raises OSError where its file cannot be made or written, as on a full disk.
        """
        os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, OWNER_FILE))
        file = sqlite3.connect(
            self._path, timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            file.execute("begin exclusive")
        except sqlite3.OperationalError as problem:
            file.close()
            if problem.sqlite_errorcode & PRIMARY != sqlite3.SQLITE_BUSY:
                raise OSError(None, str(problem), str(self._path)) from problem
            return False
        self._file = file
        return True

    def give_back(self) -> None:
        """Let others have it; nothing where it is not ours."""
        if self._file is not None:
            self._file.close()
            self._file = None
