"""Births live and still, less live births, are stillbirths: births that tell of deaths.

Live births are public. A measure over all births has a denominator that tells the
number stillborn to whoever takes the live births away, so it says no more than the
count of stillbirths beside it: all births where that count is shown, all births by the
rounded count where it is rounded, and nothing where it is hidden or not there.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstyear.figures.arrow import array, pc
from firstyear.figures.measure_families import STILLBIRTH, over_all_births
from firstyear.figures.table_sets.cells import keys_of

NO_BIRTHS: Final = "without the number of births, which would tell a hidden count"
RATES: Final = ("value", "lower", "upper", "lower_998", "upper_998")


def without_stillbirths(released: pa.Table, true: pa.Table) -> pa.Table:
    """The figures with denominators that tell no more of stillbirths than they do.

    released: canonical figures as they go out, hidden counts blank and others as the
    rule shows them. true: the same rows with their counts. A row that is shown and
    loses its births has a count and no rate.
    """
    ours = over_all_births()
    indicators = released["indicator"].to_pylist()
    rows = [at for at, name in enumerate(indicators) if name in ours]
    if not rows:
        return released
    keys = list(keys_of(released))
    shown, counts = _numbers(released["count"]), _numbers(true["count"])
    stillborn = {key: at for at, key in enumerate(keys) if key.indicator == STILLBIRTH}
    births = _numbers(released["denominator"])
    for row in rows:
        at = stillborn.get(keys[row]._replace(indicator=STILLBIRTH))
        # Nothing where it is hidden: a blank count makes a blank sum.
        births[row] += np.nan if at is None else shown[at] - counts[at]
    before = _numbers(released["denominator"])
    changed = ~((births == before) | (np.isnan(births) & np.isnan(before)))
    bare = changed & np.isnan(births) & ~np.isnan(shown)
    columns: dict[str, Any] = {name: released[name] for name in released.column_names}
    columns["denominator"] = array(births, pa.float64(), from_pandas=True)
    for name in RATES:
        columns[name] = pc.if_else(
            array(changed), pa.scalar(None, pa.float64()), columns[name]
        )
    columns["status"] = pc.if_else(
        pc.and_(array(bare), pc.equal(columns["status"], "value")),
        "not-calculated",
        columns["status"],
    )
    columns["note"] = pc.if_else(array(bare), NO_BIRTHS, columns["note"])
    return pa.table(columns, schema=released.schema)


def tells_of_stillbirths(released: pa.Table) -> bool:
    """Whether figures that went out print births where stillbirths are not shown."""
    looked = without_stillbirths(released, released)
    return looked["denominator"].null_count > released["denominator"].null_count


def told_of_births(released: pa.Table) -> tuple[str, ...]:
    """A warning where rows are shown without births and rate, and what would help."""
    bare = sum(each == NO_BIRTHS for each in released["note"].to_pylist())
    if not bare:
        return ()
    rows = "row has" if bare == 1 else "rows have"
    told = (
        f"{bare:,} {rows} a count and neither births nor rate: births live and still "
        "less live births are stillbirths, which are hidden there or not in the file. "
        "Give stillbirths of the same areas and times, or longer times"
    )
    return (told,)


def _numbers(column: Any) -> npt.NDArray[np.float64]:
    return np.array(column.to_numpy(zero_copy_only=False), dtype=float)
