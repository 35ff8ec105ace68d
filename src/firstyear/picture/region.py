"""The picture of a region: its headline, its areas, where to look first and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from firstyear.errors import FirstyearError, UsageError
from firstyear.figures import Store
from firstyear.picture.cover import why_not_whole
from firstyear.picture.geography import atlas
from firstyear.picture.grid import Grid, read_grid
from firstyear.picture.indicators import known_indicator
from firstyear.picture.look_first import look_first
from firstyear.picture.offered import first_shown, levels_in
from firstyear.picture.periods import chosen_length, lengths
from firstyear.picture.results import LookFirst, Number, Place, Span, Standing, Verdict
from firstyear.picture.standing import chance_high, standings, verdicts
from firstyear.picture.sums import no_number, summed

MAIN_LEVEL = "county-unitary"
USUAL_YEARS = 3


@dataclass(frozen=True)
class RegionPicture:
    """What the region page shows, for one outcome and the latest period.

    `areas` are the region's, `everywhere` all of the country's of the same level, in
    order of name. `number` and `verdict` are the region's own; `added_up` says that
    they are the sum of its areas because no release holds the region's row, and
    `no_sum` why they cannot be added up where there is no figure at all. `without`
    are areas of the region that no release has a figure of in any period shown.
    """

    region: Place
    country: Place
    level: str
    grid: Grid
    span: Span
    benchmark: Number
    number: Number
    verdict: Verdict | None
    added_up: bool
    areas: tuple[Standing, ...]
    everywhere: tuple[Standing, ...]
    first: tuple[LookFirst, ...]
    layout: Mapping[str, tuple[int, int]]
    no_sum: str = ""
    without: tuple[Place, ...] = ()

    @property
    def higher(self) -> tuple[Standing, ...]:
        return tuple(s for s in self.areas if s.verdict.mark == "higher")

    @property
    def lower(self) -> tuple[Standing, ...]:
        return tuple(s for s in self.areas if s.verdict.mark == "lower")

    @property
    def expected_high(self) -> float:
        """How many of the region's areas would be higher by chance alone."""
        return chance_high(sum(bool(s.verdict.comparison) for s in self.areas))


def main_length(
    store: Store,
    indicator: str,
    level: str,
    asked: int | None,
    areas: Sequence[Place],
) -> int:
    """The length of period to show: the one asked for, else three years, else the
    longest that these areas have.

    Raises UsageError where there are no figures, or none of the length asked for.
    """
    found = lengths(store, indicator, level, areas)
    name = known_indicator(indicator).name
    if not found:
        raise UsageError(f"No figures of {name} at level {level} are loaded.")
    return chosen_length(found, asked, name, USUAL_YEARS)


def region_picture(
    store: Store,
    code: str,
    *,
    indicator: str | None = None,
    level: str | None = None,
    years: int | None = None,
    since: int | None = None,
) -> RegionPicture:
    """The picture of a region (or a country, or a board) for one outcome.

    Without `indicator`, infant mortality or the first outcome that its areas have
    figures of; without `level`, the first level that they have figures at.

    Raises UsageError where the code is unknown or nothing is loaded to show.
    """
    known = atlas(store)
    region, country = known.place(code), known.country_of(code)
    indicator = indicator or first_shown(store, code)
    level = level or next(iter(levels_in(store, indicator, code)), MAIN_LEVEL)
    all_areas = known.peers(level, country)
    own = {one.code for one in known.members(code, level)}
    length = main_length(store, indicator, level, years, all_areas)
    grid = read_grid(
        store,
        indicator,
        level=level,
        areas=all_areas,
        country=country,
        years=length,
        since=since,
    )
    column = grid.latest()
    span = grid.periods[column]
    current = tuple(s for s in standings(grid, column) if known.shows(s, span))
    inside = tuple(s for s in current if s.place.code in own)
    everywhere = tuple(s for s in current if grid.has_figures(s.place.code))
    areas = tuple(s for s in everywhere if s.place.code in own)
    shown = {s.place.code for s in areas}
    if not areas:
        raise UsageError(
            f"{region.name} has no areas of level {level} with figures. Load an areas "
            "file that names their parents: `firstyear areas import FILE`."
        )
    number, verdict = _own_number(store, grid, column, region, country)
    no_sum, added_up = "", False
    if not number.known and region.code != country.code:
        no_sum = why_not_whole(known, code, level, span)
        if not no_sum:
            number, verdict, no_sum = summed(grid, column, inside)
        added_up = not no_sum
    return RegionPicture(
        region=region,
        country=country,
        level=level,
        grid=grid,
        span=span,
        benchmark=grid.benchmark_number(column),
        number=number,
        verdict=verdict,
        added_up=added_up,
        areas=areas,
        everywhere=everywhere,
        first=look_first(areas, indicator=grid.indicator, country=country.name),
        layout=store.layout(level),
        no_sum=no_sum,
        without=tuple(s.place for s in inside if s.place.code not in shown),
    )


def _own_number(
    store: Store, grid: Grid, column: int, region: Place, country: Place
) -> tuple[Number, Verdict | None]:
    """The region's own figure of the period, where a release holds one."""
    if region.code == country.code:
        return grid.benchmark_number(column), None
    try:
        own = read_grid(
            store,
            grid.indicator.id,
            level=region.level,
            areas=[region],
            country=country,
            years=round(grid.periods[column].years),
        )
        at = own.periods.index(grid.periods[column])
        if own.number(0, at).known:
            return own.number(0, at), verdicts(own, at)[0]
    except (FirstyearError, ValueError):
        pass
    return no_number(grid.indicator.per), None
