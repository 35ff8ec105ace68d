"""Stabilised rates beside the crude ones, group by group."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from firstyear.errors import InputError
from firstyear.frames.checks import refuse_duplicates, refuse_mixed
from firstyear.frames.lengths import apart, only
from firstyear.frames.table import Table, notes, rows_of, states
from firstyear.measures.arrays import Floats
from firstyear.measures.stabilise import probability_words
from firstyear.measures.stabilise import stabilise as steady
from firstyear.measures.states import Status

COLUMNS = (
    *("value", "stabilised", "lower", "upper"),
    *("probability_higher", "own_share"),
)


def stabilise(
    frame: Any,
    *,
    benchmark: str | None = None,
    expected: str | None = None,
    per: float = 1000,
    confidence: float = 0.95,
    years: float | None = None,
    by: Sequence[str] | None = None,
) -> Any:
    """The same rows with crude and stabilised values, limits and their meaning.

    Adds `value` (crude), `stabilised`, `lower`, `upper` (credible), `own_share`,
    `probability_higher` and `likelihood`, its words. Each group (by indicator, level,
    dimension, category and period) is drawn towards its own pooled rate.

    benchmark: the area that `probability_higher` is against, and which is itself left
    out of its group; else the group's pooled rate. expected: a column of deaths
    expected by indirect standardisation, in place of births; values are then ratios,
    stabilised and adjusted. years: only periods of this many years; with or without
    it, periods of different lengths are never in one group.

    Rows without a number stay, blank; so do groups in which nobody died.

    Raises InputError where the benchmark is not there, for mixed basis or place, a row
    that is there twice and faulty numbers.

    >>> import firstyear as fy, pandas as pd
    >>> areas = pd.DataFrame({"area": ["A", "B", "C"], "count": [30, 12, 9],
    ...                       "denominator": [5_000, 4_000, 3_000]})
    >>> fy.frames.stabilise(areas)["stabilised"].round(2).tolist()
    [4.98, 3.78, 3.84]
    """
    if benchmark is not None and expected is not None:
        raise InputError("Give a benchmark or expected deaths, not both")
    table = Table(frame, "These figures cannot be stabilised")
    only(table, years)
    column = expected or "denominator"
    table.require("area", "count", column)
    x, n = table.numbers("count"), table.numbers(column)
    refuse_duplicates(table, by)
    groups = apart(table, table.group_columns(by, period=True))
    codes = table.codes(groups)
    across = table.codes([name for name in groups if name != "level"])
    refuse_mixed(table, codes if benchmark is None else across)
    table.finish()
    status, usable = states(table, x, n)
    scale = 1.0 if expected else per
    is_benchmark = np.zeros(len(table), dtype=bool)
    if benchmark is not None:
        is_benchmark = np.array([area == benchmark for area in table.words("area")])
        if not is_benchmark.any():
            raise InputError(
                f"The benchmark {benchmark} is not among the areas; "
                "add its figures, or name an area that is there"
            )
    against: dict[int, float] = {
        int(across[row]): float(x[row] / n[row])
        for row in np.flatnonzero(is_benchmark & usable)
    }
    parts = {name: np.full(len(table), np.nan) for name in COLUMNS}
    with np.errstate(divide="ignore", invalid="ignore"):
        parts["value"] = np.where(usable, x * scale / n, np.nan)
    notes_extra = np.full(len(table), "", dtype="<U64")
    for rows in rows_of(codes, usable & ~is_benchmark):
        if x[rows].sum() == 0:
            status[rows] = str(Status.NOT_CALCULATED)
            notes_extra[rows] = "nobody died in this group, so there is no level"
            continue
        target = against.get(int(across[rows[0]])) if benchmark else None
        made = steady(x[rows], n[rows], benchmark=target, confidence=confidence)
        pieces: dict[str, Floats] = {
            "stabilised": made.stabilised * scale,
            "lower": made.lower * scale,
            "upper": made.upper * scale,
            "own_share": made.own_share,
            "probability_higher": made.probability_higher,
        }
        if benchmark and target is None:
            pieces["probability_higher"] = np.full(len(rows), np.nan)
            notes_extra[rows] = "the benchmark has no figure for this period"
        for name, piece in pieces.items():
            parts[name][rows] = piece
    return table.give_back(
        table.with_columns(
            **parts,
            likelihood=probability_words(parts["probability_higher"]),
            status=status,
            note=notes(table, status, notes_extra),
        )
    )
