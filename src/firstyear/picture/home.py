"""Which region a reader sees first, which others there are, and the way to a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from firstyear.errors import UsageError
from firstyear.figures import Store
from firstyear.picture.chosen import main_indicator
from firstyear.picture.geography import atlas
from firstyear.picture.indicators import known_indicator
from firstyear.picture.offered import first_shown, has_figures, has_page, levels_in
from firstyear.picture.periods import lengths
from firstyear.picture.results import Place


def home_region(store: Store, *wanted: str) -> Place | None:
    """The first wanted code that is known, else the only region, else a country.

    A wanted area that no other areas lie in, such as a council's, stands for its
    region, for a page of a region is of several areas.

    Where several countries are loaded, one with figures of what a page shows first
    comes first, then one with figures that are not made up. None where nothing is
    loaded.
    """
    known = atlas(store)
    for code in wanted:
        if code in known.places:
            return _around(store, known.places[code])
    shown = dict(countries_and_regions(store))
    main = main_indicator(store)
    countries = sorted(
        known.of_level("country"),
        key=lambda one: (
            one not in shown,
            not levels_in(store, main, one.code),
            one.code[:1] == "X",
        ),
    )
    if not countries:
        return None
    regions = shown.get(countries[0], ())
    return regions[0] if len(regions) == 1 else countries[0]


def _around(store: Store, place: Place) -> Place:
    """The region or country that a place stands in, itself where areas lie in it."""
    known = atlas(store)
    if place.level in ("country", "region") or known.children.get(place.code):
        return place
    try:
        above = places_above(store, place.code)
    except UsageError:
        # No file says which country it lies in.
        return place
    return above[-1] if above else place


def home_area(store: Store, code: str) -> Place | None:
    """The area of a code, for a link to its page; None for a region or none at all."""
    here = atlas(store).places.get(code)
    return None if here is None or _around(store, here) == here else here


def countries_and_regions(store: Store) -> tuple[tuple[Place, tuple[Place, ...]], ...]:
    """Every country that has a page, with its regions that have one, by name."""
    return _with_figures(store, store.version)


@lru_cache(maxsize=4)
def _with_figures(
    store: Store, version: str
) -> tuple[tuple[Place, tuple[Place, ...]], ...]:
    """Countries and regions in which areas have figures, of whichever measure."""
    known = atlas(store)
    return tuple(
        (
            country,
            tuple(
                one
                for one in known.members(country.code, "region")
                if has_page(store, one.code)
            ),
        )
        for country in known.of_level("country")
        if has_page(store, country.code)
    )


def other_than_usual(
    store: Store, places: Sequence[tuple[Place, Sequence[Place]]]
) -> dict[str, str]:
    """By code, what the page of a place is about that has no figures of what the
    others begin with."""
    usual = main_indicator(store)
    codes = [one.code for country, inside in places for one in (country, *inside)]
    shown = {code: first_shown(store, code) for code in codes}
    return {
        code: known_indicator(one).family_phrase
        for code, one in shown.items()
        if one != usual
    }


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
    """What a page may be asked for: indicators, period lengths, levels of area."""

    indicators: frozenset[str]
    lengths: tuple[int, ...]
    levels: tuple[str, ...] = ()


def of_region(store: Store, code: str, level: str, indicator: str) -> Available:
    """What the page of a region or a country may be asked for beside what it shows."""
    known = atlas(store)
    peers = known.peers(level, known.country_of(code))
    return Available(
        frozenset(one for one in _held(store) if levels_in(store, one, code)),
        tuple(lengths(store, indicator, level, peers)),
        levels_in(store, indicator, code),
    )


def of_area(store: Store, code: str, indicator: str) -> Available:
    """What the page of an area may be asked for beside what it shows."""
    known = atlas(store)
    level = known.place(code).level
    peers = known.peers(level, known.country_of(code))
    return Available(
        frozenset(one for one in _held(store) if has_figures(store, one, code)),
        tuple(lengths(store, indicator, level, peers)),
    )


def _held(store: Store) -> list[str]:
    return [one.indicator for one in store.indicators()]
