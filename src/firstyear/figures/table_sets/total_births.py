"""Births live and still, less live births, are the number stillborn."""

import math
from typing import Final

import pyarrow as pa

from firstyear import packs
from firstyear.figures.all_births import whose_births
from firstyear.figures.measure_families import STILLBIRTH
from firstyear.figures.table_sets.cells import Cells, Key, keys_of

KIND = "births"
# What the denominators of the indicator pack begin with.
ALL: Final = "All births, live and still"
LIVE: Final = "Live births"


def add_total_births(cells: Cells, printed: pa.Table) -> None:
    """Two printed denominators tell of stillbirths that are hidden or not printed.

    printed: the file as readers have it.
    """
    births: dict[str, dict[Key, float]] = {ALL: {}, LIVE: {}}
    shown: dict[Key, float] = {}
    known = packs.indicators()
    keys = list(keys_of(printed))
    numbers = [printed[name].to_pylist() for name in ("count", "denominator")]
    whose = whose_births(keys, numbers[1])
    for key, born, count, number in zip(keys, whose, *numbers, strict=True):
        if key.indicator == STILLBIRTH and count is not None:
            shown[key] = count
        if key.indicator not in known or number is None or number != round(number):
            continue
        said = known[key.indicator].denominator
        for words, found in births.items():
            # Births from 24 weeks go with births from 24 weeks.
            if said.startswith(words):
                since = said.removeprefix(words).strip(" ,")
                found[born._replace(indicator=since)] = number
    for place, whole in births[ALL].items():
        live = births[LIVE].get(place, math.nan)
        stillborn = place._replace(indicator=STILLBIRTH)
        # A count that is shown, exactly or rounded, says as much itself.
        if whole >= live and shown.get(stillborn) != whole - live:
            _add(cells, place, whole, live)


def _add(cells: Cells, place: Key, whole: float, live: float) -> None:
    stillborn = cells.imply(
        place._replace(indicator=STILLBIRTH), whole - live, protected=True
    )
    names = (f"{place.indicator}~all births", f"{place.indicator}~live births")
    known = [
        cells.imply(place._replace(indicator=name), number, protected=False)
        for name, number in zip(names, (whole, live), strict=True)
    ]
    for each in known:
        cells[each].known = "open"
    cells.total(known[0], [known[1], stillborn], KIND, must=False)
