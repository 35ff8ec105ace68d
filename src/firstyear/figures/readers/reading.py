"""What came out of a file: the table, and everything the reader has to say about it."""

import hashlib
import weakref
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstyear.errors import Fault, InputError
from firstyear.figures.areas import areas_of, with_sound_codes
from firstyear.figures.arrow import array, pc
from firstyear.figures.checks import check_rows, duplicate_faults
from firstyear.figures.keys import duplicates
from firstyear.figures.schema import AREAS, FIGURES, LAYOUT, conform, empty
from firstyear.figures.scratch import Scratch

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

# Above this a file is the wrong file, and listing its faults helps nobody.
MOST_FAULTS: Final = 100_000
# A table larger than this waits in a file on disk that memory is mapped to.
IN_MEMORY_ROWS: Final = 1_000_000


@dataclass(frozen=True)
class Reading:
    """One file, read.

    table
        figures, of `schema.FIGURES`: the good rows.
    areas, layout
        codes, names and parents the file gives, of `schema.AREAS`; places on a
        tile map, of `schema.LAYOUT`.
    format, recognised
        a short name, and the sentence people are told.
    taken, refused
        rows of the file.
    faults
        why each refused row was refused.
    states
        rows of each status other than `value`.
    notes
        sentences about what was converted or left out.
    """

    table: pa.Table
    areas: pa.Table
    layout: pa.Table
    format: str
    recognised: str
    taken: int
    refused: int = 0
    faults: tuple[Fault, ...] = ()
    states: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    file: str = ""
    sha256: str = ""
    size: int = 0

    def with_table(self, table: pa.Table, *, anonymous: bool = False) -> "Reading":
        """The same reading with other figures.

        With `anonymous` nothing is left that was worked out from the figures that
        went: the checksum and the size of the file, and how many rows were in which
        state.
        """
        if not anonymous:
            return replace(self, table=table)
        return replace(self, table=table, sha256="", size=0, states={})


@dataclass
class Draft:
    """A piece of a file turned into figures, before it is checked.

    `rows` are numbers as the user counts them; `bad` marks rows that already have a
    fault in `faults`; `hidden_marks` counts the marks that were read as a status.
    """

    table: pa.Table
    rows: Rows
    bad: Mask | None = None
    faults: list[Fault] = field(default_factory=list)
    marks: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Recognised:
    """How a reader introduces what it found."""

    format: str
    sentence: str
    file: str
    columns: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def finish(
    drafts: Iterable[Draft],
    known: Recognised,
    *,
    areas: pa.Table | None = None,
    layout: pa.Table | None = None,
    area_codes: Collection[str] | None = None,
    bounded: Collection[str] = (),
    notes: Collection[str] = (),
) -> Reading:
    """Check the drafts one by one, then together, and hand back the good rows."""
    shelf = _Shelf()
    faults: list[Fault] = []
    states: Counter[str] = Counter()
    marks: Counter[str] = Counter()
    seen = 0
    for draft in drafts:
        seen += draft.table.num_rows
        checked = check_rows(
            draft.table,
            rows=draft.rows,
            file=known.file,
            bounded=bounded,
            areas=area_codes,
            columns=known.columns,
        )
        bad = checked.bad if draft.bad is None else checked.bad | draft.bad
        # A cell that could not be read leaves blanks behind; one fault is enough.
        already = {fault.row for fault in draft.faults if fault.row is not None}
        if already:
            bad = bad | np.isin(draft.rows, list(already))
        faults += draft.faults
        faults += [each for each in checked.faults if each.row not in already]
        marks.update(draft.marks)
        shelf.add(checked.table, draft.rows, bad)
        if len(faults) > MOST_FAULTS:
            raise InputError(
                f"{known.file} has more than {MOST_FAULTS} faulty rows: "
                "is this the right file?",
                faults,
            )
    table, rows = shelf.table()
    pairs = duplicates(table)
    if pairs.size:
        faults += duplicate_faults(
            table, pairs, rows=rows, file=known.file, columns=known.columns
        )
        keep = np.ones(table.num_rows, dtype=bool)
        keep[pairs[:, 1]] = False
        table = table.filter(array(keep))
    for row in pc.value_counts(table["status"]).to_pylist():
        if row["values"] != "value":
            states[row["values"]] = row["counts"]
    told = [*known.notes, *notes]
    if marks:
        listed = ", ".join(f"{mark} ({n})" for mark, n in sorted(marks.items()))
        told.append(f"Marks read as a status, not as numbers: {listed}.")
    return Reading(
        table=table,
        areas=areas_of(table)
        if areas is None
        else with_sound_codes(conform(areas, schema=AREAS)),
        layout=conform(layout, schema=LAYOUT) if layout is not None else empty(LAYOUT),
        format=known.format,
        recognised=known.sentence,
        taken=table.num_rows,
        refused=seen - table.num_rows,
        faults=tuple(sorted(faults, key=lambda each: each.row or 0)),
        states=dict(sorted(states.items())),
        notes=tuple(told),
        file=known.file,
    )


def checksum(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class _Shelf:
    """Keeps good rows: in memory while they are few, on disk when they are many."""

    def __init__(self) -> None:
        self._pieces: list[pa.Table] = []
        self._rows: list[Rows] = []
        self._held = 0
        self._spool: _Spool | None = None

    def add(self, table: pa.Table, rows: Rows, bad: Mask) -> None:
        if bad.any():
            table, rows = table.filter(array(~bad)), rows[~bad]
        self._rows.append(rows)
        self._held += table.num_rows
        if self._spool is None and self._held > IN_MEMORY_ROWS:
            self._spool = _Spool()
            for piece in self._pieces:
                self._spool.write(piece)
            self._pieces = []
        if self._spool is None:
            self._pieces.append(table)
        else:
            self._spool.write(table)

    def table(self) -> tuple[pa.Table, Rows]:
        rows = np.concatenate(self._rows) if self._rows else np.empty(0, np.int64)
        if self._spool is not None:
            return self._spool.read(), rows
        if not self._pieces:
            return empty(FIGURES), rows
        return pa.concat_tables(self._pieces), rows


class _Spool:
    """An Arrow file in a folder of its own; the table read back is mapped from it."""

    def __init__(self) -> None:
        # The table outlives this object: the folder goes when the program ends, or
        # earlier where the system lets go of mapped files.
        self._folder = Scratch()
        self._path = Path(self._folder.name) / "figures.arrow"
        self._sink = pa.OSFile(str(self._path), "wb")
        self._writer = pa.ipc.new_file(self._sink, FIGURES)

    def write(self, table: pa.Table) -> None:
        self._writer.write_table(table)

    def read(self) -> pa.Table:
        self._writer.close()
        self._sink.close()
        mapped = pa.memory_map(str(self._path), "rb")
        table = pa.ipc.open_file(mapped).read_all()
        weakref.finalize(table, self._folder.cleanup)
        return table
