"""What counts as blank, as text and as a number; and what is loaded."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

import firstyear as fy
from firstyear.errors import InputError, UsageError

m = fy.measures


def test_blanks_of_every_kind_are_missing() -> None:
    kinds = (
        [8, None],
        [8, float("nan")],
        ["8", ""],
        ["8", " "],
        pd.Series([8, None], dtype="Int64"),
        pd.Series([8, None], dtype="object"),
        np.ma.masked_array([8, 9], mask=[False, True]),
    )
    for counts in kinds:
        found = m.rate(counts, [900, 900])
        assert found.status.tolist() == ["value", "missing"], type(counts)


def test_words_are_faults_not_blanks() -> None:
    with pytest.raises(InputError, match="suppressed"):
        m.rate([8, "suppressed"], [900, 900])


@pytest.mark.parametrize(
    "wrong", [{"confidence": "high"}, {"per": "many"}, {"per": None}, {"per": np.nan}]
)
def test_options_that_are_no_numbers_are_usage_errors(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        m.rate(1, 10, **wrong)  # type: ignore[arg-type]


def test_measures_load_arrays_and_nothing_else() -> None:
    heavy = (
        *("pandas", "polars", "pyarrow", "narwhals", "duckdb", "yaml", "django"),
        "scipy.stats",
    )
    listing = f"[name for name in {heavy!r} if name in sys.modules]"
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, firstyear.measures; print(*{listing})"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == ""
