"""Reading the caller's columns."""

from typing import Any

import numpy as np
import pandas as pd

from firstyear.frames.table import Table


def test_null_and_blank_text_are_one_group(make: Any) -> None:
    table = Table(make({"level": ["a", "", None, "a"], "x": [1, 1, 1, 2]}))
    assert table.codes(["level"]).tolist() == [0, 1, 1, 0]
    assert table.codes(["level", "x", "absent"]).tolist() == [0, 1, 1, 2]
    assert table.words("level") == ["a", "", "", "a"]


def test_dates_of_every_kind_are_one_day() -> None:
    kinds = (
        ["2018-07-01"],
        [pd.Timestamp("2018-07-01")],
        [pd.Timestamp("2018-07-01").date()],
        np.array(["2018-07-01"], dtype="datetime64[s]"),
    )
    days = {int(Table(pd.DataFrame({"day": kind})).days("day")[0]) for kind in kinds}
    assert len(days) == 1


def test_blank_dates_are_faults() -> None:
    table = Table(pd.DataFrame({"day": ["2018-07-01", None]}))
    table.days("day")
    assert [fault.row for fault in table.faults] == [1]
