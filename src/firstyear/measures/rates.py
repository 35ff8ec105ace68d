"""Rates and proportions with their intervals."""

import numpy as np
from numpy.typing import ArrayLike

from firstyear.measures.arrays import Floats, Reading, confidence_levels, positive
from firstyear.measures.estimate import Estimate, blank_where_no_number
from firstyear.measures.grouping import Labels, group_sums, label_codes
from firstyear.measures.intervals import count_limits, count_method, wilson_limits
from firstyear.measures.methods import METHODS
from firstyear.measures.states import row_status


def rate(
    count: ArrayLike,
    denominator: ArrayLike,
    *,
    per: float = 1000,
    confidence: float | ArrayLike = 0.95,
    method: str = "auto",
    bounded: bool = False,
    groups: ArrayLike | None = None,
) -> Estimate:
    """The rate per `per` and its interval: one row for each row, or for each group.

    rate = per x count / denominator. Limits of the count by `method`: "exact"
    (chi-square quantiles), "byar", or "auto", which is exact below 10 events and
    Byar's from 10; divided by the denominator, which is taken as known.

    count, denominator: arrays of one shape, zero or more; blank is NaN.
    per: 1,000 for rates of deaths per thousand births.
    confidence: one level, or several, which give the limits a leading axis.
    bounded: a count above its denominator is then a fault.
    groups: a label for each row; counts and denominators are added up within groups
    first, and groups come back in order of first appearance (`Estimate.groups`).

    A blank count or denominator gives NaN and status "missing", a zero denominator
    NaN and "not-applicable".

    Raises InputError, with positions, for text, negative or infinite numbers.

    Source: Breslow and Day, Statistical Methods in Cancer Research II (1987), for
    Byar's formula; Garwood, Biometrika 28 (1936), for the exact one.

    >>> import firstyear as fy
    >>> stoke = fy.measures.rate(82, 19_873)
    >>> round(float(stoke.value), 2), round(float(stoke.lower), 2)
    (4.13, 3.28)
    >>> both = fy.measures.rate([0, 8], [742, 1500], confidence=(0.95, 0.998))
    >>> both.upper.shape, both.method.tolist()
    ((2, 2), ['exact', 'exact'])
    """
    per = positive("per", per)
    levels, tail = confidence_levels(confidence)
    x, n, labels = _read(count, denominator, bounded=bounded, groups=groups)
    status, usable = row_status(x, n)
    lower, upper = count_limits(x, tail, method)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = per / n
        # multiplied before it is divided: a whole result stays whole
        value = x * per / n
        lower, upper = lower * scale, upper * scale
    value, lower, upper = blank_where_no_number((value, lower, upper), usable)
    used = count_method(x, method)
    if usable is not None:
        used = np.where(usable, used, "")
    return Estimate(
        value, lower, upper, status, levels, used, METHODS["rates"], per, x, n, labels
    )


def proportion(
    count: ArrayLike,
    denominator: ArrayLike,
    *,
    per: float = 1,
    confidence: float | ArrayLike = 0.95,
    groups: ArrayLike | None = None,
) -> Estimate:
    """The proportion times `per` and Wilson's interval, by row or by group.

    proportion = per x count / denominator; limits are the two values p at which
    (count - np) squared equals z squared times np(1 - p).

    Arguments, row states and groups as in `rate`; `per=100` gives percentages.

    Raises InputError also where a count is above its denominator.

    Source: Wilson, Journal of the American Statistical Association 22 (1927).

    >>> import firstyear as fy
    >>> smoking = fy.measures.proportion(212, 2980, per=100)
    >>> round(float(smoking.value), 1), round(float(smoking.upper), 1)
    (7.1, 8.1)
    """
    per = positive("per", per)
    levels, tail = confidence_levels(confidence)
    x, n, labels = _read(count, denominator, bounded=True, groups=groups)
    status, usable = row_status(x, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = x * per / n
        lower, upper = wilson_limits(x, n, tail)
    value, lower, upper = blank_where_no_number(
        (value, lower * per, upper * per), usable
    )
    used = np.broadcast_to(np.array("wilson"), n.shape)
    if usable is not None:
        used = np.where(usable, used, "")
    version = METHODS["proportions"]
    return Estimate(
        value, lower, upper, status, levels, used, version, per, x, n, labels
    )


def _read(
    count: ArrayLike,
    denominator: ArrayLike,
    *,
    bounded: bool,
    groups: ArrayLike | None,
) -> tuple[Floats, Floats, Labels | None]:
    reading = Reading("Some counts or denominators cannot be used")
    x = reading.numbers("count", count)
    n = reading.numbers("denominator", denominator)
    if x.shape != n.shape:
        x, n = reading.same_shape(count=x, denominator=n)
    if bounded:
        reading.at_most("count", x, "its denominator", n)
    reading.finish()
    if groups is None:
        return x, n, None
    x, n = x.ravel(), n.ravel()
    labels, codes = label_codes(groups, len(x))
    number = len(labels)
    return group_sums(codes, number, x), group_sums(codes, number, n), labels
