"""The canonical tables."""

import math

import pyarrow as pa
import pytest

from firstyear.errors import InputError
from firstyear.figures.schema import AREAS, FIGURES, conform, empty


def test_missing_columns_are_filled_cautiously() -> None:
    table = conform({"indicator": ["a"], "count": [1]})
    assert table.schema == FIGURES
    row = table.to_pylist()[0]
    assert row["status"] == "value"
    assert row["origin"] == "local"
    assert row["name"] == ""
    assert row["denominator"] is None


def test_null_text_is_blank_and_nan_is_null() -> None:
    table = conform(
        {"indicator": ["a"], "name": [None], "status": [None], "count": [math.nan]}
    )
    row = table.to_pylist()[0]
    assert (row["name"], row["status"], row["count"]) == ("", "value", None)


def test_dictionary_columns_become_text() -> None:
    table = pa.table({"area": pa.array(["a", "a"]).dictionary_encode()})
    assert conform(table, schema=AREAS)["area"].to_pylist() == ["a", "a"]


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(InputError, match="colour"):
        conform({"colour": ["red"]})


def test_a_column_of_another_kind_is_refused() -> None:
    with pytest.raises(InputError, match="count"):
        conform({"count": ["many"]})


def test_empty_has_the_schema() -> None:
    assert empty().schema == FIGURES
    assert empty(AREAS).num_rows == 0
