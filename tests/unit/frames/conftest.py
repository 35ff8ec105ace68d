"""The same small tables in every kind of frame."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

KINDS: dict[str, Callable[[dict[str, list[Any]]], Any]] = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "pyarrow": pa.table,
}


@pytest.fixture(params=list(KINDS))
def make(request: pytest.FixtureRequest) -> Callable[[dict[str, list[Any]]], Any]:
    """Makes a frame of one kind from columns."""
    return KINDS[request.param]


@pytest.fixture
def listed() -> Callable[[Any, str], list[Any]]:
    """A column of any frame as a list, its blanks as None."""

    def column(frame: Any, name: str) -> list[Any]:
        if isinstance(frame, pa.Table):
            return frame[name].to_pylist()
        if isinstance(frame, pl.DataFrame):
            return frame[name].to_list()
        return [None if pd.isna(cell) else cell for cell in frame[name].tolist()]

    return column
