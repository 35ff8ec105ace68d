"""What is in a table, in short: a checksum of its content, and what it holds."""

import hashlib
from collections.abc import Iterable

import pyarrow as pa

from firstyear.figures.arrow import Column, pc
from firstyear.figures.manifest import Held

_BATCH_ROWS = 100_000


def content_checksum(tables: Iterable[pa.Table], origin: str) -> str:
    """SHA-256 of what the tables say, however they were stored or split.

    The order of rows counts: the same file read twice gives the same order.
    """
    total = hashlib.sha256(origin.encode())
    for table in tables:
        for name in table.column_names:
            total.update(f"\n{name}\n".encode())
            for start in range(0, table.num_rows, _BATCH_ROWS):
                _add(total, table[name].slice(start, _BATCH_ROWS))
    return total.hexdigest()


def holdings(figures: pa.Table) -> tuple[Held, ...]:
    """One entry for each indicator of a canonical table, in order of its id."""
    if not figures.num_rows:
        return ()
    grouped = figures.group_by("indicator").aggregate(
        [
            ("area", "count"),
            ("level", "distinct"),
            ("dimension", "distinct"),
            ("date_from", "min"),
            ("date_to", "max"),
        ]
    )
    return tuple(
        Held(
            indicator=row["indicator"],
            rows=row["area_count"],
            levels=tuple(sorted(row["level_distinct"])),
            dimensions=tuple(sorted(row["dimension_distinct"])),
            date_from=row["date_from_min"],
            date_to=row["date_to_max"],
        )
        for row in sorted(grouped.to_pylist(), key=lambda row: str(row["indicator"]))
    )


def _add(total: "hashlib._Hash", piece: Column) -> None:
    """Values as text, a null apart from a blank: the same on every machine."""
    text = piece.cast(pa.string())
    lengths = pc.fill_null(pc.binary_length(text), -1).combine_chunks()
    total.update(lengths.to_numpy(zero_copy_only=False).tobytes())
    total.update("".join(part or "" for part in text.to_pylist()).encode())
