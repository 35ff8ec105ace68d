"""Counts that are published together, and the sums that tie them to one another."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from firstyear.errors import Fault, InputError
from firstyear.measures.arrays import Floats, Reading, Truths, Words

FORCES = ("", "hidden", "open")
SUMMARY = "These tables cannot be protected"


@dataclass(frozen=True)
class Equation:
    """What is known to hold between counts: sum of coefficient x count = equals.

    breakdown: the parts are the categories of one breakdown, so that all of the whole
    in one of them would say something of everybody.

    >>> import firstyear as fy
    >>> fy.measures.Equation.total("area", ["girls", "boys"])
    Equation(cells=('area', 'girls', 'boys'), coefficients=(1.0, -1.0, -1.0), \
equals=0.0, breakdown=False)
    """

    cells: tuple[Hashable, ...]
    coefficients: tuple[float, ...]
    equals: float = 0.0
    breakdown: bool = False

    @classmethod
    def total(
        cls, whole: Hashable, parts: Iterable[Hashable], *, breakdown: bool = False
    ) -> "Equation":
        """The whole is the sum of its parts."""
        listed = tuple(parts)
        signs = (1.0,) + (-1.0,) * len(listed)
        return cls((whole, *listed), signs, 0.0, breakdown)

    @classmethod
    def fact(
        cls, terms: Mapping[Hashable, float], *, equals: float = 0.0
    ) -> "Equation":
        """Any linear fact, such as new count - old count - registered late = 0."""
        return cls(tuple(terms), tuple(map(float, terms.values())), float(equals))


SumLike = Equation | tuple[Hashable, Sequence[Hashable]]


@dataclass(frozen=True, eq=False, init=False, repr=False)
class TableSet:
    """Every count of one publication, and what ties the counts together.

    One entry a cell, in the order given:

    counts: the true count, whole; NaN where it is not known to us.
    cells: a key of any hashable kind, each once.
    sums: each `(whole, parts)` by key, or an `Equation`.
    forced: `hidden` (hidden whatever its count), `open` (already public: everybody
    knows it, so it is never hidden and never a thing to protect) or blank.
    weights: what hiding the cell costs; default 1.
    published: False for a count that is neither shown nor marked as hidden, such as
    the part of an area that lies in one board; default True.
    protected: False where a small count is no disclosure, such as a country's total;
    default True. An unpublished cell may be protected too: then nobody shall work
    out that it lies in the hidden range.
    tops: the largest hidden count of the cell, where it differs from the policy's. An
    unpublished cell of top 0 is one of which nobody shall find out that it is nought.
    least, most: what everybody knows the count to lie between, such as the births it
    is of, or the counts that fit a rate already printed; defaults 0 and infinity.

    Raises InputError with every fault: a count that is negative or not whole, a key
    that is there twice, a sum that names no cell, or parts that do not add up.

    >>> import firstyear as fy
    >>> table = fy.measures.TableSet(
    ...     [6, 1, 5], ["area", "girls", "boys"], [("area", ["girls", "boys"])]
    ... )
    >>> len(table), table.counts.tolist()
    (3, [6.0, 1.0, 5.0])
    """

    counts: Floats
    cells: tuple[Hashable, ...]
    sums: tuple[Equation, ...]
    forced: Words
    weights: Floats
    published: Truths
    protected: Truths
    tops: Floats
    least: Floats
    most: Floats

    def __init__(
        self,
        counts: ArrayLike,
        cells: Iterable[Hashable],
        sums: Iterable[SumLike] = (),
        forced: ArrayLike | None = None,
        weights: ArrayLike | None = None,
        *,
        published: ArrayLike | None = None,
        protected: ArrayLike | None = None,
        tops: ArrayLike | None = None,
        least: ArrayLike | None = None,
        most: ArrayLike | None = None,
    ) -> None:
        reading = Reading(SUMMARY)
        keys = tuple(cells)
        size = len(keys)
        # infinity is what `most` is where nothing is known, and no fault there
        bound = np.full(size, np.inf) if most is None else np.asarray(most, float)
        columns: dict[str, Any] = {
            "counts": reading.numbers("counts", counts),
            "forced": _filled("", forced, size, np.str_),
            "weights": reading.numbers("weights", _filled(1.0, weights, size, float)),
            "published": _filled(True, published, size, np.bool_),
            "protected": _filled(True, protected, size, np.bool_),
            "tops": reading.numbers("tops", _filled(np.nan, tops, size, float)),
            "least": reading.numbers("least", _filled(0.0, least, size, float)),
            "most": np.where(np.isnan(bound), np.inf, bound),
        }
        reading.finish()
        faults = [
            Fault(f"there are {value.shape} {name} for {size} cells")
            for name, value in columns.items()
            if value.shape != (size,)
        ]
        if faults:
            raise InputError(SUMMARY, faults)
        equations = tuple(
            each if isinstance(each, Equation) else Equation.total(*each)
            for each in sums
        )
        for name, value in columns.items():
            value.flags.writeable = False
            object.__setattr__(self, name, value)
        object.__setattr__(self, "cells", keys)
        object.__setattr__(self, "sums", equations)
        faults = [*self._faults_of_cells(), *self._faults_of_sums()]
        if faults:
            raise InputError(SUMMARY, faults)

    def __repr__(self) -> str:
        # counts must not come into a log by way of a message
        return f"TableSet({len(self.cells)} cells, {len(self.sums)} sums)"

    def __len__(self) -> int:
        return len(self.cells)

    def places(self) -> dict[Hashable, int]:
        """The position of each key."""
        return {key: place for place, key in enumerate(self.cells)}

    def _faults_of_cells(self) -> Iterable[Fault]:
        if len(self.places()) < len(self.cells):
            seen: set[Hashable] = set()
            for place, key in enumerate(self.cells):
                if key in seen:
                    yield Fault(f"cell {key} is there twice", row=place)
                seen.add(key)
        # the count itself is never repeated: messages travel further than tables
        whole = np.isnan(self.counts) | (self.counts == np.round(self.counts))
        checks: list[tuple[Truths, str, str]] = [
            (~whole, "the count is not whole", "Give counts, not rates"),
            (
                ~np.isin(self.forced, FORCES),
                "forced is none of hidden, open and blank",
                "",
            ),
            (
                (self.forced == "open") & np.isnan(self.counts),
                "a count that is already public is blank",
                "Give it, or leave forced blank",
            ),
            (
                (self.counts < self.least) | (self.counts > self.most),
                "the count is outside what everybody knows of it",
                "Correct least and most",
            ),
            (np.isnan(self.weights), "the weight is blank", "Give a number"),
        ]
        for wrong, message, remedy in checks:
            for place in np.flatnonzero(wrong).tolist():
                text = f"cell {self.cells[place]}: {message}"
                yield Fault(text, remedy, row=place)

    def _faults_of_sums(self) -> Iterable[Fault]:
        places = self.places()
        for number, each in enumerate(self.sums):
            unknown = [key for key in each.cells if key not in places]
            if unknown:
                yield Fault(f"a sum names {unknown[0]}, which is no cell", row=number)
                continue
            if len(set(each.cells)) < len(each.cells):
                yield Fault(f"a sum names a cell of {each.cells[0]} twice", row=number)
                continue
            counts = self.counts[[places[key] for key in each.cells]]
            difference = float(counts @ np.asarray(each.coefficients)) - each.equals
            if abs(difference) > 1e-6:  # a NaN is no fault here
                yield Fault(
                    f"the parts of {each.cells[0]} do not add up",
                    "Correct the counts, or take the sum away",
                    row=number,
                )


def _filled(default: Any, given: ArrayLike | None, size: int, kind: type) -> Any:
    if given is None:
        return np.full(size, default, dtype=kind)
    return np.array(np.broadcast_to(np.asarray(given, dtype=kind), (size,)))
