"""The choices of a page: which outcome, which length of period, since when."""

from dataclasses import dataclass

from firstyear import packs
from firstyear.picture.grid import Grid
from firstyear.picture.home import Available
from firstyear_web.picture.options import Options

LEVEL_NAMES = {
    "region": "Regions",
    "county-unitary": "Counties and unitary authorities",
    "district": "Districts",
    "board": "Integrated care boards",
    "system": "Local maternity and neonatal systems",
    "provider": "Providers",
    "small-area": "Small areas",
}


@dataclass(frozen=True)
class Choice:
    value: str
    text: str
    selected: bool


@dataclass(frozen=True)
class Choices:
    indicators: tuple[Choice, ...]
    years: tuple[Choice, ...]
    since: tuple[Choice, ...]
    levels: tuple[Choice, ...]


def choices(found: Available, options: Options, grid: Grid, level: str = "") -> Choices:
    """What may be chosen: outcomes, lengths, first years, kinds of area; the present
    ones marked.

    What the page shows without being asked has a blank value: it stays out of the
    address, so that another outcome is shown in its own usual way.
    """
    current = grid.indicator.id
    outcomes = [
        i
        for i in packs.indicators().values()
        if i.id == current or (i.outcome and i.id in found.indicators)
    ]
    starts = sorted({span.date_from.year for span in grid.periods})
    length = round(grid.periods[0].years)
    return Choices(
        tuple(Choice(i.id, i.name, i.id == current) for i in outcomes),
        tuple(
            Choice(
                "" if n == length and options.years is None else str(n),
                f"{n} year{'s' if n > 1 else ''}",
                n == length,
            )
            for n in found.lengths
        ),
        _since(starts, options),
        tuple(
            Choice("" if place == 0 else one, LEVEL_NAMES.get(one, one), one == level)
            for place, one in enumerate(found.levels)
        ),
    )


def _since(starts: list[int], options: Options) -> tuple[Choice, ...]:
    """Years a strip may begin in: those shown, and one that the address asked for."""
    if options.since is None:
        return tuple(
            Choice("" if place == 0 else str(year), str(year), place == 0)
            for place, year in enumerate(starts)
        )
    years = sorted({*starts, options.since})
    return (
        Choice("", "The first there is", False),
        *(Choice(str(year), str(year), year == options.since) for year in years),
    )
