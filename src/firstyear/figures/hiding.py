"""Taking numbers out of rows: hidden ones wholly, others as the rule rounds them."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstyear.figures.all_births import NOTE as BIRTHS_TELL
from firstyear.figures.all_births import telling
from firstyear.figures.arrow import Column, Values, array, chunked, pc
from firstyear.figures.rules import Rules
from firstyear.figures.schema import FIGURES
from firstyear.figures.table_sets import Drawing
from firstyear.figures.table_sets.cells import keys_of

REASON: Final = "hidden to protect families"
ROUNDED: Final = "rounded to the nearest {step}"
# What a row says of its number: all of it goes when the count is hidden.
DERIVED: Final = ("count", "value", "lower", "upper", "lower_998", "upper_998")

Mask = npt.NDArray[np.bool_]


def as_released(
    table: pa.Table, hidden: Mask, rules: Rules, drawing: Drawing
) -> pa.Table:
    """The rows with hidden numbers gone, and the others as the rule shows them."""
    columns = {name: table[name] for name in FIGURES.names}
    away = array(hidden)
    rounding = np.zeros(table.num_rows, dtype=bool)
    step = rules.policy.round_to
    if step > 1:
        # What everybody knows already stays as it is known; a nought is shown exactly.
        open_rows = np.zeros(table.num_rows, dtype=bool)
        known = (drawing.table.forced == "open") & (drawing.rows >= 0)
        open_rows[drawing.rows[known]] = True
        count = np.asarray(table["count"].to_numpy(zero_copy_only=False), float)
        rounding = ~open_rows & (count > 0)
        columns["count"] = array(
            np.where(rounding, np.floor(count / step + 0.5) * step, count),
            pa.float64(),
            from_pandas=True,
        )
        for name in DERIVED[1:]:
            columns[name] = _blanked(columns[name], array(rounding))
        columns["flags"] = _with_flag(columns["flags"], rounding, "approximate")
        columns["note"] = pc.if_else(
            array(rounding), ROUNDED.format(step=step), columns["note"]
        )
    for name in DERIVED:
        columns[name] = _blanked(columns[name], away)
    shown = ~hidden & ~np.asarray(pc.is_null(columns["count"]))
    tell = telling(
        list(keys_of(table)), table["denominator"].to_pylist(), shown & ~rounding
    )
    for name in ("denominator", *DERIVED[1:]):
        columns[name] = _blanked(columns[name], array(tell))
    both = pc.binary_join_element_wise(columns["note"], BIRTHS_TELL, "; ")
    first = pc.equal(columns["note"], "")
    said = pc.if_else(first, BIRTHS_TELL, both)
    columns["note"] = pc.if_else(array(tell & shown), said, columns["note"])
    bare = pc.and_(
        array(tell & shown & ~rounding), pc.equal(columns["status"], "value")
    )
    columns["status"] = pc.if_else(bare, "not-calculated", columns["status"])
    columns["status"] = pc.if_else(away, "suppressed", columns["status"])
    # A flag of few events would say more than the mark does.
    columns["flags"] = pc.if_else(away, "", columns["flags"])
    columns["note"] = pc.if_else(away, REASON, columns["note"])
    columns["withheld_by"] = pc.if_else(away, "", columns["withheld_by"])
    columns["origin"] = array(["local"] * table.num_rows, pa.string())
    return pa.table(columns, schema=FIGURES)


def _blanked(column: Column, where: Values) -> Column:
    return pc.if_else(where, pa.scalar(None, pa.float64()), column)


def _with_flag(column: Column, where: Mask, flag: str) -> Column:
    texts = [
        ";".join(sorted({*filter(None, text.split(";")), flag})) if marked else text
        for text, marked in zip(map(str, column.to_pylist()), where, strict=True)
    ]
    return chunked([array(texts, pa.string())])
