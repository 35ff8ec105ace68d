"""Every indicator of the made-up country on a region, an area and its checks."""

import re
from collections.abc import Iterator

import pytest

import firstyear as fy
from firstyear.charts import Chart
from firstyear.charts.area_set import falls_chart, gap_charts, series_chart
from firstyear.charts.region_set import region_charts
from firstyear.figures import Store
from firstyear.packs import Indicator
from firstyear.picture import RegionPicture, area_words, region_picture, region_words
from firstyear.picture.area import AreaPicture, area_picture
from firstyear.picture.geography import atlas
from firstyear.picture.look_first import rule

INDICATORS = list(fy.packs.indicators().values())
LEVEL = "county-unitary"


def of_charts(charts: list[Chart]) -> Iterator[str]:
    for chart in charts:
        yield from (chart.title, chart.sentence, chart.note, chart.caption)
        yield from (cell.text for row in chart.table.rows for cell in row)


def of_region(picture: RegionPicture) -> Iterator[str]:
    yield region_words.headline(picture)
    yield rule(picture.grid.indicator, picture.country.name)
    for fact in region_words.facts(picture):
        yield f"{fact.name}: {fact.value}; {fact.note}"
    yield from (line.reason for line in picture.first)
    yield from of_charts(list(region_charts(picture, lambda code: "")))


def of_area(picture: AreaPicture) -> Iterator[str]:
    yield area_words.headline(picture)
    for fact in area_words.facts(picture):
        yield f"{fact.name}: {fact.value}; {fact.note}"
    title, sentence, both = area_words.verdict_words(picture)
    yield from (title, sentence, area_words.stabilised_words(picture))
    yield from (f"{one.title}: {one.text}" for one in both)
    series = [one for one in (picture.pooled, picture.annual) if one is not None]
    charts = [series_chart(picture, one) for one in series]
    charts += [falls_chart(picture), *gap_charts(picture)]
    yield from of_charts([one for one in charts if one is not None])
    yield picture.reality.sentence
    for check in picture.reality.checks:
        yield f"{check.question} {check.finding}"


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.id)
def test_words_fit_the_measure(made_up: Store, indicator: Indicator) -> None:
    held = {one.indicator: one.levels for one in made_up.indicators()}
    if LEVEL not in held.get(indicator.id, ()):
        pytest.skip(f"the made-up country has no {indicator.id} at this level")
    known = atlas(made_up)
    (country,) = known.of_level("country")
    region, area = known.of_level("region")[0], known.of_level(LEVEL)[0]
    name = indicator.id
    said = [
        *of_region(region_picture(made_up, region.code, indicator=name)),
        *of_area(area_picture(made_up, area.code, indicator=name)),
        *of_area(area_picture(made_up, country.code, indicator=name)),
    ]
    assert len(said) > 20
    for sentence in said:
        assert not re.search(r"\bnan\b", sentence), sentence
        if not indicator.outcome:
            assert not re.search(r"\bdied\b", sentence), sentence
        found = fy.packs.words_to_avoid(sentence, where=("public",))
        assert not found, (sentence, [one.word for one in found])
