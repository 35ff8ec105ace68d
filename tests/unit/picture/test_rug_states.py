"""Every kind of cell of the rug reads differently, zero among them."""

from firstyear.picture.geography import atlas
from firstyear.picture.rug import rug
from tests.unit.picture.hand_made import store_of

AREAS = [
    {"area": "X1", "count": 400, "denominator": 100_000},
    {"area": "A1", "status": "suppressed"},
    {"area": "A2", "count": 0, "denominator": 900},
    {"area": "A3", "count": 0, "denominator": 0, "status": "not-applicable"},
]


def cells(tmp_path, rows):
    store = store_of(tmp_path, rows)
    known = atlas(store)
    country = known.place("X1")
    places = known.peers("county-unitary", country)
    (row,) = rug(store, places, level="county-unitary", country=country)
    return {cell.place.code: cell for cell in row.cells}


def test_hidden_zero_and_not_applicable(tmp_path) -> None:
    found = cells(tmp_path, AREAS)
    assert {code: cell.state for code, cell in found.items()} == {
        "A1": "hidden",
        "A2": "similar",
        "A3": "not-applicable",
    }
    assert [found[code].said for code in ("A1", "A2", "A3")] == [
        "hidden to protect families",
        "0.0, similar",
        "does not apply",
    ]
    assert found["A2"].text == "0.0"


def test_missing_and_not_calculated(tmp_path) -> None:
    found = cells(
        tmp_path,
        [
            AREAS[0],
            {"area": "A1", "count": 2, "denominator": 900, "status": "not-calculated"},
            {"area": "A2", "count": 3, "denominator": 900},
        ],
    )
    assert (found["A1"].state, found["A1"].said) == ("not-calculated", "too few to say")
    assert (found["A3"].state, found["A3"].said) == ("missing", "no data")


def test_withheld_by_a_publisher_is_named(tmp_path) -> None:
    rows = [AREAS[0], {**AREAS[1], "withheld_by": "ONS"}, AREAS[2]]
    found = cells(tmp_path, rows)["A1"]
    assert (found.state, found.text) == ("withheld", "withheld")
    assert found.said == "withheld by ONS"


def test_excess_is_signed_and_whole(tmp_path) -> None:
    rows = [
        AREAS[0],
        {"area": "A1", "count": 44, "denominator": 10_000},
        {"area": "A2", "count": 36, "denominator": 10_000},
        {"area": "A3", "count": 40, "denominator": 10_000},
    ]
    found = cells(tmp_path, rows)
    assert [found[code].excess for code in ("A1", "A2", "A3")] == ["+4", "−4", ""]


def test_a_rate_without_a_likely_range_is_not_called_similar(tmp_path) -> None:
    rows = [
        {"area": "X1", "value": 4.0},
        {"area": "A1", "value": 4.1},
        {"area": "A2", "value": 9.0, "lower": 8.0, "upper": 10.0},
    ]
    found = cells(tmp_path, rows)
    assert (found["A1"].state, found["A1"].said) == (
        "not-compared",
        "4.1, not compared",
    )
    assert found["A2"].state == "worse"


def test_counted_in_another_way_is_said(tmp_path) -> None:
    rows = [AREAS[0], {"area": "A1", "count": 44, "denominator": 10_000}, AREAS[2]]
    found = cells(tmp_path, [rows[0], {**rows[1], "basis": "occurrence"}, rows[2]])
    assert found["A1"].said == "counted in another way"
