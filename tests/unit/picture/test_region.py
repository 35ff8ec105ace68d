"""The picture of a region: its own figure, the sum of its areas, its verdict."""

import datetime

import pytest

import firstyear as fy
from firstyear.errors import UsageError
from firstyear.figures import Store, conform
from firstyear.picture import region_picture
from firstyear.picture.geography import atlas
from firstyear.picture.region_words import facts, headline, source_sentence
from tests.unit.picture.hand_made import areas_table, store_of

YEARS = range(2016, 2021)


def rows(*figures) -> list[dict]:
    return [
        {"area": area, "count": count, "denominator": births, "year": year}
        for year in YEARS
        for area, count, births in figures
    ]


COUNTRY = ("X1", 4000, 1_000_000)
AREAS = (("A1", 60, 10_000), ("A2", 40, 10_000), ("A3", 20, 5_000))


class TestOwnFigure:
    def test_the_region_row_is_shown_where_there_is_one(self, tmp_path) -> None:
        store = store_of(tmp_path, rows(COUNTRY, *AREAS, ("R1", 101, 20_000)))
        picture = region_picture(store, "R1")
        assert not picture.added_up
        assert picture.number.count == 101

    def test_areas_are_added_up_where_there_is_none(self, tmp_path) -> None:
        picture = region_picture(store_of(tmp_path, rows(COUNTRY, *AREAS)), "R1")
        assert picture.added_up
        assert (picture.number.count, picture.number.denominator) == (100, 20_000)
        found = fy.measures.rate(100, 20_000)
        assert picture.number.lower == pytest.approx(float(found.lower))
        assert picture.verdict is not None
        assert picture.verdict.excess == pytest.approx(20)

    def test_a_part_is_not_the_whole(self, tmp_path) -> None:
        hidden = [
            {"area": "A2", "status": "suppressed", "year": year} for year in YEARS
        ]
        figures = rows(COUNTRY, AREAS[0], AREAS[2]) + hidden
        picture = region_picture(store_of(tmp_path, figures), "R1")
        assert not picture.number.known
        assert picture.verdict is None
        assert headline(picture).startswith("There is no rate for North in 2020")

    def test_an_area_without_births_is_no_hole(self, tmp_path) -> None:
        empty = [
            {"area": "A2", "count": 0, "denominator": 0, "status": "not-applicable",
             "year": year}
            for year in YEARS
        ]  # fmt: skip
        figures = rows(COUNTRY, AREAS[0], AREAS[2]) + empty
        picture = region_picture(store_of(tmp_path, figures), "R1")
        assert picture.number.count == 60

    def test_a_country_shows_its_own(self, tmp_path) -> None:
        picture = region_picture(store_of(tmp_path, rows(COUNTRY, *AREAS)), "X1")
        assert picture.number.count == 4000
        assert picture.verdict is None
        assert "That is higher" not in headline(picture)


class TestVerdict:
    """A country is a known constant: a region is judged as the library judges it."""

    @pytest.mark.parametrize("own", [(), (("R1", 199, 40_500),)])
    @pytest.mark.parametrize("country", [("X1", 400, 100_000), COUNTRY])
    def test_a_region_by_the_interval(self, tmp_path, country, own) -> None:
        areas = (("A1", 100, 20_500), ("A2", 99, 20_000), AREAS[2])
        picture = region_picture(store_of(tmp_path, rows(country, *areas, *own)), "R1")
        assert picture.verdict is not None
        number = picture.number
        by_limits = fy.measures.classify(number.lower, number.upper, 4.0, 4.0)
        assert picture.verdict.comparison == str(by_limits)


class TestWhatIsShown:
    def test_an_area_that_ended_is_left_out(self, tmp_path) -> None:
        listed = areas_table().to_pylist()
        for row in listed:
            row["valid_to"] = None
            if row["area"] == "A2":
                row["valid_to"] = datetime.date(2018, 3, 31)
        columns = {name: [row[name] for row in listed] for name in listed[0]}
        figures = [
            row
            for row in rows(COUNTRY, *AREAS)
            if row["area"] != "A2" or row["year"] < 2018
        ]
        store = store_of(tmp_path, figures, conform(columns, schema=fy.figures.AREAS))
        picture = region_picture(store, "R1")
        assert [one.place.code for one in picture.areas] == ["A1"]
        assert picture.number.count == 60

    def test_an_area_that_ended_after_its_figure_stays(self, tmp_path) -> None:
        store = store_of(tmp_path, rows(COUNTRY, *AREAS))
        known = atlas(store)
        assert known.ended == {}

    def test_unknown_codes_and_nothing_loaded(self, tmp_path) -> None:
        with pytest.raises(UsageError):
            region_picture(fy.figures.open(tmp_path / "none"), "R1")
        store = store_of(tmp_path, rows(COUNTRY, *AREAS))
        with pytest.raises(UsageError, match="No area has the code"):
            region_picture(store, "R9")
        with pytest.raises(UsageError):
            region_picture(store, "R1", indicator="stillbirth")
        with pytest.raises(UsageError):
            region_picture(store, "R1", level="board")

    def test_since_cuts_the_strip(self, tmp_path) -> None:
        store = store_of(tmp_path, rows(COUNTRY, *AREAS))
        picture = region_picture(store, "R1", since=2018)
        assert len(picture.areas[0].persistence.strip) == 3

    def test_the_latest_period_with_figures_is_shown(self, tmp_path) -> None:
        figures = [
            *rows(COUNTRY, *AREAS),
            {"area": "X1", "count": 4000, "denominator": 1_000_000, "year": 2021},
        ]
        picture = region_picture(store_of(tmp_path, figures), "R1")
        assert picture.span.date_from.year == 2020


def test_facts_and_sources(made_up: Store) -> None:
    region = next(
        one for one in atlas(made_up).of_level("region") if one.name == "Midshire"
    )
    picture = region_picture(made_up, region.code)
    told = facts(picture)
    assert len(told) == 4
    assert told[-1].value == f"{len(picture.higher)} of {len(picture.areas)}"
    assert told[-1].note == "fewer than 1 expected by chance"
    assert "made up" in source_sentence(picture.grid)
    assert headline(picture).startswith("In Midshire, ")


def test_the_real_west_midlands(england: Store) -> None:
    known = atlas(england)
    region = next(
        one for one in known.of_level("region") if one.name == "West Midlands"
    )
    picture = region_picture(england, region.code, since=2011)
    assert picture.added_up
    assert len(picture.areas) == 14
    kept = {one.place.name: one.persistence.higher for one in picture.areas}
    assert kept["Birmingham"] == kept["Sandwell"] == kept["Stoke-on-Trent"] == 9
    assert kept["Wolverhampton"] == kept["Staffordshire"] == 8
    assert picture.first[0].places[0].name == "Birmingham"
    assert picture.number.count == sum(one.number.count for one in picture.areas)
    assert picture.verdict is not None
    assert picture.verdict.mark == "higher"
    assert {one.place.code for one in picture.areas} <= set(picture.layout)
    country = region_picture(england, "E92000001")
    assert sum(one.number.known for one in country.areas) == 150


def test_areas_counted_with_a_neighbour_are_no_hole(england: Store) -> None:
    """London has no row for the City, whose figures stand in Hackney's."""
    known = atlas(england)
    total = 0.0
    for region in known.of_level("region"):
        picture = region_picture(england, region.code)
        assert picture.number.known, region.name
        total += picture.number.count
    assert total == picture.benchmark.count
