"""One indicator over areas and periods as arrays, with the country beside it.

Everything on a region or an area page is worked out from a grid, so that the map, the
strips, the funnel and the profile cannot disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from firstyear import measures
from firstyear.errors import FirstyearError, UsageError
from firstyear.figures import Store
from firstyear.packs import Indicator
from firstyear.picture.indicators import known_indicator
from firstyear.picture.results import Benchmark, Number, Place, Span

Floats = NDArray[np.float64]
LEVELS_OF_CONFIDENCE = (0.95, 0.998)
EPOCH = date(1970, 1, 1).toordinal()
HALF = 1 << 31  # keeps days before 1970 above zero where two days share a number


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


@dataclass(frozen=True, eq=False)
class Grid:
    """An indicator's cells for all areas of a level, and its benchmark's.

    `places` and `periods` label the rows and columns of `cells`; `country` holds one
    row. `sources` and `origins` say where the rows came from.
    """

    indicator: Indicator
    places: tuple[Place, ...]
    periods: tuple[Span, ...]
    cells: Cells
    country_place: Place
    country: Cells
    bases: tuple[str, ...]
    counted_at: tuple[str, ...]
    sources: tuple[str, ...]
    origins: tuple[str, ...]

    @cached_property
    def row_of(self) -> dict[str, int]:
        return {place.code: row for row, place in enumerate(self.places)}

    def number(self, row: int, column: int) -> Number:
        return number_at(self.cells, row, column, self.indicator.per)

    def benchmark_number(self, column: int) -> Number:
        return number_at(self.country, 0, column, self.indicator.per)

    @cached_property
    def benchmark(self) -> Benchmark:
        numbers = tuple(self.benchmark_number(i) for i in range(len(self.periods)))
        return Benchmark(self.country_place, numbers)

    def latest(self) -> int:
        """The last period in which the country and at least one area have a rate."""
        known = np.isfinite(self.country.value[0]) & np.isfinite(self.cells.value).any(
            0
        )
        found = np.flatnonzero(known)
        return int(found[-1]) if found.size else len(self.periods) - 1


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


def numbers_of(table: pa.Table, indicator: Indicator) -> list[Number]:
    """Every row of a table as a number, worked out as a grid's cells are."""
    cells = _cells(table.num_rows, 1)
    rows = np.arange(table.num_rows)
    _put(cells, rows, np.zeros_like(rows), table)
    _work_out(cells, indicator)
    return [number_at(cells, row, 0, indicator.per) for row in rows]


def distinct_spans(table: pa.Table) -> tuple[list[Span], NDArray[np.int_]]:
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


def lengths(store: Store, indicator: str, level: str) -> list[int]:
    """The lengths in whole years that this indicator's periods have at a level."""
    try:
        table = store.figures(indicator, level=level)
    except FirstyearError:
        return []
    return lengths_of(table, level)


def lengths_of(table: pa.Table, level: str) -> list[int]:
    """The lengths in whole years of the periods in these rows at a level."""
    at_level = table.filter(pc.equal(table["level"], level))
    found = {round(span.years) for span in distinct_spans(at_level)[0]}
    return sorted(found - {0})


def read_grid(
    store: Store,
    indicator: str,
    *,
    level: str,
    areas: Sequence[Place],
    country: Place,
    years: int,
    since: int | None = None,
) -> Grid:
    """The grid of `indicator` for `areas`, from periods of exactly `years` years.

    Raises UsageError where there is no figure of that length.
    """
    table = store.figures(
        indicator, areas=[*(place.code for place in areas), country.code]
    )
    return grid_from(
        table,
        indicator,
        level=level,
        areas=areas,
        country=country,
        years=years,
        since=since,
    )


def grid_from(
    table: pa.Table,
    indicator: str,
    *,
    level: str,
    areas: Sequence[Place],
    country: Place,
    years: int,
    since: int | None = None,
) -> Grid:
    """The grid of one indicator from rows that a store gave.

    Raises UsageError where there is no figure of that length.
    """
    known = known_indicator(indicator, table)
    spans, span_of = distinct_spans(table)
    fits = np.array(
        [
            abs(span.years - years) < 0.05
            and (since is None or span.date_from.year >= since)
            for span in spans
        ],
        dtype=bool,
    )
    codes = pa.array([place.code for place in areas], pa.string())
    rows = pc.fill_null(pc.index_in(table["area"], codes), -1).to_numpy()
    at_level = pc.equal(table["level"], level).to_numpy()
    whole = pc.equal(table["area"], country.code).to_numpy()
    inside = (rows >= 0) & at_level
    kept = fits[span_of] & (inside | whole) if len(spans) else np.zeros(0, dtype=bool)
    used = np.unique(span_of[kept])
    if not used.size:
        raise UsageError(
            f"There are no {years}-year figures of {known.name} at level {level}."
        )
    order = sorted(used, key=lambda position: spans[position])
    periods = tuple(spans[position] for position in order)
    column_of = np.full(len(spans), -1)
    column_of[order] = np.arange(len(order))
    columns = column_of[span_of]
    cells = _cells(len(areas), len(periods))
    country_cells = _cells(1, len(periods))
    own, above = kept & inside, kept & whole
    _put(cells, rows[own], columns[own], table.filter(pa.array(own)))
    _put(
        country_cells,
        np.zeros(int(above.sum()), dtype=int),
        columns[above],
        table.filter(pa.array(above)),
    )
    for block in (cells, country_cells):
        _work_out(block, known)
    chosen = table.filter(pa.array(kept))

    def distinct(name: str) -> tuple[str, ...]:
        return tuple(sorted(chosen[name].unique().to_pylist()))

    return Grid(
        indicator=known,
        places=tuple(areas),
        periods=periods,
        cells=cells,
        country_place=country,
        country=country_cells,
        bases=distinct("basis"),
        counted_at=distinct("place"),
        sources=distinct("source"),
        origins=distinct("origin"),
    )


def _cells(rows: int, columns: int) -> Cells:
    def numbers() -> Floats:
        return np.full((rows, columns), np.nan)

    def words(value: str) -> NDArray[np.object_]:
        return np.full((rows, columns), value, dtype=object)

    return Cells(
        *(numbers() for _ in range(7)),
        words("missing"),
        words(""),
        words(""),
        words(""),
    )


def _put(
    cells: Cells, rows: NDArray[np.int_], columns: NDArray[np.int_], table: pa.Table
) -> None:
    for name in (
        "count",
        "denominator",
        "value",
        "lower",
        "upper",
        "lower_998",
        "upper_998",
        "status",
        "flags",
        "withheld_by",
        "note",
    ):
        given = table[name].to_numpy(zero_copy_only=False)
        getattr(cells, name)[rows, columns] = given


def _work_out(cells: Cells, indicator: Indicator) -> None:
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
