"""Periods in the words people see."""

import datetime as dt

import pytest

from firstyear.frames.periods import is_whole_year, label


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2018-01-01", "2018-12-31", "2018"),
        ("2018-01-01", "2020-12-31", "2018 to 2020"),
        ("2018-04-01", "2019-03-31", "April 2018 to March 2019"),
        ("2018-07-01", "2018-09-30", "July to September 2018"),
        ("2018-01-01", "2018-01-31", "January 2018"),
        ("2018-01-15", "2018-02-14", "15 January 2018 to 14 February 2018"),
    ],
)
def test_label(first: str, last: str, words: str) -> None:
    assert label(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == words


def test_whole_years_bear_leap_days() -> None:
    assert is_whole_year(dt.date(2019, 3, 1), dt.date(2020, 2, 29))
    assert not is_whole_year(dt.date(2018, 1, 1), dt.date(2019, 12, 31))
