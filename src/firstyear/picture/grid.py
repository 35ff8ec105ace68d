"""One indicator over areas and periods as arrays, with the country beside it.

Everything on a region or an area page is worked out from a grid, so that the map, the
strips, the funnel and the profile cannot disagree.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from firstyear.errors import UsageError
from firstyear.figures import Store
from firstyear.figures.arrow import pc
from firstyear.packs import Indicator
from firstyear.picture.alike import counted_alike, put_alike
from firstyear.picture.cells import Cells, empty_cells, number_at, numbers_at, work_out
from firstyear.picture.indicators import known_indicator
from firstyear.picture.periods import distinct_spans
from firstyear.picture.results import Benchmark, Number, Place, Span


@dataclass(frozen=True, eq=False)
class Grid:
    """An indicator's cells for all areas of a level, and its benchmark's.

    `places` and `periods` label the rows and columns of `cells`; `country` holds one
    row. `sources` and `origins` say where the rows came from. Figures counted another
    way (by `basis` or `place`) than the benchmark stand as "other-basis", unnumbered.
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

    def has_figures(self, code: str) -> bool:
        """Whether a release says anything of an area in any of the periods."""
        return bool((self.cells.status[self.row_of[code]] != "missing").any())

    def number(self, row: int, column: int) -> Number:
        return number_at(self.cells, row, column, self.indicator.per)

    def numbers(self, column: int) -> list[Number]:
        """Every area's number in one period, in the order of `places`."""
        return numbers_at(self.cells, column, self.indicator.per)

    def benchmark_number(self, column: int) -> Number:
        return number_at(self.country, 0, column, self.indicator.per)

    def said_of(self, word: str, row: int, column: int) -> tuple[str, ...]:
        """What an area's cell and its benchmark's say of `word`, each answer once."""
        both = [getattr(self.cells, word)[row, column]]
        if math.isfinite(float(self.country.value[0, column])):
            both.append(getattr(self.country, word)[0, column])
        return tuple(sorted({str(one) for one in both}))

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
    cells = empty_cells(len(areas), len(periods))
    country_cells = empty_cells(1, len(periods))
    own, above = kept & inside, kept & whole
    alike = counted_alike(table, kept, above, columns)
    put_alike(cells, rows, columns, table, own, alike)
    put_alike(country_cells, np.zeros_like(rows), columns, table, above, alike)
    for block in (cells, country_cells):
        work_out(block, known)
    chosen = table.filter(pa.array(kept & (alike > 0)))

    def distinct(name: str) -> tuple[str, ...]:
        return tuple(sorted(str(one) for one in chosen[name].unique().to_pylist()))

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
