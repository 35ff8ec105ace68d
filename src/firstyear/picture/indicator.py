"""One indicator over areas, periods and breakdowns, for the indicator page."""

from dataclasses import dataclass

from firstyear import packs
from firstyear.errors import UsageError
from firstyear.figures import Store
from firstyear.packs import Indicator
from firstyear.picture.gaps import read_groups, whole_of
from firstyear.picture.geography import atlas
from firstyear.picture.grid import Grid, read_grid
from firstyear.picture.held import dimensions_of
from firstyear.picture.indicators import known_indicator
from firstyear.picture.periods import chosen_length, lengths
from firstyear.picture.results import Number, Place, Span, Standing
from firstyear.picture.series import Series, read_series
from firstyear.picture.standing import standings


@dataclass(frozen=True)
class IndicatorPicture:
    """The areas of a level in one period; one place over time; its breakdown.

    `choices` hold what may be asked for: levels, lengths of period, periods,
    breakdowns and places to show over time.
    """

    indicator: Indicator
    country: Place
    level: str
    region: Place | None
    grid: Grid
    span: Span
    areas: tuple[Standing, ...]
    here: Place
    series: Series | None
    dimension: str
    groups: tuple[tuple[str, Number], ...]
    groups_span: Span | None
    groups_whole: Number | None
    levels: tuple[str, ...]
    lengths: tuple[int, ...]
    dimensions: tuple[str, ...]
    countries: tuple[Place, ...]
    regions: tuple[Place, ...]


def indicator_picture(
    store: Store,
    identifier: str,
    *,
    country: str | None = None,
    level: str | None = None,
    region: str | None = None,
    years: int | None = None,
    period: str | None = None,
    area: str | None = None,
    dimension: str | None = None,
) -> IndicatorPicture:
    """The picture of an indicator. Raises UsageError where there is nothing to show."""
    held = {one.indicator: one for one in store.indicators()}.get(identifier)
    if held is None:
        raise UsageError(f"No figures of {identifier!r} are loaded.")
    known = atlas(store)
    whole = _country(store, identifier, country, area or region)
    levels = tuple(
        one for one in LEVEL_ORDER if one in held.levels and one != "country"
    )
    chosen = level or next(
        (one for one in PREFERRED if one in levels), levels[0] if levels else ""
    )
    if chosen not in levels:
        raise UsageError(f"{identifier} has no figures for areas of level {chosen!r}.")
    peers = known.peers(chosen, whole)
    found = tuple(lengths(store, identifier, chosen, peers))
    if not found:
        raise UsageError(
            f"{identifier} has no figures for areas of level {chosen!r} in "
            f"{whole.name}."
        )
    name = known_indicator(identifier).name
    usual = _default(store, identifier, found)
    indicator_years = chosen_length(found, years, name, usual)
    grid = read_grid(
        store,
        identifier,
        level=chosen,
        areas=peers,
        country=whole,
        years=indicator_years,
    )
    column = _column(grid, period)
    span = grid.periods[column]
    parent = known.place(region) if region else None
    own = {one.code for one in known.members(region, chosen)} if region else None
    areas = tuple(
        s
        for s in standings(grid, column)
        if (own is None or s.place.code in own) and known.shows(s, span)
    )
    if parent is not None and not areas:
        raise UsageError(
            f"{parent.name} has no areas of level {chosen!r} in {whole.name}."
        )
    here = known.place(area) if area else whole
    dims = tuple(one for one in dimensions_of(store, identifier, area=here.code))
    if dimension and dimension not in dims:
        there = f"There are: {', '.join(dims)}." if dims else "There are none."
        raise UsageError(f"{here.name} has no groups called {dimension!r}. {there}")
    picked = dimension or (dims[0] if dims else "")
    groups_span, groups = (
        read_groups(store, identifier, here, picked) if picked else (None, [])
    )
    return IndicatorPicture(
        indicator=grid.indicator,
        country=whole,
        level=chosen,
        region=parent,
        grid=grid,
        span=span,
        areas=areas,
        here=here,
        series=read_series(store, identifier, here, whole, years=indicator_years),
        dimension=picked,
        groups=tuple(groups),
        groups_span=groups_span,
        groups_whole=whole_of(store, identifier, here, groups_span),
        levels=levels,
        lengths=found,
        dimensions=dims,
        countries=tuple(known.of_level("country")),
        regions=known.members(whole.code, "region"),
    )


LEVEL_ORDER = (
    "country", "region", "board", "system", "county-unitary", "district", "provider",
    "small-area",
)  # fmt: skip
PREFERRED = ("county-unitary", "district", "board", "region", "provider")


def _default(store: Store, identifier: str, found: tuple[int, ...]) -> int:
    pack = packs.indicators().get(identifier)
    if pack is not None and pack.default_years in found:
        return pack.default_years
    return found[0]


def _country(
    store: Store, identifier: str, country: str | None, inside: str | None
) -> Place:
    known = atlas(store)
    if country:
        found = known.place(country)
        if found.level != "country":
            raise UsageError(f"{found.name} is not a country.")
        return found
    if inside:
        return known.country_of(inside)
    table = store.figures(identifier, level="country")
    if table.num_rows:
        return known.place(
            min(str(code) for code in table["area"].unique().to_pylist())
        )
    anywhere = store.figures(identifier)["area"][0].as_py()
    return known.country_of(anywhere)


def _column(grid: Grid, period: str | None) -> int:
    if period is None:
        return grid.latest()
    for column, span in enumerate(grid.periods):
        if span.date_from.isoformat() == period:
            return column
    raise UsageError(f"There is no period that begins on {period!r}.")
