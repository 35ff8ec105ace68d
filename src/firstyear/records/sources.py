"""Where records come from: frames, files, globs, partitioned folders, object stores.

Every file is looked at before any is counted: what cannot be opened, and columns that
change from one file to the next, are told by the name of the file.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from firstyear.errors import Fault, InputError, UsageError
from firstyear.records.encodings import delimiter_of, encoding_of, in_utf8
from firstyear.records.engine_errors import FRAME
from firstyear.records.engines import Engine, Expr
from firstyear.records.filesystems import Store, store_of

PARQUET = (".parquet", ".pq")
TEXT = (".csv", ".txt", ".tsv")

Given = Any  # a path or several, or a frame of pandas, Polars or PyArrow


class Raw:
    """A table as the file has it: its expression, its columns and what to call it.

    `trim` says that blanks around text mean nothing, as in text files.
    """

    def __init__(self, table: Expr, name: str, *, trim: bool) -> None:
        self.table = table
        self.name = name
        self.trim = trim
        self.columns = list(table.columns)


def read(given: Given, engine: Engine, *, table: str, used: Sequence[str]) -> Raw:
    """The raw table of `births` or `deaths`.

    `used` are the columns, in small letters, that the map knows: only they have to be
    alike from file to file. Raises InputError for what cannot be read, with the file.
    """
    if isinstance(given, str | Path):
        given = [given]
    if isinstance(given, list | tuple) and all(
        isinstance(each, str | Path) for each in given
    ):
        return _files([str(each) for each in given], engine, table, set(used))
    engine.name_files([f"{FRAME}{table}"], f"the {table} given as a frame")
    return Raw(engine.frame(_arrow(given, table)), table, trim=False)


def _arrow(frame: Any, table: str) -> pa.Table:
    if isinstance(frame, pa.Table):
        return frame
    import narwhals as nw

    try:
        return nw.from_native(frame, eager_only=True).to_arrow()
    except TypeError as problem:
        raise UsageError(
            f"{table} is a file, several, or a frame of pandas, Polars or PyArrow."
        ) from problem


def _files(given: list[str], engine: Engine, table: str, used: set[str]) -> Raw:
    store = store_of(given, engine)
    found, roots = [], []
    for each in given:
        if not each.strip():
            raise UsageError(f"The name of a file of {table} is blank.")
        files, root = store.expand(each, (*PARQUET, *TEXT))
        if not files:
            raise InputError(
                f"No file of {table} is there:",
                [Fault("no such file, or a folder without records", file=each)],
            )
        found += files
        roots.append(root)
    parquet = [name for name in found if name.lower().endswith(PARQUET)]
    text = [name for name in found if name.lower().endswith(TEXT)]
    other = [name for name in found if name not in {*parquet, *text}]
    if other or (parquet and text):
        raise InputError(
            f"The files of {table} are not of one kind that is read here:",
            [
                Fault(
                    "neither Parquet nor text" if other else "Parquet and text mixed",
                    remedy="give files that end in .parquet, or in .csv",
                    file=(other or text)[0],
                )
            ],
        )
    name = given[0] if len(given) == 1 else f"{given[0]} and others"
    if parquet:
        _parquet_alike(parquet, store, used)
        root = roots[0] if len(given) == 1 and "=" in parquet[0] else ""
        names = [store.for_engine(each) for each in parquet]
        return Raw(engine.parquet(names, partitioned=root), name, trim=False)
    headers = _text_alike(text, store, engine, used)
    tables = [
        engine.csv(files, columns, delimiter)
        for (columns, delimiter), files in headers.items()
    ]
    return Raw(_together(tables, used), name, trim=True)


def _together(tables: list[Expr], used: set[str]) -> Expr:
    """Tables whose columns stand in another order, or that hold others as well."""
    if len(tables) == 1:
        return tables[0]
    by_name = [{name.lower(): name for name in each.columns} for each in tables]
    wanted = [name for name in by_name[0] if name in used]
    return ibis.union(
        *(
            each.select(**{name: each[names[name]] for name in wanted})
            for each, names in zip(tables, by_name, strict=True)
        )
    )


def _parquet_alike(files: list[str], store: Store, used: set[str]) -> None:
    faults: list[Fault] = []
    first: dict[str, str] | None = None
    for name in files:
        try:
            with store.open(name) as handle:
                schema = pq.read_schema(handle)
        except (pa.ArrowException, OSError):
            faults.append(
                Fault(
                    "not a Parquet file that can be opened",
                    remedy="it may be cut short: copy it again from where it came",
                    file=name,
                )
            )
            continue
        held = {
            field.name.lower(): _family(field.type)
            for field in schema
            if field.name.lower() in used
        }
        first = held if first is None else first
        faults += _drift(first, held, name)
    _refuse(faults)


def _drift(first: dict[str, str], held: dict[str, str], name: str) -> list[Fault]:
    remedy = "bring the files to one layout, or count them apart, each with its map"
    gone = [each for each in first if each not in held]
    new = [each for each in held if each not in first]
    other = [
        each
        for each in first
        # A column that is blank throughout one file has no type there.
        if each in held and len({first[each], held[each], "null"}) > 2
    ]
    return [
        Fault(message, remedy, name, column=each)
        for names, message in (
            (gone, "a column that the first file has and this one has not"),
            (new, "a column that the first file has not"),
            (other, "a column of another type than in the first file"),
        )
        for each in names
    ]


def _family(kind: pa.DataType) -> str:
    """Types that read alike: a year of small integers is like one of large ones."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return "number"
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return "text"
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return "date"
    return str(kind)


def _text_alike(
    files: list[str], store: Store, engine: Engine, used: set[str]
) -> dict[tuple[tuple[str, ...], str], list[str]]:
    """Files by their columns and what separates values, in UTF-8 where the engine
    can read them."""
    faults: list[Fault] = []
    found: dict[tuple[tuple[str, ...], str], list[str]] = {}
    first: dict[str, str] | None = None
    for place, name in enumerate(files):
        try:
            with store.open(name) as handle:
                encoding = encoding_of(handle, name=name)
                handle.seek(0)
                header = _header(handle, encoding)
                delimiter = delimiter_of(header)
                row = next(csv.reader(io.StringIO(header), delimiter=delimiter), [])
                columns = tuple(each.strip() for each in row)
                faults += _header_faults(columns, name)
                held = {each.lower(): "text" for each in columns}
                held = {each: kind for each, kind in held.items() if each in used}
                first = held if first is None else first
                faults += _drift(first, held, name)
                plain = store.for_engine(name)
                if encoding != "utf-8":
                    handle.seek(0)
                    copy = engine.scratch / f"text-{place}-{Path(name).name}"
                    plain = str(in_utf8(handle, encoding, copy))
                    engine.name_files([plain], name)
                found.setdefault((columns, delimiter), []).append(plain)
        except csv.Error:
            faults.append(
                Fault(
                    "its lines do not end as lines of text files do",
                    remedy="save it again as CSV with the line ends of this machine",
                    file=name,
                )
            )
        except OSError as problem:
            faults.append(
                Fault(f"cannot be opened ({problem.strerror or problem})", file=name)
            )
    _refuse(faults)
    return found


def _header(handle: BinaryIO, encoding: str) -> str:
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    return handle.readline().decode(codec).rstrip("\r\n")


def _header_faults(columns: Sequence[str], name: str) -> list[Fault]:
    if not any(columns):
        return [Fault("empty, or without a line of column names", file=name)]
    low = [each.lower() for each in columns]
    return [
        Fault("a column name that stands twice", file=name, column=each)
        for each in dict.fromkeys(low)
        if low.count(each) > 1
    ]


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise InputError("Files of records cannot be read together:", faults)
