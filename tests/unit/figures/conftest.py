"""Small files and tables that the tests of figures share."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from firstyear.figures import Provenance, Reading, read
from firstyear.figures.schema import conform

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write text (or bytes) to a file and hand back its path."""

    def _write(text: str | bytes, name: str = "figures.csv", **how: str) -> Path:
        path = tmp_path / name
        data = text if isinstance(text, bytes) else text.encode(how.get("as_", "utf-8"))
        path.write_bytes(data)
        return path

    return _write


@pytest.fixture
def published() -> Provenance:
    return Provenance(
        origin="published",
        publisher="Office for Health Improvement and Disparities",
        title="Infant mortality",
        address="https://example.org/infant-mortality",
        publication_date=datetime.date(2024, 1, 30),
        licence="Open Government Licence v3",
        retrieved=datetime.date(2024, 2, 1),
    )


@pytest.fixture
def reading(write: Write) -> Reading:
    return read(
        write(
            "indicator,area,name,period,count,denominator\n"
            "infant-mortality,E92000001,England,2018,2488,625651\n"
            "infant-mortality,E08000025,Birmingham,2018,113,15930\n"
        )
    )


@pytest.fixture
def figures_of() -> Callable[..., pa.Table]:
    """A canonical table of one year's infant mortality from a few columns."""
    return _figures_of


def _figures_of(**columns: object) -> pa.Table:
    lists = [each for each in columns.values() if isinstance(each, list)]
    size = max(map(len, lists), default=1)
    start = {
        "indicator": ["infant-mortality"] * size,
        "area": [f"E0800000{place}" for place in range(size)],
        "level": ["county-unitary"] * size,
        "date_from": [datetime.date(2018, 1, 1)] * size,
        "date_to": [datetime.date(2018, 12, 31)] * size,
        "count": [5.0] * size,
        "denominator": [1000.0] * size,
    }
    return conform({**start, **columns})
