"""Two rates side by side: their ratio and their difference."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from firstyear.measures.arrays import (
    Confidence,
    Floats,
    Reading,
    Words,
    confidence_levels,
    leading,
    positive,
)
from firstyear.measures.estimate import Estimate
from firstyear.measures.intervals import count_limits, wilson_limits
from firstyear.measures.methods import METHODS
from firstyear.measures.states import Status, row_status, status_where

VERSION = METHODS["ratios-and-gaps"]


@dataclass(frozen=True, eq=False)
class Gap:
    """The gap between two rates in both ways of saying it."""

    difference: Estimate
    ratio: Estimate


def rate_ratio(
    count: ArrayLike,
    denominator: ArrayLike,
    reference_count: ArrayLike,
    reference_denominator: ArrayLike,
    *,
    confidence: float | ArrayLike = 0.95,
) -> Estimate:
    """The ratio of two rates, with the exact conditional interval.

    ratio = (count / denominator) / (reference count / reference denominator). Given
    the two counts together the first is binomial; Clopper and Pearson's limits of its
    share, turned into odds and scaled, are the limits of the ratio.

    With no deaths in the reference the ratio is not a number: "not-calculated".

    Raises InputError as `rate` does.

    Source: Rothman and Greenland, Modern Epidemiology, exact methods for person-time.

    >>> import firstyear as fy
    >>> most = fy.measures.rate_ratio(60, 9_000, 30, 9_000)
    >>> float(most.value), float(most.lower.round(2)), float(most.upper.round(2))
    (2.0, 1.27, 3.21)
    """
    levels, tail = confidence_levels(confidence)
    x, n, y, m = _read(
        count, denominator, reference_count, reference_denominator, bounded=False
    )
    status, _ = row_status(x + y, n * m)
    status = status_where(status, y == 0, Status.NOT_CALCULATED)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = x * m / (y * n)
        lower, upper = conditional_limits(x, n, y, m, leading(tail, x))
    return _estimate(value, lower, upper, status, levels, "exact-conditional", 1.0)


def rate_difference(
    count: ArrayLike,
    denominator: ArrayLike,
    reference_count: ArrayLike,
    reference_denominator: ArrayLike,
    *,
    per: float = 1000,
    confidence: float | ArrayLike = 0.95,
) -> Estimate:
    """The difference of two rates per `per`, with limits from each rate's own limits.

    lower = d - sqrt((r - l)^2 + (U - R)^2), upper = d + sqrt((u - r)^2 + (R - L)^2):
    Newcombe's square-and-add, from exact or Byar's limits (as `rate` has them), small
    letters for the first rate and capitals for the reference.

    Raises InputError as `rate` does.

    Source: Newcombe, Statistics in Medicine 17 (1998); Zou and Donner, Statistics in
    Medicine 27 (2008), for rates.

    >>> import firstyear as fy
    >>> gap = fy.measures.rate_difference(60, 9_000, 30, 9_000)
    >>> gap.value.round(2).tolist(), gap.lower.round(2).tolist()
    (3.33, 1.21)
    """
    per = positive("per", per)
    levels, tail = confidence_levels(confidence)
    x, n, y, m = _read(
        count, denominator, reference_count, reference_denominator, bounded=False
    )
    status, _ = row_status(x + y, n * m)
    with np.errstate(divide="ignore", invalid="ignore"):
        first = tuple(limit * per / n for limit in count_limits(x, tail))
        second = tuple(limit * per / m for limit in count_limits(y, tail))
        value, lower, upper = _square_and_add(x * per / n, first, y * per / m, second)
    return _estimate(value, lower, upper, status, levels, "newcombe", per)


def proportion_difference(
    count: ArrayLike,
    denominator: ArrayLike,
    reference_count: ArrayLike,
    reference_denominator: ArrayLike,
    *,
    per: float = 1,
    confidence: float | ArrayLike = 0.95,
) -> Estimate:
    """The difference of two proportions times `per`, with Newcombe's score interval.

    As `rate_difference`, from Wilson's limits of each proportion (Newcombe's tenth
    method), so the limits never leave -1 to 1.

    Raises InputError also where a count is above its denominator.

    >>> import firstyear as fy
    >>> fall = fy.measures.proportion_difference(56, 70, 48, 80)
    >>> fall.value.round(4).tolist(), fall.lower.round(4).tolist()
    (0.2, 0.0524)
    """
    per = positive("per", per)
    levels, tail = confidence_levels(confidence)
    x, n, y, m = _read(
        count, denominator, reference_count, reference_denominator, bounded=True
    )
    status, _ = row_status(x + y, n * m)
    with np.errstate(divide="ignore", invalid="ignore"):
        value, lower, upper = _square_and_add(
            x / n, wilson_limits(x, n, tail), y / m, wilson_limits(y, m, tail)
        )
    return _estimate(
        value * per, lower * per, upper * per, status, levels, "newcombe", per
    )


def gap(
    count: ArrayLike,
    denominator: ArrayLike,
    reference_count: ArrayLike,
    reference_denominator: ArrayLike,
    *,
    per: float = 1000,
    confidence: float | ArrayLike = 0.95,
) -> Gap:
    """The difference and the ratio of two rates: say both, for they can part ways.

    Arguments and errors as in `rate_difference` and `rate_ratio`.

    >>> import firstyear as fy
    >>> both = fy.measures.gap(60, 9_000, 30, 9_000)
    >>> both.difference.value.round(2).tolist(), both.ratio.value.tolist()
    (3.33, 2.0)
    """
    four = (count, denominator, reference_count, reference_denominator)
    return Gap(
        rate_difference(*four, per=per, confidence=confidence),
        rate_ratio(*four, confidence=confidence),
    )


def ratio_p_value(
    count: ArrayLike,
    denominator: ArrayLike,
    reference_count: ArrayLike,
    reference_denominator: ArrayLike,
) -> Floats:
    """The two-sided exact p of no difference between two rates.

    Twice the smaller binomial tail, at most 1: the test that the interval of
    `rate_ratio` inverts. NaN where nobody died in either.

    >>> import firstyear as fy
    >>> fy.measures.ratio_p_value(60, 9_000, 30, 9_000).round(4).tolist()
    0.0021
    """
    x, n, y, m = _read(
        count, denominator, reference_count, reference_denominator, bounded=False
    )
    both = x + y
    share = n / (n + m)
    at_most = special.betainc(y + 1, np.where(x > 0, x, 1), 1 - share)
    # P(X <= x) and P(X >= x) of a binomial, as incomplete beta functions
    at_least = np.where(x > 0, special.betainc(np.maximum(x, 1), y + 1, share), 1.0)
    at_most = np.where(y > 0, special.betaincc(x + 1, np.maximum(y, 1), share), 1.0)
    p = np.minimum(2 * np.minimum(at_least, at_most), 1.0)
    return np.where(both > 0, p, np.nan)


def conditional_limits(
    x: Floats, n: Floats, y: Floats, m: Floats, tail: Floats
) -> tuple[Floats, Floats]:
    """Exact limits of (x/n) / (y/m); the lower is 0 at x = 0, the upper infinite at
    y = 0, and both are NaN where nobody died."""
    with np.errstate(divide="ignore", invalid="ignore"):
        low = special.betaincinv(np.where(x > 0, x, 1), y + 1, tail / 2)
        high = special.betainccinv(x + 1, np.where(y > 0, y, 1), tail / 2)
        lower = np.where(x > 0, low / (1 - low) * (m / n), 0.0)
        upper = np.where(y > 0, high / (1 - high) * (m / n), np.inf)
    unknown = ~(x + y > 0) | ~(n * m > 0)
    return np.where(unknown, np.nan, lower), np.where(unknown, np.nan, upper)


def _square_and_add(
    p: Floats,
    first: tuple[Floats, ...],
    q: Floats,
    second: tuple[Floats, ...],
) -> tuple[Floats, Floats, Floats]:
    difference = p - q
    lower = difference - np.hypot(p - first[0], second[1] - q)
    upper = difference + np.hypot(first[1] - p, q - second[0])
    return difference, lower, upper


def _read(
    count: ArrayLike,
    denominator: ArrayLike,
    reference_count: ArrayLike,
    reference_denominator: ArrayLike,
    *,
    bounded: bool,
) -> tuple[Floats, Floats, Floats, Floats]:
    reading = Reading("The two rates cannot be set side by side")
    x, n, y, m = reading.same_shape(
        count=reading.numbers("count", count),
        denominator=reading.numbers("denominator", denominator),
        reference_count=reading.numbers("reference_count", reference_count),
        reference_denominator=reading.numbers(
            "reference_denominator", reference_denominator
        ),
    )
    if bounded:
        reading.at_most("count", x, "its denominator", n)
        reading.at_most("reference_count", y, "its denominator", m)
    reading.finish()
    return x, n, y, m


def _estimate(
    value: Floats,
    lower: Floats,
    upper: Floats,
    status: Words,
    levels: Confidence,
    method: str,
    per: float,
) -> Estimate:
    usable = status == Status.VALUE
    value, lower, upper = (
        np.where(usable, part, np.nan) for part in (value, lower, upper)
    )
    used = np.where(usable, method, "")
    return Estimate(value, lower, upper, status, levels, used, VERSION, per)
