"""What goes wrong in an engine, in our words: which file, why, and what to do.

Nothing of an engine's own message reaches a user: it may quote a line of the file.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from firstyear.errors import Fault, InputError, StorageError

FRAME = "frame of "  # what a table in memory is listed under, beside files


@contextmanager
def told(files: Mapping[str, str]) -> Iterator[None]:
    """An engine's error in words of ours, naming the file where one is to blame."""
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException as problem:
        full = "temp_directory" in str(problem) or "max_temp" in str(problem)
        raise StorageError(
            "The disk has no room for what does not fit in memory: free some, or name "
            "another folder with --scratch. Nothing was written."
            if full
            else "The records do not fit in the memory that was given: give more with "
            "--memory. Nothing was written."
        ) from None
    except duckdb.InterruptException:
        raise StorageError(_STOPPED) from None
    except duckdb.Error as problem:
        raise _translated(str(problem), files) from None
    except Exception as problem:
        kind = type(problem)
        if isinstance(problem, ConnectionError) or kind.__name__ in _GONE:
            raise StorageError(_STOPPED) from None
        if kind.__module__.split(".")[0] not in {"pyspark", "py4j"}:
            raise
        raise _translated(str(problem), files) from None


_STOPPED = (
    "The engine was stopped before it had ended. Nothing was written: begin again."
)
_GONE = ("Py4JNetworkError", "Answer from Java side is empty", "Connection refused")
_LINE = re.compile(r"(?:CSV Error on Line|Line): (\d+)")
# What an engine's message has in it, and what we say: never its own words, for they
# quote the line.
_WHY: Mapping[tuple[str, ...], tuple[str, str]] = {
    ("Expected Number of Columns", "MALFORMED_CSV_RECORD", "Malformed"): (
        "a line has more or fewer values than there are names of columns",
        "put a value that holds the separator into quotation marks",
    ),
    ("unterminated quote", "Value with unterminated quote"): (
        "a quotation mark is opened and not closed",
        "close it, or write it twice inside a value",
    ),
    ("Maximum line size", "max_line_size"): (
        "a line is too long to be one record",
        "look for a quotation mark that is not closed",
    ),
    ("Conversion Error", "CAST_INVALID_INPUT", "CAST_OVERFLOW"): (
        "a column holds what its kind of column cannot",
        "write the column as text, or say in a column map how it is written",
    ),
}
_DAMAGED = (
    "cannot be read to its end",
    "it may be cut short or damaged: copy it again from where it came",
)
_NO_ROOM = ("No space left", "failed to offload", "could not write", "Could not write")


def _translated(said: str, files: Mapping[str, str]) -> Exception:
    if any(each in said for each in _GONE):
        return StorageError(_STOPPED)
    if any(each in said for each in _NO_ROOM):
        return StorageError(
            "The disk has no room for what does not fit in memory: free some, or name "
            "another folder with --scratch. Nothing was written."
        )
    words = next(
        (words for signs, words in _WHY.items() if any(sign in said for sign in signs)),
        _DAMAGED,
    )
    message, remedy = words
    # What was given in memory cannot be cut short.
    able = {
        name: called
        for name, called in files.items()
        if words is not _DAMAGED or not name.startswith(FRAME)
    }
    named = sorted((name for name in able if name in said), key=len)
    called = [able[named[-1]]] if named else list(dict.fromkeys(able.values()))
    line = _LINE.search(said)
    fault = Fault(
        message,
        remedy=remedy,
        file=called[0] if len(called) == 1 else "",
        row=int(line.group(1)) if line else None,
    )
    which = (
        called[0] if len(called) == 1 else f"one of {', '.join(called) or 'the files'}"
    )
    return InputError(f"The records of {which} cannot be read:", [fault])
