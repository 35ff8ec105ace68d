"""The periods of a table's rows, and how long they are."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firstyear.errors import FirstyearError, UsageError
from firstyear.figures import Store
from firstyear.figures.arrow import pc
from firstyear.picture.results import Place, Span

EPOCH = date(1970, 1, 1).toordinal()
HALF = 1 << 31  # keeps days before 1970 above zero where two days share a number


def distinct_spans(table: pa.Table) -> tuple[list[Span], NDArray[np.intp]]:
    """The periods in a table, each once, and for each row which of them it has."""
    start, end = (
        table[name].cast(pa.int32()).to_numpy().astype(np.int64)
        for name in ("date_from", "date_to")
    )
    # One number a period: sorting single numbers is far quicker than sorting pairs.
    both, position = np.unique((start << 32) + (end + HALF), return_inverse=True)
    spans = [Span(_day(pair >> 32), _day((pair & 0xFFFFFFFF) - HALF)) for pair in both]
    return spans, position


def _day(since_1970: int) -> date:
    return date.fromordinal(EPOCH + int(since_1970))


def spans_of(table: pa.Table) -> list[Span]:
    """The period of each row."""
    spans, position = distinct_spans(table)
    return [spans[i] for i in position]


def lengths(
    store: Store, indicator: str, level: str, areas: Sequence[Place] | None = None
) -> list[int]:
    """The lengths in whole years that an indicator's periods have at a level.

    Those of `areas` alone where they are named: another country may count otherwise.
    """
    codes = None if areas is None else [one.code for one in areas]
    try:
        table = store.figures(indicator, level=level, areas=codes)
    except FirstyearError:
        return []
    return lengths_of(table, level)


def chosen_length(
    found: Sequence[int], asked: int | None, name: str, usual: int
) -> int:
    """The length asked for, else the usual one, else the longest of those there are.

    Raises UsageError where there are no figures of the length asked for.

    Examples:
        >>> chosen_length([1, 3], None, "Stillbirths", 3)
        3
        >>> chosen_length([1, 2], None, "Stillbirths", 3)
        2
    """
    if asked is None:
        return usual if usual in found else found[-1]
    if asked not in found:
        there = " and ".join(str(one) for one in found)
        raise UsageError(
            f"There are no {asked}-year figures of {name}. Choose a length of "
            f"{there} {'year' if list(found) == [1] else 'years'}."
        )
    return asked


def lengths_of(table: pa.Table, level: str) -> list[int]:
    """The lengths in whole years of the periods in these rows at a level."""
    at_level = table.filter(pc.equal(table["level"], level))
    found = {round(span.years) for span in distinct_spans(at_level)[0]}
    return sorted(found - {0})


def of_length(table: pa.Table, years: int) -> pa.Table:
    """Only the rows whose periods are so many whole years long."""
    spans, position = distinct_spans(table)
    fits = np.array([round(span.years) == years for span in spans], dtype=bool)
    return table.filter(pa.array(fits[position])) if spans else table
