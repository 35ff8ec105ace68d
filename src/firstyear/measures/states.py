"""Whether a row has a number, and if not, why not."""

from enum import StrEnum

import numpy as np

from firstyear.measures.arrays import Floats, Truths, Words


class Status(StrEnum):
    """A type of its own, so that no number ever has to stand for "no number"."""

    VALUE = "value"
    SUPPRESSED = "suppressed"
    MISSING = "missing"
    NOT_APPLICABLE = "not-applicable"
    NOT_CALCULATED = "not-calculated"


_WORDS = np.array([str(status) for status in Status])
_PLACE = {status: place for place, status in enumerate(Status)}


def row_status(count: Floats, denominator: Floats) -> tuple[Words, Truths | None]:
    """The status of each row, and which rows have a number (None: all of them).

    A blank count or denominator is `missing`; a zero denominator is
    `not-applicable`.
    """
    if denominator.size == 0 or (denominator.min() > 0 and not np.isnan(count).any()):
        # one word seen from every row: a million rows need no million words
        return np.broadcast_to(_WORDS[0], denominator.shape), None
    codes = np.zeros(denominator.shape, dtype=np.int8)
    codes[denominator == 0] = _PLACE[Status.NOT_APPLICABLE]
    codes[np.isnan(count) | np.isnan(denominator)] = _PLACE[Status.MISSING]
    return _WORDS[codes], codes == 0


def status_where(status: Words, chosen: Truths, word: Status) -> Words:
    """`status` with `word` in the `chosen` rows that had a value."""
    return np.where(chosen & (status == Status.VALUE), _WORDS[_PLACE[word]], status)
