"""Rates made comparable between areas whose mothers or babies differ in mix."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from firstyear.measures.arrays import (
    Floats,
    Reading,
    confidence_levels,
    positive,
)
from firstyear.measures.estimate import Estimate, blank_where_no_number
from firstyear.measures.grouping import Labels, group_sums, label_codes
from firstyear.measures.intervals import count_limits, count_method
from firstyear.measures.methods import METHODS
from firstyear.measures.states import Status, row_status, status_where

VERSION = METHODS["standardisation"]
FEWEST_EVENTS = 10


@dataclass(frozen=True, eq=False)
class Expected:
    """Deaths expected at the reference's rates, one for each group."""

    count: Floats
    groups: Labels | None
    version: str = VERSION


def direct_rate(
    count: ArrayLike,
    population: ArrayLike,
    standard: ArrayLike,
    *,
    per: float = 100_000,
    confidence: float | ArrayLike = 0.95,
    method: str = "auto",
    blank_is_zero: bool = False,
    groups: ArrayLike | None = None,
) -> Estimate:
    """The rate each group would have with the standard's mix of bands.

    rate = per x sum(w x / n) / sum(w) over bands with count x, population n and
    standard weight w. Dobson's limits: with O deaths in all and V = sum(w^2 x / n^2)
    / sum(w)^2, rate + per x sqrt(V / O) (limit of O - O); limits of O by `method` as
    in `rate`.

    count, population, standard: one row for each band of each group.
    groups: a label for each row; without it all rows are one group.
    blank_is_zero: treat a blank count as no deaths, as some software does; otherwise
    a blank count makes its group "missing".

    With fewer than 10 deaths in all there is no rate ("not-calculated"); an empty
    band makes its group "not-applicable".

    Raises InputError, with positions, on faulty numbers or where the standard sums
    to zero.

    Source: Dobson and others, Statistics in Medicine 10 (1991).

    >>> import firstyear as fy
    >>> ages = fy.measures.direct_rate([8, 21], [612, 3105], [12, 68], per=1000)
    >>> float(ages.value.round(2)), float(ages.lower.round(2))
    (7.71, 5.16)
    """
    per = positive("per", per)
    levels, tail = confidence_levels(confidence)
    reading = Reading("These bands cannot be standardised")
    x = reading.numbers("count", count)
    n = reading.numbers("population", population)
    w = reading.numbers("standard", standard)
    x, n, w = reading.same_shape(count=x, population=n, standard=w)
    reading.finish()
    if blank_is_zero:
        x = np.nan_to_num(x)
    labels, codes, number = _groups(groups, len(x))
    with np.errstate(divide="ignore", invalid="ignore"):
        weighted = w / n
        total, people, whole, mean, spread = (
            group_sums(codes, number, part)
            for part in (x, n, w, x * weighted, x * weighted**2)
        )
        status, _ = row_status(total, people * whole)
        empty = group_sums(codes, number, (n == 0).astype(np.float64)) > 0
        status = status_where(status, empty, Status.NOT_APPLICABLE)
        status = status_where(status, total < FEWEST_EVENTS, Status.NOT_CALCULATED)
        value = per * mean / whole
        scale = per * np.sqrt(spread / total) / whole
        lower, upper = (
            value + scale * (limit - total)
            for limit in count_limits(total, tail, method)
        )
    usable = status == Status.VALUE
    value, lower, upper = blank_where_no_number((value, lower, upper), usable)
    used = np.where(usable, "dobson", "")
    if groups is None:
        value, status, used = value[0], status[0], used[0]
        lower, upper = lower[..., 0], upper[..., 0]
        total, people = total[0], people[0]
    return Estimate(
        np.asarray(value),
        np.asarray(lower),
        np.asarray(upper),
        np.asarray(status),
        levels,
        np.asarray(used),
        VERSION,
        per,
        np.asarray(total),
        np.asarray(people),
        labels,
    )


def expected_deaths(
    population: ArrayLike,
    reference_count: ArrayLike,
    reference_population: ArrayLike,
    *,
    groups: ArrayLike | None = None,
) -> Expected:
    """Deaths each group would have if each of its bands had the reference's rate.

    expected = sum(n X / N) over bands with population n, reference deaths X and
    reference population N. One row for each band of each group; without `groups` all
    rows are one group. A blank anywhere in a group makes its expected NaN.

    Raises InputError, with positions, on faulty numbers.

    >>> import firstyear as fy
    >>> reference = ([61, 259], [13_500, 71_000])
    >>> fy.measures.expected_deaths([612, 3105], *reference).count.round(2).tolist()
    [14.09]
    """
    reading = Reading("Expected deaths cannot be calculated")
    n = reading.numbers("population", population)
    x = reading.numbers("reference_count", reference_count)
    whole = reading.numbers("reference_population", reference_population)
    n, x, whole = reading.same_shape(
        population=n, reference_count=x, reference_population=whole
    )
    reading.finish()
    labels, codes, number = _groups(groups, len(n))
    share = x / np.where(whole > 0, whole, np.nan)
    return Expected(group_sums(codes, number, n * share), labels)


def indirect_ratio(
    observed: ArrayLike,
    expected: ArrayLike,
    *,
    per: float = 1,
    confidence: float | ArrayLike = 0.95,
    method: str = "auto",
) -> Estimate:
    """Observed over expected deaths times `per`, with the observed count's limits.

    ratio = per x observed / expected; limits by `method` as in `rate`. `per=100`
    gives ratios on a scale where 100 is as expected. Expected deaths are taken as
    known. Row states as in `rate`, with no deaths expected "not-applicable".

    Raises InputError, with positions, on faulty numbers.

    >>> import firstyear as fy
    >>> ratio = fy.measures.indirect_ratio(120, 102.1, per=100)
    >>> float(ratio.value.round(1)), float(ratio.upper.round(1))
    (117.5, 140.5)
    """
    per = positive("per", per)
    levels, tail = confidence_levels(confidence)
    reading = Reading("Observed and expected deaths cannot be compared")
    x = reading.numbers("observed", observed)
    e = reading.numbers("expected", expected)
    x, e = reading.same_shape(observed=x, expected=e)
    reading.finish()
    status, usable = row_status(x, e)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = x * per / e
        lower, upper = (limit * per / e for limit in count_limits(x, tail, method))
    value, lower, upper = blank_where_no_number((value, lower, upper), usable)
    used = count_method(x, method)
    if usable is not None:
        used = np.where(usable, used, "")
    return Estimate(value, lower, upper, status, levels, used, VERSION, per, x, e)


def indirect_rate(
    observed: ArrayLike,
    expected: ArrayLike,
    reference_rate: ArrayLike,
    *,
    confidence: float | ArrayLike = 0.95,
    method: str = "auto",
) -> Estimate:
    """The indirectly standardised rate: the ratio times the reference's crude rate.

    reference_rate: in the units wanted, such as per 1,000. Otherwise as
    `indirect_ratio`.

    >>> import firstyear as fy
    >>> float(fy.measures.indirect_rate(120, 102.1, 3.8).value.round(2))
    4.47
    """
    reading = Reading("The reference rate cannot be used")
    crude = reading.numbers("reference_rate", reference_rate)
    reading.finish()
    ratio = indirect_ratio(observed, expected, confidence=confidence, method=method)
    return Estimate(
        ratio.value * crude,
        ratio.lower * crude,
        ratio.upper * crude,
        ratio.status,
        ratio.confidence,
        ratio.method,
        VERSION,
    )


def _groups(
    groups: ArrayLike | None, rows: int
) -> tuple[Labels | None, NDArray[np.intp], int]:
    if groups is None:
        return None, np.zeros(rows, dtype=np.intp), 1
    labels, codes = label_codes(groups, rows)
    return labels, codes, len(labels)
