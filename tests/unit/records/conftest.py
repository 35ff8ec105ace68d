"""Small births and deaths, one of each kind, to change one thing in at a time."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.unit.records.rows import BIRTHS, DEATHS

Change = dict[str, Any]


@pytest.fixture
def births() -> list[Change]:
    return [dict(row) for row in BIRTHS]


@pytest.fixture
def deaths() -> list[Change]:
    return [dict(row) for row in DEATHS]


@pytest.fixture
def as_csv(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows as a text file; its path."""

    def written(
        name: str,
        rows: list[Change],
        *,
        encoding: str = "utf-8",
        delimiter: str = ",",
        newline: str = "\n",
    ) -> Path:
        names = list(rows[0])
        held = io.StringIO()
        writer = csv.writer(held, delimiter=delimiter, lineterminator=newline)
        writer.writerow(names)
        writer.writerows([[_text(row[name]) for name in names] for row in rows])
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held.getvalue().encode(encoding))
        return path

    return written


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def table(rows: list[Change]) -> pa.Table:
    return pa.Table.from_pylist(rows)
