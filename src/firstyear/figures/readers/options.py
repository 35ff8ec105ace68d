"""What a caller may say about a file, beyond its name."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa


@dataclass(frozen=True)
class Options:
    """Passed to every reader; each uses what concerns it.

    count, denominator
        the user's names of these columns in a tidy file.
    sheet
        which sheet of a workbook; the first that looks right when blank.
    areas
        a table of `schema.AREAS`: names of areas that a file gives by code, codes
        of areas that it gives by name.
    known_areas
        codes that are allowed; None allows any.
    beside
        files that complete the first: births for deaths, metadata for codes.
    source, origin
        what to write in these columns where the format does not say.
    bounded
        indicators whose count cannot exceed the denominator; None asks the pack.
    """

    count: str = "count"
    denominator: str = "denominator"
    sheet: str = ""
    areas: pa.Table | None = None
    known_areas: Collection[str] | None = None
    beside: tuple[Path, ...] = ()
    source: str = ""
    origin: str = ""
    bounded: Collection[str] | None = None
