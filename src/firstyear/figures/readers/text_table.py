"""A CSV file as columns of text, whole or in pieces, with every ragged row told."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pacsv

from firstyear.errors import Fault, InputError
from firstyear.figures.arrow import array
from firstyear.figures.readers.look import Look

# A piece is some hundred thousand rows: large enough to be quick, small enough to
# be nothing beside the memory of a small machine.
PIECE_BYTES = 1 << 24
# How Arrow says that nothing follows the header.
_NO_ROWS = ("Empty CSV", "Could not skip initial 1 rows")


@dataclass
class Piece:
    """Some rows of a file: all columns as text, and where the rows stand in it."""

    table: pa.Table
    rows: npt.NDArray[np.int64]
    faults: list[Fault]


def read_pieces(look: Look) -> Iterator[Piece]:
    """The file in pieces of whole rows; blank cells are blank text, never null."""
    return _pieces(look, _encoding(look))


def read_whole(look: Look) -> Piece:
    """The whole file as one piece: for published files, which are small."""
    pieces = list(read_pieces(look))
    if not pieces:
        names = _names(look)
        nothing = pa.table({name: array([], pa.string()) for name in names})
        return Piece(nothing, np.empty(0, np.int64), [])
    return Piece(
        pa.concat_tables([piece.table for piece in pieces]),
        np.concatenate([piece.rows for piece in pieces]),
        [fault for piece in pieces for fault in piece.faults],
    )


def _encoding(look: Look) -> str:
    """How the text is stored: a byte anywhere may show that it is not UTF-8."""
    if look.encoding != "utf-8":
        return look.encoding
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with look.path.open("rb") as stream:
            while part := stream.read(PIECE_BYTES):
                decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _names(look: Look) -> list[str]:
    names = [name.strip() for name in look.header]
    return [name or f"(column {place + 1})" for place, name in enumerate(names)]


def _pieces(look: Look, encoding: str) -> Iterator[Piece]:
    names = _names(look)
    ragged: list[Fault] = []
    skipped: list[int] = []

    def on_ragged(row: pacsv.InvalidRow) -> Literal["skip"]:
        number = row.number or 0
        skipped.append(number)
        if not (row.text or "").strip():
            return "skip"
        ragged.append(
            Fault(
                f"{row.actual_columns} cells where the header has "
                f"{row.expected_columns}",
                remedy="put text that holds a comma in double quotes",
                file=look.name,
                row=number,
            )
        )
        return "skip"

    try:
        reader = pacsv.open_csv(
            str(look.path),
            read_options=pacsv.ReadOptions(
                # Row numbers of ragged rows are only known in one thread.
                use_threads=False,
                block_size=PIECE_BYTES,
                column_names=names,
                skip_rows=1,
                encoding=encoding,
            ),
            parse_options=pacsv.ParseOptions(
                invalid_row_handler=on_ragged,
                newlines_in_values=True,
                # An empty line counts when people count rows.
                ignore_empty_lines=False,
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
        row = 2
        for batch in reader:
            table = pa.Table.from_batches([batch])
            rows, row = _row_numbers(table.num_rows, row, skipped)
            yield Piece(table, rows, list(ragged))
            ragged.clear()
        if ragged:
            yield _only_faults(names, ragged)
    except UnicodeDecodeError as problem:
        fault = Fault(
            "text stored in neither UTF-8 nor Windows-1252",
            "save it as CSV UTF-8",
            look.name,
        )
        raise InputError(f"Cannot read {look.name} as text", [fault]) from problem
    except pa.ArrowInvalid as problem:
        if any(said in str(problem) for said in _NO_ROWS):
            if ragged:
                yield _only_faults(names, ragged)
            return
        fault = Fault(_plain(str(problem)), file=look.name)
        raise InputError(f"Cannot read {look.name} as CSV", [fault]) from problem


def _row_numbers(
    count: int, start: int, skipped: list[int]
) -> tuple[npt.NDArray[np.int64], int]:
    """Numbers of `count` rows from `start`, stepping over the ragged ones.

    `skipped` may hold rows of later pieces: the reader looks ahead.
    """
    if not skipped or not count:
        return np.arange(start, start + count, dtype=np.int64), start + count
    passed = np.array(sorted(skipped), dtype=np.int64)
    every = np.arange(start, start + count + len(passed), dtype=np.int64)
    kept = every[~np.isin(every, passed)][:count]
    end = int(kept[-1]) + 1
    skipped[:] = [row for row in skipped if row >= end]
    return kept, end


def _only_faults(names: list[str], faults: list[Fault]) -> Piece:
    nothing = pa.table({name: array([], pa.string()) for name in names})
    return Piece(nothing, np.empty(0, np.int64), list(faults))


def _plain(problem: str) -> str:
    return problem.splitlines()[0].removeprefix("CSV parse error: ")
