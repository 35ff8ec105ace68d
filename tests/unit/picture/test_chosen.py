"""What a page shows where nobody asked: an outcome and a level that are there."""

import pytest

from firstyear.errors import UsageError
from firstyear.figures import Store
from firstyear.picture import region_picture
from firstyear.picture.area import area_picture
from firstyear.picture.chosen import levels_of, main_indicator
from firstyear.picture.home import (
    countries_and_regions,
    home_region,
    other_than_usual,
)
from tests.unit.picture.hand_made import ELSEWHERE, PLACES, areas_table, store_of

COUNTRY = {"area": "X1", "count": 400, "denominator": 100_000}
REGIONS = [
    {"area": "R1", "count": 200, "denominator": 50_000},
    {"area": "R2", "count": 200, "denominator": 50_000},
]
AREAS = [
    {"area": "A1", "count": 30, "denominator": 5_000},
    {"area": "A2", "count": 30, "denominator": 5_000},
]


def of(indicator: str, *rows):
    return [{**row, "indicator": indicator} for row in rows]


def test_a_store_of_another_outcome_has_its_pages(tmp_path) -> None:
    rows = of("smoking-at-delivery", COUNTRY, *AREAS) + of(
        "stillbirth", COUNTRY, *AREAS
    )
    store = store_of(tmp_path, rows)
    assert main_indicator(store) == "stillbirth"
    assert region_picture(store, "X1").grid.indicator.id == "stillbirth"
    assert area_picture(store, "A1").grid.indicator.id == "stillbirth"


def test_a_store_of_regions_alone_is_shown_by_regions(tmp_path) -> None:
    store = store_of(tmp_path, of("neonatal-mortality", COUNTRY, *REGIONS))
    picture = region_picture(store, "X1")
    assert picture.level == "region"
    assert len(picture.areas) == 2
    assert levels_of(store, "neonatal-mortality") == ("region",)


def test_only_places_with_a_page_are_offered(tmp_path) -> None:
    store = store_of(tmp_path, of("infant-mortality", COUNTRY, *AREAS))
    ((country, regions),) = countries_and_regions(store)
    assert country.code == "X1"
    assert [one.code for one in regions] == ["R1"]


def test_an_area_without_any_figure_is_named_and_not_counted(tmp_path) -> None:
    store = store_of(tmp_path, of("infant-mortality", COUNTRY, *AREAS))
    picture = region_picture(store, "X1")
    assert [one.place.code for one in picture.areas] == ["A1", "A2"]
    assert [one.code for one in picture.without] == ["A3"]


def test_the_real_map_counts_areas_with_figures(england: Store) -> None:
    assert len(region_picture(england, "E92000001").everywhere) == 150


def test_a_place_with_another_outcome_has_its_way_in(tmp_path) -> None:
    """One country holds infant deaths, one stillbirths alone: both have their page."""
    rows = of("infant-mortality", COUNTRY, *AREAS) + of(
        "stillbirth", {**COUNTRY, "area": "X9"}, {**AREAS[0], "area": "B1"}
    )
    store = store_of(tmp_path, rows, areas_table(PLACES + ELSEWHERE))
    offered = countries_and_regions(store)
    assert [country.code for country, _ in offered] == ["X1", "X9"]
    assert other_than_usual(store, offered) == {"X9": "babies who were stillborn"}
    assert region_picture(store, "X9").grid.indicator.id == "stillbirth"
    assert area_picture(store, "B1").grid.indicator.id == "stillbirth"
    here = home_region(store)
    assert here is not None
    assert here.code == "R1"  # the only region of the country with infant deaths


def test_a_length_there_is_none_of_is_explained(tmp_path) -> None:
    store = store_of(tmp_path, of("infant-mortality", COUNTRY, *AREAS))
    with pytest.raises(UsageError, match=r"no 2-year figures of .* length of 1 year"):
        region_picture(store, "X1", years=2)
    with pytest.raises(UsageError, match=r"no 99-year figures"):
        area_picture(store, "A1", years=99)
