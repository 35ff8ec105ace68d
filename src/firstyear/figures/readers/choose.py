"""Which reader a file gets, by what is in it."""

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from firstyear.errors import InputError
from firstyear.figures.readers import (
    area_lists,
    fingertips,
    fingertips_next,
    fingertips_upload,
    hexjson,
    lookups,
    msds,
    ons_sdg,
    ons_workbook,
    tidy,
)
from firstyear.figures.readers.look import Look, look
from firstyear.figures.readers.options import Options
from firstyear.figures.readers.reading import Reading, checksum

_Recognises: TypeAlias = Callable[[Sequence[str]], bool]
_Read: TypeAlias = Callable[[Look, Options], Reading]


_FORMATS: Final[tuple[tuple[_Recognises, _Read], ...]] = (
    (fingertips.recognises, fingertips.read),
    (fingertips_next.recognises, fingertips_next.read),
    (fingertips_upload.recognises, fingertips_upload.read),
    (msds.recognises, msds.read),
    (ons_sdg.recognises, ons_sdg.read),
)


def read_file(path: Path, options: Options) -> Reading:
    """The file, read by whichever reader knows it, with its checksum."""
    seen = look(path)
    reading = _by_kind(seen, options)
    return dataclasses.replace(
        reading, file=seen.name, sha256=checksum(path), size=seen.size
    )


def _by_kind(seen: Look, options: Options) -> Reading:
    if seen.kind == "parquet":
        return tidy.read_parquet(seen, options)
    if seen.kind == "json":
        return hexjson.read(seen)
    if seen.kind == "workbook":
        if ons_workbook.recognises(seen):
            return ons_workbook.read(seen, options)
        return tidy.read_workbook(seen, options)
    return _text(seen, options)


def _text(seen: Look, options: Options) -> Reading:
    header = seen.header
    for recognises, read in _FORMATS:
        if recognises(header):
            return read(seen, options)
    if lookups.recognises(header):
        return lookups.read(seen, _looks(options))
    if area_lists.recognises_next(header):
        return area_lists.read_next(seen)
    if area_lists.recognises_areas(header):
        return area_lists.read_areas(seen)
    if tidy.recognises(header, options):
        return tidy.read_text(seen, options)
    raise tidy.missing_columns(seen, header, options)


def _looks(options: Options) -> list[Look]:
    found = []
    for path in options.beside:
        try:
            found.append(look(path))
        except InputError:
            # It is told when that file is read itself.
            continue
    return found
