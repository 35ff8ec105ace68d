"""Rolling sums of consecutive years, area by area."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np

from firstyear.frames.checks import refuse_duplicates, refuse_mixed
from firstyear.frames.periods import is_whole_year
from firstyear.frames.table import CARRIED, PERIOD, Table, add_columns, notes, states
from firstyear.measures.pooling import pool as pool_years
from firstyear.measures.states import Status


def pool(frame: Any, *, years: int = 3, by: Sequence[str] | None = None) -> Any:
    """One row for each window of `years` consecutive years of an area and group.

    The same keys with wider periods, `count` and `denominator` added up, `status`,
    `note`, and `shared_years` with the window before. A blank year makes its windows
    blank; a year that is not there makes no window.

    by: columns that separate groups, in place of indicator, level, dimension and
    category.

    Raises InputError, naming rows, for periods that are not whole years, a row that is
    there twice, mixed basis or place, and faulty numbers.

    >>> import firstyear as fy, pandas as pd
    >>> years = pd.DataFrame({
    ...     "area": "E06000021", "date_from": ["2018-01-01", "2019-01-01"],
    ...     "date_to": ["2018-12-31", "2019-12-31"],
    ...     "count": [3, 5], "denominator": [900, 910],
    ... })
    >>> two = fy.frames.pool(years, years=2)
    >>> two[["date_from", "date_to", "count"]].values.tolist()
    [['2018-01-01', '2019-12-31', 8.0]]
    """
    table = Table(frame, "These figures cannot be pooled")
    table.require("area", *PERIOD, "count", "denominator")
    x, n = table.numbers("count"), table.numbers("denominator")
    first, last = table.days("date_from"), table.days("date_to")
    refuse_duplicates(table, by)
    groups = ["area", *table.group_columns(by, period=False)]
    refuse_mixed(table, table.codes(groups))
    table.finish()
    year, season = np.empty(len(table), np.int64), np.empty(len(table), np.int64)
    for place, (start, end) in enumerate(
        zip(first.tolist(), last.tolist(), strict=True)
    ):
        begins, ends = dt.date.fromordinal(start), dt.date.fromordinal(end)
        if not is_whole_year(begins, ends):
            remedy = (
                "Pool rows of one year each; months and quarters are added up first"
            )
            table.fault(place, "date_to", f"{ends}", "is not a whole year", remedy)
        year[place], season[place] = begins.year, 100 * begins.month + begins.day
    table.finish()
    _, usable = states(table, x, n)
    # years that begin in another month are another series
    series = table.codes(groups) * 10_000 + season
    blank = np.where(usable, x, np.nan)
    made = pool_years(year, blank, n, years=years, groups=series)
    kept = [column for column in CARRIED if table.has(column)]
    extra = [column for column in by or () if column not in kept]
    frame_out = table.frame.select(*kept, *extra)
    ends_at = table.frame.select("date_to")[made.last_row.tolist(), :]["date_to"]
    frame_out = frame_out[made.first_row.tolist(), :].with_columns(ends_at)
    windows = Table(frame_out.to_native())
    status, _ = states(windows, made.count, made.denominator)
    whole = status == str(Status.VALUE)
    return table.give_back(
        add_columns(
            frame_out,
            count=np.where(whole | (made.denominator == 0), made.count, np.nan),
            denominator=made.denominator,
            status=status,
            note=notes(windows, status),
            shared_years=made.shared_years,
        )
    )
