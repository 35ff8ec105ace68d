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
    status_in_words,
)


def number_sentence(number: Number, indicator: Indicator, name: str, span: Span) -> str:
    """How many, how often, and the rate with its likely range; why not, where none."""
    when = period(span)
    if not number.known:
        why = status_in_words(number.status, number.withheld_by)
        return f"There is no rate for {name} in {when}: {why}."
    rate = number_in_words(number)
    if number.per != 100:
        rate = f"{rate} {indicator.unit}"
    if math.isfinite(number.lower):
        rate = f"{rate}, with a likely range of {limits(number)}"
    if not math.isfinite(number.count):
        return f"In {name} in {when} the rate was {rate}."
    if not number.count:
        none = happened(0, indicator).replace("0 ", "no ", 1)
        return f"In {name}, {none} in {when}. That is {rate}."
    often = about_a_year(number.count, span.years)
    told = f"In {name}, {happened(number.count, indicator)} in {when}, {often}"
    if indicator.outcome:
        told += f": {one_in(number.value, number.per, noun_of(indicator))}"
    return f"{told}. That is {rate}."


def comparison_sentence(verdict: Verdict | None, benchmark: str) -> str:
    """How that compares with the benchmark, blank where it cannot be said."""
    if verdict is None or not verdict.comparison:
        return ""
    beside = f"{benchmark}, at {verdict.benchmark_value:.1f}"
    return {
        "higher": f"That is higher than {beside}.",
        "lower": f"That is lower than {beside}.",
        "above": f"That is above {beside}, but it could be chance.",
    }.get(verdict.mark, f"That is not clearly different from {beside}.")


def number_facts(number: Number, indicator: Indicator, span: Span) -> list[Fact]:
    """The rate with its likely range, and how many that is."""
    if not number.known:
        return []
    within = likely_range(number) if math.isfinite(number.lower) else ""
    made = [Fact(f"Rate, {indicator.unit}", f"{number.value:.1f}", within)]
    if math.isfinite(number.count):
        often = about_a_year(number.count, span.years)
        among = f"among {number.denominator:,.0f} in {period(span)}, {often}"
        phrase = capital(indicator.family_phrase)
        made.append(Fact(phrase, f"{number.count:,.0f}", among))
    return made


def excess_facts(verdict: Verdict | None, country: str) -> list[Fact]:
    """How many more or fewer deaths than at the country's rate, with the range."""
    if verdict is None or not math.isfinite(verdict.excess):
        return []
    low, high = sorted((abs(verdict.excess_lower), abs(verdict.excess_upper)))
    spans = verdict.excess_lower * verdict.excess_upper < 0
    more = "More" if verdict.excess >= 0 else "Fewer"
    return [
        Fact(
            f"{more} deaths than at {country}'s rate",
            f"About {abs(verdict.excess):,.0f}",
            "the likely range includes no difference"
            if spans
            else f"likely range {low:,.0f} to {high:,.0f}",
        )
    ]
