"""How much a workbook unpacks to, found before anything else opens it.

A few kilobytes can name a cell at the far corner of a sheet, or unpack to gigabytes:
whoever reads that runs out of memory, and takes the site down with it.
"""

import functools
import re
import zipfile
from typing import Final

from firstyear.errors import Fault, InputError
from firstyear.figures.readers.look import Look

MEGABYTE: Final = 1024 * 1024
MOST_MEGABYTES: Final = 300
# From the first cell of a sheet to its last, blank ones between them too.
MOST_CELLS: Final = 20_000_000
_PIECE: Final = MEGABYTE
# Longer than any name of a cell with its attribute: one may be cut by where we stop.
_OVERLAP: Final = 64
_NAMED: Final = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,4})([0-9]{1,12})[\"']")
_LARGE: Final = "the workbook is too large to open"
_REMEDY: Final = (
    "keep the figures alone: delete what lies far right or far below them, or save the "
    "sheet as CSV"
)


def refuse_huge(look: Look) -> None:
    """Nothing for a workbook that fits in memory, or for one that is no ZIP.

    Raises
    ------
    InputError
        for one that unpacks to more than 300 MB, or has a sheet that stretches over
        more than 20 million cells, or whose parts are not of the size they say.
    """
    told = look.path.stat()
    fault = _fault(str(look.path), told.st_mtime_ns, told.st_size)
    if fault is not None:
        message, remedy = fault
        raise InputError(
            f"Cannot read {look.name}: {message}", [Fault(message, remedy, look.name)]
        )


@functools.lru_cache(maxsize=64)
def _fault(path: str, _changed: int, _size: int) -> tuple[str, str] | None:
    """What is wrong, looked for once as long as the file stays as it is."""
    if not zipfile.is_zipfile(path):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > MOST_MEGABYTES * MEGABYTE:
                return _LARGE, _REMEDY
            # Read to its end each: a part that is longer than it says is no workbook.
            if any(_stretch(archive, part) > MOST_CELLS for part in parts):
                return _LARGE, _REMEDY
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, NotImplementedError):
        return "the workbook is broken", "open it in Excel and save it again"
    return None


def _stretch(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """Cells between the first of a sheet and the last that it names."""
    columns, rows, before = 1, 1, b""
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            for letters, digits in _NAMED.findall(before + piece):
                columns = max(columns, _number(letters))
                rows = max(rows, int(digits))
            before = piece[-_OVERLAP:]
    return columns * rows


def _number(letters: bytes) -> int:
    """Which column letters are: A is 1, AA 27."""
    return functools.reduce(
        lambda found, letter: found * 26 + letter - ord("A") + 1, letters.upper(), 0
    )
