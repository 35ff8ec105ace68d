"""Areas of records added up, and codes that ended, joined or were split."""

from datetime import date
from typing import Any

import pytest

from firstyear.figures.areas import area_table
from firstyear.records.places import Places, places_of
from tests.unit.records.rows import birth, counted, death, number

ENDED = date(2019, 3, 31)
REGION = {"area": "R", "name": "The region", "level": "region"}


def child(area: str, parent: str = "R", **other: Any) -> dict[str, Any]:
    return {
        "area": area,
        "level": "district",
        "parent": parent,
        "complete": "yes",
    } | other


def sums(places: Places) -> dict[str, set[str]]:
    """The codes that every area of the records is added to."""
    return {
        area: {places.codes[at] for at in parts} for area, parts in places.parts.items()
    }


def test_without_a_table_every_area_is_itself() -> None:
    found = places_of(["E08000025", "Unknown"], None)
    assert sums(found) == {"E08000025": {"E08000025"}, "Unknown": {"Unknown"}}
    assert found.levels == ("county-unitary", "")
    assert found.names == ("", "Unknown")


def test_a_region_is_the_sum_of_its_areas_when_all_are_there() -> None:
    table = area_table([child("A"), child("B"), REGION])
    whole = places_of(["A", "B", "Unknown"], table)
    assert sums(whole) == {"A": {"A", "R"}, "B": {"B", "R"}, "Unknown": {"Unknown"}}
    assert whole.names[whole.codes.index("R")] == "The region"
    assert whole.notes == ()
    one = places_of(["A"], table)
    assert sums(one) == {"A": {"A"}}
    assert any("No sum" in note and "R" in note for note in one.notes)


def test_sums_of_sums() -> None:
    top = {"area": "C", "level": "country"}
    table = area_table([child("A"), child("B"), {**REGION, "parent": "C"}, top])
    assert sums(places_of(["A", "B"], table))["A"] == {"A", "R", "C"}


def test_a_parent_that_is_not_the_sum_of_its_children_gets_none() -> None:
    table = area_table([child("A", complete="no"), child("B"), REGION])
    assert sums(places_of(["A", "B"], table)) == {"A": {"A"}, "B": {"B"}}


def test_an_area_that_lies_in_two_boards_is_added_whole_to_neither() -> None:
    table = area_table(
        [
            child("A", "B1", share=0.4),
            child("A", "B2", share=0.6),
            child("B", "B1"),
            {"area": "B1", "level": "board"},
            {"area": "B2", "level": "board"},
        ]
    )
    found = places_of(["A", "B"], table)
    assert sums(found) == {"A": {"A"}, "B": {"B"}}
    assert any("only in part: B1, B2" in note for note in found.notes)


def test_a_code_that_ended_is_counted_under_the_one_that_followed() -> None:
    table = area_table(
        [
            child("Old", valid_to=ENDED, successor="Middle"),
            child("Middle", valid_to=ENDED, successor="New", share=1.0),
            child("New"),
            REGION,
        ]
    )
    found = places_of(["Old", "New"], table)
    assert sums(found) == {"Old": {"New", "R"}, "New": {"New", "R"}}
    assert found.notes == ("Counted under the code that followed: Old.",)


def test_codes_that_follow_each_other_in_a_ring_end() -> None:
    table = area_table([child("A", successor="B"), child("B", successor="A")])
    assert set(sums(places_of(["A", "B"], table))) == {"A", "B"}


@pytest.mark.parametrize(
    "ways",
    [[("N1", 0.3), ("N2", 0.7)], [("N1", 0.3)]],
    ids=["to two", "to one in part"],
)
def test_a_code_that_was_split_stays_and_still_adds_up(
    ways: list[tuple[str, float]],
) -> None:
    table = area_table(
        [
            *(
                child("Old", valid_to=ENDED, successor=to, share=share)
                for to, share in ways
            ),
            child("N1"),
            child("N2"),
            REGION,
        ]
    )
    found = places_of(["Old", "N1", "N2"], table)
    assert sums(found)["Old"] == {"Old", "R"}
    assert sums(found)["N1"] == {"N1", "R"}
    assert any("was split" in note and "Old" in note for note in found.notes)


def test_an_area_that_the_file_does_not_have_is_told() -> None:
    found = places_of(["A", "Z", "Unknown"], area_table([child("A"), REGION]))
    assert "Not in the areas file: Z." in found.notes


def test_counts_follow_the_places() -> None:
    table = area_table(
        [
            child("Old", valid_to=ENDED, successor="New"),
            child("New"),
            child("Other"),
            REGION,
        ]
    )
    born = date(2020, 1, 1)
    births = [
        birth("1", born, area="Old"),
        birth("2", born, area="New"),
        birth("3", born, area="Other"),
    ]
    deaths = [death("d", "1", born, born, area="Other")]
    made = counted(births, deaths, "area,year", areas=table, outcomes="infant")
    told = {
        area: number(made, "infant-mortality", area=area)
        for area in ("New", "Other", "R", "Old")
    }
    assert told == {"New": (1, 2), "Other": (0, 1), "R": (1, 3), "Old": (0, 0)}
