"""The made-up country is obviously made up, and shaped as real ones are."""

import csv
import re
from pathlib import Path

import firstyear as fy
from firstyear.synthetic import MIDSHIRE_CODE, SyntheticRegion
from firstyear.synthetic.names import board_names


def named(made: SyntheticRegion, level: str) -> dict[str, str]:
    rows = made.areas.to_pylist()
    return {row["area"]: row["name"] for row in rows if row["level"] == level}


def test_how_many_there_are(made: SyntheticRegion) -> None:
    assert len(named(made, "country")) == 1
    assert len(named(made, "region")) == 9
    assert len(named(made, "board")) == 40
    assert len(named(made, "county-unitary")) == 151  # one of them under its old code
    current = {
        row["area"]
        for row in made.areas.to_pylist()
        if row["parent"] == MIDSHIRE_CODE and row["valid_to"] is None
    }
    assert len(current) == 14
    assert named(made, "region")[MIDSHIRE_CODE] == "Midshire"


def test_codes_cannot_be_real_ones_and_sort(made: SyntheticRegion) -> None:
    for level, start in (("country", "X92"), ("region", "X12"), ("board", "X54")):
        assert all(
            re.fullmatch(rf"{start}\d{{6}}", code) for code in named(made, level)
        )
    codes = list(named(made, "county-unitary"))
    assert all(re.fullmatch(r"X06\d{6}", code) for code in codes)


def test_names_are_unique_and_some_are_awkward(made: SyntheticRegion) -> None:
    councils = list(named(made, "county-unitary").values())
    assert len(set(councils)) == len(councils)
    assert len(set(board_names())) == 40
    assert any(len(name) >= 40 for name in councils)
    assert any("," in name for name in councils)
    assert any("'" in name and not name.isascii() for name in councils)


def test_no_name_is_that_of_a_real_place(made: SyntheticRegion, shared: Path) -> None:
    real = set()
    for path in shared.glob("data/lookup_*.csv"):
        with path.open(encoding="utf-8-sig") as handle:
            for row in csv.DictReader(handle):
                real |= {value for key, value in row.items() if "name" in key.lower()}
    with (shared / "data/FingertipsNext_areas.csv").open(
        encoding="utf-8-sig"
    ) as handle:
        real |= {
            row["AreaName"].removeprefix("NHS ")
            for row in csv.DictReader(handle)
            if row["AreaTypeCode"] != "gps"
        }
    real.discard("")
    assert len(real) > 300
    ours = {
        name
        for level in ("country", "region", "board", "county-unitary")
        for name in named(made, level).values()
    }
    for name in ours:
        words = f" {name.lower()} "
        assert not [place for place in real if f" {place.lower()} " in words], name


def test_former_code_leads_to_the_new_one(made: SyntheticRegion) -> None:
    (change,) = made.truths["code_changes"]
    rows = made.areas.to_pylist()
    old = [row for row in rows if row["area"] == change["from"]]
    new = [row for row in rows if row["area"] == change["to"]]
    assert {row["successor"] for row in old} == {change["to"]}
    assert {row["valid_to"].year + 1 for row in old} == {change["first_year"]}
    assert {row["valid_from"].year for row in new} == {change["first_year"]}
    assert {row["parent"] for row in old} == {row["parent"] for row in new}


def test_shares_of_an_area_in_its_boards_add_up_to_one(made: SyntheticRegion) -> None:
    shares: dict[str, float] = {}
    several = set()
    for row in made.areas.to_pylist():
        if row["parent"].startswith("X54") and row["valid_to"] is None:
            several |= {row["area"]} & set(shares)
            shares[row["area"]] = shares.get(row["area"], 0) + row["share"]
    assert len(shares) == 150
    assert all(abs(share - 1) < 1e-9 for share in shares.values())
    assert len(several) >= 15


def test_complete_is_said_only_of_boards_made_of_whole_areas(
    made: SyntheticRegion,
) -> None:
    rows = [row for row in made.areas.to_pylist() if row["parent"].startswith("X54")]
    split = {row["parent"] for row in rows if row["share"] < 1}
    for row in rows:
        assert row["complete"] == ("no" if row["parent"] in split else "yes")
    assert 0 < len(split) < 40


def test_every_tile_has_its_own_place(made: SyntheticRegion) -> None:
    tiles = made.layout.to_pylist()
    for level, many in (("county-unitary", 150), ("region", 9), ("board", 40)):
        placed = [(tile["q"], tile["r"]) for tile in tiles if tile["level"] == level]
        assert len(placed) == len(set(placed)) == many


def test_the_region_is_what_the_library_names(made: SyntheticRegion) -> None:
    assert fy.synthetic.MIDSHIRE_CODE == "X12000005"
    assert set(made.truths["areas"]) == set(
        made.layout.filter(
            [level == "county-unitary" for level in made.layout["level"].to_pylist()]
        )["area"].to_pylist()
    )
