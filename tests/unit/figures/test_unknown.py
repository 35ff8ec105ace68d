"""An estimate of who the unknown are stands beside them, named as one."""

import pytest

import firstyear as fy
from firstyear.errors import UsageError
from firstyear.figures.unknown import NOTE
from tests.unit.figures.local import row, table

ROWS = [
    row("A", 30, dimension="sex", category="Female", denominator=9_000.0),
    row("A", 50, dimension="sex", category="Male", denominator=9_000.0),
    row("A", 8, dimension="sex", category="Unknown", denominator=1_800.0),
]


def test_the_estimate_is_named_as_one_and_adds_up_to_everyone() -> None:
    made = fy.figures.estimate_unknown(table(*ROWS), "sex").to_pylist()
    assert [each["category"] for each in made] == [
        "Female (estimate)",
        "Male (estimate)",
    ]
    assert sum(each["count"] for each in made) == pytest.approx(88)
    assert sum(each["denominator"] for each in made) == pytest.approx(19_800)
    assert {each["flags"] for each in made} == {"approximate"}
    assert {each["note"] for each in made} == {NOTE}


def test_the_unknown_row_is_never_replaced() -> None:
    before = table(*ROWS)
    made = fy.figures.estimate_unknown(before, "sex")
    assert "Unknown" not in made["category"].to_pylist()
    assert before.to_pylist() == table(*ROWS).to_pylist()


def test_nothing_is_estimated_from_what_is_hidden() -> None:
    hidden = {**ROWS[0], "count": None, "status": "suppressed"}
    made = fy.figures.estimate_unknown(table(hidden, *ROWS[1:]), "sex")
    assert made.num_rows == 0


def test_without_an_unknown_row_there_is_nothing_to_share_out() -> None:
    assert fy.figures.estimate_unknown(table(*ROWS[:2]), "sex").num_rows == 0


def test_a_breakdown_that_is_not_there_is_told() -> None:
    with pytest.raises(UsageError, match="no breakdown 'colour'"):
        fy.figures.estimate_unknown(table(*ROWS), "colour")
