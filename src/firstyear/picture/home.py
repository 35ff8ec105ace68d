"""Which region a reader sees first, which others there are, and the way to a place."""

from dataclasses import dataclass
from functools import lru_cache

from firstyear.figures import Store
from firstyear.picture.chosen import levels_of, main_indicator
from firstyear.picture.geography import atlas
from firstyear.picture.periods import lengths
from firstyear.picture.results import Place


def home_region(store: Store, *wanted: str) -> Place | None:
    """The first wanted code that is known, else the only region, else a country.

    Where several countries are loaded, one with figures that are not made up comes
    first. None where nothing is loaded.
    """
    known = atlas(store)
    for code in wanted:
        if code in known.places:
            return known.places[code]
    shown = dict(countries_and_regions(store))
    countries = sorted(
        known.of_level("country"),
        key=lambda one: (one not in shown, one.code[:1] == "X"),
    )
    if not countries:
        return None
    regions = shown.get(countries[0], ())
    return regions[0] if len(regions) == 1 else countries[0]


def countries_and_regions(store: Store) -> tuple[tuple[Place, tuple[Place, ...]], ...]:
    """Every country that has a page, with its regions that have one, by name."""
    return _with_figures(store, store.version)


@lru_cache(maxsize=4)
def _with_figures(
    store: Store, version: str
) -> tuple[tuple[Place, tuple[Place, ...]], ...]:
    """Countries and regions in which areas have figures of what a page shows first."""
    known, indicator = atlas(store), main_indicator(store)
    levels = levels_of(store, indicator)
    if not levels:
        return ()
    table = store.figures(indicator)
    counted = {str(code) for code in table["area"].unique().to_pylist()}

    def has_page(code: str) -> bool:
        # As `region_picture` chooses: the first level that has areas in the place.
        for level in levels:
            members = known.members(code, level)
            if members:
                return any(one.code in counted for one in members)
        return False

    return tuple(
        (
            country,
            tuple(
                one
                for one in known.members(country.code, "region")
                if has_page(one.code)
            ),
        )
        for country in known.of_level("country")
        if country.code in counted and has_page(country.code)
    )


def places_above(store: Store, code: str) -> tuple[Place, ...]:
    """The country and the region that a place lies in, largest first."""
    known = atlas(store)
    here = known.place(code)
    if here.level == "country":
        return ()
    region = known.region_of(code)
    country = known.country_of(code)
    return (country,) if region is None or region == here else (country, region)


@dataclass(frozen=True)
class Available:
    """What a page may be asked for: indicators held at a level, period lengths."""

    indicators: frozenset[str]
    lengths: tuple[int, ...]


def available(store: Store, level: str, indicator: str) -> Available:
    """What is held for areas of a level, and the period lengths of one indicator."""
    held = {one.indicator for one in store.indicators() if level in one.levels}
    return Available(frozenset(held), tuple(lengths(store, indicator, level)))
