"""The charts of a region: map, strips, stabilised rates, funnel, in that order.

Titles state the finding and are worked out from the figures, as is every sentence.
"""

import math
from collections.abc import Callable

from firstyear.charts.caterpillar import caterpillar
from firstyear.charts.funnel import funnel, in_funnel
from firstyear.charts.model import Chart
from firstyear.charts.strips import strips
from firstyear.charts.tile_map import tile_map
from firstyear.picture.region import RegionPicture
from firstyear.picture.results import Standing
from firstyear.picture.words import (
    by_chance,
    counted_among,
    listed,
    outcome_in_words,
    period,
    plural,
    spelt,
    worse_side,
)

Address = Callable[[str], str]
CLEAR = ("very likely higher", "very likely lower")
MOST_ROWS = 45


def outcome_unit(picture: RegionPicture) -> str:
    """`Babies who died under 1, per 1,000 live births`."""
    return outcome_in_words(picture.grid.indicator)


def region_charts(picture: RegionPicture, address: Address) -> tuple[Chart, ...]:
    """The four charts, in the order of the page."""
    query = {
        "indicator": picture.grid.indicator.id,
        "level": picture.level,
        "years": str(round(picture.span.years)),
        "to": picture.span.date_to.isoformat(),
    }
    if len(picture.areas) <= MOST_ROWS:
        query["area"] = ",".join(s.place.code for s in picture.areas)
    unit = outcome_unit(picture)
    side, polarity = side_of(picture), picture.grid.indicator.polarity
    by_persistence = sorted(
        picture.areas,
        key=lambda s: (
            -s.persistence.on(side),
            s.persistence.on("lower" if side == "higher" else "higher"),
            s.place.name.casefold(),
        ),
    )
    by_stable = sorted(
        (s for s in picture.areas if math.isfinite(s.stabilised.value)),
        key=lambda s: -s.stabilised.value,
    )
    by_persistence, kept_note = shown_strips(by_persistence, picture.country.name, side)
    by_stable, stable_note = shown_stable(by_stable)
    inside = {s.place.code for s in picture.areas}
    others = [s for s in picture.everywhere if s.place.code not in inside]
    charts = [
        tile_map(
            picture.areas,
            picture.everywhere,
            picture.layout,
            identifier="map",
            title=map_title(picture),
            sentence=map_sentence(picture),
            country=picture.country.name,
            region_name=picture.region.name,
            outcome=unit,
            without=[one.name for one in picture.without],
            polarity=polarity,
            address=address,
            query=query,
        ),
        strips(
            by_persistence,
            identifier="persistence",
            title=strips_title(picture),
            country=picture.country.name,
            outcome=unit,
            side=side,
            polarity=polarity,
            deaths=picture.grid.indicator.outcome,
            note=kept_note,
            address=address,
            query=query,
        ),
    ]
    if by_stable:
        charts.append(
            caterpillar(
                by_stable,
                identifier="stabilised",
                title=stable_title(by_stable, picture.country.name),
                sentence=(
                    "A small area's rate swings by chance, so each is drawn towards "
                    "the average by as much as its size deserves. The small dot is the "
                    "rate as counted, and its tail how far it moved. The order says "
                    "little: most ranges overlap."
                ),
                note=stable_note,
                polarity=polarity,
                benchmark=picture.benchmark.value,
                country=picture.country.name,
                outcome=unit,
                address=address,
                query=query,
            )
        )
    if picture.grid.indicator.kind == "rate" and in_funnel(picture.areas):
        charts.append(
            funnel(
                picture.areas,
                others,
                identifier="funnel",
                title=funnel_title(picture.areas),
                sentence=funnel_sentence(picture.areas),
                benchmark=picture.benchmark.value,
                country=picture.country.name,
                per=picture.grid.indicator.per,
                outcome=unit,
                polarity=polarity,
                among=counted_among(picture.grid.indicator.unit),
                address=address,
                query=query,
            )
        )
    return tuple(charts)


def side_of(picture: RegionPicture) -> str:
    """The side that the strips count: the worse one, or higher where neither is."""
    return worse_side(picture.grid.indicator) or "higher"


def shown_strips(
    standings: list[Standing], country: str, side: str = "higher"
) -> tuple[list[Standing], str]:
    """All strips of a region; of more areas, those that were ever on the side."""
    if len(standings) <= MOST_ROWS:
        return standings, ""
    ever = [s for s in standings if s.persistence.on(side)][:MOST_ROWS]
    rest = len(standings) - len(ever)
    noun = plural(rest, "area is", "areas are")
    return ever, (
        f"The areas most often {side} than {country} are shown; {rest} more {noun} on "
        "the map and on the pages of their regions."
    )


def shown_stable(standings: list[Standing]) -> tuple[list[Standing], str]:
    """All areas of a region; of more areas, those about which something can be said."""
    if len(standings) <= MOST_ROWS:
        return standings, ""
    clear = [s for s in standings if s.stabilised.belief in CLEAR]
    if len(clear) > MOST_ROWS:
        half = MOST_ROWS // 2
        clear = [*clear[:half], *clear[-half:]]
    rest = len(standings) - len(clear)
    noun = plural(rest, "area", "areas")
    return clear, (
        f"The areas furthest from the country's rate are shown; {rest} more {noun} lie "
        "between them, or are too small to tell."
    )


def map_title(picture: RegionPicture) -> str:
    compared = [s for s in picture.areas if s.verdict.comparison]
    higher, lower = len(picture.higher), len(picture.lower)
    country = picture.country.name
    if not compared:
        return "No area has a figure for this period"
    start = f"{spelt(higher, capital=True)} of the {spelt(len(compared))} areas"
    verb = plural(higher, "is", "are")
    if not higher and not lower:
        return f"No area is clearly different from {country}"
    end = f"and {spelt(lower)} {plural(lower, 'is', 'are')} lower"
    if not higher:
        return f"No area is higher than {country}, {end}"
    return f"{start} {verb} higher than {country}, {end}"


def map_sentence(picture: RegionPicture) -> str:
    compared = [s for s in picture.everywhere if s.verdict.comparison]
    marks = [s.verdict.mark for s in compared]
    where = f"In {period(picture.span)}, {{}} of {len(marks)} areas across "
    where += picture.country.name
    chance = by_chance(len(marks))
    side = worse_side(picture.grid.indicator)
    if side:
        told = f"{where.format(marks.count(side))} are {side}, and {chance} would be"
    else:
        told = (
            f"{where.format(marks.count('higher'))} are higher and "
            f"{marks.count('lower')} lower, and {chance} of each would be"
        )
    return (
        f"{told} by chance alone. Each tile is one area. All tiles are one size, and "
        "only roughly in place."
    )


def strips_title(picture: RegionPicture) -> str:
    side = side_of(picture)
    every = [
        s
        for s in picture.areas
        if s.persistence.compared > 1
        and s.persistence.on(side) == s.persistence.compared
    ]
    country = picture.country.name
    if every:
        first = period(picture.areas[0].persistence.periods[0])
        start = spelt(len(every), capital=True)
        noun = plural(len(every), "area has", "areas have")
        return (
            f"{start} {noun} been {side} than {country} without a break since {first}"
        )
    most = max((s.persistence.on(side) for s in picture.areas), default=0)
    if not most:
        return f"No area has been {side} than {country} in any period"
    if all(s.persistence.compared <= 1 for s in picture.areas):
        many = sum(s.persistence.on(side) for s in picture.areas)
        verb = plural(many, "area is", "areas are")
        many_words = spelt(many, capital=True)
        return f"{many_words} {verb} {side} than {country} in the one period there is"
    return (
        f"No area has been {side} in every period; the most is "
        f"{spelt(most)} of {spelt(picture.areas[0].persistence.compared)}"
    )


def stable_title(standings: list[Standing], country: str) -> str:
    very = sum(s.stabilised.belief == "very likely higher" for s in standings)
    likely = sum(s.stabilised.belief == "likely higher" for s in standings)
    start = "Allowing for small numbers, "
    if very:
        noun = plural(very, "area is", "areas are")
        return f"{start}{spelt(very)} {noun} very likely above {country}"
    if likely:
        noun = plural(likely, "area is", "areas are")
        return f"{start}{spelt(likely)} {noun} likely above {country}"
    return f"{start}no area is clearly above {country}"


def funnel_title(standings: tuple[Standing, ...]) -> str:
    far = [s.place.name for s in standings if s.verdict.funnel == "higher-998"]
    near = [s for s in standings if s.verdict.funnel == "higher-95"]
    if 1 <= len(far) <= 3:
        verb = plural(len(far), "is", "are")
        return f"{listed(far)} {verb} well outside what chance would give"
    if far:
        many = spelt(len(far), capital=True)
        return f"{many} areas are well outside what chance would give"
    if near:
        noun = plural(len(near), "area is", "areas are")
        many = spelt(len(near), capital=True)
        return f"{many} {noun} just outside what chance would give"
    return "No area is above what chance would give"


def funnel_sentence(standings: tuple[Standing, ...]) -> str:
    near = sum(s.verdict.funnel == "higher-95" for s in standings)
    judged = [s for s in standings if s.verdict.agree is not None]
    apart = [s.place.name for s in judged if not s.verdict.agree]
    parts = ["Inside the curves, a difference from the country could be chance."]
    if near:
        many = f"{spelt(near, capital=True)} {plural(near, 'area is', 'areas are')}"
        parts.append(f"{many} above the 95% limit but not the 99.8% one.")
    if judged and not apart:
        parts.append(
            f"For all {spelt(len(judged))} areas the funnel and the interval give the "
            "same answer."
        )
    elif apart:
        parts.append(
            f"The funnel and the interval do not agree on {listed(apart)}: both are "
            "fair tests, and an answer that turns on the choice is a close one."
        )
    return " ".join(parts)
