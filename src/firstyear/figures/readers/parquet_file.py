"""A Parquet file in pieces of whole rows, with plain types."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from firstyear.errors import Fault, InputError
from firstyear.figures.readers.look import Look
from firstyear.figures.readers.text_table import Piece

PIECE_ROWS: Final = 200_000
# One value written once can stand for more rows than anybody can wait for.
MOST_ROWS: Final = 20_000_000


def parquet_header(look: Look) -> tuple[str, ...]:
    """The column names of a Parquet file."""
    try:
        return tuple(pq.read_schema(look.path).names)
    except (pa.ArrowException, OSError) as problem:
        raise _broken(look, problem) from problem


def parquet_pieces(look: Look) -> Iterator[Piece]:
    """The file's rows; the first row of figures is row 2, as in a CSV file."""
    start = 2
    try:
        with pq.ParquetFile(look.path) as file:
            if file.metadata.num_rows > MOST_ROWS:
                raise InputError(
                    f"Cannot read {look.name}: it has more than {MOST_ROWS:,} rows",
                    [Fault("too many rows", "split the file", look.name)],
                )
            for batch in file.iter_batches(batch_size=PIECE_ROWS):
                table = pa.Table.from_batches([batch])
                rows = np.arange(start, start + table.num_rows, dtype=np.int64)
                start += table.num_rows
                yield Piece(_plain_types(table), rows, [])
    except (pa.ArrowException, OSError) as problem:
        raise _broken(look, problem) from problem


def _plain_types(table: pa.Table) -> pa.Table:
    columns = {}
    for name in table.column_names:
        column = table[name]
        if pa.types.is_dictionary(column.type):
            column = column.cast(column.type.value_type)
        if pa.types.is_large_string(column.type) or pa.types.is_string_view(
            column.type
        ):
            column = column.cast(pa.string())
        columns[name] = column
    return pa.table(columns)


def _broken(look: Look, problem: Exception) -> InputError:
    return InputError(
        f"Cannot read {look.name}: the Parquet file is broken or cut short",
        [
            Fault(
                str(problem).splitlines()[0] if str(problem) else "broken",
                remedy="copy or download it again",
                file=look.name,
            )
        ],
    )
