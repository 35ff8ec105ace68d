"""Areas put into equal groups by a value, such as fifths by deprivation."""

import numpy as np
from numpy.typing import ArrayLike

from firstyear.errors import UsageError
from firstyear.measures.arrays import Floats, Reading
from firstyear.measures.grouping import label_codes


def quantiles(
    value: ArrayLike,
    *,
    number: int = 10,
    highest_first: bool = True,
    groups: ArrayLike | None = None,
) -> Floats:
    """The quantile of each row, from 1 to `number`, within its group; NaN if blank.

    1 + floor(number x (rank - 1) / n), ranks from 1 among the n rows with values,
    equal values sharing the best rank. `highest_first`: quantile 1 holds the highest
    values, as the most deprived tenth does. A group with fewer values than `number`
    is NaN throughout.

    Raises InputError, with positions, for text or infinite values.

    >>> import firstyear as fy
    >>> fy.measures.quantiles([47.4, 15.9, 42.3, 11.9], number=2).tolist()
    [1.0, 2.0, 1.0, 2.0]
    """
    if number < 1:
        raise UsageError(f"number of quantiles must be 1 or more, not {number}")
    reading = Reading("These values cannot be ranked")
    data = reading.numbers("value", value, lowest=-np.inf).ravel()
    reading.finish()
    rows = len(data)
    codes = np.zeros(rows, dtype=np.intp)
    if groups is not None:
        _, codes = label_codes(groups, rows)
    found = np.full(rows, np.nan)
    direction = -1.0 if highest_first else 1.0
    for code in range(int(codes.max(initial=-1)) + 1):
        chosen = np.flatnonzero((codes == code) & ~np.isnan(data))
        if len(chosen) >= number:
            keyed = direction * data[chosen]
            before = np.searchsorted(np.sort(keyed), keyed)
            found[chosen] = 1 + number * before // len(chosen)
    return found
