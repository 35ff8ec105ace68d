"""What the share of linked deaths tells whoever knows the deaths and adds it up."""

import itertools

import numpy as np
import pyarrow as pa
import pytest
from scipy.optimize import linprog

import firstyear as fy
from firstyear.records.linkage.shares import ENOUGH, FEWEST, shown, table_of

YEARS, AREAS = ("2019", "2020", "2021"), ("A", "B", "C", "D")


def report(out: np.ndarray, deaths: np.ndarray) -> pa.Table:
    """Shares of years by areas, with all sums, from deaths and how many are out."""
    rows = []
    for year, area in itertools.product(("", *YEARS), ("", *AREAS)):
        here = np.ix_(
            [not year or each == year for each in YEARS],
            [not area or each == area for each in AREAS],
        )
        all_of, outside = int(deaths[here].sum()), int(out[here].sum())
        rows.append((year, area, all_of, all_of - outside))
    return table_of(rows)


def least_and_most(rows: list[dict[str, object]], place: int) -> tuple[float, float]:
    """Between what the number out of one row is, by all percentages at their word."""
    inner = list(itertools.product(YEARS, AREAS))
    known, limits = [], []
    for row in rows:
        of = [
            float(row["year"] in ("", year) and row["area"] in ("", area))
            for year, area in inner
        ]
        if row["percent"] is not None:
            known.append(of)
            limits.append(float(row["deaths"] - row["linked"]))
    most = [
        next(row["deaths"] for row in rows if (row["year"], row["area"]) == cell)
        for cell in inner
    ]
    wanted = np.array(
        [
            float(
                rows[place]["year"] in ("", year) and rows[place]["area"] in ("", area)
            )
            for year, area in inner
        ]
    )
    found = []
    for sign in (1, -1):
        done = linprog(
            sign * wanted,
            A_eq=known or None,
            b_eq=limits or None,
            bounds=[(0, each) for each in most],
        )
        assert done.status == 0
        found.append(sign * done.fun)
    return found[0], found[1]


@pytest.mark.parametrize("seed", range(6))
def test_no_small_number_out_is_worked_out(seed: int) -> None:
    draw = np.random.default_rng(seed)
    deaths = draw.integers(60, 400, (3, 4))
    out = draw.binomial(deaths, 0.04)
    table = report(out, deaths)
    percent = shown(table)["percent"].to_pylist()
    rows = [
        row | {"percent": told}
        for row, told in zip(table.to_pylist(), percent, strict=True)
    ]
    small = [
        place
        for place, row in enumerate(rows)
        if 0 < row["deaths"] - row["linked"] < FEWEST
    ]
    assert small, "or there is nothing to work out"
    for place in small:
        assert percent[place] is None
        assert least_and_most(rows, place)[1] >= FEWEST - 1e-6, rows[place]
    assert any(each is not None for each in percent), "the rest is still shown"


def test_one_area_that_is_left_blank_is_not_the_rest_of_its_year() -> None:
    """All but one area have a share: the blank one was the year less the others."""
    deaths = np.full((3, 4), 200)
    out = np.array([[3, 20, 20, 20], [20] * 4, [20] * 4])
    told = shown(report(out, deaths))
    here = [
        row["area"]
        for row in told.to_pylist()
        if row["year"] == "2019" and row["percent"] is None
    ]
    assert "A" in here
    assert len(here) > 1
    both = [
        row["year"]
        for row in told.to_pylist()
        if row["area"] == "A" and not row["percent"]
    ]
    assert len(both) > 1


def test_few_that_are_linked_are_as_hidden_as_few_that_are_not() -> None:
    deaths = np.full((3, 4), 200)
    out = deaths - np.array([[3, 20, 20, 20], [20] * 4, [20] * 4])
    told = shown(report(out, deaths)).to_pylist()
    blank = [row for row in told if row["percent"] is None]
    assert {"year": "2019", "area": "A", "percent": None} in blank
    assert len(blank) > 1


def test_few_in_small_areas_do_not_take_the_whole_share_away() -> None:
    """Areas of 10 deaths or so have few in and few out, and nobody shows theirs."""
    deaths = np.array([[140, 108, 9, 19], [150, 98, 12, 10], [130, 120, 8, 20]])
    out = np.array([[2, 1, 0, 0], [5, 2, 1, 0], [4, 3, 2, 1]])
    assert shown(report(out, deaths))["percent"].to_pylist()[0] == 97


def test_what_cannot_be_proven_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def gives_up(*_: object, **__: object) -> None:
        raise fy.errors.NotCertified("no time")

    monkeypatch.setattr(fy.measures, "protect", gives_up)
    table = report(np.full((3, 4), 3), np.full((3, 4), ENOUGH))
    assert set(shown(table)["percent"].to_pylist()) == {None}
    assert fy.records.share_in_words(table).endswith("is not shown.")
