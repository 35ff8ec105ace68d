"""The choices of a page: which outcome, which length of period, since when."""

from dataclasses import dataclass

from firstyear import packs
from firstyear.picture.grid import Grid
from firstyear.picture.home import Available
from firstyear_web.picture.options import Options


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
    level: str


def choices(found: Available, options: Options, grid: Grid) -> Choices:
    """What may be chosen: outcomes, lengths, first years; the present ones marked."""
    current = grid.indicator.id
    outcomes = [
        i for i in packs.indicators().values() if i.outcome and i.id in found.indicators
    ]
    starts = sorted({span.date_from.year for span in grid.periods})
    chosen = options.since or starts[0]
    length = round(grid.periods[0].years)
    return Choices(
        tuple(Choice(i.id, i.name, i.id == current) for i in outcomes),
        tuple(
            Choice(str(n), f"{n} year{'s' if n > 1 else ''}", n == length)
            for n in found.lengths
        ),
        tuple(Choice(str(y), str(y), y == chosen) for y in _starts(starts, options)),
        options.level or "",
    )


def _starts(starts: list[int], options: Options) -> list[int]:
    """Years a strip may begin in: those shown, and earlier ones the address hid."""
    earlier = [options.since] if options.since and options.since not in starts else []
    return sorted({*starts, *earlier})
