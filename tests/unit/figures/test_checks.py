"""Row states and faults of a canonical table."""

import datetime
from collections.abc import Callable

import pyarrow as pa
import pytest

from firstyear.figures.checks import ZERO_DENOMINATOR, check, mixed

Make = Callable[..., pa.Table]


def test_a_blank_count_or_denominator_is_missing(figures_of: Make) -> None:
    checked = check(figures_of(count=[None, 5.0], denominator=[100.0, None]))
    assert checked.table["status"].to_pylist() == ["missing", "missing"]
    assert checked.states == {"missing": 2}
    assert not checked.faults


def test_a_zero_denominator_is_not_applicable_and_says_so(figures_of: Make) -> None:
    checked = check(figures_of(count=[0.0], denominator=[0.0]))
    row = checked.table.to_pylist()[0]
    assert (row["status"], row["note"]) == ("not-applicable", ZERO_DENOMINATOR)


def test_a_note_of_the_source_is_kept(figures_of: Make) -> None:
    checked = check(figures_of(denominator=[0.0], note=["theirs"]))
    assert checked.table["note"].to_pylist() == ["theirs"]


def test_a_published_rate_alone_is_a_value(figures_of: Make) -> None:
    checked = check(figures_of(count=[None], denominator=[None], value=[3.2]))
    assert checked.table["status"].to_pylist() == ["value"]
    assert checked.states == {}


def test_a_status_that_says_why_is_left_alone(figures_of: Make) -> None:
    checked = check(figures_of(count=[None], status=["suppressed"]))
    assert checked.states == {"suppressed": 1}


@pytest.mark.parametrize(
    ("columns", "column", "message"),
    [
        ({"count": [-99.0]}, "count", "negative"),
        ({"denominator": [-1.0]}, "denominator", "negative"),
        ({"count": [float("inf")]}, "count", "infinite"),
        ({"value": [float("-inf")]}, "value", "infinite"),
        ({"indicator": [""]}, "indicator", "no indicator"),
        ({"area": [""]}, "area", "no area"),
        ({"date_from": [None]}, "date_from", "no first day"),
        ({"date_to": [None]}, "date_to", "no last day"),
        ({"date_to": [datetime.date(2017, 1, 1)]}, "date_to", "ends before"),
        ({"lower": [2.0], "upper": [1.0]}, "upper", "lower limit is above"),
        ({"status": ["hidden"]}, "status", "not a word"),
        ({"origin": ["mine"]}, "origin", "not a word"),
        ({"basis": ["guess"]}, "basis", "not a word"),
        ({"place": ["hospital"]}, "place", "not a word"),
        ({"level": ["ward"]}, "level", "not a word"),
        ({"flags": ["odd;provisional"]}, "flags", "not a flag"),
    ],
)
def test_a_fault_names_row_and_column(
    figures_of: Make, columns: dict[str, list[object]], column: str, message: str
) -> None:
    checked = check(figures_of(**columns), rows=[7], file="some.csv")
    assert checked.bad.tolist() == [True]
    fault = checked.faults[0]
    assert (fault.row, fault.column, fault.file) == (7, column, "some.csv")
    assert message in fault.message
    assert checked.good.num_rows == 0


def test_faults_use_the_users_column_names(figures_of: Make) -> None:
    checked = check(figures_of(count=[-1.0]), columns={"count": "deaths"})
    assert checked.faults[0].column == "deaths"
    assert checked.faults[0].value == "-1"


def test_a_count_above_its_denominator_is_a_fault_only_where_bounded(
    figures_of: Make,
) -> None:
    table = figures_of(count=[11.0], denominator=[10.0])
    assert not check(table).faults
    fault = check(table, bounded={"infant-mortality"}).faults[0]
    assert "above its denominator" in fault.message


def test_a_rounded_count_may_pass_its_rounded_denominator(figures_of: Make) -> None:
    table = figures_of(count=[15.0], denominator=[10.0], flags=["approximate"])
    assert not check(table, bounded={"infant-mortality"}).faults


def test_an_area_that_the_areas_file_lacks_is_a_fault(figures_of: Make) -> None:
    table = figures_of(area=["known", "other"])
    checked = check(table, areas={"known"})
    assert [fault.value for fault in checked.faults] == ["other"]


def test_a_duplicate_names_the_first_row(figures_of: Make) -> None:
    checked = check(figures_of(area=["a", "a", "b"]), rows=[2, 3, 4])
    assert checked.bad.tolist() == [False, True, False]
    assert "row 2" in checked.faults[0].message
    assert checked.faults[0].row == 3


def test_a_refused_row_has_no_duplicates(figures_of: Make) -> None:
    checked = check(figures_of(area=["a", "a"], count=[-1.0, 3.0]))
    assert checked.bad.tolist() == [True, False]
    assert len(checked.faults) == 1


def test_mixed_names_both_bases_and_both_places(figures_of: Make) -> None:
    table = figures_of(
        area=["a", "a"],
        basis=["registration", "birth-cohort"],
        place=["residence", ""],
    )
    faults = mixed(table)
    assert len(faults) == 1
    assert "birth-cohort and by registration" in faults[0].message
