"""The recent trend of every series of a frame."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np

from firstyear.errors import InputError
from firstyear.frames.checks import refuse_above, refuse_duplicates, refuse_mixed
from firstyear.frames.lengths import apart, in_words, lengths, listed, only, remedy
from firstyear.frames.periods import label
from firstyear.frames.table import PERIOD, Table, add_columns, states
from firstyear.measures.arrays import Integers
from firstyear.measures.pooling import apart as clear
from firstyear.measures.pooling import overlapping
from firstyear.measures.trend import annual_change, value_trend
from firstyear.measures.trend import trend as recent_trend

YEAR_OF_DAYS = 365.2425


def trend(
    frame: Any,
    *,
    points: int = 5,
    per: float = 1000,
    proportion: bool = False,
    years: float | None = None,
    by: Sequence[str] | None = None,
) -> Any:
    """One row for each area and group: whether it has been rising or falling.

    The keys without the period, then `slope` (from one period to the next), `chi2`,
    `p`, `direction` ("increasing", "decreasing", "no-significant-change",
    "cannot-be-calculated"), `period` (the span used) and `annual_change` in per cent
    with `annual_change_lower` and `annual_change_upper`. Where periods have several
    lengths each makes a series of its own, with its `length`. The last `points` periods
    of each series are used; they must follow each other without a gap. Where counts are
    blank, published values and limits serve for the slope. years: only periods of this
    many years.

    Raises InputError where periods overlap, naming a series of periods that do not;
    for mixed basis or place, a row that is there twice, and faulty numbers.

    >>> import firstyear as fy, pandas as pd
    >>> series = pd.DataFrame({
    ...     "area": "E06000021", "date_from": [f"{y}-01-01" for y in range(2015, 2020)],
    ...     "date_to": [f"{y}-12-31" for y in range(2015, 2020)],
    ...     "count": [900, 850, 790, 740, 700], "denominator": 150_000,
    ... })
    >>> fy.frames.trend(series)[["direction", "period"]].values.tolist()
    [['decreasing', '2015 to 2019']]
    """
    table = Table(frame, "The trend cannot be calculated")
    table.require("area", *PERIOD)
    only(table, years)
    x, n = table.numbers_if_any("count"), table.numbers_if_any("denominator")
    published = [
        table.numbers_if_any(column, signed=True)
        for column in ("value", "lower", "upper")
    ]
    start, end = table.days("date_from"), table.days("date_to")
    if proportion:
        refuse_above(table, "count", x > n)
    refuse_duplicates(table, by)
    groups = table.group_columns(by, period=False)
    within = apart(table, groups)
    series = table.codes(["area", *within])
    refuse_mixed(table, series)
    table.finish()
    _, usable = states(table, x, n)
    order = np.lexsort((start, series))
    places = np.split(order, np.flatnonzero(np.diff(series[order])) + 1)
    long = lengths(table)
    _refuse_overlapping(start, end, long, places)
    cells = np.full((5, len(places), points), np.nan)
    middle = np.full((len(places), points), np.nan)
    spans = []
    for line, rows in enumerate(places):
        last = rows[-points:]
        spans.append(_span(start[last[0]], end[last[-1]]))
        follows = (start[last][1:] == end[last][:-1] + 1).all()
        if len(last) < points or not follows:
            continue
        cells[0, line] = np.where(usable[last], x[last], np.nan)
        cells[1, line] = np.where(usable[last], n[last], np.nan)
        for place, data in enumerate(published, start=2):
            cells[place, line] = data[last]
        middle[line] = (start[last] + end[last]) / 2 / YEAR_OF_DAYS
    found = recent_trend(
        cells[0], cells[1], points=points, per=per, proportion=proportion
    )
    parts = {"slope": found.slope, "chi2": found.chi2, "p": found.p}
    direction = found.direction
    uncounted = np.isnan(cells[:2]).any(axis=(0, 2))
    if uncounted.any():
        other = value_trend(*cells[2:], points=points)
        parts = {
            name: np.where(uncounted, getattr(other, name), part)
            for name, part in parts.items()
        }
        direction = np.where(uncounted, other.direction, direction)
    change = annual_change(cells[0], cells[1], year=middle)
    keys = [
        column
        for column in ("indicator", "area", "name", "level", "dimension", "category")
        if table.has(column)
    ]
    keys += [column for column in groups if column not in keys]
    several = np.unique(long).size > 1
    ends = [int(rows[-1]) for rows in places]
    own_length = {"length": np.array([in_words(int(long[end])) for end in ends])}
    frame_out = table.frame.select(*keys)[ends, :]
    return table.give_back(
        add_columns(
            frame_out,
            **(own_length if several else {}),
            **parts,
            direction=direction,
            period=np.array(spans),
            annual_change=change.value,
            annual_change_lower=change.lower,
            annual_change_upper=change.upper,
        )
    )


def _refuse_overlapping(
    start: Integers, end: Integers, long: Integers, places: Sequence[Integers]
) -> None:
    overlap = [rows for rows in places if overlapping(start[rows], end[rows])]
    if not overlap:
        return
    rows = overlap[0]
    kept = rows[clear(start[rows], end[rows])]
    offered = ", ".join(_span(start[row], end[row]) for row in kept)
    sound = set(long.tolist()) - {int(long[each[0]]) for each in overlap}
    others = f", or only those of {listed(sound)}. {remedy(sound)}" if sound else ""
    raise InputError(
        f"The periods of {in_words(int(long[rows[0]]))} overlap, so they are not "
        "independent and a trend test would say too much. Use periods that share "
        f"nothing: {offered}{others}"
    )


def _span(start: int, end: int) -> str:
    return label(dt.date.fromordinal(int(start)), dt.date.fromordinal(int(end)))
