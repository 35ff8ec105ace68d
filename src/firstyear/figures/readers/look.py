"""A first look at a file: what it is by its content, whatever its name says."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from firstyear.errors import Fault, InputError

Kind = Literal["text", "parquet", "workbook", "json"]

# Enough for a header of very many columns and some rows to judge by.
HEAD_BYTES: Final = 1 << 18
_BINARY: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_OTHER_DELIMITERS: Final = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}


@dataclass(frozen=True)
class Look:
    """What a file turns out to be.

    `header` is the first line of a text file, split at commas, as written;
    `encoding` is how its text is stored.
    """

    path: Path
    kind: Kind
    size: int
    encoding: str = ""
    header: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its folder, for messages."""
        return self.path.name


def look(path: Path) -> Look:
    """What the file at `path` is.

    Raises
    ------
    InputError
        if it is missing, a folder, empty, not readable, or nothing we read.
    """
    size = _size(path)
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if not head.strip():
        raise _no("the file is empty", "check that the download finished", path)
    if head.startswith(b"PAR1"):
        return Look(path, "parquet", size)
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        return Look(path, "workbook", size)
    _refuse_known(head, path)
    encoding = _encoding(head, path)
    text = head.decode(encoding, errors="ignore").lstrip("\ufeff")
    if text.lstrip()[:1] in {"{", "["}:
        return Look(path, "json", size, encoding)
    if re.match(r"\s*<(!doctype|html|\?xml)", text, re.IGNORECASE):
        raise _no(
            "the file is a web page, not data",
            "a download that failed often leaves one; download it again",
            path,
        )
    return Look(path, "text", size, encoding, _header(text, path))


def _size(path: Path) -> int:
    try:
        if path.is_dir():
            raise _no("this is a folder", "name a file in it", path)
        size = path.stat().st_size
        with path.open("rb"):
            return size
    except FileNotFoundError as problem:
        raise _no("there is no such file", "check the name", path) from problem
    except OSError as problem:
        raise _no(
            f"the file cannot be opened ({problem.strerror})",
            "close it elsewhere, or ask for permission to read it",
            path,
        ) from problem


def _refuse_known(head: bytes, path: Path) -> None:
    compressed = {b"\x1f\x8b": "gzip", b"7z\xbc\xaf": "7-Zip", b"Rar!": "RAR"}
    for start, name in compressed.items():
        if head.startswith(start):
            raise _no(f"the file is compressed ({name})", "unpack it first", path)
    if head.startswith(b"%PDF"):
        raise _no("the file is a PDF", "ask for the figures as CSV or Excel", path)


def _encoding(head: bytes, path: Path) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if _BINARY.search(head):
        raise _no(
            "the file is not text, Parquet or a workbook",
            "save it as CSV",
            path,
        )
    # The last character may be cut in two by where we stopped reading.
    for end in range(4):
        try:
            head[: len(head) - end].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return "utf-8"
    return "windows-1252"


def _header(text: str, path: Path) -> tuple[str, ...]:
    first_line = text.splitlines()[0] if text.splitlines() else ""
    header = tuple(next(csv.reader([first_line]), ()))
    counts = {mark: first_line.count(mark) for mark in _OTHER_DELIMITERS}
    mark = max(counts, key=lambda each: counts[each])
    if len(header) <= 2 and counts[mark] >= max(1, len(header)):
        raise _no(
            f"the columns are separated by {_OTHER_DELIMITERS[mark]}, not commas",
            "save it as CSV with commas (in Excel: CSV UTF-8, comma delimited)",
            path,
        )
    names = [name.strip() for name in header if name.strip()]
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        faults = [
            Fault("two columns have this name", "rename one", path.name, 1, name)
            for name in repeated
        ]
        raise InputError(f"Cannot read {path.name}: columns of the same name", faults)
    return header


def _no(message: str, remedy: str, path: Path) -> InputError:
    fault = Fault(message, remedy=remedy, file=path.name)
    return InputError(f"Cannot read {path.name}: {message}", [fault])
