"""Figures counted in different ways never stand side by side."""

import pytest

from firstyear.picture import region_picture
from firstyear.picture.area import area_picture
from firstyear.picture.region_words import source_sentence
from tests.unit.picture.hand_made import store_of

COUNTRY = {"area": "X1", "count": 400, "denominator": 100_000}
ASH = {"area": "A1", "count": 60, "denominator": 10_000}
BIRCH = {"area": "A2", "count": 40, "denominator": 10_000}


@pytest.mark.parametrize(
    "other", [{"basis": "occurrence"}, {"place": "provider-of-birth"}]
)
def test_another_way_of_counting_has_no_number(tmp_path, other) -> None:
    store = store_of(tmp_path, [COUNTRY, BIRCH, {**ASH, **other}])
    picture = region_picture(store, "X1")
    ash, birch = picture.areas
    assert birch.number.known
    assert ash.number.status == "other-basis"
    assert ash.verdict.mark == "none"
    assert "by the date of registration" in source_sentence(picture.grid)


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_rows_the_benchmarks_way_stands(tmp_path, turned: bool) -> None:
    rows = [COUNTRY, BIRCH, ASH, {**ASH, "count": 99, "basis": "occurrence"}]
    store = store_of(tmp_path, rows[::-1] if turned else rows)
    assert region_picture(store, "X1").areas[0].number.count == 60


def test_a_row_that_says_nothing_is_not_turned_away(tmp_path) -> None:
    store = store_of(tmp_path, [COUNTRY, BIRCH, {**ASH, "basis": "", "place": ""}])
    assert region_picture(store, "X1").areas[0].number.known


def test_only_this_areas_own_sources_are_compared(tmp_path) -> None:
    """A third area's other source is no reason to doubt this one."""
    rows = [COUNTRY, ASH, {**BIRCH, "source": "Another register"}]
    picture = area_picture(store_of(tmp_path, rows), "A1")
    (check,) = [one for one in picture.reality.checks if one.id == "two-definitions"]
    assert check.state == "passed"
    there = area_picture(store_of(tmp_path / "2", rows), "A2")
    (check,) = [one for one in there.reality.checks if one.id == "two-definitions"]
    assert check.state == "failed"
