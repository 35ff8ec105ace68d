"""Rounded products that have gone out: kept, in the ledger, never drawn twice."""

import datetime
import io
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from firstyear import packs
from firstyear.errors import RefusedError, StorageError
from firstyear.figures import ledger
from firstyear.figures.arrow import pc
from firstyear.figures.measure_families import family
from firstyear.figures.private import private_folder, write_private
from firstyear.figures.schema import FIGURES

FOLDER: Final = "rounded"
NAME: Final = re.compile(r"\d{8}T\d{12}Z-rounded-[0-9a-f]{8}")
REASON: Final = "rounded to a multiple of {base}, so that sums hold"
RULE: Final = "every count is a multiple of {base}, drawn so that sums hold"
ROUNDED: Final = (
    "Figures of the same measures and the same time have gone out rounded ({product}). "
    "With hidden ones beside them hidden counts could be worked out: a table goes out "
    "one way only"
)


def products(home: Path) -> Iterator[tuple[str, pa.Table]]:
    """Rounded products that have gone out, by name, oldest first.

    Raises StorageError where one cannot be read.
    """
    for path in sorted((home / "private" / FOLDER).glob("*.parquet")):
        if not NAME.fullmatch(path.stem):
            continue
        try:
            yield path.stem, pq.read_table(path, schema=FIGURES)
        except (OSError, pa.ArrowException) as problem:
            raise StorageError(f"{path} cannot be read") from problem


def reason(base: int) -> str:
    """What every row of a rounded product says of its count."""
    return REASON.format(base=base)


def refuse_rounded(home: Path, table: pa.Table) -> None:
    """Raises RefusedError where figures that are to be hidden have gone out rounded."""
    for name, held in products(home):
        if together(table, held):
            raise RefusedError(ROUNDED.format(product=name))


def together(one: pa.Table, other: pa.Table) -> bool:
    """Whether two tables are of the same measures, or of some that add up, and of times
    that overlap: then each may tell of the other, whatever areas and groups they have.
    """
    tied = family(other)
    spans = [
        (row["date_from"], row["date_to"])
        for row in _spans(other, ["date_from", "date_to"])
    ]
    return any(
        row["indicator"] in tied
        and any(row["date_from"] <= end and row["date_to"] >= at for at, end in spans)
        for row in _spans(one, ["indicator", "date_from", "date_to"])
    )


def _spans(table: pa.Table, columns: list[str]) -> list[dict[str, datetime.date]]:
    found: list[dict[str, datetime.date]] = (
        table.select(columns).group_by(columns).aggregate([]).to_pylist()
    )
    return found


def keep(home: Path, figures: pa.Table) -> str:
    """Put a rounded product aside, and hand back the name it has from now on."""
    now = datetime.datetime.now(datetime.UTC)
    name = f"{now:%Y%m%dT%H%M%S%f}Z-rounded-{secrets.token_hex(4)}"
    held = io.BytesIO()
    pq.write_table(figures, held, compression="zstd")
    write_private(private_folder(home, FOLDER) / f"{name}.parquet", held.getvalue())
    return name


def enter(home: Path, name: str, figures: pa.Table, base: int, by: str) -> ledger.Entry:
    """The entry of a rounded product, made where the ledger does not have it."""
    for entry in ledger.entries(home):
        if entry.release == name:
            return entry
    tables = figures.select(["indicator", "dimension", "level"])
    known = packs.indicators()
    names = sorted(map(str, pc.unique(figures["indicator"]).to_pylist()))
    listed = ", ".join(known[each].name if each in known else each for each in names)
    return ledger.add(
        home,
        ledger.Entry(
            when=datetime.datetime.now(datetime.UTC),
            what="rounded",
            release=name,
            title=f"{listed}, rounded to multiples of {base}",
            by=by,
            rule=RULE.format(base=base),
            tables=tables.group_by(tables.column_names).aggregate([]).num_rows,
            shown=figures.num_rows,
            hidden=0,
            certificate="",
        ),
    )
