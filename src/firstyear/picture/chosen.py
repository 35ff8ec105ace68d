"""What a page shows first, where nobody asked: which outcome, which level of areas."""

from collections.abc import Collection

from firstyear import packs
from firstyear.figures import Store

MAIN_OUTCOME = "infant-mortality"
# Areas that a region or a country is best shown by, where there are figures of them.
LEVELS = (
    "county-unitary", "district", "board", "system", "region", "provider",
    "small-area",
)  # fmt: skip


def main_indicator(store: Store, levels: Collection[str] = LEVELS) -> str:
    """Infant mortality where it is held; else the first outcome, else any measure.

    Only what areas of one of `levels` have figures of. Infant mortality where nothing
    fits, so that the page can say that it is not loaded.
    """
    held = {one.indicator for one in store.indicators() if set(levels) & {*one.levels}}
    known = [one for one in packs.indicators().values() if one.id in held]
    outcomes = [one.id for one in known if one.outcome]
    if MAIN_OUTCOME in outcomes:
        return MAIN_OUTCOME
    return next(iter([*outcomes, *(one.id for one in known)]), MAIN_OUTCOME)


def levels_of(store: Store, indicator: str) -> tuple[str, ...]:
    """The levels of area with figures of an indicator, the one to show first first."""
    held = {one.indicator: one.levels for one in store.indicators()}
    return tuple(one for one in LEVELS if one in held.get(indicator, ()))
