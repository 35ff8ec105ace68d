"""Round ends for axes."""

import math
from collections.abc import Iterable


def nice_ceiling(values: Iterable[float], *, least: float = 1.0) -> float:
    """The smallest of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten at or above all.

    Examples:
        >>> nice_ceiling([3.2, 7.4])
        8.0
        >>> nice_ceiling([])
        1.0
    """
    known = [value for value in values if math.isfinite(value)]
    largest = max(known, default=least)
    if largest <= 0:
        return least
    power = 10.0 ** math.floor(math.log10(largest))
    for step in (1, 1.5, 2, 3, 4, 5, 6, 8, 10):
        if largest <= step * power * (1 + 1e-9):
            return float(step * power)
    return float(10 * power)


def folded(title: str, longest: int) -> list[str]:
    """An axis title in lines of at most about `longest` letters, broken at spaces.

    Examples:
        >>> folded("Babies who died, per 1,000 live births", 24)
        ['Babies who died, per', '1,000 live births']
    """
    lines = [""]
    for word in title.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > longest:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
