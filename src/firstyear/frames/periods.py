"""Periods as people say them, and as whole years."""

import datetime as dt
from calendar import month_name


def label(first: dt.date, last: dt.date) -> str:
    """A period in words: "2018", "2018 to 2020", "April 2018 to March 2019".

    >>> label(dt.date(2018, 1, 1), dt.date(2020, 12, 31))
    '2018 to 2020'
    >>> label(dt.date(2018, 4, 1), dt.date(2019, 3, 31))
    'April 2018 to March 2019'
    """
    after = last + dt.timedelta(days=1)
    if first.day != 1 or after.day != 1:
        return f"{first.day} {_month(first)} to {last.day} {_month(last)}"
    if (first.month, last.month) == (1, 12):
        years = (first.year, last.year)
        return f"{first.year}" if years[0] == years[1] else "{} to {}".format(*years)
    if (first.year, first.month) == (last.year, last.month):
        return _month(first)
    if first.year == last.year:
        return f"{month_name[first.month]} to {_month(last)}"
    return f"{_month(first)} to {_month(last)}"


def is_whole_year(first: dt.date, last: dt.date) -> bool:
    """Whether the period is twelve months to the day.

    >>> is_whole_year(dt.date(2019, 4, 1), dt.date(2020, 3, 31))
    True
    """
    after = last + dt.timedelta(days=1)
    return (after.year - 1, after.month, after.day) == (
        first.year,
        first.month,
        first.day,
    )


def _month(day: dt.date) -> str:
    return f"{month_name[day.month]} {day.year}"
