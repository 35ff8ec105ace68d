"""A place is the sum of its areas only where they make up the whole of it."""

import pytest

import firstyear as fy
from firstyear.errors import UsageError
from firstyear.figures import conform
from firstyear.picture import region_picture
from firstyear.picture.area import area_picture
from firstyear.picture.geography import atlas
from tests.unit.picture.hand_made import areas_table, store_of

COUNTRY = {"area": "X1", "count": 4000, "denominator": 1_000_000}
FIGURES = [
    COUNTRY,
    {"area": "A1", "count": 60, "denominator": 10_000},
    {"area": "A2", "count": 40, "denominator": 10_000},
    {"area": "A3", "count": 20, "denominator": 5_000},
]


def areas(*changes: dict, without: tuple[str, ...] = ()):
    """The six areas, with some rows changed, left out or added."""
    listed = [
        {"complete": "", "share": None, "valid_to": None, "successor": "", **row}
        for row in areas_table().to_pylist()
        if row["area"] not in without
    ]
    for change in changes:
        same = [
            row
            for row in listed
            if (row["area"], row["parent"])
            == (change["area"], change.get("parent", row["parent"]))
        ]
        if same:
            same[0].update(change)
        else:
            listed.append({**listed[-1], "complete": "", "share": None, **change})
    names = fy.figures.AREAS.names
    columns = {name: [row.get(name) for row in listed] for name in names}
    return conform(columns, schema=fy.figures.AREAS)


def shown(tmp_path, table, code: str = "R1"):
    return region_picture(store_of(tmp_path, FIGURES, table), code)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ([{"area": "A1", "complete": "no"}, {"area": "A2", "complete": "no"}], "whole"),
        ([{"area": "A1", "complete": ""}, {"area": "A2", "complete": ""}], "whole"),
        ([{"area": "A1", "share": 0.6}], "only a part of Ash"),
    ],
)
def test_a_part_is_not_added_up(tmp_path, changes, reason: str) -> None:
    picture = shown(tmp_path, areas(*changes))
    assert not picture.number.known
    assert not picture.added_up
    assert reason in picture.no_sum


def district(code: str, parent: str, complete: str) -> dict:
    return {
        "area": code, "name": code, "level": "district", "parent": parent,
        "complete": complete,
    }  # fmt: skip


class TestTwoTiers:
    """A board of one unitary area and the districts of a county, as lookups say it."""

    def table(self, *more: dict):
        return areas(
            {"area": "A1", "complete": "no"},
            *(district(code, "R1", "no") for code in ("D1", "D2")),
            *(district(code, "A2", "yes") for code in ("D1", "D2")),
            *more,
            without=("A2",),
        )

    def county(self) -> dict:
        return {
            "area": "A2", "name": "Birch", "level": "county-unitary", "parent": "X1",
            "complete": "yes",
        }  # fmt: skip

    def test_a_county_is_found_by_its_districts(self, tmp_path) -> None:
        picture = shown(tmp_path, self.table(self.county()))
        assert [one.place.code for one in picture.areas] == ["A1", "A2"]
        assert picture.added_up
        assert picture.number.count == 100

    def test_a_county_that_reaches_further_is_not(self, tmp_path) -> None:
        further = (district("D3", "A2", "yes"), district("D3", "R2", "no"))
        picture = shown(tmp_path, self.table(self.county(), *further))
        assert [one.place.code for one in picture.areas] == ["A1"]
        assert "in none of the areas" in picture.no_sum


class TestCountries:
    def table(self, *countries: str):
        codes = ["A1", "A2", "A3", *countries]
        levels = ["county-unitary"] * 3 + ["country"] * len(countries)
        return conform(
            {
                "area": codes,
                "name": codes,
                "level": levels,
                "parent": [""] * len(codes),
            },
            schema=fy.figures.AREAS,
        )

    def test_one_country_has_every_area(self, tmp_path) -> None:
        store = store_of(tmp_path, FIGURES, self.table("X1"))
        assert len(region_picture(store, "X1").areas) == 3
        assert area_picture(store, "A1").country.code == "X1"

    def test_a_letter_alone_names_no_country(self, tmp_path) -> None:
        store = store_of(tmp_path, FIGURES, self.table("X1", "A9"))
        known = atlas(store)
        assert known.peers("county-unitary", known.place("A9")) == ()
        with pytest.raises(UsageError, match="which country"):
            area_picture(store, "A1")


def test_periods_of_another_country_do_not_count(tmp_path) -> None:
    """South's own country counts single years, North's three: each shows its own."""
    table = conform(
        {
            "area": ["X1", "X2", "A1", "A2", "A3"],
            "name": ["One", "Two", "Ash", "Birch", "Cedar"],
            "level": ["country"] * 2 + ["county-unitary"] * 3,
            "parent": ["", "", "X1", "X1", "X2"],
        },
        schema=fy.figures.AREAS,
    )
    three = [{**row, "years": (2018, 2020)} for row in FIGURES[:3]]
    store = store_of(tmp_path, [*three, FIGURES[3]], table)
    assert region_picture(store, "X1").span.years == 3
    assert area_picture(store, "A3").span.years == 1
