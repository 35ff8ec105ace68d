"""When areas differ by more than chance: how much, and limits that allow for it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from firstyear.errors import InputError
from firstyear.measures.arrays import Floats, Reading, one_of
from firstyear.measures.methods import METHODS

SCALES = ("square-root", "log", "arcsine")
TRIMMINGS = ("winsorise", "truncate")


@dataclass(frozen=True, eq=False)
class Overdispersion:
    """How much more the areas vary than chance alone would have them.

    phi: mean of the squared trimmed z (1 is chance alone); tau_squared: variance
    between areas on the transformed scale, 0 where there is none to be seen;
    z: before trimming, NaN where the scale has no number; standard_error: of each
    area on that scale; scale and trimming: as asked; areas: how many were used.
    """

    phi: float
    tau_squared: float
    z: Floats
    standard_error: Floats
    scale: str
    trimming: str
    areas: int
    version: str

    def sentence(self) -> str:
        """Whether the areas differ by more than chance, in plain words."""
        if self.tau_squared == 0:
            return (
                f"The {self.areas} areas differ no more than chance alone would have "
                "them, so the limits are not widened."
            )
        return (
            f"The {self.areas} areas differ more than chance alone would have them "
            f"({self.phi:.1f} times the variance), and the limits are widened for it."
        )


def overdispersion(
    count: ArrayLike,
    expected: ArrayLike,
    *,
    scale: str = "square-root",
    target: float | None = None,
    trim: float = 0.1,
    trimming: str = "winsorise",
) -> Overdispersion:
    """The spread between areas beyond chance, after Spiegelhalter.

    z = (g(count / expected) - g(target)) / s, with g and s by scale: square root and
    1 / (2 sqrt(expected)) for rates and ratios, the default, which bears zero deaths;
    logarithm and 1 / sqrt(expected) for ratios; arcsine of the square root and
    1 / (2 sqrt(denominator)) for proportions, whose denominators are then `expected`.
    The z are winsorised: the share `trim` at each end is brought in to its quantile
    (or "truncate": left out). phi is their mean square over I areas, and with
    w = 1 / s^2, tau^2 = max(0, (I phi - (I - 1)) / (sum w - sum w^2 / sum w)).

    target: the centre; 1 for ratios unless given, the pooled proportion for arcsine.

    Raises InputError with fewer than two areas with numbers, or on faulty numbers.

    Source: Spiegelhalter, Quality and Safety in Health Care 14 (2005); DerSimonian
    and Laird, Controlled Clinical Trials 7 (1986).

    >>> import firstyear as fy
    >>> spread = fy.measures.overdispersion([60, 20, 45, 30], [40, 35, 40, 38])
    >>> round(spread.phi, 2), round(spread.tau_squared, 4)
    (3.33, 0.0225)
    """
    one_of("scale", scale, SCALES)
    one_of("trimming", trimming, TRIMMINGS)
    reading = Reading("Over-dispersion cannot be estimated")
    x = reading.numbers("count", count)
    n = reading.numbers("expected", expected)
    x, n = reading.same_shape(count=x, expected=n)
    if scale == "arcsine":
        reading.at_most("count", x, "its denominator", n)
    reading.finish()
    n = np.where(n > 0, n, np.nan)
    if target is None:
        known = ~np.isnan(x + n)
        target = x[known].sum() / n[known].sum() if scale == "arcsine" else 1.0
    with np.errstate(divide="ignore"):
        transformed, centre = (
            _transform(x / n, scale),
            _transform(np.asarray(target, float), scale),
        )
    error = _standard_error(n, scale)
    z = (transformed - centre) / error
    known = ~np.isnan(z)
    if known.sum() < 2:
        raise InputError("Over-dispersion needs at least two areas with numbers")
    if trimming == "winsorise":
        low, high = np.quantile(z[known], [trim, 1 - trim])
        trimmed, weight = np.clip(z[known], low, high), 1 / error[known] ** 2
    else:
        rank = np.argsort(np.argsort(z[known])) + 1
        place = rank / (known.sum() + 1)
        kept = (place >= trim) & (place < 1 - trim)
        trimmed, weight = z[known][kept], 1 / error[known][kept] ** 2
    areas = len(trimmed)
    phi = float((trimmed**2).mean())
    spread = weight.sum() - (weight**2).sum() / weight.sum()
    tau_squared = max(0.0, float((areas * phi - (areas - 1)) / spread))
    return Overdispersion(
        phi,
        tau_squared,
        np.where(np.isfinite(z), z, np.nan),
        error,
        scale,
        trimming,
        areas,
        METHODS["over-dispersion"],
    )


def widened_limits(
    found: Overdispersion,
    centre: Floats,
    denominator: Floats,
    tail: Floats,
    per: float,
    kind: str,
) -> tuple[Floats, Floats]:
    """Limits of a funnel on the scale of `found`, taken back to units of the centre."""
    z = special.ndtri(1 - tail / 2)
    if kind == "proportion":
        expected, middle = denominator, centre / per
        unit = np.full(centre.shape, per)
    else:
        expected, middle = centre * denominator / per, np.ones(centre.shape)
        unit = centre
    half = z * np.sqrt(_standard_error(expected, found.scale) ** 2 + found.tau_squared)
    place = _transform(middle, found.scale)
    lower, upper = (_back(line, found.scale) for line in (place - half, place + half))
    return lower * unit, upper * unit


def _transform(ratio: Floats, scale: str) -> Floats:
    if scale == "log":
        return np.log(ratio)
    root = np.sqrt(ratio)
    return np.arcsin(root) if scale == "arcsine" else root


def _standard_error(expected: Floats, scale: str) -> Floats:
    with np.errstate(divide="ignore"):
        return 1 / np.sqrt(expected) / (1.0 if scale == "log" else 2.0)


def _back(place: Floats, scale: str) -> Floats:
    if scale == "log":
        return np.exp(place)
    # a line below nothing, or above everything, is held at the end
    place = np.maximum(place, 0.0)
    if scale == "arcsine":
        return np.sin(np.minimum(place, np.pi / 2)) ** 2
    return place**2
