"""Where to look first: a stated rule, so that nobody is picked by eye.

Areas on the worse side of the country now come first: by the share of periods they
were there, then by how sure it is allowing for small numbers, then by how many that
is. Then areas that were there in most periods and left in the latest; then areas that
are very likely there allowing for small numbers, by how sure that is.
Areas that turn on few deaths are told so, as a call to check before acting.
It is never a ranking of areas, and where neither side is worse there is no list.
"""

import math
from collections.abc import Sequence

from firstyear.packs import Indicator
from firstyear.picture.results import LookFirst, Span, Standing
from firstyear.picture.standing import changed
from firstyear.picture.words import (
    about_a_year,
    capital,
    happened,
    listed,
    number_in_words,
    period,
    plural,
    rate_in_words,
    spelt,
    worse_side,
)

SHOWN = 8  # lines on a page; the strips show the rest
MOST_PERIODS = 0.8
OFTEN = 0.6
FEW_DEATHS = 3


def rule(indicator: Indicator, country: str) -> str:
    """The rule as a page says it."""
    side = worse_side(indicator)
    if not side:
        return (
            "Neither higher nor lower is better here, so no area is picked out. The "
            "strips show where areas differ."
        )
    where, high = ("above", "high") if side == "higher" else ("below", "low")
    size = "how many deaths" if indicator.outcome else "how many people"
    return (
        f"By how long a rate has been {high}, then how sure it is to be {where} "
        f"{country}, then {size} that is. It says nothing of how good care is."
    )


def look_first(
    standings: Sequence[Standing], *, indicator: Indicator, country: str
) -> tuple[LookFirst, ...]:
    """All lines of "where to look first", in the order of the rule."""
    side = worse_side(indicator)
    if not side:
        return ()
    usable = [s for s in standings if s.number.known and s.persistence.compared]
    now = sorted(
        (s for s in usable if s.verdict.mark == side),
        key=lambda s: (
            -_share(s, side),
            -_sure(s, side),
            -_excess(s, side),
            s.place.name,
        ),
    )
    left = sorted(
        (s for s in usable if _change(s, side) == "left" and _share(s, side) >= OFTEN),
        key=lambda s: (-_share(s, side), -_sure(s, side), s.place.name),
    )
    named = {s.place.code for s in (*now, *left)}
    likely = sorted(
        (
            s
            for s in usable
            if s.stabilised.belief == f"very likely {side}"
            and s.place.code not in named
        ),
        key=lambda s: (-_sure(s, side), s.place.name),
    )
    chosen = [
        *((s, _kind(s, side)) for s in now),
        *((s, "left") for s in left),
        *((s, "likely") for s in likely),
    ]
    return tuple(
        LookFirst((s.place,), _reason(s, kind, indicator, country), kind)
        for s, kind in chosen
    )


def _share(standing: Standing, side: str) -> float:
    kept = standing.persistence
    return kept.on(side) / kept.compared if kept.compared else 0.0


def _sure(standing: Standing, side: str) -> float:
    """How sure it is to be on that side; none where it was not worked out."""
    sure = standing.stabilised.probability_higher
    if not math.isfinite(sure):
        return 0.0
    return sure if side == "higher" else 1 - sure


def _excess(standing: Standing, side: str) -> float:
    excess = standing.verdict.excess
    if not math.isfinite(excess):
        return 0.0
    return excess if side == "higher" else -excess


def _change(standing: Standing, side: str) -> str:
    kept = standing.persistence
    return kept.change if side == "higher" else changed(kept.strip, "-")


def _kind(standing: Standing, side: str) -> str:
    """What an area that is on the worse side now is told first."""
    share = _share(standing, side)
    if share == 1.0:
        return "every"
    if share >= MOST_PERIODS:
        return "most"
    return "new" if _change(standing, side) in ("new", "back") else "some"


def _reason(standing: Standing, kind: str, indicator: Indicator, country: str) -> str:
    side = worse_side(indicator)
    kept, span = standing.persistence, standing.persistence.periods[-1]
    spans, size = spelt(kept.compared), _size(standing, indicator, country, span)
    if kind == "left":
        still = "high" if side == "higher" else "low"
        return (
            f"{capital(side)} in {spelt(kept.on(side))} of {spans} periods, then not "
            f"in {period(span)}. Treat it as still {still} until another period says "
            "otherwise."
        )
    if kind == "likely":
        sure = f"{100 * _sure(standing, side):.0f}%"
        where = "above" if side == "higher" else "below"
        return (
            f"Not clear of {country} on the count alone, but {sure} sure to be "
            f"{where} it allowing for small numbers. {size}"
        )
    if kind == "every":
        often = f"{capital(side)} in all {spans} periods."
        if kept.compared == 1:
            often = f"{capital(side)} in {period(span)}, the only period to compare."
    elif kind == "new":
        first = _change(standing, side) == "new"
        when = "for the first time" if first else "again"
        often = f"{capital(side)} {when} in {period(span)}."
    else:
        many = spelt(kept.on(side), capital=True)
        often = f"{many} of {spans} periods {side}, and {side} now."
    return f"{often} {size}{_turns_on(standing, indicator)}"


def _size(standing: Standing, indicator: Indicator, country: str, span: Span) -> str:
    """How many died and how many more that is; of other measures, the two rates."""
    number, verdict = standing.number, standing.verdict
    counted = math.isfinite(number.count) and math.isfinite(verdict.excess)
    if indicator.outcome and counted:
        told = f"{happened(number.count, indicator)} in {period(span)}"
        more = _more(verdict.excess, span)
        return f"{capital(told)}, {more} than at {country}'s rate."
    there = rate_in_words(verdict.benchmark_value, number.per)
    return (
        f"The rate was {number_in_words(number)} in {period(span)}; for {country} it "
        f"was {there}."
    )


def _turns_on(standing: Standing, indicator: Indicator) -> str:
    few = standing.verdict.deaths_to_change
    if not indicator.outcome or not 0 < few <= FEW_DEATHS:
        return ""
    noun = plural(int(few), "death", "deaths")
    return f" The answer turns on {spelt(int(few))} {noun}: check the records first."


def _more(excess: float, span: Span) -> str:
    """`about 3 a year more`, or that it is no more."""
    if not excess > 0:
        return "no more"
    return f"{about_a_year(excess, span.years)} more"


def names(lines: Sequence[LookFirst]) -> str:
    return listed([place.name for line in lines for place in line.places])
