"""Which region a reader sees first, which others there are, and the way to a place."""

from dataclasses import dataclass

from firstyear.figures import Store
from firstyear.picture.geography import atlas
from firstyear.picture.periods import lengths
from firstyear.picture.results import Place


def home_region(store: Store, *wanted: str) -> Place | None:
    """The first wanted code that is known, else the only region, else a country.

    Where several countries are loaded, one that is not made up comes first. None
    where nothing is loaded.
    """
    known = atlas(store)
    for code in wanted:
        if code in known.places:
            return known.places[code]
    countries = sorted(known.of_level("country"), key=lambda one: one.code[:1] == "X")
    if not countries:
        return None
    regions = known.members(countries[0].code, "region")
    return regions[0] if len(regions) == 1 else countries[0]


def countries_and_regions(store: Store) -> tuple[tuple[Place, tuple[Place, ...]], ...]:
    """Every country with its regions, by name."""
    known = atlas(store)
    return tuple(
        (country, known.members(country.code, "region"))
        for country in known.of_level("country")
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
