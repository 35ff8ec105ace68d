"""The picture of one area: its headline, both verdicts, series, gaps, neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from firstyear import measures, packs
from firstyear.errors import FirstyearError
from firstyear.figures import Store, neighbours
from firstyear.picture.gaps import gap
from firstyear.picture.geography import atlas
from firstyear.picture.grid import Grid, read_grid
from firstyear.picture.held import dimensions_of
from firstyear.picture.is_it_real import Reality, is_it_real
from firstyear.picture.offered import first_of_area
from firstyear.picture.profile import profile_rows
from firstyear.picture.reality_checks import Case
from firstyear.picture.region import main_length
from firstyear.picture.results import Gap, Place, Span, SpineRow, Standing
from firstyear.picture.series import Series, read_series
from firstyear.picture.standing import standings
from firstyear.picture.words import inside

FALLS = (0.5, 0.4, 0.3, 0.2, 0.1)
LONGEST = 60.0
NEIGHBOURS = 8
DEPRIVATION = "imd"
ETHNICITY = "ethnic-group-mother"
COVARIATES = (
    "deprivation-imd2019",
    "child-poverty",
    "overcrowding",
    "general-fertility",
    "mothers-under-20",
    "first-language-not-english",
)
FEWEST_COVARIATES = 2


@dataclass(frozen=True)
class AreaPicture:
    """What the area page shows, for one outcome and the latest period."""

    here: Place
    country: Place
    region: Place | None
    grid: Grid
    span: Span
    standing: Standing
    everywhere: tuple[Standing, ...]
    pooled: Series | None
    annual: Series | None
    falls: tuple[tuple[float, float | None], ...]
    profile: tuple[SpineRow, ...]
    gaps: tuple[Gap, ...]
    neighbours: tuple[Standing, ...]
    neighbours_by: tuple[str, ...]
    reality: Reality

    @property
    def per_year(self) -> float:
        return self.standing.number.count / self.span.years


def area_picture(
    store: Store,
    code: str,
    *,
    indicator: str | None = None,
    years: int | None = None,
    since: int | None = None,
    today: date | None = None,
) -> AreaPicture:
    """The picture of an area. Raises UsageError where there is nothing to show."""
    known = atlas(store)
    here = known.place(code)
    indicator = indicator or first_of_area(store, code)
    country, region = known.country_of(code), known.region_of(code)
    all_areas = known.peers(here.level, country)
    length = main_length(store, indicator, here.level, years, all_areas)
    grid = read_grid(
        store,
        indicator,
        level=here.level,
        areas=all_areas,
        country=country,
        years=length,
        since=since,
    )
    column = grid.latest()
    everywhere = standings(grid, column)
    row = grid.row_of[here.code]
    standing = everywhere[row]
    near, covariates = nearest(store, here, all_areas)
    by_code = {s.place.code: s for s in everywhere}
    return AreaPicture(
        here=here,
        country=country,
        region=region,
        grid=grid,
        span=grid.periods[column],
        standing=standing,
        everywhere=everywhere,
        pooled=read_series(store, indicator, here, country, years=length),
        annual=read_series(store, indicator, here, country, years=1)
        if length != 1
        else None,
        falls=falls(standing, grid.periods[column].years)
        if grid.indicator.outcome
        else (),
        profile=profile_rows(store, here, country=country, region=region),
        gaps=tuple(
            gap(store, indicator, here, d)
            for d in gap_dimensions(store, indicator, here)
        ),
        neighbours=tuple(by_code[one] for one in near if one in by_code),
        neighbours_by=covariates,
        reality=is_it_real(
            Case(
                store=store,
                indicator=indicator,
                here=here,
                country=country,
                standing=standing,
                everywhere=everywhere,
                bases=grid.said_of("basis", row, column),
                counted_at=grid.said_of("place", row, column),
                sources=grid.said_of("source", row, column),
                today=today or date.today(),  # noqa: DTZ011 - a day, not a moment
            )
        ),
    )


def falls(standing: Standing, years: float) -> tuple[tuple[float, float | None], ...]:
    """For falls from a half to a tenth, the years each side it would take to show."""
    per_year = standing.number.count / years
    if not np.isfinite(per_year) or per_year <= 0:
        return ()
    found = measures.detect(per_year, [-fall for fall in FALLS])
    return tuple(
        (fall, float(needed) if np.isfinite(needed) and needed <= LONGEST else None)
        for fall, needed in zip(FALLS, found.years_each_side, strict=True)
    )


def gap_dimensions(store: Store, indicator: str, here: Place) -> list[str]:
    """The deprivation and ethnic-group breakdowns: those held, else the usual."""
    held = dimensions_of(store, indicator, area=here.code)
    chosen = []
    for start, usual in (
        (DEPRIVATION, "imd2025-quintile-england"),
        (ETHNICITY, "ethnic-group-mother"),
    ):
        found = [one for one in held if one.startswith(start) and "|" not in one]
        chosen.append(found[0] if found else usual)
    return chosen


def nearest(
    store: Store, here: Place, areas: Sequence[Place]
) -> tuple[list[str], tuple[str, ...]]:
    """Codes of the most alike areas, and the covariates that likeness was judged by.

    Open covariates of the pack that are loaded for this area; none where fewer than
    two are.
    """
    held = {one.indicator for one in store.indicators() if here.level in one.levels}
    pack = packs.indicators()
    covariates = []
    for name in COVARIATES:
        if name in held and store.figures(name, areas=[here.code]).num_rows:
            covariates.append(name)
    if len(covariates) < FEWEST_COVARIATES:
        return [], ()
    try:
        found = neighbours(store, here.code, covariates=covariates, number=NEIGHBOURS)
    except FirstyearError:
        return [], ()
    same_country = {one.code for one in areas}
    names = tuple(inside(pack[name].short_name) for name in covariates)
    return [one.area for one in found if one.area in same_country], names
