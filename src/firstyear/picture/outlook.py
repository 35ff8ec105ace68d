"""All indicators of a country's areas at once, read in one go and kept for a release.

The rug of a region and the profile of every area are cut from the same outlook.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from firstyear import packs
from firstyear.errors import FirstyearError, UsageError
from firstyear.figures import Store
from firstyear.figures.arrow import pc
from firstyear.packs import Indicator
from firstyear.picture.geography import atlas
from firstyear.picture.grid import Grid, grid_from
from firstyear.picture.periods import lengths_of
from firstyear.picture.results import Number, Persistence, Place, Stabilised, Verdict
from firstyear.picture.standing import persistences, stabilised, verdicts


@dataclass(frozen=True, eq=False)
class View:
    """One indicator in its latest period: the grid, the column shown, what it says."""

    grid: Grid
    column: int
    regions: Grid | None

    @property
    def indicator(self) -> Indicator:
        return self.grid.indicator

    @cached_property
    def numbers(self) -> list[Number]:
        return self.grid.numbers(self.column)

    @cached_property
    def verdicts(self) -> list[Verdict]:
        return verdicts(self.grid, self.column)

    @cached_property
    def stabilised(self) -> list[Stabilised]:
        return stabilised(self.grid, self.column)

    @cached_property
    def persistences(self) -> list[Persistence]:
        return persistences(self.grid, self.column)

    def region_number(self, region: Place | None) -> Number | None:
        """The region's own figure in the same period, where one is held."""
        if region is None or self.regions is None:
            return None
        span = self.grid.periods[self.column]
        row = self.regions.row_of.get(region.code)
        if row is None or span not in self.regions.periods:
            return None
        return self.regions.number(row, self.regions.periods.index(span))


def outlook(store: Store, level: str, country: Place) -> tuple[View, ...]:
    """A view of every indicator of the pack that areas of this level have, in order."""
    return _outlook(store, store.version, level, country)


@lru_cache(maxsize=16)
def _outlook(
    store: Store, version: str, level: str, country: Place
) -> tuple[View, ...]:
    known = atlas(store)
    areas = known.peers(level, country)
    regions = tuple(one for one in known.of_level("region") if one.level != level)
    held = {one.indicator for one in store.indicators() if level in one.levels}
    wanted = [each for each in packs.indicators().values() if each.id in held]
    if not wanted or not areas:
        return ()
    codes = [one.code for one in (*areas, *regions, country)]
    try:
        table = store.figures([each.id for each in wanted], areas=codes)
    except FirstyearError:
        return ()
    views = []
    for each in wanted:
        rows = table.filter(pc.equal(table["indicator"], each.id))
        found = lengths_of(rows, level)
        if not found:
            continue
        years = each.default_years if each.default_years in found else found[0]
        try:
            grid = grid_from(
                rows, each.id, level=level, areas=areas, country=country, years=years
            )
        except UsageError:
            continue
        try:
            around = grid_from(
                rows,
                each.id,
                level="region",
                areas=regions,
                country=country,
                years=years,
            )
        except UsageError:
            around = None
        views.append(View(grid, grid.latest(), around))
    return tuple(views)
