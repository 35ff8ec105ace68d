"""Periods: from the ways people write them to two dates, and back to words.

The rule that catches most mistakes: `2018-20` is three calendar years, `2018/19` is
April to March, `2018-Jan` is a month, and `2018-07` could be either a month or a
typing slip, so it is refused with what to write instead.
"""

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from firstyear.errors import Fault, InputError

MONTHS: Final = tuple(calendar.month_name)[1:]
SHORT_MONTHS: Final = tuple(name[:3] for name in MONTHS)
FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2199
# A span written with a two-digit year that crosses a century ("1999 - 01") is only
# believed when it is this short: longer is a month or a slip.
LONGEST_CROSSING: Final = 10


@dataclass(frozen=True, order=True)
class Period:
    """First and last day of a period, both included; sorts by them."""

    date_from: datetime.date
    date_to: datetime.date

    @property
    def label(self) -> str:
        """As people see it: `2018 to 2020`, `April 2018 to March 2019`."""
        return label(self.date_from, self.date_to)

    @property
    def text(self) -> str:
        """The short form that `parse_period` takes back: `2018 - 20`, `2018/19`."""
        return _short(self.date_from, self.date_to)

    def __str__(self) -> str:
        return self.label


def parse_period(text: str) -> Period:
    """The two dates of a period as people write it.

    Takes `2018`; `2018 - 20`, `2018-20`, `2018 to 2020` (calendar years); `2018/19`
    (April to March); `2016/17 - 18/19`; `2018 Q3` (calendar quarter), `2018/19 Q1`
    (April to June); `2018-Jan`; and the labels that `label` writes.

    Raises
    ------
    InputError
        with what to write instead.

    Examples
    --------
    >>> from firstyear.figures import parse_period
    >>> parse_period("2018 - 20").label
    '2018 to 2020'
    >>> parse_period("2018/19").date_to
    datetime.date(2019, 3, 31)
    """
    period, remedy = try_period(text)
    if period is None:
        raise InputError(
            f"{text!r} is not a period",
            [Fault("not a period", remedy=remedy, value=text)],
        )
    return period


def try_period(text: str) -> tuple[Period | None, str]:
    """The period, or None and what to write instead: for reading a column."""
    cleaned = " ".join(text.replace("–", "-").replace("—", "-").split())
    for pattern, build in _FORMS:
        found = pattern.fullmatch(cleaned)
        if found is None:
            continue
        answer = build(found)
        if isinstance(answer, str):
            return None, answer
        if answer.date_from > answer.date_to:
            return None, "the period ends before it starts"
        years = (answer.date_from.year, answer.date_to.year)
        if years[0] < FIRST_YEAR or years[1] > LAST_YEAR:
            return None, f"years go from {FIRST_YEAR} to {LAST_YEAR}"
        return answer, ""
    return None, (
        "write it as 2018, 2018 - 20, 2018/19, 2016/17 - 18/19, 2018 Q3, "
        "2018/19 Q1 or 2018-Jan"
    )


def label(date_from: datetime.date, date_to: datetime.date) -> str:
    """The period in words, the way pages and charts show it.

    Examples
    --------
    >>> import datetime
    >>> from firstyear.figures import label
    >>> label(datetime.date(2018, 7, 1), datetime.date(2018, 9, 30))
    'July to September 2018'
    """
    if not _whole_months(date_from, date_to):
        if date_from == date_to:
            return _day(date_from)
        return f"{_day(date_from)} to {_day(date_to)}"
    first, last = MONTHS[date_from.month - 1], MONTHS[date_to.month - 1]
    if (date_from.month, date_to.month) == (1, 12):
        if date_from.year == date_to.year:
            return str(date_from.year)
        return f"{date_from.year} to {date_to.year}"
    if date_from.year != date_to.year:
        return f"{first} {date_from.year} to {last} {date_to.year}"
    if date_from.month == date_to.month:
        return f"{first} {date_from.year}"
    return f"{first} to {last} {date_from.year}"


def months_in(date_from: datetime.date, date_to: datetime.date) -> int:
    """How many calendar months the period touches."""
    return (date_to.year - date_from.year) * 12 + date_to.month - date_from.month + 1


def years(first: int, last: int) -> Period:
    """Calendar years, both included."""
    return Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31))


def financial_years(first: int, last: int) -> Period:
    """April of `first` to March of the year after `last`."""
    return Period(datetime.date(first, 4, 1), datetime.date(last + 1, 3, 31))


def months(year: int, month: int, last_year: int, last_month: int) -> Period:
    """From the first day of one month to the last day of another."""
    last_day = calendar.monthrange(last_year, last_month)[1]
    return Period(
        datetime.date(year, month, 1), datetime.date(last_year, last_month, last_day)
    )


def _whole_months(date_from: datetime.date, date_to: datetime.date) -> bool:
    last_day = calendar.monthrange(date_to.year, date_to.month)[1]
    return date_from.day == 1 and date_to.day == last_day


def _day(day: datetime.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _short(date_from: datetime.date, date_to: datetime.date) -> str:
    first, last = date_from.year, date_to.year
    shape = (date_from.month, date_to.month)
    if not _whole_months(date_from, date_to):
        return f"{_day(date_from)} to {_day(date_to)}"
    if shape == (1, 12):
        return str(first) if first == last else f"{first} to {last}"
    if shape == (4, 3) and last > first:
        start = f"{first}/{(first + 1) % 100:02d}"
        if last == first + 1:
            return start
        return f"{start} - {last - 1}/{last % 100:02d}"
    if first == last and date_from.month == date_to.month:
        return f"{first}-{SHORT_MONTHS[date_from.month - 1]}"
    if first == last and shape in {(1, 3), (4, 6), (7, 9), (10, 12)}:
        return f"{first} Q{date_to.month // 3}"
    return label(date_from, date_to)


def _month_number(name: str) -> int:
    return SHORT_MONTHS.index(name[:3].title()) + 1


def _calendar_span(found: re.Match[str]) -> Period | str:
    first, text = int(found["first"]), found["last"]
    if len(text) == 4:
        return years(first, int(text))
    short = int(text)
    century = first - first % 100
    if short > first % 100:
        return years(first, century + short)
    crossing = century + 100 + short - first
    if found["dash"] != "-" and crossing <= LONGEST_CROSSING:
        return years(first, century + 100 + short)
    if short == first % 100:
        return f"write {first}"
    if 1 <= short <= 12:
        return f"write {first}-{SHORT_MONTHS[short - 1]}"
    return f"write both years in full: {first} to {century + short}"


def _financial(found: re.Match[str]) -> Period | str:
    first = int(found["first"])
    if not _follows(first, found["next"]):
        return f"write {first}/{(first + 1) % 100:02d}: April {first} to March"
    return financial_years(first, first)


def _financial_span(found: re.Match[str]) -> Period | str:
    first = int(found["first"])
    last = found["last"]
    last_year = int(last) if len(last) == 4 else first - first % 100 + int(last)
    if last_year < first:
        last_year += 100
    if not (_follows(first, found["next"]) and _follows(last_year, found["end"])):
        return "write it as 2016/17 - 18/19: each part is April to March"
    return financial_years(first, last_year)


def _follows(year: int, text: str) -> bool:
    return int(text) == (year + 1 if len(text) == 4 else (year + 1) % 100)


def _quarter(found: re.Match[str]) -> Period:
    year, last = int(found["first"]), 3 * int(found["quarter"])
    return months(year, last - 2, year, last)


def _financial_quarter(found: re.Match[str]) -> Period | str:
    year, quarter = int(found["first"]), int(found["quarter"])
    if not _follows(year, found["next"]):
        return f"write {year}/{(year + 1) % 100:02d} Q{quarter}"
    if quarter == 4:
        return months(year + 1, 1, year + 1, 3)
    return months(year, 3 * quarter + 1, year, 3 * quarter + 3)


def _month(found: re.Match[str]) -> Period:
    year, month = int(found["first"]), _month_number(found["month"])
    return months(year, month, year, month)


def _month_span(found: re.Match[str]) -> Period:
    last_year = int(found["last"])
    first_year = int(found["first"] or last_year)
    return months(
        first_year,
        _month_number(found["month"]),
        last_year,
        _month_number(found["month_to"]),
    )


def _days(found: re.Match[str]) -> Period | str:
    try:
        date_from = datetime.date(
            int(found["first"]), _month_number(found["month"]), int(found["day"])
        )
        if found["last"] is None:
            return Period(date_from, date_from)
        date_to = datetime.date(
            int(found["last"]), _month_number(found["month_to"]), int(found["day_to"])
        )
    except ValueError:
        return "there is no such day"
    return Period(date_from, date_to)


_YEAR = r"(?P<first>\d{4})"
_NAMES = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
_MONTH = rf"(?P<month>{_NAMES})"
_MONTH_TO = rf"(?P<month_to>{_NAMES})"
_TO = r"(?P<dash>-| - | -|- | to )"

_Build = Callable[[re.Match[str]], Period | str]


def _forms(*forms: tuple[str, _Build]) -> tuple[tuple[re.Pattern[str], _Build], ...]:
    return tuple((re.compile(form, re.IGNORECASE), build) for form, build in forms)


_FORMS: Final = _forms(
    (_YEAR, lambda found: years(int(found["first"]), int(found["first"]))),
    (rf"{_YEAR}{_TO}(?P<last>\d{{4}}|\d{{2}})", _calendar_span),
    (rf"{_YEAR}/(?P<next>\d{{4}}|\d{{2}})", _financial),
    (
        (
            rf"{_YEAR}/(?P<next>\d{{4}}|\d{{2}}){_TO}"
            r"(?P<last>\d{4}|\d{2})/(?P<end>\d{4}|\d{2})"
        ),
        _financial_span,
    ),
    (rf"{_YEAR} ?Q(?P<quarter>[1-4])", _quarter),
    (rf"{_YEAR}/(?P<next>\d{{4}}|\d{{2}}) ?Q(?P<quarter>[1-4])", _financial_quarter),
    (rf"{_YEAR}[- ]{_MONTH}", _month),
    (rf"{_MONTH} {_YEAR}", _month),
    (rf"{_MONTH}(?: {_YEAR})? to {_MONTH_TO} (?P<last>\d{{4}})", _month_span),
    (
        (
            rf"(?P<day>\d{{1,2}}) {_MONTH} {_YEAR}"
            rf"(?: to (?P<day_to>\d{{1,2}}) {_MONTH_TO} (?P<last>\d{{4}}))?"
        ),
        _days,
    ),
)
