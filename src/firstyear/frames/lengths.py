"""How long periods are, and how figures of several lengths are kept apart.

A year and three years of the same area are not two figures of one thing: the longer
is steadier, and may hold the shorter. No group ever has both.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from firstyear.errors import InputError
from firstyear.frames.table import LENGTH, PERIOD, Table, add_columns
from firstyear.measures.arrays import Integers

MONTHS_A_YEAR: Final = 12


def length_of(first: dt.date, last: dt.date) -> int:
    """Whole months, or days as a negative number where months are not whole.

    >>> length_of(dt.date(2018, 1, 1), dt.date(2020, 12, 31))
    36
    >>> length_of(dt.date(2018, 1, 1), dt.date(2018, 1, 10))
    -10
    """
    days = (last - first).days + 1
    after = dt.date.fromordinal(last.toordinal() + 1)
    months = (after.year - first.year) * MONTHS_A_YEAR + after.month - first.month
    return months if after.day == first.day and months > 0 else -days


def in_words(length: int) -> str:
    """A length as people say it.

    >>> in_words(36), in_words(3), in_words(-1)
    ('3 years', '3 months', '1 day')
    """
    if length < 0:
        number, unit = -length, "day"
    elif length % MONTHS_A_YEAR == 0:
        number, unit = length // MONTHS_A_YEAR, "year"
    else:
        number, unit = length, "month"
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def listed(lengths: Iterable[int]) -> str:
    """Lengths in words, shortest first, with commas between."""
    return ", ".join(in_words(one) for one in sorted(set(lengths), key=_days))


def lengths(table: Table) -> Integers:
    """The length of each row's period, as `length_of` gives it."""
    table.require(*PERIOD)
    start, end = table.days("date_from"), table.days("date_to")
    table.finish()
    pairs, of = np.unique(np.stack([start, end], axis=1), axis=0, return_inverse=True)
    found = [length_of(*map(dt.date.fromordinal, pair)) for pair in pairs.tolist()]
    made: Integers = np.array(found, dtype=np.int64)[of.reshape(-1)]
    return made


def only(table: Table, years: float | None) -> None:
    """Leave the table with the rows whose period is that many years long.

    Raises InputError, naming the lengths found, where there is none.
    """
    if years is None:
        return
    found = lengths(table)
    kept = found == round(years * MONTHS_A_YEAR)
    if not kept.any():
        raise InputError(
            f"No period is {in_words(round(years * MONTHS_A_YEAR))} long: there are "
            f"periods of {listed(found.tolist())}"
        )
    if not kept.all():
        table.keep(kept)


def apart(table: Table, groups: Sequence[str]) -> list[str]:
    """The groups with the length of the period among them.

    Nothing is added where both ends of the period separate groups already, or where
    the table has no periods.
    """
    if not all(map(table.has, PERIOD)) or set(PERIOD) <= set(groups):
        return list(groups)
    data: NDArray[np.int64] = lengths(table)
    table.frame = add_columns(table.frame, **{LENGTH: data})
    return [*groups, LENGTH]


def refuse_several(found: Integers) -> None:
    """Raises InputError where these periods of one group have several lengths."""
    several = sorted(set(found.tolist()), key=_days)
    if len(several) > 1:
        raise InputError(
            f"There are periods of several lengths ({listed(several)}), and counting "
            "them together would count the same deaths more than once. "
            f"{remedy(several)}"
        )


def remedy(found: Iterable[int]) -> str:
    """How one length is chosen: the longest as the example, if years can name it."""
    named = [one for one in found if one > 0 and one % MONTHS_A_YEAR == 0]
    if not named:
        return "Keep the rows of one length"
    years = max(named) // MONTHS_A_YEAR
    return f"Choose one with --years {years} (years={years} in Python)"


def _days(length: int) -> float:
    return -length if length < 0 else length * 30.4
