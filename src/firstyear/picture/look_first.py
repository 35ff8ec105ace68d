"""Where to look first: a stated rule, so that nobody is picked by eye.

Persistence first: areas higher in the latest period and in every period of the strip,
then in most. Then the chance of being above the country: areas new to being higher,
and those very likely or likely higher allowing for small numbers. Then size: within
each step, areas with more deaths above the country's rate come first.
Areas that turn on few deaths are named apart, as a call to check before acting.
It is never a ranking of areas.
"""

import math
from collections.abc import Sequence

from firstyear.packs import Indicator
from firstyear.picture.results import LookFirst, Span, Standing
from firstyear.picture.words import (
    about_a_year,
    capital,
    happened,
    listed,
    period,
    plural,
    spelt,
)

RULE = (
    "By how long a rate has been high, then how sure it is to be above {country}, then "
    "how many babies that is. It says nothing of how good care is."
)
MOST_PERIODS = 0.8
FEW_DEATHS = 3


def _by_size(standings: Sequence[Standing]) -> list[Standing]:
    return sorted(standings, key=lambda s: (-s.verdict.excess, s.place.name))


def look_first(
    standings: Sequence[Standing],
    *,
    indicator: Indicator,
    country: str,
    most: int = 8,
) -> tuple[LookFirst, ...]:
    """The lines of "where to look first", in the order of the rule, at most `most`."""
    usable = [
        s
        for s in standings
        if s.number.known and s.persistence.compared and math.isfinite(s.verdict.excess)
    ]
    lines: list[LookFirst] = []
    taken: set[str] = set()

    def take(chosen: Sequence[Standing], kind: str) -> None:
        for standing in _by_size([s for s in chosen if s.place.code not in taken]):
            taken.add(standing.place.code)
            reason = _reason(standing, kind, indicator, country)
            lines.append(LookFirst((standing.place,), reason, kind))

    now_high = [s for s in usable if s.verdict.mark == "higher"]
    take([s for s in now_high if _share(s) == 1.0], "every")
    take([s for s in now_high if _share(s) >= MOST_PERIODS], "most")
    left = [
        s
        for s in usable
        if s.persistence.change == "left" and _share(s) >= MOST_PERIODS - 0.2
    ]
    take(left, "left")
    take([s for s in now_high if s.persistence.change in ("new", "back")], "new")
    take(now_high, "some")
    likely = [s for s in usable if s.stabilised.belief == "very likely higher"]
    take(likely, "likely")
    return tuple(lines[:most])


def _share(standing: Standing) -> float:
    kept = standing.persistence
    return kept.higher / kept.compared if kept.compared else 0.0


def _reason(standing: Standing, kind: str, indicator: Indicator, country: str) -> str:
    kept, number, verdict = standing.persistence, standing.number, standing.verdict
    span = kept.periods[-1]
    spans = spelt(kept.compared)
    size = f"{happened(number.count, indicator)} in {period(span)}"
    size = f"{capital(size)}, {_more(verdict.excess, span)} than at {country}'s rate."
    stands = ""
    if 0 < verdict.deaths_to_change <= FEW_DEATHS:
        few = int(verdict.deaths_to_change)
        noun = plural(few, "death", "deaths")
        stands = f" The answer turns on {spelt(few)} {noun}: check the records first."
    if kind == "every":
        return f"Higher in all {spans} periods. {size}{stands}"
    if kind in ("most", "some"):
        high = spelt(kept.higher, capital=True)
        return f"{high} of {spans} periods higher, and higher now. {size}{stands}"
    if kind == "left":
        return (
            f"Higher in {spelt(kept.higher)} of {spans} periods, then not in "
            f"{period(span)}. Treat it as still high until another period says "
            "otherwise."
        )
    if kind == "new":
        when = "for the first time" if kept.change == "new" else "again"
        return f"Higher {when} in {period(span)}. {size}{stands}"
    share = f"{100 * standing.stabilised.probability_higher:.0f}%"
    return (
        f"Not clear of {country} on the count alone, but {share} sure to be above it "
        f"allowing for small numbers. {size}"
    )


def _more(excess: float, span: Span) -> str:
    """`about 3 a year more`, or that it is no more."""
    if not excess > 0:
        return "no more"
    return f"{about_a_year(excess, span.years)} more"


def names(lines: Sequence[LookFirst]) -> str:
    return listed([place.name for line in lines for place in line.places])
