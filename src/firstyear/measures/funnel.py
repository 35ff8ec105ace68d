"""Control limits around a benchmark: how far chance alone would scatter areas."""

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
    one_of,
    positive,
)
from firstyear.measures.classify import HIGHER, LOWER, SIMILAR, classify
from firstyear.measures.methods import METHODS
from firstyear.measures.overdispersion import Overdispersion, widened_limits

KINDS = ("rate", "proportion")


@dataclass(frozen=True, eq=False)
class Funnel:
    """Limits of the value at each denominator, outermost confidence last.

    lower, upper: with several confidences a leading axis; NaN where there is no
    denominator. benchmark: the centre. method: "exact-poisson", "normal" (for
    proportions) or "over-dispersed".
    """

    lower: Floats
    upper: Floats
    benchmark: Floats
    confidence: Confidence
    method: str
    version: str


def funnel_limits(
    benchmark: ArrayLike,
    denominator: ArrayLike,
    *,
    confidence: float | ArrayLike = (0.95, 0.998),
    per: float = 1000,
    kind: str = "rate",
    overdispersion: Overdispersion | None = None,
) -> Funnel:
    """The funnel's limits at each denominator, in units of the benchmark.

    kind "rate": with E = benchmark x denominator / per deaths expected and p half of
    1 - confidence, the upper line is the count O at which the p quantile of
    chi-square with 2O degrees is 2E, and the lower line the O at which the 1 - p
    quantile with 2(O + 1) degrees is 2E. An area is outside exactly when its own
    exact interval misses the benchmark. For ratios give expected deaths as
    denominator, benchmark 1 and `per=1` (or 100 and 100).
    kind "proportion": benchmark +- z sqrt(b(1 - b) / n), within 0 and `per`.

    overdispersion: widen the limits by the spread found among the areas; the result's
    method then says "over-dispersed".

    Raises InputError for negative or infinite numbers.

    Source: Spiegelhalter, Statistics in Medicine 24 (2005).

    >>> import firstyear as fy
    >>> funnel = fy.measures.funnel_limits(3.9, [5_000, 20_000])
    >>> funnel.upper.round(2).tolist()
    [[5.82, 4.81], [7.0, 5.36]]
    """
    per = positive("per", per)
    one_of("kind", kind, KINDS)
    levels, tail = confidence_levels(confidence)
    reading = Reading("The funnel cannot be drawn")
    n = reading.numbers("denominator", denominator)
    centre = reading.numbers("benchmark", benchmark)
    n, centre = reading.same_shape(denominator=n, benchmark=centre)
    if kind == "proportion":
        reading.at_most("benchmark", centre, "the whole", np.full(centre.shape, per))
    reading.finish()
    n = np.where(n > 0, n, np.nan)
    tail = leading(tail, n)
    version = METHODS["comparison-funnel"]
    if overdispersion is not None:
        method = "over-dispersed"
        version = METHODS["over-dispersion"]
        lower, upper = widened_limits(overdispersion, centre, n, tail, per, kind)
    elif kind == "proportion":
        method = "normal"
        share = centre / per
        half = special.ndtri(1 - tail / 2) * np.sqrt(share * (1 - share) / n)
        lower = np.maximum(share - half, 0.0) * per
        upper = np.minimum(share + half, 1.0) * per
    else:
        method = "exact-poisson"
        expected = centre * n / per
        low, high = line_counts(expected, tail)
        lower, upper = low * per / n, high * per / n
    return Funnel(lower, upper, centre, levels, method, version)


def funnel_curve(
    events: ArrayLike, *, confidence: float | ArrayLike = (0.95, 0.998)
) -> tuple[Floats, Floats, Floats, Floats]:
    """The funnel's lines as points, for drawing: one point for each number of events.

    Gives (lower expected, lower ratio, upper expected, upper ratio): the expected
    deaths at which `events` lie on the line, and events divided by it. Multiply the
    ratio by the benchmark for a rate's line. With several confidences, a leading axis.

    lower = O / (chi2(1 - p; 2(O + 1)) / 2), upper = O / (chi2(p; 2O) / 2).

    >>> import firstyear as fy
    >>> low_at, low, high_at, high = fy.measures.funnel_curve([1, 20], confidence=0.95)
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.179, 0.647], [39.498, 1.637])
    """
    _, tail = confidence_levels(confidence)
    reading = Reading("The funnel cannot be drawn")
    observed = reading.numbers("events", events, lowest=1)
    reading.finish()
    tail = leading(tail, observed) / 2
    lower_expected = special.gammainccinv(observed + 1, tail)
    upper_expected = special.gammaincinv(observed, tail)
    return (
        lower_expected,
        observed / lower_expected,
        upper_expected,
        observed / upper_expected,
    )


def funnel_compare(value: ArrayLike, funnel: Funnel) -> Words:
    """Each value against the funnel's own lines, named by the outermost one crossed.

    "higher-998", "higher-95", "similar", "lower-95" or "lower-998" for the default
    confidences; blank where there is no number. The lines drawn are the lines judged
    by, over-dispersed or not.

    >>> import firstyear as fy
    >>> funnel = fy.measures.funnel_limits(3.9, [6_000, 20_000, 20_000])
    >>> fy.measures.funnel_compare([7.5, 4.9, 3.9], funnel).tolist()
    ['higher-998', 'higher-95', 'similar']
    """
    known = np.asarray(value, dtype=np.float64)
    levels = np.atleast_1d(np.asarray(funnel.confidence))
    shape = (len(levels), *funnel.benchmark.shape)
    classes = classify(
        known, known, funnel.lower.reshape(shape), funnel.upper.reshape(shape)
    )
    words = np.full(classes.shape[1:], SIMILAR, dtype="<U24")
    for place in np.argsort(levels):
        for side in (HIGHER, LOWER):
            name = f"{side}-{level_name(levels[place])}"
            words = np.where(classes[place] == side, name, words)
    return np.where(classes[0] == "", "", words)


def level_name(level: float) -> str:
    """0.95 as "95" and 0.998 as "998", as they stand in column names.

    >>> level_name(0.998)
    '998'
    """
    return f"{round(100 * float(level), 6):g}".replace(".", "")


def line_counts(expected: Floats, tail: Floats) -> tuple[Floats, Floats]:
    """The counts, not rounded, that lie on the lower and upper lines at `expected`."""
    safe = np.where(expected > 0, expected, np.nan)
    p = tail / 2
    upper = _shape_at(p, safe)
    lower = _shape_at(1 - p, safe) - 1
    lower, upper = np.maximum(lower, 0.0), np.maximum(upper, 0.0)
    # nobody expected: any death at all is above the line
    nobody = expected == 0
    return np.where(nobody, 0.0, lower), np.where(nobody, 0.0, upper)


def _shape_at(p: Floats, x: Floats) -> Floats:
    """The shape a at which the regularised lower gamma function of x is p."""
    shape = special.chdtriv(p, 2 * x) / 2
    # the library's search stops near 1e-9; two secant steps go on to rounding
    for _ in range(2):
        nudge = 1e-6 * np.maximum(shape, 1e-3)
        here = special.gammainc(shape, x)
        slope = (special.gammainc(shape + nudge, x) - here) / nudge
        step = np.where(slope < 0, (here - p) / np.where(slope < 0, slope, -1.0), 0.0)
        shape = np.maximum(shape - step, shape / 2)
    return shape
