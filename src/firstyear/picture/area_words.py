"""An area's picture in words: headline, facts, both verdicts, for page and document."""

import math
from dataclasses import dataclass

from firstyear.picture.area import AreaPicture
from firstyear.picture.looks import look
from firstyear.picture.number_words import (
    comparison_sentence,
    excess_facts,
    number_facts,
    number_sentence,
)
from firstyear.picture.results import Fact
from firstyear.picture.words import (
    by_chance,
    funnel_in_words,
    limits,
    period,
    plural,
    rate_in_words,
    share_in_words,
    spelt,
    worse_side,
)


@dataclass(frozen=True)
class VerdictWords:
    """One test's answer: its mark, its words, and what it would take to change it."""

    mark: str
    title: str
    text: str


def headline(picture: AreaPicture) -> str:
    """One or two sentences with the rate, its likely range and how it compares."""
    standing = picture.standing
    told = number_sentence(
        standing.number, picture.grid.indicator, picture.here.name, picture.span
    )
    if is_the_benchmark(picture):
        return told
    compared = comparison_sentence(
        standing.verdict,
        picture.country.name,
        standing.number,
        picture.grid.indicator,
    )
    return f"{told} {compared}".strip()


def is_the_benchmark(picture: AreaPicture) -> bool:
    """A country's own page: it is not compared with itself."""
    return picture.here.code == picture.country.code


def facts(picture: AreaPicture) -> tuple[Fact, ...]:
    """The four key facts of an area, each with its range or with chance beside it."""
    kept, indicator = picture.standing.persistence, picture.grid.indicator
    made = number_facts(picture.standing.number, indicator, picture.span)
    if is_the_benchmark(picture):
        return tuple(made)
    if indicator.outcome:
        made += excess_facts(picture.standing.verdict, picture.country.name)
    if not kept.compared:
        return tuple(made)
    side = worse_side(indicator) or "higher"
    often, apart = kept.on(side), kept.apart(side)
    note = f"{by_chance(kept.compared)} expected by chance"
    if apart < often:
        verb = plural(apart, "shares", "share")
        note = f"{spelt(apart)} of the {spelt(often)} {verb} no years; {note}"
    made.append(
        Fact(
            f"Periods {side}, since {period(kept.periods[0])}",
            f"{often} of {kept.compared}",
            note,
        )
    )
    return tuple(made)


def verdict_words(picture: AreaPicture) -> tuple[str, str, tuple[VerdictWords, ...]]:
    """The title, the sentence, and the two tests side by side."""
    standing, country = picture.standing, picture.country.name
    number, verdict = standing.number, standing.verdict
    name = picture.here.name
    if is_the_benchmark(picture):
        return f"{name} is what areas are compared with", "", ()
    if number.known and not math.isfinite(number.lower):
        reason = "This measure has no likely range here, so no test can be made."
        return f"{name} cannot be compared in this period", reason, ()
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
            "Two fair tests, interval and funnel, are in use and they do not always "
            "agree. Here they do."
        )
    else:
        title = f"Two tests disagree about {name}"
        sentence = (
            "Two fair tests, interval and funnel, are in use. Here they give different "
            "answers, so this is a close call: do not rest a plan on either answer "
            "alone."
        )
    changes = verdict.deaths_to_change
    turn = ""
    if math.isfinite(changes):
        which = {"higher": "fewer", "similar": "more or fewer", "lower": "more"}
        noun = f" {plural(changes, 'death', 'deaths')}"
        turn = (
            f" It would take {changes:,.0f} {which[verdict.comparison]}"
            f"{noun if picture.grid.indicator.outcome else ''} to change this."
        )
    where = {
        "higher": "lies wholly above",
        "lower": "lies wholly below",
        "similar": "includes",
    }[verdict.comparison]
    interval = VerdictWords(
        look(
            verdict.comparison if verdict.comparison != "similar" else verdict.mark,
            picture.grid.indicator.polarity,
        ),
        f"Interval test: {verdict.comparison}",
        f"The likely range, {limits(number)}, {where} {country}'s "
        f"{rate_in_words(verdict.benchmark_value, per)}.{turn}",
    )
    funnel = VerdictWords(
        look(verdict.funnel.split("-")[0], picture.grid.indicator.polarity),
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
