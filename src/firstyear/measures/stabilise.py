"""Rates of small areas steadied by what is known of the others: gamma-Poisson."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from firstyear.errors import InputError
from firstyear.measures.arrays import Floats, Reading, Words, confidence_levels
from firstyear.measures.estimate import figures, percent
from firstyear.measures.methods import METHODS
from firstyear.measures.states import Status, row_status

PRIOR_SD = 0.25
GRID_POINTS = 60
# the prior is spent by five of its standard deviations
GRID_END = 5 * PRIOR_SD
# a grid point this far down in log posterior changes no figure shown
NEGLIGIBLE = 20.0


@dataclass(frozen=True, eq=False)
class Stabilised:
    """Crude and stabilised values, row by row, in units of count over expected.

    value: crude; stabilised: mean of what is credible for the area; lower, upper: its
    credible interval; probability_higher: that the area's true value is above
    `benchmark`; own_share: the share of `stabilised` that is the area's own data (the
    rest is the reference's); status as in `rate`. reference: what areas are drawn
    towards. variation: the mean of the credible coefficients of variation between
    areas. confidence: of the interval.
    """

    value: Floats
    stabilised: Floats
    lower: Floats
    upper: Floats
    probability_higher: Floats
    own_share: Floats
    status: Words
    reference: float
    benchmark: float
    variation: float
    confidence: float
    version: str

    def sentence(
        self, position: int = 0, *, name: str = "the benchmark", per: float = 1
    ) -> str:
        """One row in plain words, the crude value first; `per` multiplies the values.

        >>> import firstyear as fy
        >>> steady = fy.measures.stabilise([30, 12, 9], [5_000, 4_000, 3_000])
        >>> steady.sentence(0, name="the three together", per=1000)
        "Crude 6.00; stabilised 4.98 (95% credible interval 3.86 to 6.89). Likely \
higher than the three together (probability 83%). 41% of the stabilised figure is \
the area's own data; version 1.0."
        """
        if self.status[position] != Status.VALUE:
            return "There is no number to stabilise."
        crude, steady, lower, upper = (
            figures(part[position] * per)
            for part in (self.value, self.stabilised, self.lower, self.upper)
        )
        chance = float(self.probability_higher[position])
        words = str(probability_words(chance))
        verdict = "Cannot tell whether it is higher or lower than"
        if words != CANNOT_TELL:
            verdict = f"{words.capitalize()} than"
        return (
            f"Crude {crude}; stabilised {steady} ({percent(self.confidence)} credible "
            f"interval {lower} to {upper}). {verdict} {name} (probability "
            f"{max(chance, 1 - chance):.0%}). {self.own_share[position]:.0%} of the "
            f"stabilised figure is the area's own data; version {self.version}."
        )


CANNOT_TELL = "cannot tell"


def probability_words(probability_higher: ArrayLike) -> Words:
    """The words for a probability of being higher; blank for NaN.

    Over 0.95 "very likely higher", from 0.80 "likely higher", under 0.05 and up to
    0.20 the mirror words for lower, and "cannot tell" between.

    >>> import firstyear as fy
    >>> fy.measures.probability_words([0.97, 0.85, 0.5, 0.02]).tolist()
    ['very likely higher', 'likely higher', 'cannot tell', 'very likely lower']
    """
    p = np.asarray(probability_higher, dtype=np.float64)
    # 1 - 0.8 is not quite 0.2 in binary, and the mirror must be exact
    lower = np.round(1 - p, 12)
    return np.select(
        [np.isnan(p), p > 0.95, p >= 0.8, lower > 0.95, lower >= 0.8],
        [
            "",
            "very likely higher",
            "likely higher",
            "very likely lower",
            "likely lower",
        ],
        CANNOT_TELL,
    )


def stabilise(
    count: ArrayLike,
    expected: ArrayLike,
    *,
    reference: float | None = None,
    benchmark: float | None = None,
    confidence: float = 0.95,
) -> Stabilised:
    """Each area's rate steadied towards the reference, with credible limits.

    Deaths are Poisson with mean expected x t, and t varies between areas as a gamma
    with mean `reference` and coefficient of variation c. Given c, with a = 1 / c^2
    and b = a / reference, an area's t is gamma with shape count + a and rate
    expected + b: its mean is a weighted mean of the area's own value, with share
    expected / (expected + b), and the reference. c is not fixed at a best guess but
    integrated over 60 points, weighted by the likelihood of all areas' counts
    (negative binomial) and a half-normal prior with standard deviation 0.25: limits
    then hold their level where a plug-in falls short.

    count, expected: one row for each area; give births as `expected` for rates, or
    deaths expected by indirect standardisation for stabilised and adjusted ratios.
    reference: default the pooled value of the rows, sum(count) / sum(expected).
    benchmark: what `probability_higher` is against; default the reference.
    A blank row comes back NaN with its status and does not inform the others.

    Raises InputError where no row has a number, or no death is known and no
    reference given.

    Source: Clayton and Kaldor, Biometrics 43 (1987); the integration is the
    project's own, checked by simulation.

    >>> import firstyear as fy
    >>> steady = fy.measures.stabilise([30, 12, 9], [5_000, 4_000, 3_000])
    >>> (1000 * steady.stabilised).round(2).tolist(), steady.own_share.round(2).tolist()
    ([4.98, 3.78, 3.84], [0.41, 0.38, 0.33])
    """
    confidence_levels(float(confidence))
    reading = Reading("These rates cannot be stabilised")
    x = reading.numbers("count", count)
    e = reading.numbers("expected", expected)
    x, e = reading.same_shape(count=x, expected=e)
    reading.finish()
    x, e = np.atleast_1d(x), np.atleast_1d(e)
    status, usable = row_status(x, e)
    known = np.ones(x.shape, dtype=bool) if usable is None else usable
    if not known.any():
        raise InputError("There is no row with a number to stabilise")
    events, exposure = x[known], e[known]
    mean = float(events.sum() / exposure.sum()) if reference is None else reference
    if not (np.isfinite(mean) and mean > 0):
        raise InputError(
            "There is no death to set a level by: give a reference above zero"
        )
    against = mean if benchmark is None else float(benchmark)
    variation, weight = _credible_variation(events, exposure * mean)
    prior = variation**-2.0
    shape = events[:, None] + prior
    scale = 1 / (exposure[:, None] + prior / mean)
    share = (exposure[:, None] * scale) @ weight
    steady = (shape * scale) @ weight
    second = (shape * (shape + 1) * scale**2) @ weight
    probabilities = np.array([(1 - confidence) / 2, (1 + confidence) / 2])
    lower, upper = _mixture_quantiles(
        probabilities, shape, scale, weight, steady, second - steady**2
    )
    above = special.gammaincc(shape, against / scale) @ weight

    def spread(part: Floats) -> Floats:
        whole = np.full(x.shape, np.nan)
        whole[known] = part
        return whole

    return Stabilised(
        spread(events / exposure),
        spread(steady),
        spread(lower),
        spread(upper),
        spread(above),
        spread(share),
        status,
        mean,
        against,
        float(variation @ weight),
        float(confidence),
        METHODS["stabilised-rates"],
    )


def _credible_variation(events: Floats, expected: Floats) -> tuple[Floats, Floats]:
    """Coefficients of variation between areas, and how credible each is (sums to 1)."""
    grid, step = _midpoints(0.0, GRID_END)
    for _ in range(2):
        score = _log_posterior(grid, events, expected)
        likely = grid[score > score.max() - NEGLIGIBLE]
        # a second grid over the likely part alone: many areas make it narrow
        low, high = max(float(likely[0]) - step, 0.0), float(likely[-1]) + step
        grid, step = _midpoints(low, high)
    score = _log_posterior(grid, events, expected)
    weight: Floats = np.exp(score - score.max())
    weight /= weight.sum()
    return grid, weight


def _midpoints(low: float, high: float) -> tuple[Floats, float]:
    edges = np.linspace(low, high, GRID_POINTS + 1, dtype=np.float64)
    middles: Floats = (edges[1:] + edges[:-1]) / 2
    return middles, (high - low) / GRID_POINTS


def _log_posterior(grid: Floats, events: Floats, expected: Floats) -> Floats:
    a = grid[:, None] ** -2.0
    likelihood: Floats = (
        special.gammaln(events + a)
        - special.gammaln(a)
        - a * np.log1p(expected / a)
        - events * np.log(expected + a)
    ).sum(axis=1)
    return likelihood - 0.5 * (grid / PRIOR_SD) ** 2


def _mixture_quantiles(
    probabilities: Floats,
    shape: Floats,
    scale: Floats,
    weight: Floats,
    mean: Floats,
    variance: Floats,
) -> Floats:
    """Quantiles of each row's mixture of gammas, shape (probabilities, rows)."""
    p = probabilities[:, None]
    # a single gamma of the same mean and variance starts within a few per cent
    place = special.gammaincinv(mean**2 / variance, p) * variance / mean
    constant = special.gammaln(shape) + shape * np.log(scale)
    low, high = np.zeros(place.shape), np.full(place.shape, np.inf)
    for _ in range(40):
        at = place[..., None]
        below = special.gammainc(shape, at / scale) @ weight
        low = np.where(below < p, place, low)
        high = np.where(below >= p, place, high)
        density = np.exp((shape - 1) * np.log(at) - at / scale - constant) @ weight
        # far out a narrow peak has no density at all: that row is halved instead
        with np.errstate(divide="ignore", invalid="ignore"):
            moved = place - (below - p) / density
        # Newton's error is squared each time: after this step it is under 1e-12
        settled = np.abs(moved - place) <= 1e-6 * place
        inside = (moved > low) & (moved < high)
        halved = np.where(np.isinf(high), 2 * place, (low + high) / 2)
        place = np.where(settled | inside, moved, halved)
        if settled.all():
            break
    return place
