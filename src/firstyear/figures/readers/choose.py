"""Which reader a file gets, by what is in it."""

import dataclasses
from pathlib import Path

from firstyear.figures.readers import fingertips, tidy
from firstyear.figures.readers.look import Look, look
from firstyear.figures.readers.options import Options
from firstyear.figures.readers.reading import Reading, checksum


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
    if seen.kind == "workbook":
        return tidy.read_workbook(seen, options)
    if fingertips.recognises(seen.header):
        return fingertips.read(seen, options)
    if tidy.recognises(seen.header, options):
        return tidy.read_text(seen, options)
    raise tidy.missing_columns(seen, seen.header, options)
