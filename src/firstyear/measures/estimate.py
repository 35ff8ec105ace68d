"""A number with its interval: what every rate, ratio and proportion comes back as."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firstyear.measures.arrays import Confidence, Floats, Words
from firstyear.measures.states import Status

METHOD_WORDS = {
    "exact": "exact method",
    "byar": "Byar's method",
    "wilson": "Wilson score method",
    "dobson": "Dobson's method",
    "exact-conditional": "exact conditional method",
    "newcombe": "Newcombe's method",
    "poisson-regression": "Poisson regression",
}
# methods whose values are shares or changes: per 100 of these is per cent
OF_A_HUNDRED = {"wilson", "newcombe", "poisson-regression"}


@dataclass(frozen=True, eq=False)
class Estimate:
    """Values with limits, row by row.

    value: the estimates, shape of the input (or one per group).
    lower, upper: limits of the same shape; with several confidences a leading axis.
    status: "value", or why there is no number (then value and limits are NaN).
    confidence: the level, or the levels in the order of the leading axis.
    method: how each row's limits were made ("exact", "byar", ...).
    version: of the method, as on its page.
    per: what the value is multiplied by; count and denominator: what it was made of;
    groups: the label of each row where rows were pooled.
    """

    value: Floats
    lower: Floats
    upper: Floats
    status: Words
    confidence: Confidence
    method: Words
    version: str
    per: float = 1.0
    count: Floats | None = None
    denominator: Floats | None = None
    groups: NDArray[Any] | None = None

    def sentence(
        self,
        position: int | tuple[int, ...] = (),
        *,
        counted: str = "",
        among: str = "",
    ) -> str:
        """One row in plain words: value, interval, numbers, method and version.

        `counted` and `among` name what was counted ("deaths", "live births").

        >>> import firstyear as fy
        >>> fy.measures.rate(82, 19_873).sentence(counted="deaths", among="live births")
        "4.13 per 1,000 (95% interval 3.28 to 5.12), from 82 deaths among 19,873 live \
births; Byar's method, version 1.0."
        """
        status = Status(str(self.status[position]))
        if status != Status.VALUE:
            return NO_NUMBER[status]
        name = str(self.method[position])
        unit = "" if self.per == 1.0 else f" per {self.per:,g}"
        if self.per == 100.0 and name in OF_A_HUNDRED:
            unit = "%"
        levels = np.atleast_1d(self.confidence)
        lower, upper = self.lower, self.upper
        if not isinstance(self.confidence, float):
            lower, upper = lower[0], upper[0]
        interval = (
            f"{percent(levels[0])} interval {figures(lower[position])} "
            f"to {figures(upper[position])}"
        )
        made_of = ""
        if self.count is not None and self.denominator is not None:
            made_of = (
                f", from {figures(self.count[position], 0)} {counted}".rstrip()
                + f" among {figures(self.denominator[position], 0)} {among}".rstrip()
            )
        how = METHOD_WORDS.get(name, name)
        return (
            f"{figures(self.value[position])}{unit} ({interval}){made_of}; "
            f"{how}, version {self.version}."
        )


NO_NUMBER = {
    Status.SUPPRESSED: "The number is hidden to protect families.",
    Status.MISSING: "There is no number: a count is missing.",
    Status.NOT_APPLICABLE: "There is no number: there was nobody to count among.",
    Status.NOT_CALCULATED: "There is no number: there are too few to calculate it.",
}


def figures(number: float, places: int = 2) -> str:
    """A number as people write it: thousands marked, a whole count without decimals."""
    if places == 0 and number != round(number):
        places = 1
    return f"{float(number):,.{places}f}"


def percent(level: float) -> str:
    """0.95 as "95%", 0.998 as "99.8%"."""
    return f"{round(100 * float(level), 6):g}%"


def blank_where_no_number(
    parts: tuple[Floats, ...], usable: NDArray[np.bool_] | None
) -> tuple[Floats, ...]:
    """The parts with NaN in the rows that are not usable (None: all are)."""
    if usable is None:
        return parts
    return tuple(np.where(usable, part, np.nan) for part in parts)
