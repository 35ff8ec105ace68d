"""Counts read back from a rounded rate: a rate is a published count by another name."""

import numpy as np
from numpy.typing import ArrayLike

from firstyear.errors import UsageError
from firstyear.measures.arrays import Floats, Reading, positive


def counts_behind_rate(
    value: ArrayLike, denominator: ArrayLike, *, per: float = 1000, decimals: int = 1
) -> tuple[Floats, Floats]:
    """The least and greatest whole count that gives each rate as it was rounded.

    The counts x with value - h <= per x / denominator <= value + h, where h is half of
    the last decimal. Give them as `least` and `most` of a table set: a rate in an
    older release is a fact everybody knows. NaN where value or denominator is blank,
    or no whole count fits. Raises InputError for numbers below nought.

    >>> import firstyear as fy
    >>> least, most = fy.measures.counts_behind_rate([2.1, 2.12], 943, decimals=1)
    >>> least.tolist(), most.tolist()
    ([2.0, 2.0], [2.0, 2.0])
    """
    if decimals < 0:
        raise UsageError("decimals is 0 or more")
    reading = Reading("These rates cannot be read back")
    rate = reading.numbers("value", value)
    births = reading.numbers("denominator", denominator)
    rate, births = reading.same_shape(value=rate, denominator=births)
    reading.finish()
    half = 0.5 * 10.0**-decimals
    scale = births / positive("per", per)
    # a hair wider than the rounding: a tie may have gone either way
    least = np.maximum(np.ceil((rate - half) * scale - 1e-9), 0)
    most = np.floor((rate + half) * scale + 1e-9)
    none = ~(least <= most)
    return np.where(none, np.nan, least), np.where(none, np.nan, most)
