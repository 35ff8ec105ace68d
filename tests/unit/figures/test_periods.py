"""Periods as people write them, and as people read them."""

import datetime

import pytest

from firstyear.errors import InputError
from firstyear.figures import Period, label, parse_period
from firstyear.figures.periods import months_in, try_period


@pytest.mark.parametrize(
    ("written", "date_from", "date_to", "shown"),
    [
        ("2018", "2018-01-01", "2018-12-31", "2018"),
        ("2018 - 20", "2018-01-01", "2020-12-31", "2018 to 2020"),
        ("2018-20", "2018-01-01", "2020-12-31", "2018 to 2020"),
        ("2018–20", "2018-01-01", "2020-12-31", "2018 to 2020"),
        ("2018 to 2020", "2018-01-01", "2020-12-31", "2018 to 2020"),
        ("2018-19", "2018-01-01", "2019-12-31", "2018 to 2019"),
        ("2010-12", "2010-01-01", "2012-12-31", "2010 to 2012"),
        ("2001 - 03", "2001-01-01", "2003-12-31", "2001 to 2003"),
        ("1999 - 01", "1999-01-01", "2001-12-31", "1999 to 2001"),
        ("2018/19", "2018-04-01", "2019-03-31", "April 2018 to March 2019"),
        ("1999/00", "1999-04-01", "2000-03-31", "April 1999 to March 2000"),
        ("2016/17 - 18/19", "2016-04-01", "2019-03-31", "April 2016 to March 2019"),
        ("2018 Q3", "2018-07-01", "2018-09-30", "July to September 2018"),
        ("2018/19 Q1", "2018-04-01", "2018-06-30", "April to June 2018"),
        ("2018/19 Q4", "2019-01-01", "2019-03-31", "January to March 2019"),
        ("2018-Jan", "2018-01-01", "2018-01-31", "January 2018"),
        ("2020-Feb", "2020-02-01", "2020-02-29", "February 2020"),
    ],
)
def test_a_period_is_read_and_shown(
    written: str, date_from: str, date_to: str, shown: str
) -> None:
    period = parse_period(written)
    assert period.date_from == datetime.date.fromisoformat(date_from)
    assert period.date_to == datetime.date.fromisoformat(date_to)
    assert period.label == shown
    assert str(period) == shown


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("2018-07", "write 2018-Jul"),
        ("2018 - 07", "write 2018-Jul"),
        ("1999-01", "write 1999-Jan"),
        ("2018-18", "write 2018"),
        ("2018-17", "write both years in full"),
        ("2018/20", "write 2018/19"),
        ("2018/20 Q1", "write 2018/19 Q1"),
        ("2016/17 - 18/20", "write it as 2016/17 - 18/19"),
        ("2020 to 2018", "ends before it starts"),
        ("0018", "years go from"),
        ("31 February 2018", "no such day"),
        ("soon", "write it as 2018"),
    ],
)
def test_what_is_not_a_period_is_refused_with_what_to_write(
    written: str, remedy: str
) -> None:
    with pytest.raises(InputError) as caught:
        parse_period(written)
    assert remedy in str(caught.value)


def test_periods_sort_by_first_then_last_day() -> None:
    written = ["2019", "2018 - 20", "2018", "2018/19", "2018 Q3"]
    assert [each.text for each in sorted(map(parse_period, written))] == [
        "2018",
        "2018 to 2020",
        "2018/19",
        "2018 Q3",
        "2019",
    ]


@pytest.mark.parametrize(
    "written",
    ["2018", "2018 to 2020", "2018/19", "2016/17 - 2018/19", "2018 Q3", "2018-Jan"],
)
def test_text_and_label_are_read_back(written: str) -> None:
    period = parse_period(written)
    assert period.text == written
    assert parse_period(period.label) == period


def test_odd_spans_have_day_labels() -> None:
    odd = Period(datetime.date(2018, 3, 5), datetime.date(2018, 4, 2))
    assert odd.label == "5 March 2018 to 2 April 2018"
    assert parse_period(odd.label) == odd
    day = datetime.date(2018, 3, 5)
    assert label(day, day) == "5 March 2018"
    assert parse_period("5 March 2018") == Period(day, day)


def test_other_whole_months_are_read_back() -> None:
    half = Period(datetime.date(2018, 10, 1), datetime.date(2019, 6, 30))
    assert half.label == "October 2018 to June 2019"
    assert parse_period(half.text) == half
    assert months_in(half.date_from, half.date_to) == 9


def test_try_period_says_what_to_write() -> None:
    assert try_period("2018-07") == (None, "write 2018-Jul")
