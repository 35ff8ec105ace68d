"""Figures of periods of different lengths never meet in one group."""

from typing import Any

import pandas as pd
import pytest

import firstyear as fy
from firstyear.errors import InputError

COUNTRY = "E92000001"


def rows(length: int, windows: list[int], **more: object) -> pd.DataFrame:
    """Two areas and their country in periods of `length` years."""
    found: list[dict[str, Any]] = []
    for first in windows:
        for area, level, count, births in (
            (COUNTRY, "country", 3_000, 700_000),
            ("E08000025", "county-unitary", 110, 16_000),
            ("E08000026", "county-unitary", 15, 4_500),
        ):
            found.append(
                {
                    "area": area,
                    "name": area,
                    "level": level,
                    "date_from": f"{first}-01-01",
                    "date_to": f"{first + length - 1}-12-31",
                    "count": count * length,
                    "denominator": births * length,
                    **more,
                }
            )
    return pd.DataFrame(found)


YEARS = rows(1, list(range(2010, 2018)))
THREES = rows(3, list(range(2010, 2016)))
BOTH = pd.concat([YEARS, THREES], ignore_index=True)


def test_persistence_refuses_several_lengths_and_names_them() -> None:
    with pytest.raises(InputError, match=r"1 year, 3 years.*--years 3"):
        fy.frames.persistence(BOTH, COUNTRY)


@pytest.mark.parametrize(("years", "alone"), [(1, YEARS), (3, THREES)])
def test_years_choose_one(years: int, alone: pd.DataFrame) -> None:
    chosen = fy.frames.persistence(BOTH, COUNTRY, years=years)
    expected = fy.frames.persistence(alone, COUNTRY)
    pd.testing.assert_frame_equal(chosen, expected)
    for verb in (fy.frames.compare, fy.frames.persistence):
        left = verb(BOTH, COUNTRY, years=years)
        assert len(left) == len(verb(alone, COUNTRY))
    assert len(fy.frames.stabilise(BOTH, years=years)) == len(alone)


def test_a_length_that_is_not_there_is_refused() -> None:
    for verb in (fy.frames.trend, fy.frames.stabilise):
        with pytest.raises(InputError, match=r"No period is 5 years long.*1 year, 3"):
            verb(BOTH, years=5)


def test_one_length_a_group_is_enough() -> None:
    two = pd.concat(
        [YEARS.assign(indicator="a"), THREES.assign(indicator="b")], ignore_index=True
    )
    found = fy.frames.persistence(two, COUNTRY)
    assert sorted(found["periods"].tolist()) == [6, 6, 8, 8]


def test_by_without_the_period_still_parts_lengths() -> None:
    one = pd.concat([rows(1, [2010]), rows(3, [2010])], ignore_index=True)
    compared = fy.frames.compare(one, COUNTRY, by=[])
    assert compared["benchmark_value"].round(3).tolist() == [4.286] * 6
    assert "_period_length" not in compared
    together = fy.frames.stabilise(one, by=["level"])
    for length in (rows(1, [2010]), rows(3, [2010])):
        alone = fy.frames.stabilise(length, by=["level"])
        merged = together.merge(alone, on=["area", "date_to"])
        assert (merged["stabilised_x"] == merged["stabilised_y"]).all()


def test_a_trend_is_of_one_length() -> None:
    apart = pd.concat([YEARS, rows(2, list(range(2008, 2018, 2)))], ignore_index=True)
    found = fy.frames.trend(apart)
    assert found["length"].tolist() == ["1 year"] * 3 + ["2 years"] * 3
    assert found["period"].tolist() == ["2013 to 2017"] * 3 + ["2008 to 2017"] * 3
    assert "length" not in fy.frames.trend(apart, years=2)
    with pytest.raises(InputError, match=r"3 years overlap.*only those of 1 year"):
        fy.frames.trend(BOTH)


def test_faults_keep_the_rows_they_came_with() -> None:
    wrong = BOTH.assign(count=BOTH["count"].astype(float))
    wrong.loc[len(YEARS) + 1, "count"] = -1.0
    with pytest.raises(InputError) as caught:
        fy.frames.compare(wrong, COUNTRY, years=3)
    assert [fault.row for fault in caught.value.faults] == [len(YEARS) + 1]
    assert len(fy.frames.compare(wrong, COUNTRY, years=1)) == len(YEARS)
