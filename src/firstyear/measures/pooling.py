"""Years added together, and how far the resulting windows share years."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike

from firstyear.errors import Fault, InputError, UsageError
from firstyear.measures.arrays import Floats, Integers, Reading, Truths
from firstyear.measures.grouping import Labels, label_codes
from firstyear.measures.methods import METHODS


@dataclass(frozen=True, eq=False)
class Pooled:
    """One row for each window of consecutive years, by group and then by year.

    first_year, last_year: both included; count, denominator: the sums, NaN where a
    year within is blank; shared_years: with the window before it in the same group
    (0 for the first); first_row, last_row: positions in the input of its
    first and last year.
    """

    first_year: Integers
    last_year: Integers
    count: Floats
    denominator: Floats
    shared_years: Integers
    first_row: Integers
    last_row: Integers
    groups: Labels | None = None
    version: str = METHODS["pooling"]


def pool(
    year: ArrayLike,
    count: ArrayLike,
    denominator: ArrayLike,
    *,
    years: int = 3,
    groups: ArrayLike | None = None,
) -> Pooled:
    """Rolling sums over `years` consecutive years within each group.

    A window is made only where all its years are there; a blank count in one of them
    makes the window blank.

    year: whole numbers; groups: a label for each row.

    Raises InputError where a group has a year twice, or on faulty numbers.

    >>> import firstyear as fy
    >>> three = fy.measures.pool([2018, 2019, 2020, 2021], [3, 0, 5, 4], [900] * 4)
    >>> three.first_year.tolist(), three.count.tolist(), three.shared_years.tolist()
    ([2018, 2019], [8.0, 9.0], [0, 2])
    """
    if years < 1:
        raise UsageError(f"years must be 1 or more, not {years}")
    reading = Reading("These years cannot be pooled")
    when = reading.numbers("year", year, lowest=-np.inf)
    x, n = reading.numbers("count", count), reading.numbers("denominator", denominator)
    when, x, n = reading.same_shape(year=when, count=x, denominator=n)
    reading.finish()
    rows = len(when)
    labels: Labels | None = None
    codes = np.zeros(rows, dtype=np.intp)
    if groups is not None:
        labels, codes = label_codes(groups, rows)
    order = np.lexsort((when, codes))
    when, codes = when[order], codes[order]
    same = (codes[1:] == codes[:-1]) & (when[1:] == when[:-1])
    if same.any():
        raise InputError(
            reading.summary,
            [
                Fault("the year is there twice", row=int(order[place + 1]))
                for place in np.flatnonzero(same)
            ],
        )
    if rows < years:
        none = np.empty(0, dtype=np.int64)
        blank = np.empty(0)
        empty = None if labels is None else labels[:0]
        return Pooled(none, none, blank, blank, none, none, none, empty)
    first, last = slice(0, rows - years + 1), slice(years - 1, rows)
    whole = (codes[first] == codes[last]) & (when[last] - when[first] == years - 1)
    starts = when[first][whole].astype(np.int64)
    owners = codes[first][whole]
    gap = np.diff(starts, prepend=starts[:1])
    follows = np.diff(owners, prepend=-1) == 0
    return Pooled(
        starts,
        starts + years - 1,
        sliding_window_view(x[order], years)[whole].sum(axis=1),
        sliding_window_view(n[order], years)[whole].sum(axis=1),
        np.where(follows, np.maximum(years - gap, 0), 0),
        order[first][whole],
        order[last][whole],
        None if labels is None else labels[owners],
    )


def apart(start: ArrayLike, end: ArrayLike) -> Truths:
    """Which windows to keep so that as many as can be share nothing, newest first.

    start, end: of each window, both included, as years or as day numbers. The newest
    window is kept, then the newest of those that end before it starts, and so on: no
    choice gives more windows.

    >>> import firstyear as fy
    >>> fy.measures.apart([2010, 2011, 2012, 2013], [2012, 2013, 2014, 2015]).tolist()
    [True, False, False, True]
    """
    starts, ends = np.asarray(start), np.asarray(end)
    keep = np.zeros(starts.shape, dtype=bool)
    boundary = None
    # latest start first: the mirror of choosing by earliest end
    for place in np.lexsort((-ends, starts))[::-1]:
        if boundary is None or ends[place] < boundary:
            keep[place] = True
            boundary = starts[place]
    return keep


def independent_windows(start: ArrayLike, end: ArrayLike) -> int:
    """The largest number of the windows that share nothing with each other.

    >>> import firstyear as fy
    >>> fy.measures.independent_windows(range(2011, 2020), range(2013, 2022))
    3
    """
    return int(apart(start, end).sum())


def overlapping(start: ArrayLike, end: ArrayLike) -> bool:
    """Whether any two of the windows share a day or a year.

    >>> import firstyear as fy
    >>> fy.measures.overlapping([2010, 2013], [2012, 2015])
    False
    """
    starts, ends = np.asarray(start), np.asarray(end)
    order = np.argsort(starts)
    return bool((starts[order][1:] <= np.maximum.accumulate(ends[order])[:-1]).any())
