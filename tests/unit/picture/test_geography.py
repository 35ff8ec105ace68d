"""Countries, peers and members, and what a page may be asked for."""

import pytest

import firstyear as fy
from firstyear.errors import UsageError
from firstyear.figures import Store
from firstyear.picture.geography import atlas
from firstyear.picture.held import dimensions_of, holds_origin, is_held
from firstyear.picture.home import (
    home_area,
    home_region,
    of_area,
    of_region,
    places_above,
)
from firstyear.picture.indicator import IndicatorPicture, indicator_picture
from firstyear.picture.indicators import known_indicator
from tests.unit.picture.hand_made import store_of, table

ROWS = [
    {"area": "X1", "count": 400, "denominator": 100_000},
    {"area": "A1", "count": 30, "denominator": 5_000},
    {"area": "A2", "count": 20, "denominator": 5_000},
    {"area": "A3", "count": 10, "denominator": 5_000},
]


def test_who_lies_in_whom(tmp_path) -> None:
    known = atlas(store_of(tmp_path, ROWS))
    assert known.country_of("A1").code == "X1"
    assert known.country_of("X1").code == "X1"
    region = known.region_of("A1")
    assert region is not None
    assert region.name == "North"
    assert [one.code for one in known.members("R1", "county-unitary")] == ["A1", "A2"]
    assert len(known.members("X1", "county-unitary")) == 3
    assert [one.name for one in known.peers("county-unitary", known.place("X1"))] == [
        "Ash", "Birch", "Cedar",
    ]  # fmt: skip
    with pytest.raises(UsageError):
        known.place("Z9")


def test_the_atlas_is_read_once_and_again_after_a_release(tmp_path) -> None:
    store = store_of(tmp_path, ROWS)
    assert atlas(store) is atlas(store)
    before = atlas(store)
    store_of(tmp_path, [{**ROWS[1], "count": 31}])
    assert atlas(store) is not before


def test_home_region(made_up: Store, tmp_path) -> None:
    assert home_region(fy.figures.open(tmp_path / "none")) is None
    found = home_region(store_of(tmp_path / "one", ROWS))
    assert found is not None
    assert found.code == "X1"
    wanted = home_region(store_of(tmp_path / "two", ROWS), "", "R2")
    assert wanted is not None
    assert wanted.name == "South"
    store = store_of(tmp_path / "three", ROWS)
    # A council's people start in their region, with a link to their own area.
    assert home_region(store, "A1") == atlas(store).place("R1")
    assert home_area(store, "A1") == atlas(store).place("A1")
    assert home_area(store, "R1") is home_area(store, "nowhere") is None
    assert [one.code for one in places_above(store, "A1")] == ["X1", "R1"]
    assert places_above(store, "X1") == ()


def test_what_is_held(made_up: Store) -> None:
    assert is_held(made_up, "infant-mortality")
    assert not is_held(made_up, "nothing")
    assert holds_origin(made_up, "synthetic")
    assert not holds_origin(made_up, "published")
    assert dimensions_of(made_up, "nothing") == []
    assert dimensions_of(made_up, "infant-mortality")
    found = of_region(made_up, "X12000005", "county-unitary", "infant-mortality")
    assert found.lengths == (1, 3)
    assert "stillbirth" in found.indicators
    assert found.levels == ("county-unitary",)
    (country,) = atlas(made_up).of_level("country")
    whole = of_region(made_up, country.code, "county-unitary", "infant-mortality")
    assert whole.levels == ("county-unitary", "board", "region")
    area = next(one.code for one in atlas(made_up).of_level("county-unitary"))
    own = of_area(made_up, area, "infant-mortality")
    assert own.lengths == (1, 3)
    assert "stillbirth" in own.indicators
    assert own.levels == ()


def test_an_outside_indicator_is_neutral_and_as_published() -> None:
    rows = table([{**ROWS[0], "indicator": "fingertips-20401", "per": 100.0}])
    found = known_indicator("fingertips-20401", rows)
    assert (found.polarity, found.kind, found.per) == ("neutral", "score", 100.0)
    assert known_indicator("stillbirth") is fy.packs.indicator("stillbirth")


class TestIndicatorPicture:
    def test_every_indicator_can_be_shown(
        self, indicator_pictures: list[IndicatorPicture], made_up: Store
    ) -> None:
        assert len(indicator_pictures) == len(made_up.indicators())
        for picture in indicator_pictures:
            assert picture.areas
            assert picture.span in picture.grid.periods

    def test_every_level_can_be_shown(self, made_up: Store) -> None:
        for level in ("board", "region", "county-unitary"):
            picture = indicator_picture(made_up, "preterm-birth", level=level)
            assert {one.place.level for one in picture.areas} == {level}

    def test_choices(self, made_up: Store) -> None:
        picture = indicator_picture(made_up, "infant-mortality")
        assert picture.level == "county-unitary"
        assert picture.lengths == (1, 3)
        region = picture.regions[0]
        part = indicator_picture(made_up, "infant-mortality", region=region.code)
        assert 0 < len(part.areas) < len(picture.areas)
        first = picture.grid.periods[0]
        early = indicator_picture(
            made_up, "infant-mortality", period=first.date_from.isoformat()
        )
        assert early.span == first

    @pytest.mark.parametrize(
        "options",
        [
            {"level": "village"},
            {"period": "1066-01-01"},
            {"area": "Z9"},
            {"country": "Z9"},
            {"region": "Z9"},
        ],
    )
    def test_what_is_not_there_is_refused(self, made_up: Store, options) -> None:
        with pytest.raises(UsageError):
            indicator_picture(made_up, "infant-mortality", **options)

    def test_an_indicator_that_is_not_loaded(self, made_up: Store) -> None:
        with pytest.raises(UsageError, match="No figures"):
            indicator_picture(made_up, "nothing")

    def test_an_indicator_without_a_country_row(self, tmp_path) -> None:
        picture = indicator_picture(store_of(tmp_path, ROWS[1:]), "infant-mortality")
        assert picture.country.code == "X1"
        assert not picture.grid.benchmark_number(0).known
        assert {one.verdict.mark for one in picture.areas} == {"none"}
