"""Every area of a frame against a benchmark, by interval and by funnel."""

from collections.abc import Collection, Sequence
from typing import Any

import narwhals as nw
import numpy as np

from firstyear.frames.benchmark import Judged, judge
from firstyear.frames.lengths import apart, only
from firstyear.frames.table import Table, notes, rows_of
from firstyear.measures.arrays import Words, one_of
from firstyear.measures.classify import classify
from firstyear.measures.compare import agreement, deaths_to_change
from firstyear.measures.funnel import funnel_compare, funnel_limits
from firstyear.measures.overdispersion import overdispersion as spread_between

TESTS = ("interval", "funnel", "both")


def compare(
    frame: Any,
    benchmark: str,
    *,
    test: str = "both",
    round_benchmark: int | None = None,
    per: float = 1000,
    method: str = "auto",
    proportion: bool = False,
    years: float | None = None,
    by: Sequence[str] | None = None,
    overdispersion: bool = False,
    inside: Collection[str] | None = None,
) -> Any:
    """The same rows, each against the benchmark's figure of its period and group.

    Adds `value, lower, upper, benchmark, benchmark_value`; by interval `comparison`
    ("higher", "similar", "lower"), `margin` (nearer limit minus benchmark, positive is
    clear of it), `method` ("interval"; or where the benchmark has fewer than 20 times
    the area's deaths and is not a country, an exact "ratio-to-rest" of it, or "ratio"
    to all of it for an area outside) and `deaths_to_change` (how many deaths more or
    fewer would change the verdict; blank for ratios); by funnel `funnel_comparison` and
    `funnel_method`; with both, `agree` and `sentence`, which says where they differ.
    Limits come from counts where they are there, else as published. The benchmark's
    own rows, and rows without a figure, stay with blank verdicts.

    years: only periods of this many years. by: columns that separate groups, in place
    of indicator, level, dimension, category and period; periods of different lengths
    are never in one group. overdispersion: widen the funnel by the spread found between
    the areas of each group; `funnel_method` then says "over-dispersed". inside: the
    areas that are part of the benchmark, by default those of another level.

    Raises InputError where the benchmark is not there, for mixed basis or place, for a
    row that is there twice and for faulty numbers.

    >>> import firstyear as fy, pandas as pd
    >>> areas = pd.DataFrame({
    ...     "area": ["E92000001", "E08000025"], "level": ["country", "county-unitary"],
    ...     "count": [7734, 366], "denominator": [1_989_000, 52_000],
    ... })
    >>> verdicts = fy.frames.compare(areas, "E92000001")
    >>> verdicts["comparison"].tolist(), verdicts["funnel_comparison"].tolist()
    (['', 'higher'], ['', 'higher-998'])
    """
    one_of("test", test, TESTS)
    table = Table(frame, "These figures cannot be compared")
    only(table, years)
    groups = apart(table, table.group_columns(by, period=True))
    judged = judge(
        table,
        benchmark,
        groups,
        per=per,
        method=method,
        proportion=proportion,
        round_benchmark=round_benchmark,
        inside=inside,
        by=by,
    )
    own = ~judged.is_benchmark
    columns: dict[str, Any] = {
        "value": judged.value,
        "lower": judged.lower,
        "upper": judged.upper,
        "benchmark": np.full(len(table), benchmark),
        "benchmark_value": judged.benchmark_value,
    }
    by_interval, by_funnel = np.full(len(table), ""), np.full(len(table), "")
    if test != "funnel":
        verdict = classify(
            judged.test_lower, judged.test_upper, judged.against, judged.against
        )
        by_interval = np.where(own, verdict, "")
        columns |= _interval_columns(judged, by_interval, per, method, proportion)
    if test != "interval":
        by_funnel, how = _by_funnel(
            table, judged, groups, per, proportion, overdispersion
        )
        columns |= {"funnel_comparison": by_funnel, "funnel_method": how}
    if test == "both":
        both = (by_interval != "") & (by_funnel != "")
        short = np.array([word.partition("-")[0] for word in by_funnel.tolist()])
        columns |= {
            "agree": short == by_interval,
            "sentence": agreement(by_interval, by_funnel),
        }
    absent = own & judged.usable & np.isnan(judged.benchmark_value)
    extra = np.where(absent, "the benchmark has no figure for this period", "")
    columns |= {
        "status": judged.status,
        "note": notes(table, judged.status, extra),
    }
    framed = table.with_columns(**columns)
    if test == "both":
        # no verdict is neither agreement nor disagreement
        decided = nw.new_series(
            "agree", both, nw.Boolean, backend=framed.implementation
        )
        framed = framed.with_columns(nw.when(decided).then(nw.col("agree")))
    return table.give_back(framed)


def _interval_columns(
    judged: Judged, verdict: Words, per: float, method: str, proportion: bool
) -> dict[str, Any]:
    decided = verdict != ""
    margin = np.maximum(
        judged.test_lower - judged.against, judged.against - judged.test_upper
    )
    columns = {
        "comparison": verdict,
        "margin": np.where(decided, margin, np.nan),
        "method": np.select(
            [~decided, ~judged.to_rest, judged.part],
            ["", "interval", "ratio-to-rest"],
            "ratio",
        ),
    }
    if proportion:
        return columns
    # the count that would flip a test against the rest flips the rest too
    simple = decided & ~judged.to_rest
    moves = deaths_to_change(
        judged.count,
        judged.denominator,
        np.where(simple, judged.against, np.nan),
        per=per,
        method=method,
    )
    return columns | {"deaths_to_change": moves}


def _by_funnel(
    table: Table,
    judged: Judged,
    groups: Sequence[str],
    per: float,
    proportion: bool,
    widen: bool,
) -> tuple[Words, Words]:
    kind = "proportion" if proportion else "rate"
    usable = ~np.isnan(judged.count + judged.denominator + judged.benchmark_value)
    usable &= ~judged.is_benchmark
    words = np.full(len(table), "", dtype="<U12")
    how = np.full(len(table), "", dtype="<U16")
    codes = table.codes(groups) if widen else np.zeros(len(table), dtype=np.intp)
    for rows in rows_of(codes, usable):
        n, centre = judged.denominator[rows], judged.benchmark_value[rows]
        spread = None
        # fewer than three areas say nothing of how areas spread
        if widen and len(rows) > 2:
            if proportion:
                spread = spread_between(judged.count[rows], n, scale="arcsine")
            else:
                spread = spread_between(judged.count[rows], n * centre / per)
        limits = funnel_limits(centre, n, per=per, kind=kind, overdispersion=spread)
        words[rows] = funnel_compare(judged.value[rows], limits)
        how[rows] = limits.method
    return words, how
