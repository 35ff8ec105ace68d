"""Arrays in: numbers read from what the caller brought, and every fault at once."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from firstyear.errors import Fault, InputError, UsageError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]
Words = NDArray[np.str_]
Confidence = float | tuple[float, ...]


# how nothing is written: empty text, and the blank of nullable pandas columns
BLANKS = {"", "<NA>"}


@dataclass
class Reading:
    """Columns of numbers as they are read, with the faults found so far.

    Blank values (None, NaN) are kept as NaN: they are row states, not faults.
    """

    summary: str = "The numbers cannot be used"
    faults: list[Fault] = field(default_factory=list)

    def numbers(self, column: str, values: ArrayLike, *, lowest: float = 0.0) -> Floats:
        """`values` as float64; text, infinities and values under `lowest` are faults.

        Use `lowest=-inf` where any finite number will do.
        """
        if isinstance(values, np.ma.MaskedArray):
            # the numbers behind a mask must not come back into sight
            values = np.ma.filled(values.astype(np.float64), np.nan)
        try:
            read = np.asarray(values, dtype=np.float64)
        except (TypeError, ValueError):
            read = self._one_by_one(column, values)
        # NaN fails both comparisons, so one pass clears the usual column
        if read.size and not (read.min() >= lowest and read.max() < np.inf):
            self._fault_where(column, read, np.isinf(read), "is not finite")
            negative = (read < lowest) & np.isfinite(read)
            message = "is negative" if lowest == 0 else f"is under {lowest:g}"
            self._fault_where(column, read, negative, message)
        return read

    def at_most(self, column: str, values: Floats, limit: str, limits: Floats) -> None:
        """Faults where `values` are above `limits`: a part larger than its whole."""
        above = values > limits
        if above.any():
            self._fault_where(column, values, above, f"is above {limit}")

    def same_shape(self, **columns: Floats) -> list[Floats]:
        """The columns broadcast to one shape."""
        try:
            return list(np.broadcast_arrays(*columns.values()))
        except ValueError:
            sizes = ", ".join(f"{name} {data.shape}" for name, data in columns.items())
            self.faults.append(
                Fault(f"lengths differ: {sizes}", "Give columns of the same length")
            )
            self.finish()
            raise AssertionError("finish raises when there is a fault") from None

    def finish(self) -> None:
        """Raises InputError with every fault, if there is one."""
        if self.faults:
            raise InputError(self.summary, self.faults)

    def _one_by_one(self, column: str, values: ArrayLike) -> Floats:
        objects = np.asarray(values, dtype=object)
        listed: list[Any] = objects.ravel().tolist()
        read = np.full(objects.shape, np.nan)
        for position, value in enumerate(listed):
            if value is None or str(value).strip() in BLANKS:
                continue
            try:
                read.flat[position] = float(value)
            except (TypeError, ValueError):
                self.faults.append(
                    Fault(
                        "is not a number",
                        "Give a number, or leave it blank if it is not known",
                        row=position,
                        column=column,
                        value=str(value),
                    )
                )
        return read

    def _fault_where(
        self, column: str, values: Floats, wrong: Truths, message: str
    ) -> None:
        for position in np.flatnonzero(wrong):
            self.faults.append(
                Fault(
                    message,
                    "Correct it, or leave it blank if it is not known",
                    row=int(position),
                    column=column,
                    value=f"{values.flat[position]:g}",
                )
            )


def confidence_levels(confidence: float | ArrayLike) -> tuple[Confidence, Floats]:
    """The level or levels as given, and 1 - level as an array of the same shape."""
    try:
        levels = np.asarray(confidence, dtype=np.float64)
    except (TypeError, ValueError):
        raise UsageError(
            f"confidence must be numbers such as 0.95: {confidence!r}"
        ) from None
    if levels.ndim > 1 or levels.size == 0:
        raise UsageError("confidence is one level or a list of levels, such as 0.95")
    if not ((levels > 0) & (levels < 1)).all():
        raise UsageError(
            f"confidence {levels.tolist()} is not between 0 and 1: write 0.95 for 95%"
        )
    kept = float(levels) if levels.ndim == 0 else tuple(float(x) for x in levels)
    return kept, 1.0 - levels


def leading(tail: Floats, like: Floats) -> Floats:
    """`tail` shaped so that it broadcasts in front of the axes of `like`."""
    return tail.reshape(tail.shape + (1,) * like.ndim)


def positive(name: str, number: float) -> float:
    """`number`, if it is finite and above zero."""
    try:
        found = float(number)
    except (TypeError, ValueError):
        found = np.nan
    if not (np.isfinite(found) and found > 0):
        raise UsageError(f"{name} must be a number above zero, not {number!r}")
    return found


def one_of(name: str, word: str, words: tuple[str, ...]) -> str:
    """`word`, if it is one of `words`."""
    if word not in words:
        raise UsageError(f"{name} {word!r} is not one of {', '.join(words)}")
    return word
