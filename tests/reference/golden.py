"""Reads the reference figures: inputs and outputs of other software, by case."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Columns = dict[str, list[Any]]


@cache
def _cases(path: Path) -> dict[str, Any]:
    cases = json.loads(path.read_text(encoding="utf-8"))
    return {case["id"][:2]: case for case in cases}


class Golden:
    def __init__(self, shared: Path) -> None:
        self.cases = _cases(shared / "reference" / "golden.json")

    def inputs(self, case: str, table: str = "df") -> Columns:
        columns: Columns = self.cases[case]["inputs"][table]
        return columns

    def output(self, case: str) -> Columns:
        columns: Columns = self.cases[case]["output"]
        return columns


def numbers(column: list[Any]) -> NDArray[np.float64]:
    """A column with NaN for what is missing; R writes its infinities as text."""
    return np.array([np.nan if cell is None else float(cell) for cell in column])


def in_order(groups: NDArray[Any], wanted: list[Any]) -> NDArray[np.intp]:
    """Places of the wanted labels among ours: the other software sorts groups."""
    listed = groups.tolist()
    return np.array([listed.index(label) for label in wanted])


def assert_same(ours: Any, theirs: list[Any], *, relative: float = 1e-12) -> None:
    """Equal to a relative tolerance, with blanks in the same places."""
    expected = numbers(theirs)
    np.testing.assert_allclose(
        np.asarray(ours, dtype=float), expected, rtol=relative, atol=1e-14
    )
