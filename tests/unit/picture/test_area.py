"""The picture of an area: headline, verdicts, series, falls, profile, neighbours."""

import math
from itertools import combinations, pairwise

import numpy as np
import pytest

import firstyear as fy
from firstyear.errors import UsageError
from firstyear.figures import Store
from firstyear.picture.area import AreaPicture, area_picture, falls
from firstyear.picture.area_words import (
    facts,
    headline,
    stabilised_words,
    verdict_words,
)
from firstyear.picture.geography import atlas
from firstyear.picture.nested import counted_once
from firstyear.picture.outlook import outlook
from firstyear.picture.profile import recent_trend, spread, worth
from firstyear.picture.rug import by_worse_cells, rug
from tests.unit.picture.hand_made import none, standing


def by_kind(kind: str) -> str:
    truths = fy.synthetic.make_region().truths["areas"]
    return next(code for code, truth in truths.items() if truth["kind"] == kind)


def test_headline_agrees_with_the_figure(area_pictures: list[AreaPicture]) -> None:
    for picture in area_pictures:
        number, verdict = picture.standing.number, picture.standing.verdict
        told = headline(picture)
        assert picture.here.name in told
        assert f"{number.value:.1f} per 1,000" in told
        assert f"{number.lower:.1f} to {number.upper:.1f}" in told
        words = {"higher": "is higher than", "lower": "is lower than"}
        expected = words.get(
            verdict.mark,
            "it could be chance"
            if verdict.mark == "above"
            else "not clearly different",
        )
        if f"{number.value:.1f}" == f"{verdict.benchmark_value:.1f}":
            expected = words.get(verdict.mark, "is close to")
        assert expected in told


def test_four_facts(area_pictures: list[AreaPicture]) -> None:
    for picture in area_pictures:
        told = facts(picture)
        assert len(told) == 4
        kept = picture.standing.persistence
        assert told[-1].value == f"{kept.higher} of {kept.compared}"


def test_both_verdicts_are_told(area_pictures: list[AreaPicture]) -> None:
    for picture in area_pictures:
        title, sentence, (interval, funnel) = verdict_words(picture)
        agree = picture.standing.verdict.agree
        assert title.startswith("Two tests, one answer" if agree else "Two tests dis")
        assert ("Here they do." in sentence) == agree
        assert picture.standing.verdict.comparison in interval.title
        expected = picture.standing.number.denominator * (
            picture.standing.verdict.benchmark_value / 1000
        )
        assert f"about {expected:,.0f} would be expected" in funnel.text
        assert "sure" in stabilised_words(picture) or stabilised_words(picture)


def test_series_hold_only_their_own_length(area_pictures: list[AreaPicture]) -> None:
    for picture in area_pictures:
        assert picture.pooled is not None
        assert picture.annual is not None
        assert {point[0].years for point in picture.pooled.points} == {3}
        assert {point[0].years for point in picture.annual.points} == {1}
        assert picture.pooled.overlapping
        assert not picture.annual.overlapping
        spans = picture.pooled.used
        assert not any(one.overlaps(other) for one, other in pairwise(spans))
        assert len(picture.annual.used) == 5
        assert picture.pooled.latest[0] == picture.pooled.points[-1][0]


def test_series_trend_is_the_measure(area_pictures: list[AreaPicture]) -> None:
    for picture in area_pictures:
        series = picture.annual
        assert series is not None
        used = [number for span, number, _ in series.points if span in series.used]
        found = fy.measures.trend(
            [one.count for one in used], [one.denominator for one in used]
        )
        assert series.direction == str(found.direction)
        low, middle, high = series.change[1], series.change[0], series.change[2]
        assert low < middle < high


def test_falls_are_those_of_the_measure(area_pictures: list[AreaPicture]) -> None:
    for picture in area_pictures:
        for fall, years in picture.falls:
            found = float(fy.measures.detect(picture.per_year, -fall).years_each_side)
            expected = found if math.isfinite(found) and found <= 60 else None
            assert years == expected
    assert falls(standing("Ash", "....", count=0), 3) == ()
    assert falls(standing("Ash", "?", figure=none()), 3) == ()


def test_falls_are_for_deaths_only(made_up: Store) -> None:
    code = by_kind("high")
    assert area_picture(made_up, code, indicator="smoking-at-delivery").falls == ()


def test_neighbours_are_like_it_and_not_itself(
    area_pictures: list[AreaPicture],
) -> None:
    for picture in area_pictures:
        codes = [one.place.code for one in picture.neighbours]
        assert len(codes) == len(set(codes)) <= 8
        assert picture.here.code not in codes
        assert len(picture.neighbours_by) >= 2


def test_gaps_or_why_there_are_none(area_pictures: list[AreaPicture]) -> None:
    for picture in area_pictures:
        assert len(picture.gaps) == 2
        for found in picture.gaps:
            assert found.known or found.reason


def test_unknown_codes_and_indicators(made_up: Store) -> None:
    with pytest.raises(UsageError, match="No area has the code"):
        area_picture(made_up, "E99999999")
    with pytest.raises(UsageError):
        area_picture(made_up, by_kind("high"), indicator="no-such-thing")


def test_an_area_without_a_figure_is_shown_with_why(made_up: Store) -> None:
    ended = sorted(atlas(made_up).ended)
    assert ended
    picture = area_picture(made_up, ended[0])
    assert headline(picture).startswith("There is no rate for ")
    assert verdict_words(picture)[2] == ()
    assert stabilised_words(picture) == ""


class TestProfile:
    def test_a_row_for_each_indicator_held(
        self, made_up: Store, area_pictures: list[AreaPicture]
    ) -> None:
        held = {
            one.indicator
            for one in made_up.indicators()
            if "county-unitary" in one.levels and one.indicator in fy.packs.indicators()
        }
        for picture in area_pictures:
            assert {row.indicator for row in picture.profile} == held

    def test_better_and_worse_follow_the_polarity(
        self, area_pictures: list[AreaPicture]
    ) -> None:
        seen = set()
        for picture in area_pictures:
            for row in picture.profile:
                if not row.clear:
                    assert row.verdict in ("similar", "")
                    continue
                above = row.number.value > row.benchmark.value
                good = {"lower-is-better": not above, "higher-is-better": above}
                expected = (
                    ("better" if good[row.polarity] else "worse")
                    if row.polarity in good
                    else ("higher" if above else "lower")
                )
                assert row.verdict == expected
                seen.add((row.polarity, row.verdict))
        assert {verdict for _, verdict in seen} >= {"better", "worse"}

    def test_worth_is_in_whole_people(self, area_pictures: list[AreaPicture]) -> None:
        for picture in area_pictures:
            for row in picture.profile:
                assert "." not in row.worth
                if row.verdict == "similar":
                    assert row.worth == "may be chance"

    def test_trend_of_provisional_figures_is_not_told(self, made_up: Store) -> None:
        (country,) = atlas(made_up).of_level("country")
        view = outlook(made_up, "county-unitary", country)[0]
        flags = view.grid.cells.flags
        before = flags.copy()
        try:
            flags[0, view.column] = "provisional"
            told = recent_trend(view.grid, 0, view.column)
        finally:
            flags[:] = before
        assert told == "cannot tell: provisional figures"

    def test_spread_and_worth_of_nothing(self, made_up: Store) -> None:
        empty = spread(np.array([np.nan, np.nan]))
        assert empty.known_share == 0
        assert math.isnan(empty.most)
        found = spread(np.array([1.0, 2.0, 3.0, np.nan]))
        assert (found.least, found.most, found.known_share) == (1, 3, 0.75)
        (country,) = atlas(made_up).of_level("country")
        grid = outlook(made_up, "county-unitary", country)[0].grid
        assert worth(float("nan"), "higher", grid, 0) == ""
        assert worth(3.0, "similar", grid, 0) == "may be chance"


class TestRug:
    def test_states_are_distinct(self, made_up: Store) -> None:
        (country,) = atlas(made_up).of_level("country")
        places = atlas(made_up).peers("county-unitary", country)
        rows = rug(made_up, places, level="county-unitary", country=country)
        states: dict[str, set[str]] = {}
        for row in rows:
            assert len(row.cells) == len(places)
            for cell in row.cells:
                states.setdefault(cell.state, set()).add(cell.said)
                assert cell.words.endswith(cell.said)
                assert cell.place.name in cell.words
        assert {"worse", "better", "similar", "missing"} <= set(states)
        assert all(": " not in said for said in states["missing"])
        assert states["missing"] == {"no data"}
        for (_, one), (_, other) in combinations(states.items(), 2):
            assert not one & other

    def test_worst_cells_first_then_by_name(self, made_up: Store) -> None:
        (country,) = atlas(made_up).of_level("country")
        places = atlas(made_up).peers("county-unitary", country)
        rows = rug(made_up, places, level="county-unitary", country=country)
        order = by_worse_cells(rows)
        once = counted_once(rows)
        worse = [sum(r.cells[i].state == "worse" for r in once) for i in order]
        assert worse == sorted(worse, reverse=True)
        assert sorted(order) == list(range(len(places)))
        assert by_worse_cells(()) == []
