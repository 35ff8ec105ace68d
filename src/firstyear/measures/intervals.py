"""Limits of a count and of a proportion: exact, Byar's and Wilson's.

All take counts as float64 arrays and `tail`, which is 1 - confidence shaped to
broadcast with them, and give (lower, upper). NaN in, NaN out.
"""

import numpy as np
from scipy import special

from firstyear.measures.arrays import Floats, Words, leading, one_of

COUNT_METHODS = ("auto", "exact", "byar")
EXACT_BELOW = 10
# whole counts below this are looked up: fewer quantiles than rows are then needed
TABLE_SIZE = 4096


def exact_limits(count: Floats, tail: Floats) -> tuple[Floats, Floats]:
    """Garwood's limits: chi-square quantiles, halved, of 2x and 2x + 2 degrees."""
    if count.size > 2 * TABLE_SIZE:
        highest = np.nanmax(count, initial=0)
        if highest < TABLE_SIZE and (count == np.floor(count)).all():
            table = np.arange(highest + 1)
            lower, upper = _garwood(table, tail.reshape(*tail.shape[: -count.ndim], 1))
            places = count.astype(np.intp)
            return lower[..., places], upper[..., places]
    return _garwood(count, tail)


def _garwood(count: Floats, tail: Floats) -> tuple[Floats, Floats]:
    # half a chi-square quantile of 2x degrees is a gamma quantile of shape x
    safe = np.where(count > 0, count, 1.0)
    lower = np.where(count == 0, 0.0, special.gammaincinv(safe, tail / 2))
    upper = special.gammainccinv(count + 1, tail / 2)
    return np.where(np.isnan(count), np.nan, lower), upper


def byar_limits(count: Floats, tail: Floats) -> tuple[Floats, Floats]:
    """Byar's cube-root approximation; the lower limit of few events is held at 0."""
    z = special.ndtri(1 - tail / 2)
    safe = np.where(count > 0, count, 1.0)
    root = 1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))
    lower = np.where(count > 0, count * np.maximum(root, 0.0) ** 3, count * 0.0)
    above = count + 1
    return lower, above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3


def count_limits(
    count: Floats, tail: Floats, method: str = "auto"
) -> tuple[Floats, Floats]:
    """Limits of a count: `auto` is exact below 10 events and Byar's from 10."""
    one_of("method", method, COUNT_METHODS)
    tail = leading(tail, count)
    if method == "exact":
        return exact_limits(count, tail)
    lower, upper = byar_limits(count, tail)
    if method == "auto":
        few = count < EXACT_BELOW
        if few.any():
            shaped = tail.reshape(*tail.shape[: tail.ndim - count.ndim], 1)
            lower, upper = np.array(lower), np.array(upper)
            lower[..., few], upper[..., few] = exact_limits(count[few], shaped)
    return lower, upper


def count_method(count: Floats, method: str) -> Words:
    """The name of the method that `count_limits` used for each count."""
    if method == "auto":
        return np.where(count < EXACT_BELOW, "exact", "byar")
    return np.broadcast_to(np.array(method), count.shape)


def wilson_limits(
    count: Floats, denominator: Floats, tail: Floats
) -> tuple[Floats, Floats]:
    """Wilson's score limits of a proportion, within 0 and 1."""
    z = special.ndtri(1 - leading(tail, count) / 2)
    share = count / denominator
    middle = 2 * count + z**2
    half = z * np.sqrt(z**2 + 4 * count * (1 - share))
    whole = 2 * (denominator + z**2)
    # none and all are exact ends; arithmetic alone would miss them by a rounding
    lower = np.where(count == 0, 0.0, np.maximum((middle - half) / whole, 0.0))
    upper = np.where(
        count == denominator, 1.0, np.minimum((middle + half) / whole, 1.0)
    )
    return lower, upper
