"""The gate against an attacker who was written apart from it.

He sees the released file alone. His unknowns are the deaths of every area, cause and
single year, the smallest pieces there are; every row of the file is a sum of them. The
gate thinks in sums between published rows instead, and looks for changes of the true
table; this one solves for the largest and smallest count of each hidden row.
"""

from itertools import product

import numpy as np
import pyarrow as pa
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import optimize

from firstyear.errors import NotCertified
from firstyear.figures.disclosure import Around, gate
from firstyear.figures.rules import NOUGHTS
from tests.unit.figures.local import lookup, row, table

AREAS, CAUSES, YEARS = ("A", "B", "C"), ("x", "y"), (2019, 2020)
TOPS = {"": 2, "cause": 4}
BIRTHS = 5000
UNITS = list(product(AREAS, CAUSES, YEARS))
REGION = Around(lookup(dict.fromkeys(AREAS, "R")), "registration")

deaths = st.lists(
    st.one_of(st.integers(0, 4), st.integers(0, 15)),
    min_size=len(UNITS),
    max_size=len(UNITS),
)
tables = st.sets(
    st.sampled_from(list(product(("area", "region"), ("", "cause"), ("year", "pool")))),
    min_size=1,
)


def of_row(area: str, cause: str, first: int, last: int) -> np.ndarray:
    """Which pieces a row adds up."""
    return np.array(
        [
            (area in ("R", a)) and (cause in ("", c)) and first <= y <= last
            for a, c, y in UNITS
        ],
        dtype=float,
    )


def release(counts: np.ndarray, chosen: set[tuple[str, str, str]]) -> pa.Table:
    rows = []
    for place, dimension, span in sorted(chosen):
        areas = AREAS if place == "area" else ("R",)
        causes = CAUSES if dimension else ("",)
        spans = [(y, 1) for y in YEARS] if span == "year" else [(YEARS[0], 2)]
        for area, cause, (year, years) in product(areas, causes, spans):
            rows.append(
                row(
                    area,
                    float(of_row(area, cause, year, year + years - 1) @ counts),
                    level="region" if area == "R" else "county-unitary",
                    dimension=dimension,
                    category=cause,
                    year=year,
                    years=years,
                )
            )
    return table(*rows)


def bounds(matrix: np.ndarray, lower: np.ndarray, upper: np.ndarray, at: int) -> list:
    """The smallest and largest whole count of row `at` that fits every row."""
    found = []
    for sign in (1.0, -1.0):
        done = optimize.milp(
            sign * matrix[at],
            integrality=np.ones(matrix.shape[1]),
            bounds=optimize.Bounds(0, BIRTHS),
            constraints=optimize.LinearConstraint(matrix, lower, upper),
        )
        assert done.status == 0, done.message
        found.append(round(sign * done.fun))
    return found


@given(deaths, tables)
def test_nobody_finds_a_small_count_in_what_the_gate_lets_through(
    counts: list[int], chosen: set[tuple[str, str, str]]
) -> None:
    true = release(np.array(counts, dtype=float), chosen)
    try:
        done = gate(true, REGION)
    except NotCertified:
        assume(False)
    rows = done.figures.to_pylist()
    matrix = np.array(
        [
            of_row(
                each["area"],
                each["category"],
                each["date_from"].year,
                each["date_to"].year,
            )
            for each in rows
        ]
    )
    shown = np.array([np.nan if r["count"] is None else r["count"] for r in rows])
    hidden = np.isnan(shown)
    # The rule that stands on every page says whether a nought may be hidden.
    lower = np.where(hidden, 0 if NOUGHTS in done.rule else 1, shown)
    upper = np.where(hidden, BIRTHS, shown)
    for at in np.flatnonzero(hidden):
        least, most = bounds(matrix, lower, upper, int(at))
        top = TOPS[rows[at]["dimension"]]
        count = true["count"][int(at)].as_py()
        assert least <= count <= most
        assert least < most
        if 1 <= count <= top:
            assert most > top
    for at in np.flatnonzero(~hidden):
        top = TOPS[rows[at]["dimension"]]
        assert not 1 <= shown[at] <= top


def test_the_attacker_of_this_test_can_find_something() -> None:
    """Without the second hidden count the first is plain."""
    counts = np.array([1, 0, 9, 0, 8, 0, 7, 0, 6, 0, 5, 0], dtype=float)
    true = release(counts, {("area", "", "year"), ("area", "cause", "year")})
    matrix = np.array(
        [
            of_row(r["area"], r["category"], r["date_from"].year, r["date_to"].year)
            for r in true.to_pylist()
        ]
    )
    shown = np.array(true["count"].to_pylist())
    small = int(np.flatnonzero(shown == 1)[0])
    lower, upper = shown.copy(), shown.copy()
    lower[small], upper[small] = 1, BIRTHS
    assert bounds(matrix, lower, upper, small) == [1, 1]
