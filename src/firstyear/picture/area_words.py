"""An area's picture in words: headline, facts, both verdicts, for page and document."""

import math
from dataclasses import dataclass

from firstyear.picture.area import AreaPicture
from firstyear.picture.region_words import excess_facts, number_facts
from firstyear.picture.results import Fact
from firstyear.picture.words import (
    about_a_year,
    as_happened,
    funnel_in_words,
    limits,
    one_in,
    period,
    plural,
    share_in_words,
    spelt,
    status_in_words,
)


@dataclass(frozen=True)
class VerdictWords:
    """One test's answer: its mark, its words, and what it would take to change it."""

    mark: str
    title: str
    text: str


def headline(picture: AreaPicture) -> str:
    number, name = picture.standing.number, picture.here.name
    when, indicator = period(picture.span), picture.grid.indicator
    if not number.known:
        why = status_in_words(number.status, number.withheld_by)
        return f"There is no rate for {name} in {when}: {why}."
    often = about_a_year(number.count, picture.span.years)
    start = f"In {name}, {happened(number.count, indicator)} in {when}, {often}"
    if indicator.outcome and number.value > 0:
        start += f": {one_in(number.value, number.per, noun_of(indicator))}"
    rate = (
        f"{start}. That is {number.value:.1f} {indicator.unit}, with a likely range of "
        f"{limits(number)}."
    )
    beside = (
        f"{picture.country.name}, at {picture.standing.verdict.benchmark_value:.1f}"
    )
    return f"{rate} {_compared(picture.standing.verdict.mark, beside)}".strip()


def _compared(mark: str, beside: str) -> str:
    return {
        "higher": f"That is higher than {beside}.",
        "lower": f"That is lower than {beside}.",
        "above": f"That is above {beside}, but it could be chance.",
        "similar": f"That is not clearly different from {beside}.",
    }.get(mark, "")


def facts(picture: AreaPicture) -> tuple[Fact, ...]:
    """The four key facts of an area, each with its range or with chance beside it."""
    kept, indicator = picture.standing.persistence, picture.grid.indicator
    made = number_facts(picture.standing.number, indicator, picture.span)
    if indicator.outcome:
        made += excess_facts(picture.standing.verdict, picture.country.name)
    made.append(
        Fact(
            f"Periods higher, since {period(kept.periods[0])}",
            f"{kept.higher} of {kept.compared}",
            f"{spelt(kept.independent)} of them share no years; "
            f"about {kept.compared * 0.025:.1f} by chance",
        )
    )
    return tuple(made)


def verdict_words(picture: AreaPicture) -> tuple[str, str, tuple[VerdictWords, ...]]:
    """The title, the sentence, and the two tests side by side."""
    standing, country = picture.standing, picture.country.name
    number, verdict = standing.number, standing.verdict
    name = picture.here.name
    if not verdict.comparison or not verdict.funnel:
        return f"{name} cannot be compared in this period", "", ()
    per = number.per
    expected = verdict.benchmark_value * number.denominator / per
    phrase = {
        "higher": "higher than",
        "lower": "lower than",
        "similar": "not clearly different from",
    }
    if verdict.agree:
        title = (
            f"Two tests, one answer: {name} is {phrase[verdict.comparison]} {country}"
        )
        sentence = (
            "Two fair tests are in use across the country and they do not always "
            "agree. Here they do."
        )
    else:
        title = f"Two tests disagree about {name}"
        sentence = (
            "Two fair tests are in use across the country. Here they give different "
            "answers, so this is a close call: do not rest a plan on either answer alone."
        )
    changes = verdict.deaths_to_change
    turn = ""
    if math.isfinite(changes):
        which = {"higher": "fewer", "similar": "more or fewer", "lower": "more"}
        turn = (
            f" It would take {changes:,.0f} {which[verdict.comparison]} "
            f"{plural(changes, 'death', 'deaths')} to change this."
        )
    where = {
        "higher": "lies wholly above",
        "lower": "lies wholly below",
        "similar": "includes",
    }[verdict.comparison]
    interval = VerdictWords(
        verdict.comparison if verdict.comparison != "similar" else verdict.mark,
        f"Interval test: {verdict.comparison}",
        f"The likely range, {limits(number)}, {where} {country}'s "
        f"{verdict.benchmark_value:.1f}.{turn}",
    )
    funnel = VerdictWords(
        verdict.funnel.split("-")[0],
        f"Funnel test: {funnel_in_words(verdict.funnel)}",
        f"At {country}'s rate about {expected:,.0f} would be expected among "
        f"{number.denominator:,.0f}. There were {number.count:,.0f}.",
    )
    return title, sentence, (interval, funnel)


def stabilised_words(picture: AreaPicture) -> str:
    stable = picture.standing.stabilised
    if not math.isfinite(stable.value):
        return ""
    country = picture.country.name
    belief = (
        f"we cannot tell whether it is above {country}'s"
        if stable.belief == "cannot tell"
        else f"{stable.belief} than {country}'s"
    )
    return (
        f"Allowing for small numbers, the underlying rate is about {stable.value:.1f} "
        f"({stable.lower:.1f} to {stable.upper:.1f}): {belief}. "
        f"{share_in_words(stable.own_share)} of that figure is the area's own data; "
        "the rest is drawn from the pattern across all areas."
    )
