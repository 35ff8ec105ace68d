"""Who gives birth, and how babies of each group fare, in the made-up country.

Sizes are of the order that published studies find, rounded and invented: they are
for showing and testing, and are evidence of nothing.
"""

from dataclasses import dataclass

import numpy as np

from firstyear import packs
from firstyear.synthetic.story import FIRST_YEAR, YEARS

UNKNOWN = "Unknown"
FIFTH = "imd2025-quintile-england"
ETHNIC = "ethnic-group-mother"
BROAD = "ethnic-group-mother-broad"

# Ages at death, in the order of the last axis of every array of deaths.
EARLY, LATE, POST, STILL = range(4)


def _categories(dimension: str) -> tuple[str, ...]:
    return (*packs.dimensions()[dimension].categories, UNKNOWN)


@dataclass(frozen=True)
class Group:
    """One way of splitting births: shares of live births, and relative risks.

    `risks` has a row for each age at death (early, late, post-neonatal, stillborn).
    `tilt` moves births between categories as deprivation goes up.
    """

    dimension: str
    categories: tuple[str, ...]
    shares: np.ndarray
    risks: np.ndarray
    tilt: np.ndarray


def _group(dimension: str, shares: list[float], risks: list[list[float]]) -> Group:
    categories = _categories(dimension)
    whole = np.array(shares) / np.sum(shares)
    table = np.array(risks if len(risks) > 1 else risks * 4)
    return Group(dimension, categories, whole, table, np.zeros(len(categories)))


FIFTHS = _categories(FIFTH)
FIFTH_SHARES = np.array([0.25, 0.22, 0.19, 0.18, 0.15, 0.01])
FIFTH_TILT = np.array([1.1, 0.55, 0.0, -0.55, -1.1, 0.0])
FIFTH_RISK = np.array([1.45, 1.20, 1.00, 0.85, 0.70, 1.10])
# The gradient is steeper after the first four weeks, and less steep for stillbirth.
FIFTH_POWER = np.array([1.0, 1.0, 1.4, 0.7])

ETHNIC_GROUPS = _categories(ETHNIC)
# share of births, relative risk, whether the share grows with diversity, and how
# much with deprivation.
_ETHNIC = {
    "Asian: Bangladeshi": (0.022, 1.40, 1, 0.5),
    "Asian: Chinese": (0.008, 0.85, 1, -0.2),
    "Asian: Indian": (0.045, 1.15, 1, -0.1),
    "Asian: Pakistani": (0.050, 1.80, 1, 0.6),
    "Asian: Other": (0.025, 1.10, 1, 0.0),
    "Black: African": (0.048, 1.60, 1, 0.5),
    "Black: Caribbean": (0.013, 1.80, 1, 0.4),
    "Black: Other": (0.010, 1.50, 1, 0.4),
    "Mixed: White and Asian": (0.012, 1.00, 1, 0.0),
    "Mixed: White and Black African": (0.008, 1.20, 1, 0.2),
    "Mixed: White and Black Caribbean": (0.014, 1.25, 1, 0.3),
    "Mixed: Other": (0.012, 1.10, 1, 0.1),
    "White: British": (0.555, 0.90, 0, -0.1),
    "White: Gypsy or Irish Traveller": (0.002, 1.60, 0, 0.5),
    "White: Irish": (0.006, 1.00, 0, 0.0),
    "White: Roma": (0.004, 1.40, 1, 0.5),
    "White: Other": (0.088, 0.85, 1, 0.0),
    "Other: Arab": (0.010, 1.10, 1, 0.3),
    "Other: Any other": (0.018, 1.20, 1, 0.2),
    UNKNOWN: (0.050, 1.30, 0, 0.1),
}
ETHNIC_SHARES, ETHNIC_RISK, ETHNIC_DIVERSE, ETHNIC_TILT = (
    np.array([_ETHNIC[name][column] for name in ETHNIC_GROUPS]) for column in range(4)
)

AGE = _group(
    "mothers-age",
    [0.028, 0.125, 0.265, 0.335, 0.200, 0.045, 0.002],
    [
        [1.40, 1.10, 0.95, 0.90, 1.00, 1.30, 1.50],
        [1.60, 1.15, 0.95, 0.90, 0.95, 1.20, 1.50],
        [2.60, 1.50, 0.95, 0.75, 0.75, 0.95, 1.50],
        [1.20, 1.00, 0.95, 0.92, 1.10, 1.50, 1.50],
    ],
)
AGE_TILT = np.array([0.9, 0.5, 0.15, -0.15, -0.3, -0.2, 0.0])
SEX = Group(
    "sex",
    packs.dimensions()["sex"].categories,
    np.array([0.488, 0.512]),
    np.array([[0.9, 1.1]] * 4),
    np.zeros(2),
)
PLURALITY = _group("plurality", [0.968, 0.031, 0.001], [[0.87, 4.8, 1.5]] * 4)
WEIGHT = _group(
    "birthweight",
    [0.0012, 0.0105, 0.0620, 0.8150, 0.1100, 0.0013],
    [
        [650.0, 95.0, 5.0, 0.65, 0.5, 40.0],
        [40.0, 30.0, 5.0, 0.75, 0.6, 12.0],
        [12.0, 14.0, 3.5, 0.85, 0.7, 4.0],
        [90.0, 55.0, 5.5, 0.45, 0.4, 40.0],
    ],
)
LIGHT = 3  # categories of WEIGHT under 2,500 grams

# Length of pregnancy: share of live births, chance of dying in the first year, and
# at which age those who die do so.
WEEKS = _categories("gestation")
WEEKS_SHARES = np.array([0.0005, 0.001, 0.004, 0.008, 0.062, 0.897, 0.0195, 0.008])
WEEKS_SHARES = WEEKS_SHARES / WEEKS_SHARES.sum()
WEEKS_RISK = np.array([0.98, 0.75, 0.20, 0.05, 0.010, 0.0014, 0.002, 0.012])
WEEKS_AGES = np.array(
    [
        [0.97, 0.02, 0.01],
        [0.80, 0.12, 0.08],
        [0.50, 0.22, 0.28],
        [0.50, 0.17, 0.33],
        [0.50, 0.13, 0.37],
        [0.42, 0.13, 0.45],
        [0.42, 0.13, 0.45],
        [0.55, 0.15, 0.30],
    ]
)
WEEKS_STILL = np.array([0.0, 0.0, 0.30, 0.20, 0.25, 0.24, 0.01, 0.0])
BEFORE_24 = 2  # categories of WEEKS before 24 weeks
BEFORE_37 = 5

CAUSES = _categories("cause")
CAUSE_SHARES = np.array(
    [
        [0.26, 0.05, 0.52, 0.08, 0.002, 0.02, 0.03, 0.002, 0.026, 0.01],
        [0.32, 0.04, 0.35, 0.05, 0.005, 0.11, 0.07, 0.025, 0.02, 0.01],
        [0.30, 0.01, 0.06, 0.03, 0.06, 0.12, 0.10, 0.24, 0.07, 0.01],
        [0.18, 0.06, 0.02, 0.10, 0.0, 0.01, 0.13, 0.0, 0.48, 0.02],
    ]
)
SUDDEN = "Sudden infant deaths"


def country_rate() -> np.ndarray:
    """Infant deaths per live birth in each year: falls to 2014, then stands still."""
    since = np.array(YEARS) - FIRST_YEAR
    return np.asarray(0.0039 + 0.0011 * np.clip(1 - since / 10, 0, None))


def still_rate() -> np.ndarray:
    """Stillbirths per birth in each year: falls slowly throughout."""
    since = np.array(YEARS) - FIRST_YEAR
    return np.asarray(0.0054 - 0.0015 * since / since[-1])


def birth_trend() -> np.ndarray:
    """Births of each year over those of the middle years: up to 2012, then down."""
    years = np.array(YEARS)
    return np.asarray(
        np.interp(years, [FIRST_YEAR, 2012, YEARS[-1]], [0.94, 1.06, 0.88])
    )
