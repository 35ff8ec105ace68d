"""Rolling windows beside a loop, and windows that share nothing beside every choice."""

import itertools

import numpy as np
import pytest

import firstyear as fy
from firstyear.errors import InputError, UsageError


def test_windows_agree_with_a_loop() -> None:
    generator = np.random.default_rng(3)
    rows = [
        (area, year, int(generator.poisson(6)), int(generator.integers(800, 1200)))
        for area in "XYZ"
        for year in range(2010, 2022)
        if generator.random() > 0.15
    ]
    generator.shuffle(rows)
    area, year, count, births = (list(part) for part in zip(*rows, strict=True))
    year, count, births = ([int(v) for v in part] for part in (year, count, births))
    found = fy.measures.pool(year, count, births, years=3, groups=area)
    table = {
        (a, y): (c, b) for a, y, c, b in zip(area, year, count, births, strict=True)
    }
    plain = {}
    for a, y in table:
        window = [(a, y + step) for step in range(3)]
        if all(cell in table for cell in window):
            plain[a, y] = tuple(sum(table[cell][i] for cell in window) for i in (0, 1))
    assert found.groups is not None
    ours = {
        (str(a), int(y)): (c, b)
        for a, y, c, b in zip(
            found.groups, found.first_year, found.count, found.denominator, strict=True
        )
    }
    assert ours == plain
    assert all(
        year[row] == end
        for row, end in zip(found.last_row, found.last_year, strict=True)
    )


def test_shared_years_are_told() -> None:
    found = fy.measures.pool(
        [2010, 2011, 2012, 2013, 2016, 2017, 2018], [1] * 7, [9] * 7
    )
    assert found.first_year.tolist() == [2010, 2011, 2016]
    assert found.shared_years.tolist() == [0, 2, 0]


def test_a_blank_year_makes_its_windows_blank() -> None:
    found = fy.measures.pool([1, 2, 3, 4], [1, None, 1, 1], [9] * 4, years=2)
    assert np.isnan(found.count).tolist() == [True, True, False]


def test_a_year_twice_is_refused_with_its_row() -> None:
    with pytest.raises(InputError) as error:
        fy.measures.pool([2010, 2011, 2010], [1, 1, 1], [9, 9, 9])
    assert error.value.faults[0].row == 2


def test_too_few_years_make_no_window() -> None:
    assert len(fy.measures.pool([2010], [1], [9], groups=["a"]).count) == 0
    with pytest.raises(UsageError):
        fy.measures.pool([2010], [1], [9], years=0)


@pytest.mark.parametrize("seed", range(8))
def test_no_choice_of_windows_beats_ours(seed: int) -> None:
    generator = np.random.default_rng(seed)
    start = generator.integers(0, 12, 7)
    end = start + generator.integers(0, 5, 7)
    best = max(
        size
        for size in range(8)
        for chosen in itertools.combinations(range(7), size)
        if not fy.measures.overlapping(start[list(chosen)], end[list(chosen)])
    )
    keep = fy.measures.apart(start, end)
    assert keep.sum() == best == fy.measures.independent_windows(start, end)
    assert not fy.measures.overlapping(start[keep], end[keep])


def test_ten_rolling_windows_hold_four_that_are_independent() -> None:
    start = np.arange(2010, 2020)
    assert fy.measures.independent_windows(start, start + 2) == 4
    assert fy.measures.overlapping(start, start + 2)
    assert fy.measures.independent_windows([], []) == 0
