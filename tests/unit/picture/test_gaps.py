"""Gaps between groups: their limits, or the reason why there is none."""

import pytest

import firstyear as fy
from firstyear.picture.gaps import gap, read_groups
from firstyear.picture.geography import atlas
from tests.unit.picture.hand_made import store_of

IMD, ETHNIC = "imd2025-quintile-england", "ethnic-group-mother"


def groups(dimension: str, *figures, year: int = 2020):
    whole = [
        {"area": "X1", "count": 400, "denominator": 100_000, "year": year},
        {"area": "A1", "count": 90, "denominator": 15_000, "year": year},
    ]
    return whole + [
        {"area": "A1", "dimension": dimension, "category": name, "year": year, **cells}
        for name, cells in figures
    ]


def of(count: float, births: float) -> dict[str, float]:
    return {"count": count, "denominator": births}


def made(tmp_path, dimension: str, *figures):
    store = store_of(tmp_path, groups(dimension, *figures))
    return gap(store, "infant-mortality", atlas(store).place("A1"), dimension)


def test_deprivation_compares_its_two_ends(tmp_path) -> None:
    found = made(
        tmp_path, IMD, ("5", of(12, 4000)), ("1", of(40, 5000)), ("3", of(99, 5000))
    )
    assert found.known
    assert (found.worst_off, found.best_off) == ("1", "5")
    second = fy.measures.gap(40, 5000, 12, 4000)
    assert found.difference == pytest.approx(float(second.difference.value)) == 5.0
    assert found.ratio == pytest.approx(8 / 3)
    assert found.ratio_lower < found.ratio < found.ratio_upper
    assert [name for name, _ in found.groups] == ["1", "3", "5"]
    assert found.whole is not None
    assert found.whole.count == 90


def test_ethnic_groups_compare_highest_with_lowest_of_enough(tmp_path) -> None:
    found = made(
        tmp_path,
        ETHNIC,
        ("White: British", of(30, 9000)),
        ("Asian: Pakistani", of(20, 2000)),
        ("Black: African", of(5, 200)),
        ("Unknown", of(40, 500)),
    )
    assert (found.worst_off, found.best_off) == ("Asian: Pakistani", "White: British")
    assert found.groups[-1][0] == "Unknown"


def test_the_widest_of_many_pairs_has_wider_limits(tmp_path) -> None:
    found = made(
        tmp_path,
        ETHNIC,
        ("White: British", of(30, 9000)),
        ("Asian: Pakistani", of(20, 2000)),
        ("Black: African", of(25, 4000)),
    )
    assert found.pairs == 3
    wide = fy.measures.gap(20, 2000, 30, 9000, confidence=1 - 0.05 / 3)
    narrow = fy.measures.gap(20, 2000, 30, 9000)
    assert found.difference_lower == pytest.approx(float(wide.difference.lower))
    assert found.difference_lower < float(narrow.difference.lower)


def test_where_higher_is_better_the_worst_off_is_the_lowest(tmp_path) -> None:
    figures = groups(
        ETHNIC, ("White: British", of(300, 900)), ("Asian: Indian", of(60, 100))
    )
    named = [{**row, "indicator": "folic-acid"} for row in figures]
    store = store_of(tmp_path, named)
    found = gap(store, "folic-acid", atlas(store).place("A1"), ETHNIC)
    assert (found.worst_off, found.best_off) == ("White: British", "Asian: Indian")
    assert found.difference < 0


@pytest.mark.parametrize(
    ("dimension", "figures", "reason"),
    [
        (IMD, (("1", of(40, 5000)), ("5", of(9, 5000))), "Too few are counted"),
        (IMD, (), "No release holds this breakdown"),
        (IMD, (("1", of(40, 5000)),), "Fewer than two groups"),
        (IMD, (("1", of(4, 500)), ("5", of(3, 500))), "Too few are counted"),
        (IMD, (("1", of(40, 500)), ("2", of(30, 500))), "one of the two ends"),
        (
            IMD,
            (("1", of(40, 500)), ("5", {"status": "suppressed"})),
            "Fewer than two groups",
        ),
        (
            ETHNIC,
            (("White: British", of(30, 900)), ("Asian: Indian", of(3, 100))),
            "a count of 10 or more",
        ),
    ],
)
def test_no_gap_says_why(tmp_path, dimension: str, figures, reason: str) -> None:
    found = made(tmp_path, dimension, *figures)
    assert not found.known
    assert reason in found.reason
    assert not fy.packs.words_to_avoid(found.reason, where=("public",))


def test_the_latest_period_is_read(tmp_path) -> None:
    rows = groups(IMD, ("1", of(40, 5000)), year=2018)
    rows += groups(IMD, ("1", of(50, 5000)), ("5", of(20, 5000)), year=2020)
    store = store_of(tmp_path, rows)
    place = atlas(store).place("A1")
    span, found = read_groups(store, "infant-mortality", place, IMD)
    assert span is not None
    assert span.date_from.year == 2020
    assert [number.count for _, number in found] == [50, 20]
    assert read_groups(store, "stillbirth", place, IMD) == (None, [])
