"""An area against a benchmark, by its interval, with how firmly the verdict stands."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from firstyear.measures.arrays import (
    Confidence,
    Floats,
    Reading,
    Truths,
    Words,
    confidence_levels,
    leading,
    positive,
)
from firstyear.measures.classify import SIMILAR, classify
from firstyear.measures.estimate import Estimate, figures
from firstyear.measures.intervals import count_limits
from firstyear.measures.methods import METHODS
from firstyear.measures.ratios import conditional_limits

# below this many times the area's deaths a benchmark's own chance matters too
SMALL_BENCHMARK = 20


@dataclass(frozen=True, eq=False)
class Comparison:
    """Verdicts, row by row (with several confidences, a leading axis).

    comparison: "higher", "similar", "lower", or blank where there is no number.
    margin: nearer limit minus benchmark, signed so that positive is clear of it, in
    units of the rate. benchmark: what was compared with.
    method: "interval", or "ratio-to-rest" for a test against the rest.
    """

    comparison: Words
    margin: Floats
    benchmark: Floats
    confidence: Confidence
    method: str
    version: str

    def sentence(
        self, position: int | tuple[int, ...] = (), *, name: str = "the benchmark"
    ) -> str:
        """The verdict of one row in plain words, with its margin.

        >>> import firstyear as fy
        >>> verdict = fy.measures.compare(fy.measures.rate(120, 19_873), 4.1)
        >>> verdict.sentence(name="England")
        'Higher than England (4.10): clear of it by 0.91.'
        """
        verdict = str(self.comparison[position])
        beside = f"{name} ({figures(self.benchmark[position])})"
        by = figures(abs(float(self.margin[position])))
        if verdict == SIMILAR:
            return f"Similar to {beside}: {by} short of being clear of it."
        if not verdict:
            return f"Cannot be compared with {beside}: there is no number."
        return f"{verdict.capitalize()} than {beside}: clear of it by {by}."


def compare(
    estimate: Estimate, benchmark: ArrayLike, *, round_benchmark: int | None = None
) -> Comparison:
    """Whether each interval lies above, around or below the benchmark, and by how much.

    higher where lower limit > benchmark; lower where upper limit < benchmark. The
    benchmark is taken as known, as a country's rate may be.

    benchmark: in the units of the estimate; one, or one for each row.
    round_benchmark: decimals to round it to first, as some published tables do;
    nothing is rounded unless asked.

    Raises InputError for a benchmark that is negative, infinite or text.

    Source: the rule of the Fingertips profiles of the Department of Health and Social
    Care.

    >>> import firstyear as fy
    >>> areas = fy.measures.rate([120, 82, 40], [19_873] * 3)
    >>> verdict = fy.measures.compare(areas, 4.1)
    >>> verdict.comparison.tolist(), verdict.margin.round(2).tolist()
    (['higher', 'similar', 'lower'], [0.91, -0.82, 1.36])
    """
    reading = Reading("The benchmark cannot be used")
    known = reading.numbers("benchmark", benchmark)
    reading.finish()
    if round_benchmark is not None:
        known = np.round(known, round_benchmark)
    known = np.broadcast_to(known, estimate.value.shape)
    return Comparison(
        classify(estimate.lower, estimate.upper, known, known),
        np.maximum(estimate.lower - known, known - estimate.upper),
        known,
        estimate.confidence,
        "interval",
        METHODS["comparison-interval"],
    )


def benchmark_is_small(count: ArrayLike, benchmark_count: ArrayLike) -> Truths:
    """Where the benchmark has fewer than 20 times the area's deaths.

    Its own rate is then too uncertain to be taken as known: use `compare_with_rest`.

    >>> import firstyear as fy
    >>> fy.measures.benchmark_is_small([82, 82], [353, 7734]).tolist()
    [True, False]
    """
    area, whole = np.asarray(count, float), np.asarray(benchmark_count, float)
    return whole < SMALL_BENCHMARK * area


def compare_with_rest(
    count: ArrayLike,
    denominator: ArrayLike,
    benchmark_count: ArrayLike,
    benchmark_denominator: ArrayLike,
    *,
    inside: bool = True,
    per: float = 1000,
    confidence: float | ArrayLike = 0.95,
) -> Comparison:
    """An exact test of each area's rate against that of the rest of the benchmark.

    Given both counts together, the area's is binomial; the limits of the ratio of
    rates follow, and the verdict is `higher` where they lie above 1. `benchmark` is
    the rate of the rest and `margin` is in units of the rate.

    inside: the area is part of the benchmark, and is taken out of it.

    Raises InputError where an area inside has more than its benchmark.

    Source: Przyborowski and Wilenski, Biometrika 31 (1940).

    >>> import firstyear as fy
    >>> fy.measures.compare_with_rest(82, 14_000, 353, 66_000).comparison.tolist()
    'similar'
    """
    per = positive("per", per)
    levels, tail = confidence_levels(confidence)
    reading = Reading("The area and its benchmark do not fit together")
    x, n = reading.numbers("count", count), reading.numbers("denominator", denominator)
    whole = reading.numbers("benchmark_count", benchmark_count)
    births = reading.numbers("benchmark_denominator", benchmark_denominator)
    x, n, whole, births = reading.same_shape(
        count=x, denominator=n, benchmark_count=whole, benchmark_denominator=births
    )
    if inside:
        reading.at_most("count", x, "its benchmark's", whole)
        reading.at_most("denominator", n, "its benchmark's", births)
        whole, births = whole - x, births - n
    reading.finish()
    lower, upper = conditional_limits(x, n, whole, births, leading(tail, x))
    with np.errstate(divide="ignore", invalid="ignore"):
        rest = per * whole / births
        margin = np.maximum((lower - 1) * rest, (1 - upper) * rest)
    return Comparison(
        classify(lower, upper, 1.0, 1.0),
        # with nobody dead in the rest there is a verdict but no margin in its units
        np.where(np.isfinite(margin), margin, np.nan),
        np.broadcast_to(rest, x.shape),
        levels,
        "ratio-to-rest",
        METHODS["comparison-interval"],
    )


def deaths_to_change(
    count: ArrayLike,
    denominator: ArrayLike,
    benchmark: ArrayLike,
    *,
    per: float = 1000,
    confidence: float = 0.95,
    method: str = "auto",
) -> Floats:
    """How many deaths more or fewer would change the verdict of the interval test.

    The smallest change in the count, denominator held, after which the verdict is
    another one: small numbers say that the verdict stands on little. NaN where there
    is no verdict.

    Raises InputError as `rate` does.

    >>> import firstyear as fy
    >>> fy.measures.deaths_to_change([120, 82, 40], [19_873] * 3, 4.1).tolist()
    [20.0, 19.0, 24.0]
    """
    per = positive("per", per)
    _, tail = confidence_levels(float(confidence))
    reading = Reading("Some counts or denominators cannot be used")
    x, n = reading.numbers("count", count), reading.numbers("denominator", denominator)
    known = reading.numbers("benchmark", benchmark)
    x, n, known = reading.same_shape(count=x, denominator=n, benchmark=known)
    reading.finish()
    expected = known * n / per
    usable = ~np.isnan(x + expected) & (n > 0)
    expected = np.where(usable, expected, 1.0)
    floor = np.full(expected.shape, -1.0)
    ceiling = np.ceil(expected + 10 * np.sqrt(expected) + 20)
    first_higher = _first_whole(
        lambda k: count_limits(k, tail, method)[0] > expected, floor, ceiling
    )
    first_not_lower = _first_whole(
        lambda k: count_limits(k, tail, method)[1] >= expected, floor, ceiling
    )
    fewer = np.where(x >= first_higher, x - first_higher, x - first_not_lower)
    more = np.where(x >= first_not_lower, first_higher - x, first_not_lower - x)
    # going down past a boundary takes one more than the distance to it
    down = np.floor(fewer) + 1
    up = np.ceil(more)
    none_lower = (x < first_higher) & (first_not_lower == 0)
    down = np.where(none_lower, np.inf, down)
    step = np.where(
        x >= first_higher, down, np.where(x < first_not_lower, up, np.minimum(down, up))
    )
    return np.where(usable, step, np.nan)


def expected_high_by_chance(number: ArrayLike, *, confidence: float = 0.95) -> Floats:
    """How many of `number` areas (or periods) would be high if none truly were.

    number x (1 - confidence) / 2.

    >>> import firstyear as fy
    >>> float(fy.measures.expected_high_by_chance(150).round(2))
    3.75
    """
    _, tail = confidence_levels(float(confidence))
    return np.asarray(number, dtype=np.float64) * tail / 2


def agreement(comparison: ArrayLike, funnel_comparison: ArrayLike) -> Words:
    """A sentence for each row in which interval and funnel disagree; blank elsewhere.

    >>> import firstyear as fy
    >>> fy.measures.agreement(["similar"], ["higher-95"]).tolist()
    ['The two tests disagree: similar by its interval, higher by the funnel. It is \
close to the line, so treat it as uncertain.']
    """
    by_interval = np.asarray(comparison, dtype=np.str_)
    by_funnel = np.char.partition(np.asarray(funnel_comparison, dtype=np.str_), "-")[
        ..., 0
    ]
    sentences = np.array(
        [
            f"The two tests disagree: {one} by its interval, {other} by the funnel. "
            "It is close to the line, so treat it as uncertain."
            for one, other in zip(by_interval.flat, by_funnel.flat, strict=True)
        ],
        dtype=np.str_,
    ).reshape(by_interval.shape)
    differ = (by_interval != by_funnel) & (by_interval != "") & (by_funnel != "")
    return np.where(differ, sentences, "")


def _first_whole(
    holds: Callable[[Floats], Truths], floor: Floats, ceiling: Floats
) -> Floats:
    """The smallest whole number above `floor` where `holds`, which is monotone."""
    below, above = floor.copy(), ceiling.copy()
    while True:
        open_still = above - below > 1
        if not open_still.any():
            return above
        middle = np.where(open_still, np.floor((below + above) / 2), above)
        true = holds(middle)
        above = np.where(true, middle, above)
        below = np.where(true, below, middle)
