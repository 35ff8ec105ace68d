"""The only writer of figures: built aside, checked, swapped in whole.

A release is a folder `releases/<id>/` with a manifest and Parquet files. It is made
in `releases/.building-*` and renamed into place at the end, so that a reader sees
all of it or none of it, and a load that is killed leaves what was there before.
"""

import datetime
import secrets
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

import firstyear
from firstyear.errors import Fault, InputError, RefusedError, StorageError
from firstyear.figures.arrow import chunked, repeat
from firstyear.figures.certificates import Certificate
from firstyear.figures.checks import duplicate_faults
from firstyear.figures.content import content_checksum, holdings
from firstyear.figures.keys import duplicates
from firstyear.figures.made_up import refuse_others
from firstyear.figures.manifest import (
    AREAS_FILE,
    FIGURES_FILE,
    LAYOUT_FILE,
    MANIFEST,
    RELEASE_ID,
    Disclosure,
    Provenance,
    Release,
    SourceFile,
    StoredFile,
    read_manifest,
)
from firstyear.figures.naming import slug
from firstyear.figures.ordering import STORED, in_order
from firstyear.figures.readers.reading import Reading, checksum
from firstyear.figures.schema import FIGURES
from firstyear.figures.writing import flush

FOLDER: Final = "releases"
BUILDING: Final = ".building-"
# A build writes all the time: one that has been silent this long was killed.
SILENT_SECONDS: Final = 15 * 60
ROW_GROUP_ROWS: Final = 50_000

DISCLOSURE_RULES: Final = {
    "published": "as published: the publisher's marks stay, nothing more is hidden",
    "derived": "from published rows only: nothing is hidden",
    "synthetic": "made up by a generator: nothing is hidden",
    "local": "small counts are hidden, and others so that nobody can work them out",
}
_LOCAL: Final = (
    "Local figures go out with a certificate of the disclosure gate, for exactly these "
    "figures, or not at all: `fy.figures.load` and `firstyear load` take them through"
)


def publish(
    home: Path | str,
    readings: Sequence[Reading],
    provenance: Provenance,
    *,
    certificate: Certificate | None = None,
    disclosure: Disclosure | None = None,
    rule: str = "",
) -> Release:
    """The release that now holds the readings.

    Local figures need the `certificate` that the gate made for them, with what it
    says in public (`disclosure`) and the rule in words.

    Figures that are already there with the same content and origin are recognised
    by their checksum, and the release that has them is returned with `repeated` set.
    `already_held` asks beforehand.

    Raises
    ------
    RefusedError
        for local figures without a certificate for exactly them; for figures called
        synthetic that the project's generator did not make.
    InputError
        when what `published` needs is missing, nothing was read, or two readings
        give the same figure.
    StorageError
        when the home folder cannot be written; what was there is as it was.
    """
    _allow(provenance)
    if not any(_size(reading) for reading in readings):
        raise InputError("There is nothing to load: no row was taken")
    if provenance.origin == "synthetic":
        refuse_others(readings)
    figures = _one_origin(_together(readings), provenance.origin)
    if provenance.origin == "local":
        _certified(figures, certificate, disclosure)
    _no_overlap(figures)
    areas = pa.concat_tables([reading.areas for reading in readings])
    layout = pa.concat_tables([reading.layout for reading in readings])
    content = content_checksum([figures, areas, layout], provenance.origin)
    folder = releases_folder(Path(home))
    held = _held(folder, content)
    if held is not None:
        return held.model_copy(update={"repeated": True})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        clean(folder)
        building = folder / f"{BUILDING}{secrets.token_hex(8)}"
        building.mkdir()
    except OSError as problem:
        raise _cannot_write(problem) from problem
    try:
        tables = {FIGURES_FILE: figures, AREAS_FILE: areas, LAYOUT_FILE: layout}
        release = _build(
            building, tables, readings, provenance, content, disclosure, rule
        )
        _swap_in(building, folder / release.id)
    except (OSError, pa.ArrowException) as problem:
        raise _cannot_write(problem) from problem
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return release


def already_held(
    home: Path | str, readings: Sequence[Reading], provenance: Provenance
) -> Release | None:
    """The release that holds this very content already, if one does."""
    figures = _one_origin(_together(readings), provenance.origin)
    areas = pa.concat_tables([reading.areas for reading in readings])
    layout = pa.concat_tables([reading.layout for reading in readings])
    content = content_checksum([figures, areas, layout], provenance.origin)
    return _held(releases_folder(Path(home)), content)


def releases_folder(home: Path) -> Path:
    """Where releases lie in a home folder, there or not.

    Raises
    ------
    StorageError
        where the path leads out of the home folder.
    """
    root = home.resolve()
    folder = root / FOLDER
    if folder.resolve() != folder:
        raise StorageError(f"{folder} leads out of the home folder: make it a folder")
    return folder


def release_folders(folder: Path) -> list[Path]:
    """Folders of finished releases, oldest first. Anything else is left alone."""
    if not folder.is_dir():
        return []
    return sorted(
        each
        for each in folder.iterdir()
        if RELEASE_ID.fullmatch(each.name) and each.is_dir() and not each.is_symlink()
    )


def clean(folder: Path) -> int:
    """Remove what killed loads left behind, and say how many there were."""
    removed = 0
    for leftover in folder.glob(f"{BUILDING}*"):
        if leftover.is_dir() and time.time() - _last_sign(leftover) > SILENT_SECONDS:
            shutil.rmtree(leftover, ignore_errors=True)
            removed += 1
    return removed


def _allow(provenance: Provenance) -> None:
    if provenance.origin != "published":
        return
    needs = {
        "publisher": provenance.publisher,
        "address": provenance.address,
        "publication_date": provenance.publication_date,
    }
    lacking = [name for name, value in needs.items() if not value]
    if lacking:
        raise InputError(
            "Published figures say who published them, where and when",
            [
                Fault(
                    f"no {name.replace('_', ' ')}",
                    f"give --{name.replace('_', '-')}",
                )
                for name in lacking
            ],
        )


def _certified(
    figures: pa.Table,
    certificate: Certificate | None,
    disclosure: Disclosure | None,
) -> None:
    """Raises RefusedError where local figures are not what a certificate is for."""
    if (
        certificate is None
        or disclosure is None
        or disclosure.certificate != certificate.id
        or not certificate.covers(figures)
    ):
        raise RefusedError(_LOCAL)


def _size(reading: Reading) -> int:
    return int(
        reading.table.num_rows + reading.areas.num_rows + reading.layout.num_rows
    )


def _together(readings: Sequence[Reading]) -> pa.Table:
    return pa.concat_tables([reading.table for reading in readings])


def _one_origin(figures: pa.Table, origin: str) -> pa.Table:
    """A release has one origin; it is written on every row."""
    place = FIGURES.get_field_index("origin")
    column = chunked([repeat(origin, figures.num_rows)])
    return figures.set_column(place, FIGURES.field(place), column)


def _no_overlap(figures: pa.Table) -> None:
    pairs = duplicates(figures)
    if pairs.size:
        raise InputError(
            "Two of the files give the same figure: load them one after the other "
            "(the newer wins), or leave one out",
            duplicate_faults(figures, pairs, rows=range(figures.num_rows)),
        )


def _held(folder: Path, content: str) -> Release | None:
    for each in reversed(release_folders(folder)):
        release = read_manifest(each)
        if release.content == content:
            return release
    return None


def _build(
    building: Path,
    tables: Mapping[str, pa.Table],
    readings: Sequence[Reading],
    provenance: Provenance,
    content: str,
    disclosure: Disclosure | None,
    rule: str,
) -> Release:
    for name, table in tables.items():
        # Rows of an indicator side by side: a question reads one stretch of the file.
        pieces = in_order(table, STORED) if name == FIGURES_FILE else iter([table])
        write_parquet(pieces, table.schema, building / name)
    created = datetime.datetime.now(datetime.UTC)
    title = slug(provenance.title or (readings[0].file if readings else ""))[:40]
    release = Release(
        **provenance.model_dump(),
        id=f"{created:%Y%m%dT%H%M%S%f}Z-{title.strip('-') or 'figures'}-{content[:8]}",
        created=created,
        content=content,
        files=tuple(_stored(building / name) for name in tables),
        sources=tuple(_source(reading) for reading in readings),
        holds=holdings(tables[FIGURES_FILE]),
        areas=tables[AREAS_FILE].num_rows,
        disclosure_rule=rule or DISCLOSURE_RULES[provenance.origin],
        disclosure=disclosure,
        method_version=firstyear.__version__,
    )
    manifest = building / MANIFEST
    manifest.write_text(release.model_dump_json(indent=2) + "\n", encoding="utf-8")
    flush(manifest)
    flush(building)
    return release


def write_parquet(pieces: Iterable[pa.Table], schema: pa.Schema, path: Path) -> None:
    """Write one table, piece by piece, and make sure it is on the disk."""
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for piece in pieces:
            writer.write_table(piece, row_group_size=ROW_GROUP_ROWS)
    flush(path)


def _stored(path: Path) -> StoredFile:
    return StoredFile(name=path.name, sha256=checksum(path), size=path.stat().st_size)


def _source(reading: Reading) -> SourceFile:
    return SourceFile(
        name=reading.file,
        sha256=reading.sha256,
        size=reading.size,
        format=reading.format,
        recognised=reading.recognised,
        taken=reading.taken,
        refused=reading.refused,
        states=dict(reading.states),
        notes=reading.notes,
    )


def _swap_in(building: Path, place: Path) -> None:
    building.rename(place)
    flush(place.parent)


def _last_sign(folder: Path) -> float:
    times = [folder.stat().st_mtime]
    for each in folder.iterdir():
        try:
            times.append(each.stat().st_mtime)
        except FileNotFoundError:
            continue
    return max(times)


def _cannot_write(problem: Exception) -> StorageError:
    detail = getattr(problem, "strerror", None) or str(problem).splitlines()[0]
    return StorageError(
        f"The release could not be written ({detail}). Nothing has changed: what was "
        "loaded before is whole. Make room, or choose another home folder, and load "
        "again"
    )
