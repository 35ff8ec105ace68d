"""What a place can be asked for: the outcomes and levels that it has figures of."""

from collections.abc import Mapping
from functools import lru_cache

from firstyear import packs
from firstyear.figures import Store
from firstyear.picture.chosen import levels_of, main_indicator
from firstyear.picture.geography import atlas


@lru_cache(maxsize=4)
def _counted(store: Store, version: str) -> Mapping[str, frozenset[str]]:
    """Codes of the areas that have a row, by indicator."""
    return store.counted()


def has_figures(store: Store, indicator: str, code: str) -> bool:
    """Whether a release has a row of this indicator for this very place."""
    return code in _counted(store, store.version).get(indicator, ())


def levels_in(store: Store, indicator: str, code: str) -> tuple[str, ...]:
    """The levels at which areas of a place have figures, the one to show first first.

    None where its country has no figure, which areas are compared with.
    """
    known = atlas(store)
    counted = _counted(store, store.version).get(indicator, frozenset())
    if known.country_of(code).code not in counted:
        return ()
    return tuple(
        level
        for level in levels_of(store, indicator)
        if any(one.code in counted for one in known.members(code, level))
    )


def _in_order(store: Store) -> list[str]:
    """Everything held, in the order in which a page would rather show it."""
    held = {one.indicator for one in store.indicators()}
    known = [one for one in packs.indicators().values() if one.id in held]
    ordered = sorted(known, key=lambda one: not one.outcome)
    main = main_indicator(store)
    return list(dict.fromkeys([main, *(one.id for one in ordered)]))


def first_shown(store: Store, code: str) -> str:
    """The indicator that the page of a region or a country begins with.

    Infant mortality where areas of it have figures of that; else the first outcome
    that they have figures of, else any measure. Infant mortality, or what the store
    has in its place, where nothing fits, so that a page can say so.
    """
    fits = (one for one in _in_order(store) if levels_in(store, one, code))
    return next(fits, main_indicator(store))


def first_of_area(store: Store, code: str) -> str:
    """The indicator that the page of an area begins with: as `first_shown`, of its
    own figures."""
    fits = (one for one in _in_order(store) if has_figures(store, one, code))
    level = atlas(store).place(code).level
    return next(fits, main_indicator(store, (level,)))


def has_page(store: Store, code: str) -> bool:
    """Whether a region or a country has areas with figures of anything."""
    return any(levels_in(store, one, code) for one in _in_order(store))
