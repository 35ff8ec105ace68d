"""One figure in sentences and key facts: areas and regions tell theirs alike."""

import math

from firstyear.packs import Indicator
from firstyear.picture.results import Fact, Number, Span, Verdict
from firstyear.picture.words import (
    about_a_year,
    capital,
    happened,
    likely_range,
    limits,
    noun_of,
    number_in_words,
    one_in,
    period,
    rate_in_words,
    status_in_words,
)


def number_sentence(number: Number, indicator: Indicator, name: str, span: Span) -> str:
    """How many, how often, and the rate with its likely range; why not, where none."""
    if not number.known:
        why = status_in_words(number.status, number.withheld_by)
        return f"There is no rate for {name} in {period(span)}: {why}."
    if indicator.outcome:
        return _of_deaths(number, indicator, name, span)
    return _of_a_measure(number, indicator, name, span)


def _of_deaths(number: Number, indicator: Indicator, name: str, span: Span) -> str:
    """How many died, how often that is, then the rate."""
    when, rate = period(span), _rate(number, indicator)
    if not math.isfinite(number.count):
        return f"In {name} in {when} the rate was {rate}."
    if not number.count:
        none = happened(0, indicator).replace("0 ", "no ", 1)
        return f"In {name}, {none} in {when}. That is {rate}."
    # Of one year, how many a year has been said.
    often = "" if span.years == 1 else f", {about_a_year(number.count, span.years)}"
    told = f"In {name}, {happened(number.count, indicator)} in {when}{often}"
    told += f": {one_in(number.value, number.per, noun_of(indicator))}"
    return f"{told}. That is {rate}."


def _of_a_measure(number: Number, indicator: Indicator, name: str, span: Span) -> str:
    """What is measured, then how high it is: true of shares, ratios and scores."""
    told = (
        f"{capital(indicator.family_phrase)}, {name}, {period(span)}: "
        f"{_rate(number, indicator)}."
    )
    counted = math.isfinite(number.count) and math.isfinite(number.denominator)
    if counted and indicator.kind in ("rate", "proportion"):
        told += f" That is {number.count:,.0f} out of {number.denominator:,.0f}."
    return told


def _rate(number: Number, indicator: Indicator) -> str:
    """The rate, per what where that is part of it, and its likely range."""
    rate = number_in_words(number)
    if indicator.unit.startswith("per "):
        rate = f"{rate} {indicator.unit}"
    if math.isfinite(number.lower):
        rate = f"{rate}, with a likely range of {limits(number)}"
    return rate


def comparison_sentence(
    verdict: Verdict | None,
    benchmark: str,
    number: Number | None = None,
    indicator: Indicator | None = None,
) -> str:
    """How that compares with the benchmark, blank where it cannot be said.

    With its number, a rate that is printed as the benchmark's is "close to" it; with
    its indicator, a reader is told where higher is better.
    """
    if verdict is None or not math.isfinite(verdict.benchmark_value):
        return ""
    per = number.per if number is not None else 1000.0
    centre = rate_in_words(verdict.benchmark_value, per)
    beside = f"{benchmark}, at {centre}"
    if not verdict.comparison:
        if number is None or not number.known:
            return ""
        return (
            f"For {benchmark} it is {centre}. Without a likely range, nothing can be "
            "said of the difference."
        )
    if verdict.mark in ("higher", "lower"):
        upside = indicator is not None and indicator.polarity == "higher-is-better"
        better = "; higher is better" if upside else ""
        return f"That is {verdict.mark} than {beside}{better}."
    if number is not None and rate_in_words(number.value, per) == centre:
        return f"That is close to {beside}."
    if verdict.mark == "above":
        return f"That is above {beside}, but it could be chance."
    return f"That is not clearly different from {beside}."


def number_facts(number: Number, indicator: Indicator, span: Span) -> list[Fact]:
    """The rate with its likely range, and how many that is."""
    if not number.known:
        return []
    within = likely_range(number) if math.isfinite(number.lower) else ""
    value = rate_in_words(number.value, number.per)
    unit = indicator.unit if indicator.unit.startswith("per ") else ""
    title = f"Rate, {unit}" if unit else indicator.short_name
    made = [Fact(title, value, within)]
    if math.isfinite(number.count) and math.isfinite(number.denominator):
        among = f"among {number.denominator:,.0f} in {period(span)}"
        if indicator.outcome and span.years != 1:
            among += f", {about_a_year(number.count, span.years)}"
        phrase = capital(indicator.family_phrase)
        if indicator.kind in ("rate", "proportion"):
            made.append(Fact(phrase, f"{number.count:,.0f}", among))
    return made


def excess_facts(verdict: Verdict | None, country: str) -> list[Fact]:
    """How many more or fewer deaths than at the country's rate, with the range."""
    if verdict is None or not math.isfinite(verdict.excess):
        return []
    excess, low, high = verdict.excess, verdict.excess_lower, verdict.excess_upper
    within = ""
    if math.isfinite(low) and math.isfinite(high):
        within = f"likely range {_more_or_fewer(low)} to {_more_or_fewer(high)}"
        if low >= 0 or high <= 0:
            near, far = sorted((abs(low), abs(high)))
            within = f"likely range {near:,.0f} to {far:,.0f}"
    if not round(excess):
        return [Fact(f"Deaths, beside {country}'s rate", "About as many", within)]
    more = "More" if excess > 0 else "Fewer"
    title = f"{more} deaths than at {country}'s rate"
    return [Fact(title, f"About {abs(excess):,.0f}", within)]


def _more_or_fewer(excess: float) -> str:
    if not round(excess):
        return "no difference"
    return f"{abs(excess):,.0f} {'more' if excess > 0 else 'fewer'}"
