"""Titles say what the figures say: each worked out again, another way."""

import math
import re
from dataclasses import replace

import pytest

from firstyear.charts.area_set import falls_chart, series_chart
from firstyear.charts.region_set import (
    funnel_sentence,
    funnel_title,
    map_title,
    region_charts,
    shown_stable,
    shown_strips,
    stable_title,
    strips_title,
)
from firstyear.picture import RegionPicture
from firstyear.picture.area import AreaPicture
from firstyear.picture.nested import counted_once
from firstyear.picture.words import spelt
from tests.unit.charts.conftest import address, charts_of_area
from tests.unit.picture.hand_made import standing

NUMBERS = {"no": 0, "none": 0, **{spelt(n): n for n in range(1, 11)}}


def number(word: str) -> int:
    return NUMBERS[word.lower()] if word.lower() in NUMBERS else int(word)


def test_map_titles(region_pictures: list[RegionPicture]) -> None:
    for picture in region_pictures:
        benchmark = picture.benchmark.value
        higher = sum(one.number.lower > benchmark for one in picture.areas)
        lower = sum(one.number.upper < benchmark for one in picture.areas)
        title = map_title(picture)
        if higher:
            found = re.match(r"(\w+) of the (\w+) areas", title)
            assert found
            assert number(found[1]) == higher
            assert number(found[2]) == len(picture.areas)
        else:
            assert title.startswith("No area")
        if lower:
            found = re.search(r"and (\w+) (?:is|are) lower", title)
            assert found
            assert number(found[1]) == lower


def with_areas(picture: RegionPicture, *areas) -> RegionPicture:
    return replace(picture, areas=areas)


@pytest.mark.parametrize(
    ("strips", "title"),
    [
        (("###", "..."), "One of the two areas is higher than Exampleland, and none"),
        (("###", "##-"), "One of the two areas is higher than Exampleland, and one is"),
        (("...", "..."), "No area is clearly different from Exampleland"),
        (("--", "..-"), "No area is higher than Exampleland, and two are lower"),
        (("..?",), "No area has a figure for this period"),
    ],
)
def test_map_title_of_each_kind(region_pictures, strips, title: str) -> None:
    areas = [standing(f"A{i}", strip) for i, strip in enumerate(strips)]
    assert map_title(with_areas(region_pictures[0], *areas)).startswith(title)


@pytest.mark.parametrize(
    ("strips", "title"),
    [
        (("####", "####", "...#"), "Two areas have been higher than Exampleland with"),
        (("####",), "One area has been higher than Exampleland without a break since"),
        (("#..#", "...."), "No area has been higher in every period; the most is two"),
        (("....", "---."), "No area has been higher than Exampleland in any period"),
    ],
)
def test_strips_title_of_each_kind(region_pictures, strips, title: str) -> None:
    areas = [standing(f"A{i}", strip) for i, strip in enumerate(strips)]
    assert strips_title(with_areas(region_pictures[0], *areas)).startswith(title)


def test_funnel_titles_and_sentences(region_pictures: list[RegionPicture]) -> None:
    for picture in region_pictures:
        far = [one for one in picture.areas if one.verdict.funnel == "higher-998"]
        title = funnel_title(picture.areas)
        assert ("well outside" in title) == bool(far)
        if 1 <= len(far) <= 3:
            assert all(one.place.name in title for one in far)
        sentence = funnel_sentence(picture.areas)
        for one in picture.areas:
            told = f"do not agree on {one.place.name}" in sentence or (
                "do not agree" in sentence and one.place.name in sentence
            )
            assert told == (one.verdict.agree is False)


def test_stabilised_titles() -> None:
    sure = standing("A", belief="very likely higher")
    likely = standing("B", belief="likely higher")
    unsure = standing("C")
    start = "Allowing for small numbers, "
    titles = [
        stable_title(list(chosen), "England")
        for chosen in ((sure, sure, likely), (likely, unsure), (unsure,))
    ]
    assert titles == [
        f"{start}two areas are very likely above England",
        f"{start}one area is likely above England",
        f"{start}no area is clearly above England",
    ]


def test_series_titles(area_pictures: list[AreaPicture]) -> None:
    for picture in area_pictures:
        for series in (picture.pooled, picture.annual):
            assert series is not None
            title = series_chart(picture, series).title
            above = sum(
                point.value > benchmark.value
                for (_, point, _), benchmark in zip(
                    series.points, series.benchmark.numbers, strict=True
                )
                if point.known
            )
            found = re.search(r"in (?:all )?(\w+)(?: of (\w+))? period", title)
            assert found, title
            assert number(found[1]) == above


def test_falls_title_and_sentence(area_pictures: list[AreaPicture]) -> None:
    for picture in area_pictures:
        chart = falls_chart(picture)
        assert chart is not None
        years = dict(picture.falls)[0.2]
        if years is None:
            assert "could not be seen in deaths alone within 60 years" in chart.title
        else:
            assert f"about {years:.0f} years" in chart.title
            assert f"{years:.0f} years of figures before and" in chart.sentence
        assert not re.search(r"\d\.\d+ (?:a year|bab)", chart.sentence)


def test_profile_titles(area_pictures: list[AreaPicture]) -> None:
    for picture in area_pictures:
        (chart,) = (one for one in charts_of_area(picture) if one.id == "profile")
        once = counted_once(picture.profile)
        assert len(once) < len(picture.profile)
        worse = sum(row.verdict == "worse" for row in once)
        better = sum(row.verdict == "better" for row in once)
        judged = worse + better + sum(row.verdict == "similar" for row in once)
        found = re.match(
            r"(\w+) of (\w+) measures .* and (\w+) (?:is|are)", chart.title
        )
        assert found
        assert [number(word) for word in found.groups()] == [worse, judged, better]


def test_gap_titles_claim_no_more_than_the_ratio(
    area_pictures: list[AreaPicture],
) -> None:
    for picture in area_pictures:
        charts = [one for one in charts_of_area(picture) if one.id.startswith("gap")]
        shown = [gap for gap in picture.gaps if gap.groups and gap.whole is not None]
        for chart, gap in zip(charts, shown, strict=True):
            if not gap.known:
                assert "no gap can be worked out" in chart.title
            elif gap.difference_lower <= 0 <= gap.difference_upper:
                assert "could be chance" in chart.title
            elif gap.pairs > 1:
                assert "the groups differ by more than chance" in chart.title
            elif not math.isfinite(gap.ratio):
                assert "where there were none" in chart.title
            else:
                assert f"{gap.ratio:.1f} times" in chart.title


def test_a_country_shows_those_of_which_something_can_be_said(
    region_pictures: list[RegionPicture],
) -> None:
    country = region_pictures[-1]
    assert len(country.areas) > 100
    charts = {chart.id: chart for chart in region_charts(country, address)}
    assert len(charts["persistence"].table.rows) <= 45
    assert charts["persistence"].note
    assert charts["stabilised"].note
    many = [standing(f"A{i}", "####", belief="very likely higher") for i in range(99)]
    assert len(shown_strips(many, "England")[0]) == 45
    assert len(shown_stable(many)[0]) <= 46
    few = many[:10]
    assert shown_strips(few, "England") == (few, "")
    assert shown_stable(few) == (few, "")
