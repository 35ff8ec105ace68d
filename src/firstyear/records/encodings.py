"""Which encoding a text file is in, and the same file in UTF-8.

A file is UTF-8 (with or without a mark at its beginning), or else Windows-1252. One
that is UTF-8 in some lines and not in others is refused: no reading of it is right.
"""

import codecs
from pathlib import Path
from typing import BinaryIO

from firstyear.errors import Fault, InputError

CHUNK = 1 << 20
_DELIMITERS = (",", ";", "\t", "|")


def encoding_of(file: BinaryIO, *, name: str) -> str:
    """`utf-8` or `cp1252`. Raises InputError for a file that is both or neither."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        file.seek(0)
        return _not_utf8(file, name)
    return "utf-8"


def _not_utf8(file: BinaryIO, name: str) -> str:
    wide = 0
    rest = b""
    while chunk := file.read(CHUNK):
        lines = (rest + chunk).split(b"\n")
        rest = lines.pop()
        wide += sum(_is_wide(line) for line in lines)
        _refuse_undefined(chunk, name)
    wide += _is_wide(rest)
    if wide:
        raise InputError(
            f"The records of {name} cannot be read:",
            [
                Fault(
                    "some lines are UTF-8 and others are not",
                    remedy="save it again in one encoding, UTF-8",
                    file=name,
                )
            ],
        )
    return "cp1252"


def _is_wide(line: bytes) -> bool:
    """Whether a line has letters beyond ASCII and is good UTF-8."""
    if line.isascii():
        return False
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _refuse_undefined(chunk: bytes, name: str) -> None:
    """Bytes that Windows-1252 leaves without a meaning: no text file has them."""
    if any(
        byte in chunk for byte in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d", b"\0")
    ):
        raise InputError(
            f"The records of {name} cannot be read:",
            [
                Fault(
                    "neither UTF-8 nor Windows-1252",
                    remedy="save it again as UTF-8",
                    file=name,
                )
            ],
        )


def in_utf8(file: BinaryIO, encoding: str, path: Path) -> Path:
    """Writes the text of `file` to `path` in UTF-8, with no mark at its beginning."""
    decoder = codecs.getincrementaldecoder(
        "utf-8-sig" if encoding == "utf-8" else encoding
    )()
    with path.open("wb") as out:
        while chunk := file.read(CHUNK):
            out.write(decoder.decode(chunk).encode("utf-8"))
        out.write(decoder.decode(b"", final=True).encode("utf-8"))
    return path


def delimiter_of(header: str) -> str:
    """What separates the names of the first line."""
    return max(_DELIMITERS, key=header.count)
