"""Read a file of figures, whatever its format; one file, or several that belong
together."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from firstyear.errors import InputError
from firstyear.figures.areas import codes
from firstyear.figures.readers.choose import read_file
from firstyear.figures.readers.options import Options
from firstyear.figures.readers.reading import Reading
from firstyear.figures.scratch import Scratch

Source = Path | str | BinaryIO


def read(
    path: Source,
    *,
    count: str = "count",
    denominator: str = "denominator",
    sheet: str = "",
    areas: Source | pa.Table | None = None,
    beside: Sequence[Path | str] = (),
    source: str = "",
    origin: str = "",
    bounded: Sequence[str] | None = None,
    accept_refusals: bool = False,
) -> Reading:
    """What a file holds: figures, areas, and what the reader has to say.

    Parameters
    ----------
    path
        the file, or an open binary stream; the format is told from the content.
    count, denominator
        the names of these columns in a tidy file.
    sheet
        of a workbook.
    areas
        an areas file or table: gives names to areas that the file only codes and
        the codes that are allowed; codes to areas that a workbook only names.
    beside
        files that complete this one (births for deaths; areas and indicators for
        FingertipsNext). Well-known names in the same folder are found by themselves.
    source, origin
        written where the file does not say.
    bounded
        ids of indicators whose count cannot exceed the denominator; the pack's
        knowledge when left out.
    accept_refusals
        keep the good rows and hand back the faults, in place of raising.

    Raises
    ------
    InputError
        if the file cannot be read at all, or any row of it is faulty.
    """
    given = _area_table(areas)
    options = Options(
        count=count,
        denominator=denominator,
        sheet=sheet,
        areas=given,
        known_areas=None if given is None else codes(given),
        beside=tuple(Path(each) for each in beside),
        source=source,
        origin=origin,
        bounded=bounded,
    )
    if isinstance(path, str | Path):
        reading = read_file(Path(path), options)
    else:
        reading = _read_stream(path, options)
    if reading.faults and not accept_refusals:
        rows = "row" if reading.refused == 1 else "rows"
        raise InputError(
            f"{reading.file}: {reading.refused} {rows} refused, {reading.taken} good "
            "(`firstyear load --accept-refusals` takes the good ones)",
            reading.faults,
        )
    return reading


def read_all(paths: Sequence[Path | str], **options: object) -> list[Reading]:
    """Each file read, with the others beside it: births complete deaths."""
    together = [Path(path) for path in paths]
    return [
        read(path, beside=[each for each in together if each != path], **options)  # type: ignore[arg-type]
        for path in together
    ]


def _area_table(areas: Source | pa.Table | None) -> pa.Table | None:
    if areas is None or isinstance(areas, pa.Table):
        return areas
    return read(areas).areas


def _read_stream(stream: BinaryIO, options: Options) -> Reading:
    """A stream is put in a file first: formats are told by looking twice."""
    with Scratch() as folder:
        path = Path(folder) / "standard-input"
        with path.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
        return read_file(path, options)
