"""Statistical neighbours: the areas most like one, by open figures that are loaded."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from firstyear import measures
from firstyear.errors import InputError
from firstyear.figures.arrow import pc
from firstyear.figures.store import Store


@dataclass(frozen=True)
class Neighbour:
    """An area that is like another: nearest first, smaller distance is more alike."""

    area: str
    name: str
    distance: float


def neighbours(
    store: Store,
    area: str,
    *,
    covariates: Sequence[str],
    number: int = 15,
    weights: Mapping[str, float] | None = None,
    until: datetime.date | None = None,
) -> tuple[Neighbour, ...]:
    """The `number` areas of the same level most like `area`.

    Likeness is standardised Euclidean distance over the covariates' latest values
    (those of periods that end by `until`, when given); an area without a value of
    each is left out.

    Raises
    ------
    InputError
        if the area is unknown, or has no value of a covariate.
    """
    if not covariates:
        raise InputError("Neighbours need at least one indicator to be alike in")
    level = store.area(area).level
    tables = [_latest(store, each, level, until) for each in covariates]
    lacking = [
        indicator
        for indicator, values in zip(covariates, tables, strict=True)
        if area not in values
    ]
    if lacking:
        raise InputError(f"{area} has no value of {', '.join(lacking)}")
    codes = sorted(set.intersection(*(set(values) for values in tables)))
    matrix = np.array([[values[code] for values in tables] for code in codes])
    told = None if weights is None else [weights.get(each, 1.0) for each in covariates]
    found = measures.neighbours(matrix, number=number, weights=told)
    row = codes.index(area)
    names = {
        each["area"]: each["name"]
        for each in store.areas(level).select(["area", "name"]).to_pylist()
    }
    return tuple(
        Neighbour(codes[position], names.get(codes[position], ""), float(distance))
        for position, distance in zip(
            found.position[row], found.distance[row], strict=True
        )
        if position >= 0
    )


def _latest(
    store: Store, indicator: str, level: str, until: datetime.date | None
) -> dict[str, float]:
    """Each area's value in the latest period that has any."""
    table = store.figures(indicator, level=level, date_to=until)
    table = table.filter(pc.equal(table["status"], "value"))
    if not table.num_rows:
        return {}
    last = pc.max(table["date_to"])
    newest: pa.Table = table.filter(pc.equal(table["date_to"], last))
    found = {}
    for row in newest.to_pylist():
        value = _value(row["value"], row["count"], row["denominator"])
        if value is not None:
            found[row["area"]] = value
    return found


def _value(
    value: float | None, count: float | None, denominator: float | None
) -> float | None:
    if value is not None or not denominator or count is None:
        return value
    return count / denominator
