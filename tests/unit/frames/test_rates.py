"""Rates of frames: same kind back, states kept, faults told by row."""

import datetime as dt
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

import firstyear as fy
from firstyear.errors import InputError

COUNTS = {
    "area": ["a", "b", "c", "d", "e"],
    "count": [8, 36, None, 0, 0],
    "denominator": [3540, 9660, 900, 0, 742],
}


def test_same_kind_with_columns(make: Any, listed: Any) -> None:
    frame = make(COUNTS)
    found = fy.frames.rates(frame)
    assert type(found) is type(frame)
    plain = fy.measures.rate(COUNTS["count"], COUNTS["denominator"])
    for name in ("value", "lower", "upper"):
        ours = np.array(listed(found, name), dtype=float)
        np.testing.assert_array_equal(ours, getattr(plain, name))
    assert listed(found, "status") == [
        *("value", "value", "missing", "not-applicable", "value")
    ]
    assert listed(found, "method") == ["exact", "byar", "", "", "exact"]
    assert listed(found, "value")[2] is None
    assert "blank" in listed(found, "note")[2]
    assert "zero" in listed(found, "note")[3]
    assert listed(found, "area") == COUNTS["area"]


def test_two_confidences_have_their_own_columns(make: Any, listed: Any) -> None:
    found = fy.frames.rates(make(COUNTS), confidence=(0.95, 0.998))
    assert listed(found, "upper_998")[0] > listed(found, "upper")[0]


def test_proportions_are_wilson(make: Any, listed: Any) -> None:
    frame = make({"count": [8], "denominator": [40]})
    found = fy.frames.rates(frame, proportion=True, per=100)
    assert listed(found, "method") == ["wilson"]
    assert listed(found, "value") == [20.0]
    with pytest.raises(InputError, match="above its denominator"):
        fy.frames.rates(make({"count": [41], "denominator": [40]}), proportion=True)
    with pytest.raises(InputError, match="above its denominator"):
        fy.frames.rates(make({"count": [41], "denominator": [40]}), bounded=True)


def test_columns_may_have_other_names(make: Any, listed: Any) -> None:
    frame = make({"deaths": [8], "births": [3540]})
    found = fy.frames.rates(frame, count="deaths", denominator="births")
    assert listed(found, "value")[0] == pytest.approx(2.2599, abs=1e-4)
    with pytest.raises(InputError, match="no column count, denominator"):
        fy.frames.rates(frame)


def test_hidden_rows_stay_hidden(make: Any, listed: Any) -> None:
    frame = make(
        {
            "count": [None, 5],
            "denominator": [100, 100],
            "status": ["suppressed", "suppressed"],
            "note": ["", "hidden by us"],
        }
    )
    found = fy.frames.rates(frame)
    assert listed(found, "status") == ["suppressed", "suppressed"]
    assert listed(found, "value") == [None, None]
    assert listed(found, "note") == [
        "hidden to protect families, or by its publisher",
        "hidden by us",
    ]


def test_a_status_must_be_one_of_the_states(make: Any) -> None:
    frame = make({"count": [5], "denominator": [9], "status": ["hidden"]})
    with pytest.raises(InputError, match="is no status"):
        fy.frames.rates(frame)


def test_text_and_negatives_are_told_by_row(make: Any) -> None:
    frame = make(
        {"count": ["8", "many", "", "-2"], "denominator": ["9", "9", "9", "inf"]}
    )
    with pytest.raises(InputError) as error:
        fy.frames.rates(frame)
    told = [(fault.row, fault.column, fault.value) for fault in error.value.faults]
    assert told == [
        (1, "count", "many"),
        (3, "count", "-2"),
        (3, "denominator", "inf"),
    ]


def test_rows_are_named_as_in_the_file(make: Any) -> None:
    frame = make({"row": [2, 3], "count": [8, -1], "denominator": [9, 9]})
    with pytest.raises(InputError) as error:
        fy.frames.rates(frame)
    assert error.value.faults[0].row == 3


def test_a_row_that_is_there_twice_is_refused(make: Any) -> None:
    frame = make(
        {
            "area": ["a", "b", "a"],
            "date_from": [dt.date(2018, 1, 1)] * 3,
            "count": [8, 1, 8],
            "denominator": [9, 9, 9],
        }
    )
    with pytest.raises(InputError) as error:
        fy.frames.rates(frame)
    (fault,) = error.value.faults
    assert fault.row == 2
    assert "row 0" in fault.message


def test_lazy_frames_come_back_lazy() -> None:
    lazy = fy.frames.rates(pl.LazyFrame({"count": [8], "denominator": [3540]}))
    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.collect()["method"].to_list() == ["exact"]
    relation = duckdb.sql("select 8 as count, 3540 as denominator")
    found = fy.frames.rates(relation)
    assert isinstance(found, duckdb.DuckDBPyRelation)
    assert found.fetchall()[0][5] == "exact"


def test_pandas_rows_keep_their_index_and_nullable_numbers_are_read() -> None:
    frame = pd.DataFrame({"count": [8, None], "denominator": [9, 9]}, index=[7, 5])
    found = fy.frames.rates(frame.convert_dtypes())
    assert found.index.tolist() == [7, 5]
    assert found["status"].tolist() == ["value", "missing"]
    assert "value" not in frame.columns


def test_no_rows(make: Any, listed: Any) -> None:
    empty = pl.DataFrame(schema={"count": pl.Float64, "denominator": pl.Float64})
    assert listed(fy.frames.rates(empty), "value") == []
