"""How often an area has been higher, period after period."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from firstyear.measures.arrays import Floats, Integers, Reading, Words
from firstyear.measures.classify import HIGHER, LOWER, classify
from firstyear.measures.methods import METHODS

# in how many of the periods with a figure one area is high by chance: half of 5%
BY_CHANCE = 0.025


@dataclass(frozen=True, eq=False)
class Persistence:
    """One row for each area, over its periods.

    periods: with a figure; higher, lower: of them; expected_high_by_chance: periods
    times 0.025; first_high, last_high: places of periods, counted from 0, -1 if none;
    smallest_margin: the one smallest in size, signed (positive is clear of the
    benchmark); strip: one symbol a period, oldest first: "#" higher, "+" above but
    not clear of it, "." not above, "-" lower, "?" no figure.
    """

    periods: Integers
    higher: Integers
    lower: Integers
    expected_high_by_chance: Floats
    first_high: Integers
    last_high: Integers
    smallest_margin: Floats
    strip: Words
    version: str = METHODS["persistence"]

    def sentence(self, position: int = 0, *, name: str = "the benchmark") -> str:
        """One row in plain words.

        >>> import firstyear as fy
        >>> kept = fy.measures.persistence([[6, 5]], [[5, 3.8]], [[7, 6.2]], [4.1, 4])
        >>> kept.sentence(0, name="England")
        'Higher than England in 1 of 2 periods; about 0.1 would be by chance alone.'
        """
        return (
            f"Higher than {name} in {self.higher[position]} of "
            f"{self.periods[position]} periods; about "
            f"{self.expected_high_by_chance[position]:.1f} would be by chance alone."
        )


def persistence(
    value: ArrayLike, lower: ArrayLike, upper: ArrayLike, benchmark: ArrayLike
) -> Persistence:
    """In how many periods each area was higher or lower than the benchmark.

    value, lower, upper: shape (areas, periods), oldest first, 95% limits, NaN where
    there is no figure; benchmark: one for each period, or one for each cell. Each
    cell is judged by `classify`, as everywhere.

    Raises InputError on text or infinite numbers.

    >>> import firstyear as fy
    >>> value, lower, upper = [[6, 5, 4]], [[5, 3.8, 3]], [[7, 6.2, 5]]
    >>> kept = fy.measures.persistence(value, lower, upper, [4.1, 4.1, 4.2])
    >>> kept.strip.tolist(), kept.higher.tolist(), kept.smallest_margin.round(1)
    (['#+.'], [1], array([-0.3]))
    """
    reading = Reading("Persistence cannot be judged")
    v, low, high, known = reading.same_shape(
        value=reading.numbers("value", value, lowest=-np.inf),
        lower=reading.numbers("lower", lower, lowest=-np.inf),
        upper=reading.numbers("upper", upper, lowest=-np.inf),
        benchmark=reading.numbers("benchmark", benchmark, lowest=-np.inf),
    )
    reading.finish()
    verdict = classify(low, high, known, known)
    figure = verdict != ""
    is_high, is_low = verdict == HIGHER, verdict == LOWER
    symbols = np.select(
        [~figure, is_high, is_low, v > known], ["?", "#", "-", "+"], "."
    )
    margin = np.where(figure, np.maximum(low - known, known - high), np.nan)
    size = np.where(figure, np.abs(margin), np.inf)
    nearest = np.take_along_axis(margin, size.argmin(axis=-1)[..., None], -1)[..., 0]
    any_high = is_high.any(axis=-1)
    last = is_high.shape[-1] - 1 - is_high[..., ::-1].argmax(axis=-1)
    periods = figure.sum(axis=-1)
    return Persistence(
        periods,
        is_high.sum(axis=-1),
        is_low.sum(axis=-1),
        BY_CHANCE * periods,
        np.where(any_high, is_high.argmax(axis=-1), -1),
        np.where(any_high, last, -1),
        nearest,
        np.array(["".join(row) for row in symbols], dtype=np.str_),
    )
