"""Each row beside its benchmark's row, judged by one rule for every verb."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from firstyear.errors import InputError
from firstyear.frames.checks import refuse_above, refuse_duplicates, refuse_mixed
from firstyear.frames.table import Codes, Table, states
from firstyear.measures.arrays import Floats, Integers, Truths, Words
from firstyear.measures.compare import benchmark_is_small
from firstyear.measures.rates import proportion as wilson_proportion
from firstyear.measures.rates import rate
from firstyear.measures.ratios import conditional_limits

COUNTRY = "country"


@dataclass(frozen=True)
class Judged:
    """Arrays, one entry a row, from which every comparison with a benchmark is made.

    count, denominator, value, lower, upper: the row's own, recomputed from counts
    where they are there; test_lower, test_upper, against: the limits that decide and
    what they are held against, which are the row's own and the benchmark's value, or
    where `to_rest` those of an exact test against the rest of the benchmark; part:
    the row's area is part of the benchmark (if not, its rest is all of it);
    benchmark_value: the benchmark's own value; is_benchmark: the row is the benchmark
    itself; usable: the row has a value.
    """

    count: Floats
    denominator: Floats
    value: Floats
    lower: Floats
    upper: Floats
    test_lower: Floats
    test_upper: Floats
    against: Floats
    benchmark_value: Floats
    to_rest: Truths
    part: Truths
    is_benchmark: Truths
    usable: Truths
    status: Words


def judge(
    table: Table,
    benchmark: str,
    groups: Sequence[str],
    *,
    per: float,
    method: str,
    proportion: bool,
    round_benchmark: int | None,
    inside: Collection[str] | None,
    by: Sequence[str] | None,
    confidence: float = 0.95,
) -> Judged:
    """Every row of the table against the benchmark's row of its period and group.

    inside: the areas that are part of the benchmark; by default those of another level.

    Raises InputError where the benchmark is nowhere in the table, for faulty numbers,
    rows that are there twice, and mixed basis or place.
    """
    table.require("area")
    refuse_duplicates(table, by)
    x, n, value, lower, upper, status = _figures(
        table, per=per, method=method, proportion=proportion, confidence=confidence
    )
    areas = np.array(table.words("area"))
    is_benchmark = areas == benchmark
    if not is_benchmark.any():
        raise InputError(
            f"The benchmark {benchmark} is not among the areas; "
            "add its figures, or name an area that is there"
        )
    # a benchmark may be of any level, so level does not part it from its areas
    shared = table.codes([column for column in groups if column != "level"])
    refuse_mixed(table, shared)
    home = _benchmark_rows(table, shared, is_benchmark)
    table.finish()
    place = home[shared]
    matched = place >= 0
    there = np.maximum(place, 0)

    def of_benchmark(data: Floats) -> Floats:
        return np.where(matched, data[there], np.nan)

    known = of_benchmark(value)
    if round_benchmark is not None:
        known = np.round(known, round_benchmark)
    usable = ~np.isnan(value)
    levels = np.array(table.words("level"))
    whole, births = of_benchmark(x), of_benchmark(n)
    to_rest = (
        benchmark_is_small(x, whole)
        & (levels[there] != COUNTRY)
        & ~is_benchmark
        & (not proportion)
    )
    if inside is None:
        part = (levels != levels[there]) | (levels == "")
    else:
        part = np.isin(areas, list(inside))
    # more than the benchmark has cannot be part of it
    part &= (x <= whole) & (n < births)
    test_lower, test_upper, against = lower.copy(), upper.copy(), known.copy()
    if to_rest.any():
        x_in, n_in = x[to_rest], n[to_rest]
        y = whole[to_rest] - np.where(part[to_rest], x_in, 0.0)
        m = births[to_rest] - np.where(part[to_rest], n_in, 0.0)
        rest = per * y / m
        ratio = conditional_limits(x_in, n_in, y, m, np.asarray(1 - confidence))
        # with nobody dead in the rest, any rate's lower limit is above it
        scale = np.where(y > 0, rest, 1.0)
        test_lower[to_rest], test_upper[to_rest] = ratio[0] * scale, ratio[1] * scale
        against[to_rest] = rest
    return Judged(
        x,
        n,
        value,
        lower,
        upper,
        test_lower,
        test_upper,
        against,
        known,
        to_rest,
        part,
        is_benchmark,
        usable,
        status,
    )


def _figures(
    table: Table, *, per: float, method: str, proportion: bool, confidence: float
) -> tuple[Floats, Floats, Floats, Floats, Floats, Words]:
    x, n = table.numbers_if_any("count"), table.numbers_if_any("denominator")
    published = [
        table.numbers_if_any(column, signed=True)
        for column in ("value", "lower", "upper")
    ]
    if proportion:
        refuse_above(table, "count", x > n)
    table.finish()
    status, counted = states(table, x, n)
    hidden = ~counted & (status != "missing")
    x, n = np.where(counted, x, np.nan), np.where(counted, n, np.nan)
    if proportion:
        made = wilson_proportion(x, n, per=per, confidence=confidence)
    else:
        made = rate(x, n, per=per, method=method, confidence=confidence)
    # published limits speak only where there is no count to make them from
    value, lower, upper = (
        np.where(counted, ours, np.where(hidden, np.nan, theirs))
        for ours, theirs in zip(
            (made.value, made.lower, made.upper), published, strict=True
        )
    )
    status = np.where((status == "missing") & ~np.isnan(value), "value", status)
    return x, n, value, lower, upper, status


def _benchmark_rows(table: Table, shared: Codes, is_benchmark: Truths) -> Integers:
    """For each group, the row of the benchmark in it, or -1."""
    home = np.full(int(shared.max(initial=-1)) + 1, -1, dtype=np.int64)
    for place in np.flatnonzero(is_benchmark).tolist():
        if home[shared[place]] >= 0:
            table.fault(
                place,
                "area",
                str(table.frame["area"][place]),
                f"the benchmark is also in row {table.rows[home[shared[place]]]}, "
                "for the same period and group",
                "Keep one of the two, or give `by`",
            )
        home[shared[place]] = place
    return home
