"""What figures say, in words: no more than they bear, and never a decimal of a baby."""

from dataclasses import replace

import pytest

import firstyear as fy
from firstyear.picture import words as w
from firstyear.picture.number_words import (
    comparison_sentence,
    excess_facts,
    number_facts,
    number_sentence,
)
from tests.unit.picture.hand_made import INFANT, NAN, none, number, span, standing

MATERNAL = fy.packs.indicator("maternal-mortality")
STILLBIRTH = fy.packs.indicator("stillbirth")
SMOKING = fy.packs.indicator("smoking-at-delivery")


@pytest.mark.parametrize(
    ("count", "years", "told"),
    [
        (81, 3, "about 27 a year"),
        (3, 3, "about 1 a year"),
        (0.76, 1, "about 1 a year"),
        (1.5, 3, "about 1 in 2 years"),
        (1, 3, "about 1 in 3 years"),
        (0.01, 1, "about 1 in 100 years"),
        (0, 3, "none"),
        (NAN, 3, ""),
        (4_200, 1, "about 4,200 a year"),
    ],
)
def test_about_a_year(count: float, years: float, told: str) -> None:
    assert w.about_a_year(count, years) == told


@pytest.mark.parametrize("tenths", range(1, 400))
def test_about_a_year_never_has_decimals(tenths: int) -> None:
    assert "." not in w.about_a_year(tenths / 10, 3)


@pytest.mark.parametrize(
    ("value", "per", "told"),
    [
        (4, 1000, "about 1 baby in 250"),
        (3.9, 1000, "about 1 baby in 260"),
        (0.5, 1000, "about 1 baby in 2,000"),
        (150, 1000, "about 1 baby in 7"),
        (0, 1000, ""),
        (NAN, 1000, ""),
    ],
)
def test_one_in(value: float, per: float, told: str) -> None:
    assert w.one_in(value, per) == told


def test_headline_sentence_of_a_rate() -> None:
    assert number_sentence(number(30, 5000), INFANT, "Ash", span(2018, 2020)) == (
        "In Ash, 30 babies died before their first birthday in 2018 to 2020, about 10 "
        "a year: about 1 baby in 170. That is 6.0 per 1,000 live births, with a likely "
        "range of 4.0 to 8.6."
    )


def test_of_one_year_nobody_is_told_twice_how_many_a_year() -> None:
    told = number_sentence(number(4, 12_000), INFANT, "Ash", span(2023))
    assert told.startswith("In Ash, 4 babies died before their first birthday in 2023")
    assert "a year" not in told
    assert "in 2023: about 1 baby in 3,000." in told


def test_headline_sentence_of_one_and_of_none() -> None:
    one = number_sentence(number(1, 500), STILLBIRTH, "Ash", span(2020))
    assert one.startswith("In Ash, 1 baby was stillborn in 2020")
    zero = number_sentence(number(0, 500), INFANT, "Ash", span(2020))
    assert zero.startswith(
        "In Ash, no babies died before their first birthday in 2020. That is 0.0 per"
    )
    assert "1 baby in" not in zero


def test_headline_sentence_of_women_and_of_a_share() -> None:
    told = number_sentence(number(12, 100_000), MATERNAL, "Ash", span(2020))
    assert "12 women died in pregnancy" in told
    assert "1 woman in" in told
    share = number(90, 1000, value=9.0, lower=7.4, upper=10.9, per=100.0)
    told = number_sentence(share, SMOKING, "Ash", span(2020))
    assert told == (
        "Women who smoke when their baby is born, Ash, 2020: 9.0%, with a likely range "
        "of 7.4 to 10.9. That is 90 out of 1,000."
    )
    assert "1 baby in" not in told


@pytest.mark.parametrize(
    ("figure", "why"),
    [
        (none("suppressed"), "hidden to protect families"),
        (none("suppressed", "ONS"), "withheld by ONS"),
        (none("missing"), "no data"),
        (none("not-applicable"), "does not apply"),
        (none("not-calculated"), "too few to say"),
    ],
)
def test_headline_sentence_without_a_figure_says_why(figure, why: str) -> None:
    told = number_sentence(figure, INFANT, "Ash", span(2020))
    assert told == f"There is no rate for Ash in 2020: {why}."


def test_headline_sentence_of_a_rate_that_came_without_counts() -> None:
    bare = number(NAN, NAN, value=3.1, lower=NAN, upper=NAN)
    told = number_sentence(bare, INFANT, "Ash", span(2020))
    assert told == "In Ash in 2020 the rate was 3.1 per 1,000 live births."
    assert [fact.value for fact in number_facts(bare, INFANT, span(2020))] == ["3.1"]


@pytest.mark.parametrize(
    ("symbol", "told"),
    [
        ("#", "That is higher than England, at 4.0."),
        ("+", "That is above England, at 4.0, but it could be chance."),
        (".", "That is not clearly different from England, at 4.0."),
        ("-", "That is lower than England, at 4.0."),
        ("?", ""),
    ],
)
def test_how_a_figure_compares(symbol: str, told: str) -> None:
    verdict = standing("Ash", f"...{symbol}").verdict
    assert comparison_sentence(verdict, "England") == told


def test_excess_with_its_range() -> None:
    (fact,) = excess_facts(standing("Ash", excess=10.4).verdict, "England")
    assert (fact.name, fact.value) == ("More deaths than at England's rate", "About 10")
    assert fact.note == "likely range 2 to 18"
    (fact,) = excess_facts(standing("Ash", excess=-3).verdict, "England")
    assert fact.name.startswith("Fewer deaths")
    assert excess_facts(standing("Ash", excess=NAN).verdict, "England") == []
    assert excess_facts(None, "England") == []


def test_small_numbers_are_spelt() -> None:
    assert [w.spelt(n) for n in (0, 4, 10, 11, 1510)] == [
        "none", "four", "ten", "11", "1,510",
    ]  # fmt: skip
    assert w.spelt(4, capital=True) == "Four"


def test_lists_and_short_names() -> None:
    assert w.listed([]) == ""
    assert w.listed(["Ash"]) == "Ash"
    assert w.listed(["Ash", "Birch", "Cedar"]) == "Ash, Birch and Cedar"
    assert w.short_name("Herefordshire, County of", 15) == "Herefordshire…"
    assert w.wrapped("Bournemouth, Christchurch and Poole", 12).count("\n") <= 2
    assert w.wrapped("Stoke-on-Trent", 8, lines=2).splitlines() == [
        "Stoke-",
        "on-Trent",
    ]


def test_each_reason_for_no_figure_reads_differently() -> None:
    reasons = {w.status_in_words(status) for status in w.STATUS}
    assert len(reasons) == len(w.STATUS) == 5
    assert w.status_in_words("something else") == "no data"


def test_how_to_read_the_strips() -> None:
    told = w.expected_by_chance([standing("Ash", "####")], "England")
    assert "would fill fewer than 1 of an area's 4 squares" in told
    assert "share years" not in told
    single = w.expected_by_chance([standing("Ash", "#")], "England")
    assert single.startswith("There is one period to compare")
    assert w.expected_by_chance([], "England")


def test_a_rate_printed_as_the_benchmark_is_close_to_it() -> None:
    verdict = standing("Ash", "...+").verdict
    told = comparison_sentence(verdict, "England", number(20, 5000), INFANT)
    assert told == "That is close to England, at 4.0."


def test_a_figure_without_a_range_is_not_compared() -> None:
    bare = number(NAN, NAN, value=30.0, lower=NAN, upper=NAN, per=1.0)
    score = fy.packs.indicator("deprivation-imd2019")
    told = number_sentence(bare, score, "Ash", span(2019))
    assert told == "How deprived the area is, Ash, 2019: 30.0."
    verdict = replace(standing("Ash", "...?").verdict, benchmark_value=21.7)
    told = comparison_sentence(verdict, "England", bare, score)
    assert told.startswith("For England it is 21.7. Without a likely range, nothing")
    assert w.limits(bare) == "not known"


def test_about_as_many_deaths() -> None:
    verdict = replace(
        standing("Ash").verdict, excess=0.2, excess_lower=-6.0, excess_upper=7.0
    )
    (fact,) = excess_facts(verdict, "England")
    assert fact.value == "About as many"
    assert fact.note == "likely range 6 fewer to 7 more"
