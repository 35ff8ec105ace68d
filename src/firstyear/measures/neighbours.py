"""Which areas are most alike, on measures the user chooses."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from firstyear.errors import InputError, UsageError
from firstyear.measures.arrays import Floats, Integers, Reading
from firstyear.measures.methods import METHODS


@dataclass(frozen=True, eq=False)
class Neighbours:
    """The nearest areas of each area, nearest first.

    position: rows of the input, shape (areas, number), -1 where there is none;
    distance: of each, same shape; all_distances: between every two areas.
    """

    position: Integers
    distance: Floats
    all_distances: Floats
    version: str = METHODS["neighbours"]


def neighbours(
    covariates: ArrayLike, *, number: int = 15, weights: ArrayLike | None = None
) -> Neighbours:
    """The `number` most alike areas of each, by standardised Euclidean distance.

    Each covariate is divided by its standard deviation over areas, so that its unit
    does not matter; distance = sqrt(sum(weight x difference squared)). A covariate
    that is the same everywhere counts nothing. An area with a blank has no neighbours
    and is nobody's.

    covariates: shape (areas, covariates); weights: one for each covariate, default 1.

    Raises InputError, with positions, on text or infinite numbers, or on weights that
    are not one for each covariate.

    >>> import firstyear as fy
    >>> births_and_deprivation = [[3000, 30.1], [3100, 31.0], [9000, 12.0]]
    >>> fy.measures.neighbours(births_and_deprivation, number=1).position.tolist()
    [[1], [0], [0]]
    """
    if number < 1:
        raise UsageError(f"number of neighbours must be 1 or more, not {number}")
    reading = Reading("Neighbours cannot be found")
    data = reading.numbers("covariates", covariates, lowest=-np.inf)
    weight = reading.numbers("weights", 1.0 if weights is None else weights)
    reading.finish()
    if data.ndim != 2 or weight.shape not in {(), (data.shape[1],)}:
        raise InputError(
            "Give covariates as one row for each area and a weight for each covariate"
        )
    areas = len(data)
    whole = ~np.isnan(data).any(axis=1)
    scale = data[whole].std(axis=0, ddof=1) if whole.sum() > 1 else np.zeros(1)
    with np.errstate(divide="ignore", invalid="ignore"):
        standard = np.where(scale > 0, data / scale, 0.0) * np.sqrt(weight)
    apart = np.sqrt(((standard[:, None, :] - standard[None, :, :]) ** 2).sum(axis=-1))
    apart[~whole, :] = apart[:, ~whole] = np.nan
    ranked = np.where(np.isnan(apart), np.inf, apart)
    np.fill_diagonal(ranked, np.inf)
    order = np.argsort(ranked, axis=1, kind="stable")[:, : min(number, areas - 1)]
    distance = np.take_along_axis(ranked, order, axis=1)
    none = np.isinf(distance)
    return Neighbours(
        np.where(none, -1, order), np.where(none, np.nan, distance), apart
    )
