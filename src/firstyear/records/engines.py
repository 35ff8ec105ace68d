"""The two engines that reduce records to counts: DuckDB in process, and Spark.

Both answer the same Ibis expressions.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import pyarrow as pa

from firstyear.errors import StorageError, UsageError
from firstyear.figures.scratch import Scratch
from firstyear.records.engine_errors import told
from firstyear.records.spark_copy import copied

ENGINES = ("duckdb", "spark")
MEMORY = "3GB"
# More than any machine has; each takes memory of its own.
MOST_THREADS = 1024
_SIZE = re.compile(r"[0-9]+(\.[0-9]+)? ?[KMGT]i?B")

Expr = Any


@ibis.udf.scalar.builtin(name="hash")
def _hash(text: str) -> dt.uint64:
    """DuckDB's."""


@ibis.udf.scalar.builtin(name="xxhash64")
def _xxhash64(text: str) -> dt.int64:
    """Spark's."""


class Engine:
    """A connection that reads files and frames and runs expressions.

    `name` is `duckdb` or `spark`; `connection` the Ibis backend; `scratch` a folder
    that only the owner can read and that goes when the engine is closed.
    """

    def __init__(self, name: str, connection: Any, scratch: Path) -> None:
        self.name = name
        self.connection = connection
        self.scratch = scratch
        self.files: dict[str, str] = {}  # what a message calls each
        self.stores: set[str] = set()  # protocols that it reads through fsspec
        self._kept: list[Expr] = []

    def frame(self, table: pa.Table) -> Expr:
        """A table in memory, as an expression."""
        if self.name != "duckdb":
            return self._spark_frame(table)
        # Not as a table that Ibis holds: its own errors would print rows of that.
        name = ibis.util.gen_name("firstyear_records")
        self.connection.con.register(name, table)
        return self.connection.table(name)

    def name_files(self, files: Sequence[str], called: str = "") -> None:
        """Files that a message may have to name; a copy is called by its original."""
        self.files.update(
            {name: called or self.files.get(name, name) for name in files}
        )

    def parquet(self, files: Sequence[str], *, partitioned: str = "") -> Expr:
        """Parquet files as one table; `partitioned` is the folder above `a=b`."""
        self.name_files(files)
        with told(self.files):
            if self.name == "duckdb":
                options = {"union_by_name": True} if len(files) > 1 else {}
                return self.connection.read_parquet(
                    list(files), hive_partitioning=bool(partitioned), **options
                )
            reader = self.connection._session.read
            if partitioned:
                reader = reader.option("basePath", partitioned)
            return self._spark_view(reader.parquet(*files))

    def csv(self, files: Sequence[str], columns: Sequence[str], delimiter: str) -> Expr:
        """Text files in UTF-8 with one header as a table, every column text."""
        self.name_files(files)
        with told(self.files):
            if self.name == "duckdb":
                return self.connection.read_csv(
                    list(files),
                    columns=dict.fromkeys(columns, "VARCHAR"),
                    auto_detect=False,
                    header=True,
                    delim=delimiter,
                    quote='"',
                    escape='"',
                )
            frame = self.connection._session.read.csv(
                list(files),
                schema=", ".join(f"`{name}` STRING" for name in columns),
                header=True,
                sep=delimiter,
                quote='"',
                escape='"',
                multiLine=True,
                mode="FAILFAST",
            )
            return self._spark_view(frame)

    def number_of(self, text: Expr) -> Expr:
        """A number made of a text: two texts with one number are very rare.

        Ibis's own `hash` is of 32 bits on Spark, and slow on DuckDB.
        """
        return _hash(text) if self.name == "duckdb" else _xxhash64(text)

    def keep(self, expression: Expr) -> Expr:
        """The result of an expression, worked out once and kept in the engine."""
        with told(self.files):
            kept = expression.cache()
            self._kept.append(kept)
            return kept

    def hold(self, expression: Expr) -> Expr:
        """The same, for a few rows out of many steps: no step is planned again.

        What Spark keeps still knows how it came about, and a plan of many such tables
        grows until it cannot be made.
        """
        if self.name == "duckdb":
            return self.keep(expression)
        with told(self.files):
            query = self.connection.compile(expression)
            return self._spark_view(copied(self.connection._session, query))

    def rows(self, expression: Expr) -> pa.Table:
        """The result of an expression as a PyArrow table."""
        with told(self.files):
            return expression.to_pyarrow()

    def close(self) -> None:
        """Lets go of what was kept; a session that was given stays open."""
        for kept in self._kept:
            kept.release()
        self._kept.clear()
        if self.name == "duckdb":
            self.connection.disconnect()

    def _spark_frame(self, table: pa.Table) -> Expr:
        return self._spark_view(self.connection._session.createDataFrame(table))

    def _spark_view(self, frame: Any) -> Expr:
        name = ibis.util.gen_name("firstyear_records")
        frame.createOrReplaceTempView(name)
        return self.connection.table(name)


@contextmanager
def open_engine(
    engine: str = "duckdb",
    *,
    memory: str = MEMORY,
    threads: int | None = None,
    scratch: str | Path | None = None,
    most_scratch: str = "",
    session: Any = None,
) -> Iterator[Engine]:
    """An engine for the length of a `with`.

    DuckDB takes at most `memory` and writes what is more to a folder in `scratch`
    (default: the system's), at most `most_scratch` of it. Spark uses `session`, else
    the one that is active, else the one that its own settings describe.
    """
    if engine not in ENGINES:
        raise UsageError(f"engine is one of {', '.join(ENGINES)}, not {engine!r}.")
    try:
        folder = Scratch(scratch)
    except OSError as problem:
        raise StorageError(
            f"No place to work in: {scratch or 'the folder for temporary files'} "
            f"({problem.strerror})"
        ) from problem
    with folder as name:
        made = (
            _duckdb(Path(name), memory, threads, most_scratch)
            if engine == "duckdb"
            else _spark(Path(name), session)
        )
        try:
            yield made
        finally:
            made.close()


def _duckdb(
    scratch: Path, memory: str, threads: int | None, most_scratch: str
) -> Engine:
    import duckdb

    if most_scratch and not _SIZE.fullmatch(most_scratch):
        raise UsageError(f"most_scratch is a size such as 20GB, not {most_scratch!r}.")
    settings: dict[str, Any] = {
        "memory_limit": memory,
        "temp_directory": str(scratch),
        "preserve_insertion_order": False,
    }
    if threads is not None:
        if not 1 <= threads <= MOST_THREADS:
            raise UsageError(
                f"threads is a number from 1 to {MOST_THREADS}, not {threads}."
            )
        settings["threads"] = threads
    try:
        connection = ibis.duckdb.connect(":memory:", **settings)
        if most_scratch:
            # DuckDB 1.5 forgets a limit that is given when it connects.
            connection.con.execute(f"set max_temp_directory_size = '{most_scratch}'")
    except duckdb.Error as problem:
        raise UsageError(
            "DuckDB does not take these settings: write memory as 3GB or 500MB."
        ) from problem
    connection.con.execute("set enable_progress_bar = false")
    return Engine("duckdb", connection, scratch)


def _spark(scratch: Path, session: Any) -> Engine:
    try:
        from pyspark.sql import SparkSession
    except ImportError as problem:
        raise UsageError(
            "Spark is not installed: pip install 'firstyear[spark]', and Java 17."
        ) from problem
    try:
        found = session or SparkSession.getActiveSession()
        if found is None:
            found = (
                SparkSession.builder.appName("firstyear")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate()
            )
        return Engine("spark", ibis.pyspark.connect(found), scratch)
    except Exception as problem:
        raise StorageError(
            "Spark did not start: it needs Java 17, and settings that it understands."
        ) from problem
