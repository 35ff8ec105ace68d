"""Rates and intervals of a frame of counts."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from firstyear.frames.checks import refuse_above, refuse_duplicates
from firstyear.frames.table import Table, notes, states
from firstyear.measures.funnel import level_name
from firstyear.measures.rates import proportion as wilson_proportion
from firstyear.measures.rates import rate


def rates(
    frame: Any,
    *,
    count: str = "count",
    denominator: str = "denominator",
    per: float = 1000,
    confidence: float | Sequence[float] = 0.95,
    method: str = "auto",
    proportion: bool = False,
    bounded: bool = False,
    by: Sequence[str] | None = None,
) -> Any:
    """The same rows with `value`, `lower`, `upper`, `method`, `status` and `note`.

    As `firstyear.measures.rate` (or `proportion`, with Wilson's interval). With
    several confidences the first has `lower` and `upper` and each other one columns
    of its own, such as `lower_998` and `upper_998`. Rows without a number stay, blank,
    with a status and a note. by: columns beside the usual keys that keep rows apart.

    Raises InputError, naming rows, for text, negative and infinite numbers, a count
    above its denominator (proportions and `bounded`), and a row that is there twice.

    >>> import firstyear as fy, pandas as pd
    >>> births = pd.DataFrame({"count": [8, 36], "denominator": [3540, 9660]})
    >>> fy.frames.rates(births)["value"].round(2).tolist()
    [2.26, 3.73]
    """
    table = Table(frame)
    table.require(count, denominator, *(by or ()))
    x, n = table.numbers(count), table.numbers(denominator)
    if proportion or bounded:
        refuse_above(table, count, x > n)
    refuse_duplicates(table, by)
    table.finish()
    status, usable = states(table, x, n)
    x, n = np.where(usable, x, np.nan), np.where(usable, n, np.nan)
    if proportion:
        made = wilson_proportion(x, n, per=per, confidence=confidence)
    else:
        made = rate(x, n, per=per, confidence=confidence, method=method)
    levels = np.atleast_1d(np.asarray(confidence, dtype=float))
    lower = made.lower.reshape(len(levels), -1)
    upper = made.upper.reshape(len(levels), -1)
    limits = {}
    for place, level in enumerate(levels):
        suffix = f"_{level_name(level)}" if place else ""
        limits[f"lower{suffix}"] = lower[place]
        limits[f"upper{suffix}"] = upper[place]
    return table.give_back(
        table.with_columns(
            value=made.value,
            **limits,
            method=made.method,
            status=status,
            note=notes(table, status),
        )
    )
