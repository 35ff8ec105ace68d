"""How long it would take to know whether a change in deaths was real."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from firstyear.errors import UsageError
from firstyear.measures.arrays import Floats, Reading
from firstyear.measures.methods import METHODS

LONGEST = 500


@dataclass(frozen=True, eq=False)
class Detection:
    """How many whole years on each side a change would need in order to show.

    years_each_side: the fewest years before, and as many after, at which the power
    reaches what was asked; NaN where 500 would not do. years_total: twice that.
    events_needed: deaths expected over all those years, before and after.
    power: reached at `years_each_side`.
    """

    events_per_year: Floats
    change: Floats
    years_each_side: Floats
    years_total: Floats
    events_needed: Floats
    power: Floats
    asked: float
    alpha: float
    version: str

    def sentence(
        self, position: int | tuple[int, ...] = (), *, counted: str = "deaths"
    ) -> str:
        """One row in plain words, naming both sides.

        >>> import firstyear as fy
        >>> fy.measures.detect(27, -0.2).sentence()
        'With about 27 deaths a year even a true fall of 20% would take about 14 years \
of data before and 14 after to show reliably; use process measures meanwhile.'
        """
        number = f"{float(self.events_per_year[position]):,.4g}"
        change = float(self.change[position])
        kind = f"{'fall' if change < 0 else 'rise'} of {abs(100 * change):.3g}%"
        years = float(self.years_each_side[position])
        if np.isnan(years):
            return (
                f"With about {number} {counted} a year a true {kind} would not show "
                f"reliably in {LONGEST} years of data before and {LONGEST} after; use "
                "process measures."
            )
        if years == 1:
            return (
                f"With about {number} {counted} a year a true {kind} would take about "
                "1 year of data before and 1 after to show reliably."
            )
        return (
            f"With about {number} {counted} a year even a true {kind} would take about "
            f"{years:.0f} years of data before and {years:.0f} after to show reliably; "
            "use process measures meanwhile."
        )


def detect(
    events_per_year: ArrayLike,
    change: ArrayLike,
    *,
    power: float = 0.8,
    alpha: float = 0.05,
) -> Detection:
    """The fewest years before and after at which a true change would show.

    The test is the two-sided exact conditional one for two Poisson counts over equal
    spans: given both together, the later count is binomial with a half, and each tail
    is allowed alpha / 2. Its power is as in `detection_power`.

    events_per_year: deaths a year before; change: -0.2 for a fall by a fifth. Arrays
    broadcast.

    Raises InputError on faulty numbers; UsageError for a change of nothing, or power
    or alpha outside 0 to 1.

    Source: Przyborowski and Wilenski, Biometrika 31 (1940).

    >>> import firstyear as fy
    >>> needed = fy.measures.detect([27, 270], -0.2)
    >>> needed.years_each_side.tolist(), needed.events_needed.tolist()
    ([14.0, 2.0], [680.4, 972.0])
    """
    if not (0 < power < 1 and 0 < alpha < 1):
        raise UsageError("power and alpha are shares between 0 and 1, such as 0.8")
    rates, changes = _read(events_per_year, change)
    years, reached = np.full(rates.shape, np.nan), np.full(rates.shape, np.nan)
    for place in np.ndindex(rates.shape):
        found = _fewest_years(float(rates[place]), float(changes[place]), power, alpha)
        if found is not None:
            years[place], reached[place] = found
    return Detection(
        rates,
        changes,
        years,
        2 * years,
        np.round(rates * years * (2 + changes), 10),
        reached,
        float(power),
        float(alpha),
        METHODS["detectability"],
    )


def detection_power(
    events_per_year: ArrayLike,
    change: ArrayLike,
    years: ArrayLike,
    *,
    alpha: float = 0.05,
) -> Floats:
    """The chance that a true change shows, with `years` of data on each side of it.

    With m deaths expected before and m (1 + change) after, the sum over totals M of
    their Poisson probability times the binomial probability, at the true share
    (1 + change) / (2 + change), of a later count in either tail of alpha / 2 under a
    half. Summed in full, not approximated. Arguments broadcast.

    >>> import firstyear as fy
    >>> fy.measures.detection_power(27, -0.2, [9, 14]).round(2).tolist()
    [0.63, 0.82]
    """
    rates, changes = _read(events_per_year, change)
    reading = Reading("The power cannot be calculated")
    spans = reading.numbers("years", years)
    rates, changes, spans = reading.same_shape(
        events_per_year=rates, change=changes, years=spans
    )
    reading.finish()
    found = np.empty(rates.shape)
    for place in np.ndindex(rates.shape):
        mean = float(rates[place] * spans[place])
        found[place] = _power(mean, float(changes[place]), alpha)
    return found


def _read(events_per_year: ArrayLike, change: ArrayLike) -> tuple[Floats, Floats]:
    reading = Reading("The power cannot be calculated")
    rates = reading.numbers("events_per_year", events_per_year)
    changes = reading.numbers("change", change, lowest=-1.0)
    rates, changes = reading.same_shape(events_per_year=rates, change=changes)
    reading.finish()
    if (changes == 0).any():
        raise UsageError("a change of nothing can never show: give one such as -0.2")
    return rates, changes


def _power(mean: float, change: float, alpha: float) -> float:
    if np.isnan(mean) or np.isnan(change):
        return float("nan")
    if not mean > 0:
        return 0.0
    both = mean * (2 + change)
    share = (1 + change) / (2 + change)
    width = 9 * np.sqrt(both) + 12
    total = np.arange(max(0.0, np.floor(both - width)), np.ceil(both + width) + 1)
    weight = np.exp(special.xlogy(total, both) - both - special.gammaln(total + 1))
    few = _largest_rejected(total, alpha)
    shown = _binomial_at_most(few, total, share) + _binomial_at_most(
        few, total, 1 - share
    )
    # the upper tail of the later count is the lower tail of the earlier one
    return float(min((weight * shown).sum(), 1.0))


def _largest_rejected(total: Floats, alpha: float) -> Floats:
    """The largest k with P(X <= k) <= alpha / 2 of a binomial half; -1 if none."""
    guess: Floats = (
        np.floor(total / 2 + special.ndtri(alpha / 2) * np.sqrt(total) / 2) - 1
    )
    guess[guess < -1] = -1.0
    limit = alpha / 2 * (1 + 1e-12)
    # the normal guess is a step or two out; walk up as far as allowed, then back
    while True:
        more = guess + 1 < total
        more &= _binomial_at_most(guess + 1, total, 0.5) <= limit
        if not more.any():
            break
        guess[more] += 1
    while True:
        fewer = (guess >= 0) & (_binomial_at_most(guess, total, 0.5) > limit)
        if not fewer.any():
            break
        guess[fewer] -= 1
    return guess


def _binomial_at_most(k: Floats, total: Floats, share: float) -> Floats:
    """P(X <= k); 0 for k under 0. `k` is always below `total` here."""
    inside = (k >= 0) & (k < total)
    safe_k = np.where(inside, k, 0.0)
    safe_total = np.where(inside, total, 1.0)
    tail = special.betainc(safe_total - safe_k, safe_k + 1, 1 - share)
    found: Floats = np.where(inside, tail, np.where(k < 0, 0.0, 1.0)).astype(np.float64)
    return found


def _fewest_years(
    rate: float, change: float, power: float, alpha: float
) -> tuple[float, float] | None:
    if not rate > 0:
        return None
    high = 1
    while _power(rate * high, change, alpha) < power:
        if high >= LONGEST:
            return None
        high = min(2 * high, LONGEST)
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        if _power(rate * middle, change, alpha) < power:
            low = middle
        else:
            high = middle
    return float(high), _power(rate * high, change, alpha)
