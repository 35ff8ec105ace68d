"""Whether a series of periods is rising or falling, and by how much a year."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from firstyear.errors import UsageError
from firstyear.measures.arrays import (
    Floats,
    Reading,
    Truths,
    Words,
    confidence_levels,
)
from firstyear.measures.estimate import Estimate
from firstyear.measures.methods import METHODS
from firstyear.measures.rates import rate
from firstyear.measures.states import Status

# chi-square with one degree of freedom at p = 0.002, as the published rule rounds it
CHI2_THRESHOLD = 9.549536
FEWEST_POINTS = 5
VERSION = METHODS["trend"]

# (series, its errors or denominators, points kept) -> (slope, chi2)
Fit = Callable[[Floats, Floats, Truths], tuple[Floats, Floats]]

INCREASING, DECREASING = "increasing", "decreasing"
NO_CHANGE, NOT_POSSIBLE = "no-significant-change", "cannot-be-calculated"


@dataclass(frozen=True, eq=False)
class Trend:
    """One row for each series.

    slope: change of the value from one period to the next; chi2: its test statistic;
    p: the probability of one as large by chance; steady: no point left out turns the
    slope round; direction: "increasing", "decreasing", "no-significant-change" or
    "cannot-be-calculated"; points: how many periods were used.
    """

    slope: Floats
    chi2: Floats
    p: Floats
    steady: Truths
    direction: Words
    points: int
    version: str = VERSION

    def sentence(self, position: int | tuple[int, ...] = ()) -> str:
        """The direction of one series in plain words."""
        return DIRECTION_WORDS[str(self.direction[position])].format(self.points)


DIRECTION_WORDS = {
    INCREASING: "Increasing over the last {} periods, by more than chance.",
    DECREASING: "Decreasing over the last {} periods, by more than chance.",
    NO_CHANGE: "No change over the last {} periods that chance could not explain.",
    NOT_POSSIBLE: "Cannot be calculated: it needs {} periods with numbers.",
}


def trend(
    count: ArrayLike,
    denominator: ArrayLike,
    *,
    points: int = 5,
    per: float = 1000,
    proportion: bool = False,
) -> Trend:
    """The recent trend of each series of counts, over its last `points` periods.

    Rates: the slope of the rates weighted by w = 1 / ((upper - lower) / 3.92)^2 from
    their 95% intervals (as `rate` makes them), with chi2 = slope^2 / variance.
    Proportions: the chi-square test for trend. Significant above 9.549536 (p under
    0.002), and only where leaving out any one point does not turn the slope round.

    count, denominator: shape (..., periods), oldest first, periods that do not
    overlap and follow each other. Fewer than `points` periods, or a blank among them,
    "cannot-be-calculated".

    Raises InputError, with positions, on faulty numbers; UsageError under 5 points.

    Source: the recent trends of the Fingertips profiles of the Department of Health
    and Social Care.

    >>> import firstyear as fy
    >>> falling = fy.measures.trend([900, 850, 790, 740, 700], [150_000] * 5)
    >>> str(falling.direction), float(falling.chi2.round(1))
    ('decreasing', 31.9)
    """
    if points < FEWEST_POINTS:
        raise UsageError(f"a trend needs 5 points or more, not {points}")
    reading = Reading("The trend cannot be calculated")
    x = reading.numbers("count", count)
    n = reading.numbers("denominator", denominator)
    x, n = reading.same_shape(count=x, denominator=n)
    if proportion:
        reading.at_most("count", x, "its denominator", n)
    reading.finish()
    x, n = x[..., -points:], n[..., -points:]
    if proportion:
        return _judge((x, n), _proportion_fits, points, per)
    made = rate(x, n, per=per)
    error = (made.upper - made.lower) / 3.92
    return _judge((made.value, error), _rate_fits, points, 1.0)


def value_trend(
    value: ArrayLike, lower: ArrayLike, upper: ArrayLike, *, points: int = 5
) -> Trend:
    """The recent trend of published values with 95% limits, where counts are not known.

    As `trend` for rates; value, lower and upper of shape (..., periods), oldest first.

    >>> import firstyear as fy
    >>> width = [0.4] * 5
    >>> value = [6.0, 5.6, 5.3, 4.9, 4.7]
    >>> steady = fy.measures.value_trend(
    ...     value, [v - 0.4 for v in value], [v + 0.4 for v in value]
    ... )
    >>> str(steady.direction), float(steady.slope.round(2))
    ('decreasing', -0.33)
    """
    if points < FEWEST_POINTS:
        raise UsageError(f"a trend needs 5 points or more, not {points}")
    reading = Reading("The trend cannot be calculated")
    y = reading.numbers("value", value, lowest=-np.inf)
    low = reading.numbers("lower", lower, lowest=-np.inf)
    high = reading.numbers("upper", upper, lowest=-np.inf)
    y, low, high = reading.same_shape(value=y, lower=low, upper=high)
    reading.finish()
    error = (high - low)[..., -points:] / 3.92
    error = np.where(error > 0, error, np.nan)
    return _judge((y[..., -points:], error), _rate_fits, points, 1.0)


def annual_change(
    count: ArrayLike,
    denominator: ArrayLike,
    *,
    year: ArrayLike | None = None,
    confidence: float = 0.95,
) -> Estimate:
    """The yearly change of each series in per cent, by Poisson regression.

    log(expected count) = log(denominator) + a + b year; the estimate is
    100 (exp(b) - 1). Limits by profile likelihood: the b at which twice the log
    likelihood has fallen by z squared.

    count, denominator: shape (..., periods); year: of each period (its middle, for
    periods of several years), by default 0, 1, 2, ...
    A blank in the series is "missing"; deaths in one period only, or in none, or one
    year throughout, "not-calculated".

    Raises InputError, with positions, on faulty numbers.

    Source: McCullagh and Nelder, Generalized Linear Models (1989).

    >>> import firstyear as fy
    >>> change = fy.measures.annual_change([900, 850, 790, 740, 700], [150_000] * 5)
    >>> change.value.round(1).tolist(), change.lower.round(1).tolist()
    (-6.2, -8.3)
    """
    level, tail = confidence_levels(float(confidence))
    reading = Reading("The yearly change cannot be calculated")
    x = reading.numbers("count", count)
    n = reading.numbers("denominator", denominator)
    x, n = reading.same_shape(count=x, denominator=n)
    periods = x.shape[-1]
    when = np.arange(periods) if year is None else year
    t = reading.numbers("year", when, lowest=-np.inf)
    reading.finish()
    t = np.broadcast_to(t, x.shape)
    missing = np.isnan(x + n + t).any(axis=-1)
    nobody = (n == 0).any(axis=-1)
    with_deaths = (x > 0).sum(axis=-1)
    status = np.select(
        [missing, nobody, (with_deaths < 2) | (np.ptp(t, axis=-1) == 0)],
        [Status.MISSING, Status.NOT_APPLICABLE, Status.NOT_CALCULATED],
        Status.VALUE,
    ).astype(np.str_)
    usable = status == Status.VALUE
    # rows without an answer are given a harmless series, and blanked at the end
    safe_x = np.where(usable[..., None], x, 1.0)
    safe_n = np.where(usable[..., None], n, 1.0)
    safe_t = np.where(usable[..., None], t, np.arange(periods))
    centred = safe_t - safe_t.mean(axis=-1, keepdims=True)
    fall = special.ndtri(1 - float(tail) / 2) ** 2 / 2
    slope = _steepest(safe_x, safe_n, centred)
    top = _log_likelihood(slope, safe_x, safe_n, centred)
    lower = _where_fallen(slope, -1.0, top - fall, safe_x, safe_n, centred)
    upper = _where_fallen(slope, 1.0, top - fall, safe_x, safe_n, centred)
    value, lower, upper = (
        np.where(usable, 100 * np.expm1(part), np.nan) for part in (slope, lower, upper)
    )
    method = np.where(usable, "poisson-regression", "")
    return Estimate(value, lower, upper, status, level, method, VERSION, 100.0)


def _judge(
    pieces: tuple[Floats, Floats], fits: Fit, points: int, scale: float
) -> Trend:
    shape = pieces[0].shape
    if shape[-1] < points:
        blank = np.full(shape[:-1], np.nan)
        words = np.full(shape[:-1], NOT_POSSIBLE)
        return Trend(blank, blank, blank, np.zeros(shape[:-1], bool), words, points)
    with np.errstate(divide="ignore", invalid="ignore"):
        everything = np.ones(points, dtype=bool)
        slope, chi2 = fits(*pieces, everything)
        without = [fits(*pieces, np.arange(points) != out)[0] for out in range(points)]
    steady = np.all(np.sign(without) == np.sign(slope), axis=0)
    known = np.isfinite(slope) & np.isfinite(chi2)
    significant = (chi2 > CHI2_THRESHOLD) & steady
    direction = np.select(
        [~known, significant & (slope > 0), significant & (slope < 0)],
        [NOT_POSSIBLE, INCREASING, DECREASING],
        NO_CHANGE,
    )
    return Trend(
        np.where(known, slope * scale, np.nan),
        np.where(known, chi2, np.nan),
        np.where(known, special.chdtrc(1, chi2), np.nan),
        steady,
        direction,
        points,
    )


def _rate_fits(value: Floats, error: Floats, kept: Truths) -> tuple[Floats, Floats]:
    x = np.arange(value.shape[-1])[kept]
    y, w = value[..., kept], error[..., kept] ** -2.0
    S1, S2, S3 = w.sum(-1), (w * x * y).sum(-1), (w * x).sum(-1)
    S4, S5 = (w * y).sum(-1), (w * x**2).sum(-1)
    spread = S1 * S5 - S3**2
    slope = (S1 * S2 - S3 * S4) / spread
    return slope, slope**2 * spread / S1


def _proportion_fits(
    count: Floats, whole: Floats, kept: Truths
) -> tuple[Floats, Floats]:
    x = np.arange(count.shape[-1])[kept]
    r, n = count[..., kept], whole[..., kept]
    N, R = n.sum(-1), r.sum(-1)
    moment = (x * r).sum(-1) - R * (n * x).sum(-1) / N
    spread = (n * x**2).sum(-1) - (n * x).sum(-1) ** 2 / N
    share = R / N
    return moment / spread, moment**2 / (share * (1 - share) * spread)


def _shares(slope: Floats, n: Floats, t: Floats) -> Floats:
    power = np.log(n) + slope[..., None] * t
    weight = np.exp(power - power.max(axis=-1, keepdims=True))
    shares: Floats = weight / weight.sum(axis=-1, keepdims=True)
    return shares


def _steepest(x: Floats, n: Floats, t: Floats) -> Floats:
    """The slope of greatest likelihood: given the total, periods are multinomial."""
    slope = np.zeros(x.shape[:-1])
    total = x.sum(axis=-1)
    for _ in range(100):
        share = _shares(slope, n, t)
        mean = (share * t).sum(-1)
        score = (x * t).sum(-1) - total * mean
        information = total * ((share * t**2).sum(-1) - mean**2)
        # a short step keeps the first one from overshooting when counts are few
        step = np.clip(score / information, -1.0, 1.0)
        slope = slope + step
        if (np.abs(step) < 1e-13).all():
            break
    return slope


def _log_likelihood(slope: Floats, x: Floats, n: Floats, t: Floats) -> Floats:
    found: Floats = (x * np.log(_shares(slope, n, t))).sum(-1)
    return found


def _where_fallen(
    slope: Floats, side: float, level: Floats, x: Floats, n: Floats, t: Floats
) -> Floats:
    """The slope on one side of the best at which the likelihood is down to `level`."""
    reach = np.full(slope.shape, 1e-3)
    for _ in range(60):
        above = _log_likelihood(slope + side * reach, x, n, t) > level
        if not above.any():
            break
        reach = np.where(above, 2 * reach, reach)
    near, far = np.zeros(slope.shape), reach
    for _ in range(60):
        middle = (near + far) / 2
        above = _log_likelihood(slope + side * middle, x, n, t) > level
        near, far = np.where(above, middle, near), np.where(above, far, middle)
    return slope + side * far
