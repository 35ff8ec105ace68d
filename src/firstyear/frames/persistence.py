"""In how many periods each area was higher, with the strip that shows when."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

import narwhals as nw
import numpy as np

from firstyear.errors import InputError
from firstyear.frames.benchmark import judge
from firstyear.frames.checks import refuse_mixed
from firstyear.frames.lengths import lengths, only, refuse_several
from firstyear.frames.periods import label
from firstyear.frames.table import PERIOD, Table, add_columns
from firstyear.measures.persistence import persistence as judge_persistence
from firstyear.measures.pooling import independent_windows


def persistence(
    frame: Any,
    benchmark: str,
    *,
    since: int | None = None,
    until: int | None = None,
    years: float | None = None,
    per: float = 1000,
    method: str = "auto",
    proportion: bool = False,
    round_benchmark: int | None = None,
    by: Sequence[str] | None = None,
    inside: Collection[str] | None = None,
) -> Any:
    """One row for each area: how often, when and how clearly it was higher.

    Columns `area, name, periods, higher, lower, expected_high_by_chance,
    independent_periods, first_high, last_high, smallest_margin, strip`, with the
    columns of the group before them where there is more than one group. Sorted by
    times higher, then by the smallest margin (clearest first), then by name.

    Limits are recomputed from counts by `method` where counts are there. `strip` has
    one symbol a period, oldest first: "#" higher, "+" above, "." not above, "-" lower,
    "?" no figure. independent_periods: the most of the area's periods that share no
    day. since: periods that start in this year or later; until: that end in it or
    before. years: periods of this many years; needed where the periods of a group
    have several lengths, for they are never counted together. inside: as in `compare`.

    Raises InputError as `compare` does, where no period is left, and where periods have
    several lengths, naming them.

    >>> import firstyear as fy, pandas as pd
    >>> areas = pd.DataFrame({
    ...     "area": ["E92000001", "E08000025"] * 2,
    ...     "name": ["England", "Birmingham"] * 2,
    ...     "level": ["country", "county-unitary"] * 2,
    ...     "date_from": ["2014-01-01"] * 2 + ["2017-01-01"] * 2,
    ...     "date_to": ["2016-12-31"] * 2 + ["2019-12-31"] * 2,
    ...     "count": [7700, 380, 7600, 340], "denominator": [1_990_000, 52_000] * 2,
    ... })
    >>> kept = fy.frames.persistence(areas, "E92000001")
    >>> kept[["name", "higher", "independent_periods", "strip"]].values.tolist()
    [['Birmingham', 2, 2, '##']]
    """
    table = Table(frame, "Persistence cannot be judged")
    table.require("area", *PERIOD)
    only(table, years)
    groups = table.group_columns(by, period=False)
    start, end = table.days("date_from"), table.days("date_to")
    refuse_mixed(table, table.codes([name for name in groups if name != "level"]))
    table.finish()
    judged = judge(
        table,
        benchmark,
        [*groups, *PERIOD],
        per=per,
        method=method,
        proportion=proportion,
        round_benchmark=round_benchmark,
        inside=inside,
        by=by,
    )
    chosen = ~judged.is_benchmark
    if since is not None:
        chosen &= start >= dt.date(since, 1, 1).toordinal()
    if until is not None:
        chosen &= end <= dt.date(until, 12, 31).toordinal()
    if not chosen.any():
        raise InputError("There is no period of an area other than the benchmark left")
    rows = np.flatnonzero(chosen)
    group = table.codes(groups)[rows]
    series = table.codes(["area", *groups])[rows]
    long = lengths(table)
    shapes = np.stack([start[rows], end[rows]], axis=1)
    names = table.words("name")
    found = []
    for code in dict.fromkeys(group.tolist()):
        here = group == code
        refuse_several(long[rows[here]])
        windows = np.unique(shapes[here], axis=0)
        column = {tuple(window): place for place, window in enumerate(windows.tolist())}
        areas = {one: place for place, one in enumerate(dict.fromkeys(series[here]))}
        cells = np.full((4, len(areas), len(windows)), np.nan)
        first_row: dict[int, int] = {}
        for row, one, window in zip(
            rows[here], series[here], shapes[here].tolist(), strict=True
        ):
            place = areas[one]
            first_row[place] = int(row)
            cells[:, place, column[tuple(window)]] = (
                judged.value[row],
                judged.test_lower[row],
                judged.test_upper[row],
                judged.against[row],
            )
        kept = judge_persistence(*cells)
        labels = [
            label(*map(dt.date.fromordinal, window)) for window in windows.tolist()
        ]
        for place in range(len(areas)):
            figure = np.array([symbol != "?" for symbol in str(kept.strip[place])])
            apart = independent_windows(windows[figure, 0], windows[figure, 1])
            row = first_row[place]
            first, last = int(kept.first_high[place]), int(kept.last_high[place])
            found.append(
                {
                    "row": row,
                    "name": names[row],
                    "periods": int(kept.periods[place]),
                    "higher": int(kept.higher[place]),
                    "lower": int(kept.lower[place]),
                    "expected_high_by_chance": kept.expected_high_by_chance[place],
                    "independent_periods": apart,
                    "first_high": labels[first] if first >= 0 else "",
                    "last_high": labels[last] if last >= 0 else "",
                    "smallest_margin": kept.smallest_margin[place],
                    "strip": str(kept.strip[place]),
                }
            )
    found.sort(key=_clearest_first)
    several = len(set(group.tolist())) > 1
    return table.give_back(_as_frame(table, found, groups if several else []))


def _clearest_first(entry: dict[str, Any]) -> tuple[int, float, str]:
    margin = entry["smallest_margin"]
    return -entry["higher"], np.inf if np.isnan(margin) else -margin, entry["name"]


def _as_frame(
    table: Table, found: list[dict[str, Any]], group_columns: Sequence[str]
) -> nw.DataFrame[Any]:
    rows = [entry["row"] for entry in found]
    keys = table.frame.select(*group_columns, "area")[rows, :]
    columns = {
        name: np.array([entry[name] for entry in found])
        for name in found[0]
        if name != "row"
    }
    return add_columns(keys, **columns)
