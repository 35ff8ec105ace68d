"""Figures out: CSV, Parquet, JSON and workbooks, with their dictionary.

Text that a spreadsheet would run as a formula gets an apostrophe in front, in CSV and
in workbooks: a name of an area must not be able to call a program.
"""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from firstyear.errors import StorageError, UsageError
from firstyear.figures.arrow import pc
from firstyear.figures.dictionary import dictionary
from firstyear.figures.writing import replace_file

_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
# A persistence strip names no cell and calls nothing, and scripts compare it as it is.
_STRIP: Final = re.compile(r"[#+.?-]+")
MOST_SHEET_ROWS: Final = 1_048_575


def write(table: pa.Table, path: Path | str) -> None:
    """Write a table in the format that the file's ending names.

    Workbooks and JSON carry a dictionary of the indicators and the gaps in them;
    for CSV and Parquet `dictionary(table)` is a table of its own to write beside.

    Raises
    ------
    UsageError
        for another ending, or too many rows for a sheet.
    StorageError
        when the file cannot be written; what was there before is as it was.
    """
    target = Path(path)
    how = writer_of(target)
    with replace_file(target) as building:
        try:
            how(table, building)
        except pa.ArrowException as problem:
            raise StorageError(f"{target} could not be written: {problem}") from problem


def writer_of(path: Path) -> Callable[[pa.Table, Path], None]:
    """What writes files of this ending. Raises UsageError for any other ending."""
    how = _FORMATS.get(path.suffix.lower())
    if how is None:
        raise UsageError(
            f"{path.name}: the ending says the format; use one of {', '.join(_FORMATS)}"
        )
    return how


def escaped(text: str) -> str:
    """Text that no spreadsheet takes for a formula.

    Examples
    --------
    >>> from firstyear.figures.write import escaped
    >>> escaped("=1+1"), escaped("Kent"), escaped("++##")
    ("'=1+1", 'Kent', '++##')
    """
    if text.startswith(_STARTS) and not _STRIP.fullmatch(text):
        return f"'{text}"
    return text


def csv_text(table: pa.Table) -> str:
    """The table as CSV text: for standard output."""
    import io

    out = io.StringIO(newline="")
    _write_rows(table, out)
    return out.getvalue()


def _csv(table: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        _write_rows(table, out)


def _write_rows(table: pa.Table, out: Any) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.column_names)
    for batch in table.to_batches(max_chunksize=50_000):
        columns = [
            [_cell(value) for value in column.to_pylist()] for column in batch.columns
        ]
        writer.writerows(zip(*columns, strict=True))


def _parquet(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd")


def _json(table: pa.Table, path: Path) -> None:
    content: dict[str, object] = {"figures": _plain_rows(table)}
    if _is_figures(table):
        content["dictionary"] = _plain_rows(dictionary(table))
    path.write_text(
        json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n",
        encoding="utf-8",
    )


def _xlsx(table: pa.Table, path: Path) -> None:
    import openpyxl

    if table.num_rows > MOST_SHEET_ROWS:
        raise UsageError(
            f"{table.num_rows} rows are more than a sheet holds: write .csv or .parquet"
        )
    book = openpyxl.Workbook(write_only=True)
    sheets = {"figures": table}
    if _is_figures(table):
        sheets["dictionary"] = dictionary(table)
    for name, each in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(each.column_names)
        for batch in each.to_batches(max_chunksize=50_000):
            columns = [
                [_sheet_cell(v) for v in column.to_pylist()] for column in batch.columns
            ]
            for row in zip(*columns, strict=True):
                sheet.append(row)
    book.save(path)


def _cell(value: object) -> object:
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, float):
        return "" if value != value else _number(value)  # noqa: PLR0124 - NaN
    return "" if value is None else value


def _sheet_cell(value: object) -> object:
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, float) and value != value:  # noqa: PLR0124 - NaN
        return None
    return value


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _plain_rows(table: pa.Table) -> list[dict[str, object]]:
    columns = {}
    for name in table.column_names:
        column: Any = table[name]
        if pa.types.is_date(column.type) or pa.types.is_timestamp(column.type):
            column = column.cast(pa.string())
        elif pa.types.is_floating(column.type):
            none = pa.scalar(None, column.type)
            column = pc.if_else(pc.is_finite(column), column, none)
        columns[name] = column
    return pa.table(columns).to_pylist()


def _is_figures(table: pa.Table) -> bool:
    return {"indicator", "area", "date_from", "date_to", "status"} <= set(
        table.column_names
    )


_FORMATS: Final[dict[str, Callable[[pa.Table, Path], None]]] = {
    ".csv": _csv,
    ".parquet": _parquet,
    ".json": _json,
    ".xlsx": _xlsx,
}
