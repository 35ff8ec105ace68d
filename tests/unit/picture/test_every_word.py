"""Sentences for every area, region and outcome of the made-up country: fit to show."""

import re
from collections.abc import Iterator

import pytest

import firstyear as fy
from firstyear.charts.region_set import region_charts
from firstyear.figures import Store
from firstyear.picture import RegionPicture, region_picture
from firstyear.picture.geography import atlas
from firstyear.picture.look_first import look_first, rule
from firstyear.picture.number_words import (
    comparison_sentence,
    excess_facts,
    number_facts,
    number_sentence,
)
from firstyear.picture.region_words import facts, headline, source_sentence
from firstyear.picture.words import closest_call

OUTCOMES = [one.id for one in fy.packs.indicators().values() if one.outcome]
# `0.4 babies`, `1.5 a year`: no baby has decimals.
DECIMALS = re.compile(r"\d\.\d+ (?:bab|death|a year|more|fewer|women)")


def of_every_area(picture: RegionPicture) -> Iterator[str]:
    indicator, span = picture.grid.indicator, picture.span
    for one in picture.everywhere:
        yield number_sentence(one.number, indicator, one.place.name, span)
        yield comparison_sentence(one.verdict, picture.country.name)
        yield closest_call(one)
        for fact in (
            *number_facts(one.number, indicator, span),
            *excess_facts(one.verdict, picture.country.name),
        ):
            yield f"{fact.name}: {fact.value}; {fact.note}"
    lines = look_first(
        picture.everywhere, indicator=indicator, country=picture.country.name
    )
    yield from (line.reason for line in lines)


def of_the_region(picture: RegionPicture) -> Iterator[str]:
    yield headline(picture)
    yield source_sentence(picture.grid)
    yield rule(picture.grid.indicator, picture.country.name)
    yield from (f"{one.name}: {one.value}; {one.note}" for one in facts(picture))
    yield from (line.reason for line in picture.first)
    for chart in region_charts(picture, lambda code: ""):
        yield from (chart.title, chart.sentence, chart.note, chart.caption)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_no_sentence_claims_or_hurts(made_up: Store, outcome: str) -> None:
    held = {one.indicator: one for one in made_up.indicators()}
    if outcome not in held or "county-unitary" not in held[outcome].levels:
        pytest.skip(f"the made-up country has no {outcome}")
    known = atlas(made_up)
    (country,) = known.of_level("country")
    whole = region_picture(made_up, country.code, indicator=outcome)
    said = set(of_every_area(whole))
    for place in (*known.of_level("region"), country):
        said |= set(
            of_the_region(region_picture(made_up, place.code, indicator=outcome))
        )
    assert len(said) > 500
    for sentence in said:
        found = fy.packs.words_to_avoid(sentence, where=("public",))
        assert not found, (sentence, [one.word for one in found])
        assert not re.search(r"\bnan\b|\binf\b|suppressed|[{}]|  ", sentence), sentence
        assert not DECIMALS.search(sentence), sentence
