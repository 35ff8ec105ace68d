"""Numbers in rows and columns, and the rates and limits worked out from them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firstyear import measures
from firstyear.packs import Indicator
from firstyear.picture.results import Number

Floats = NDArray[np.float64]
Positions = NDArray[np.intp]
LEVELS_OF_CONFIDENCE = (0.95, 0.998)
NUMBERS = (
    "count", "denominator", "value", "lower", "upper", "lower_998", "upper_998",
)  # fmt: skip
WORDS = ("status", "flags", "withheld_by", "note", "basis", "place", "source")


@dataclass(frozen=True, eq=False)
class Cells:
    """Numbers in rows (places) and columns (periods, oldest first), NaN for none."""

    count: Floats
    denominator: Floats
    value: Floats
    lower: Floats
    upper: Floats
    lower_998: Floats
    upper_998: Floats
    status: NDArray[np.object_]
    flags: NDArray[np.object_]
    withheld_by: NDArray[np.object_]
    note: NDArray[np.object_]
    basis: NDArray[np.object_]
    place: NDArray[np.object_]
    source: NDArray[np.object_]


def empty_cells(rows: int, columns: int) -> Cells:
    """Cells that hold nothing yet: every one is missing."""
    size = (rows, columns)
    numbers = {name: np.full(size, np.nan) for name in NUMBERS}
    words = {name: np.full(size, "", dtype=object) for name in WORDS}
    words["status"][:] = "missing"
    return Cells(**numbers, **words)


def put(cells: Cells, rows: Positions, columns: Positions, table: pa.Table) -> None:
    """The figures of a table's rows into the cells they belong to."""
    for name in (*NUMBERS, *WORDS):
        given = table[name].to_numpy()
        getattr(cells, name)[rows, columns] = given


def work_out(cells: Cells, indicator: Indicator) -> None:
    """Rates and limits from counts where there are counts; as published elsewhere.

    A rate that the publisher would not calculate is not calculated here either.
    """
    good = (cells.status == "value") & np.isfinite(cells.count)
    good &= np.isfinite(cells.denominator) & (cells.denominator > 0)
    for name in ("value", "lower", "upper", "lower_998", "upper_998"):
        getattr(cells, name)[cells.status != "value"] = np.nan
    if not good.any() or indicator.kind == "score":
        return
    if indicator.kind == "ratio":  # no interval: neither part is a count of chance
        ratio = indicator.per * cells.count[good] / cells.denominator[good]
        cells.value[good] = ratio
        return
    worked = (measures.proportion if indicator.kind == "proportion" else measures.rate)(
        cells.count[good],
        cells.denominator[good],
        per=indicator.per,
        confidence=LEVELS_OF_CONFIDENCE,
    )
    cells.value[good] = worked.value
    cells.lower[good], cells.lower_998[good] = worked.lower
    cells.upper[good], cells.upper_998[good] = worked.upper


def number_at(cells: Cells, row: int, column: int, per: float) -> Number:
    at = (row, column)
    return Number(
        count=float(cells.count[at]),
        denominator=float(cells.denominator[at]),
        value=float(cells.value[at]),
        lower=float(cells.lower[at]),
        upper=float(cells.upper[at]),
        status=str(cells.status[at]),
        per=per,
        flags=str(cells.flags[at]),
        withheld_by=str(cells.withheld_by[at]),
        note=str(cells.note[at]),
    )


NUMBER_FIELDS: Final = ("count", "denominator", "value", "lower", "upper")
TEXT_FIELDS: Final = ("status", "flags", "withheld_by", "note")


def numbers_at(cells: Cells, column: int, per: float) -> list[Number]:
    """Every row's number in one column; many at once cost a tenth of one by one.

    Examples:
        >>> numbers_at(empty_cells(2, 1), 0, 1000.0)[1].status
        'missing'
    """
    numbers = (getattr(cells, name)[:, column].tolist() for name in NUMBER_FIELDS)
    texts = (map(str, getattr(cells, name)[:, column]) for name in TEXT_FIELDS)
    return [
        Number(
            count, births, value, lower, upper, status, per, flags, withheld_by, note
        )
        for count, births, value, lower, upper, status, flags, withheld_by, note in zip(
            *numbers, *texts, strict=True
        )
    ]


def numbers_of(table: pa.Table, indicator: Indicator) -> list[Number]:
    """Every row of a table as a number, worked out as a grid's cells are."""
    cells = empty_cells(table.num_rows, 1)
    rows = np.arange(table.num_rows)
    put(cells, rows, np.zeros_like(rows), table)
    work_out(cells, indicator)
    return numbers_at(cells, 0, indicator.per)
