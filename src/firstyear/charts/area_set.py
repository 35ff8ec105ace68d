"""The charts of an area: series, years to tell, profile, gaps, neighbours."""

import math
from collections.abc import Callable

from firstyear import packs
from firstyear.charts.caterpillar import caterpillar
from firstyear.charts.detect import detect_chart
from firstyear.charts.gap import gap_chart
from firstyear.charts.model import Chart
from firstyear.charts.spine import spine
from firstyear.charts.trend import trend
from firstyear.picture.area import AreaPicture
from firstyear.picture.nested import counted_once, nesting_sentence
from firstyear.picture.results import Gap
from firstyear.picture.series import Series
from firstyear.picture.words import outcome_in_words, period, plural, spelt

Address = Callable[[str], str]
LENGTHS = {1: "one-year", 2: "two-year", 3: "three-year", 5: "five-year"}


def unit_of(picture: AreaPicture) -> str:
    return outcome_in_words(picture.grid.indicator)


def query_of(picture: AreaPicture) -> dict[str, str]:
    return {"indicator": picture.grid.indicator.id, "area": picture.here.code}


def series_chart(picture: AreaPicture, series: Series) -> Chart:
    """One series of one period length; annual and pooled are never in one chart."""
    length = LENGTHS.get(series.years, f"{series.years}-year")
    note = (
        "Neighbouring periods share years, so the rates written on the chart are those "
        "of periods that share none."
        if series.overlapping
        else ""
    )
    return trend(
        series.points,
        series.benchmark,
        identifier=f"trend-{series.years}",
        title=series_title(picture, series),
        sentence=series_sentence(picture, series),
        name=picture.here.name,
        outcome=f"{unit_of(picture)}, {length} figures",
        polarity=picture.grid.indicator.polarity,
        note=note,
        query={**query_of(picture), "years": str(series.years)},
    )


def series_title(picture: AreaPicture, series: Series) -> str:
    known = [(n, v) for _, n, v in series.points if n.known and v.mark != "none"]
    name, country = picture.here.name, picture.country.name
    length = LENGTHS.get(series.years, f"{series.years}-year")
    if not known:
        return f"There are no {length} figures for {name} to compare"
    how = {
        "increasing": ", and rising",
        "decreasing": ", and falling",
        "no-significant-change": ", with no clear rise or fall",
    }.get(series.direction, "")
    if picture.here.code == picture.country.code:
        return f"{name}'s {length} rate over time{how}"
    above = sum(v.mark in ("higher", "above") for _, v in known)
    if len(known) == 1:
        where = "above" if above else "not above"
        return (
            f"{name}'s {length} rate was {where} {country}'s in the one period there is"
        )
    periods = plural(len(known), "period", "periods")
    times = (
        f"all {spelt(len(known))}"
        if above == len(known) > 1
        else f"{spelt(above)} of {spelt(len(known))}"
    )
    return f"{name}'s {length} rate was above {country}'s in {times} {periods}{how}"


def series_sentence(picture: AreaPicture, series: Series) -> str:
    change, lower, upper = series.change
    if series.overlapping:
        text = "Only periods that share no years can say anything of change."
    else:
        text = "Each period stands alone."
    if math.isfinite(change) and math.isfinite(lower) and math.isfinite(upper):
        text += (
            f" Over the last {spelt(len(series.used))} of them the rate changed by "
            f"{_signed(change)}% a year, likely range {_signed(lower)}% to "
            f"{_signed(upper)}%."
        )
        if lower <= 0 <= upper:
            text += " That range holds no change at all."
        elif series.direction == "no-significant-change":
            text += (
                " The trend test asks for more certainty than that, and does not call "
                "it a rise or a fall."
            )
    elif series.direction == "cannot-be-calculated":
        text += " There are too few such periods to test for a trend."
    return text


def _plain(value: float) -> str:
    return f"{value:.1f}".replace("-", "−")


def _signed(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


def falls_chart(picture: AreaPicture) -> Chart | None:
    """How long it would take to see a fall; None where nobody died."""
    if not picture.falls:
        return None
    per_year = picture.per_year
    fifth = dict(picture.falls).get(0.2)
    often = "With fewer than one a year"
    if per_year >= 1:
        often = f"With about {per_year:,.0f} a year"
    title = (
        f"A fall of a fifth would take about {fifth:.0f} years to show in deaths alone"
        if fifth is not None
        else "A fall of a fifth could not be seen in deaths alone within 60 years"
    )
    first = (
        f"{often}, even a true fall of a fifth would take about {fifth:.0f} years of "
        f"figures before and {fifth:.0f} after to show reliably."
        if fifth is not None
        else f"{often}, deaths alone cannot show a fall of a fifth."
    )
    return detect_chart(
        picture.falls,
        identifier="years-to-tell",
        title=title,
        sentence=(
            f"{first} Choose measures that move sooner, such as booking by 10 weeks, "
            "and keep deaths as the long view."
        ),
        per_year=per_year,
        note=(
            "Exact test, spans of equal length before and after, 80% chance of showing "
            "the fall, 5% chance of a false alarm in either direction."
        ),
        query=query_of(picture),
    )


def profile_chart(picture: AreaPicture, address: Address) -> Chart | None:
    rows = picture.profile
    if not rows:
        return None
    judged = [
        row
        for row in counted_once(rows)
        if row.verdict in ("worse", "better", "similar")
    ]
    worse = sum(row.verdict == "worse" for row in judged)
    better = sum(row.verdict == "better" for row in judged)
    country = picture.country.name
    verb = plural(worse, "is", "are")
    title = (
        f"{spelt(worse, capital=True)} of {spelt(len(judged))} measures {verb} worse "
        f"than {country}, and {spelt(better)} {plural(better, 'is', 'are')} better"
        if len(judged) > 1
        else f"{picture.here.name} beside {country}, measure by measure"
    )
    unsure = [row for row in rows if not row.number.known]
    sentence = (
        f"{country} is the line down the middle, and better is always to the right."
    )
    nested = nesting_sentence(rows)
    if nested:
        sentence += f" {nested} They count once in the title."
    if unsure:
        sentence += (
            f" For {spelt(len(unsure))} {plural(len(unsure), 'measure', 'measures')} "
            "there is no figure here; the table says why."
        )
    return spine(
        rows,
        identifier="profile",
        title=title,
        sentence=sentence,
        country=country,
        name=picture.here.name,
        address=address,
        query={"area": picture.here.code},
    )


def dimension_name(dimension: str) -> str:
    """What pages call a breakdown; of a crossed one, its parts with "by" between."""
    pack = packs.dimensions()
    parts = dimension.split("|")
    return " by ".join(pack[part].name if part in pack else part for part in parts)


def category_name(dimension: str, category: str) -> str:
    found = packs.dimensions().get(dimension)
    return found.label(category) if found is not None else category


def gap_title(picture: AreaPicture, gap: Gap) -> str:
    """What the gap comes to, and no more than its likely range bears."""
    name = dimension_name(gap.dimension)
    if not gap.known:
        return f"{name}: no gap can be worked out"
    if gap.difference_lower <= 0 <= gap.difference_upper:
        differ = "the gap" if gap.pairs == 1 else "differences between the groups"
        return f"{name}: {differ} could be chance"
    if gap.pairs > 1:
        return f"{name}: the groups differ by more than chance would give"
    worst = category_name(gap.dimension, gap.worst_off)
    best = category_name(gap.dimension, gap.best_off)
    if not math.isfinite(gap.ratio):
        return f"{worst}: a higher rate than {best}, where there were none"
    return f"{worst}: {gap.ratio:.1f} times the rate of {best}"


def gap_sentence(gap: Gap, unit: str) -> str:
    if not gap.known:
        return gap.reason
    worst = category_name(gap.dimension, gap.worst_off)
    best = category_name(gap.dimension, gap.best_off)
    unit = " percentage points" if unit == "%" else f" {unit}"
    text = (
        f"The gap between {worst} and {best} is {_plain(gap.difference)}{unit}, "
        f"likely range {_plain(gap.difference_lower)} to "
        f"{_plain(gap.difference_upper)}"
    )
    if math.isfinite(gap.ratio):
        text += f"; the ratio is {gap.ratio:.1f}"
        if math.isfinite(gap.ratio_upper):
            text += f", likely range {gap.ratio_lower:.1f} to {gap.ratio_upper:.1f}"
    text += "."
    if gap.pairs > 1:
        text += (
            f" These two lie furthest apart of {gap.pairs:,} pairs, and the ranges "
            "allow for that."
        )
    return text


def gap_charts(picture: AreaPicture) -> tuple[Chart, ...]:
    """A chart a breakdown that has figures here; those without are told in words."""
    made = []
    for position, gap in enumerate(picture.gaps):
        if not gap.groups or gap.whole is None:
            continue
        pack = packs.dimensions().get(gap.dimension)
        made.append(
            gap_chart(
                [(category_name(gap.dimension, name), n) for name, n in gap.groups],
                gap.whole,
                whole_name=picture.here.name,
                identifier=f"gap-{position + 1}",
                title=gap_title(picture, gap),
                sentence=gap_sentence(gap, picture.grid.indicator.unit),
                outcome=f"{unit_of(picture)}, {period(gap.span) if gap.span else ''}",
                note=pack.caution if pack is not None else "",
                query={**query_of(picture), "dimension": gap.dimension},
            )
        )
    return tuple(made)


def neighbours_chart(picture: AreaPicture, address: Address) -> Chart | None:
    near = [s for s in picture.neighbours if math.isfinite(s.stabilised.value)]
    own = picture.standing
    if not near or not math.isfinite(own.stabilised.value):
        return None
    both = sorted([own, *near], key=lambda s: -s.stabilised.value)
    above = sum(s.stabilised.value > own.stabilised.value for s in near)
    title = (
        f"{spelt(above, capital=True)} of the {spelt(len(near))} areas most like "
        f"{picture.here.name} {plural(above, 'has', 'have')} a higher stabilised rate"
    )
    return caterpillar(
        both,
        identifier="neighbours",
        title=title,
        sentence=(
            f"Most like it by {', '.join(picture.neighbours_by)}. Where ranges "
            "overlap, look at the gap itself."
        ),
        benchmark=picture.standing.verdict.benchmark_value,
        country=picture.country.name,
        outcome=unit_of(picture),
        polarity=picture.grid.indicator.polarity,
        address=address,
        query={**query_of(picture), "neighbours": "yes"},
    )
