"""What is hidden, and that it holds: small tables whose answer can be seen."""

import numpy as np
import pytest

import firstyear as fy
from firstyear.errors import InputError, NotCertified, UsageError

m = fy.measures
THREE = m.Policy("registrations-3", 2)
FIVE = m.Policy("breakdowns-5", 4)


def area(counts: list[float], **options: object) -> fy.measures.TableSet:
    """One area: its total, then its parts."""
    parts = [f"part {n}" for n in range(1, len(counts))]
    return m.TableSet(counts, ["total", *parts], [("total", parts)], **options)


def test_a_table_without_small_counts_is_left_alone() -> None:
    done = m.protect(area([12, 5, 7]), THREE)
    assert not done.hidden.any()
    assert done.cost == 0


def test_a_table_of_noughts_is_left_alone() -> None:
    assert not m.protect(area([0, 0, 0]), THREE).hidden.any()


def test_one_and_one_hide_the_total_too() -> None:
    """With noughts shown two hidden counts that make 2 are 1 and 1."""
    table = area([2, 1, 1])
    assert m.attack(table, THREE, hidden=[False, True, True]).pinned.sum() == 2
    done = m.protect(table, THREE)
    assert done.hidden.all()


def test_one_and_one_beside_a_larger_count() -> None:
    done = m.protect(area([6, 1, 1, 4]), THREE)
    assert done.hidden_cells in {
        ("part 1", "part 2", "part 3"),
        ("total", "part 1", "part 2"),
    }


def test_nobody_hides_what_is_public_already() -> None:
    table = area([3, 1, 2], forced=["open", "open", "open"])
    assert not m.protect(table, THREE).hidden.any()


def test_a_count_that_cannot_be_hidden_is_named_and_nothing_comes_back() -> None:
    table = area([3, 1, 2], forced=["open", "", ""])
    with pytest.raises(NotCertified) as told:
        m.protect(table, THREE)
    assert set(told.value.blocking) == {"part 1", "part 2"}
    assert told.value.exit_code == 1


def test_births_are_a_limit_everybody_knows() -> None:
    table = area([9, 1, 8], most=[100, 2, 100])
    with pytest.raises(NotCertified) as told:
        m.protect(table, THREE)
    assert told.value.blocking == ("part 1",)


def test_the_policy_of_a_cell_comes_before_the_general_one() -> None:
    counts = [30, 3, 3, 24]
    assert not m.protect(area(counts), THREE).hidden.any()
    tops = [2, 4, 4, 4]
    done = m.protect(area(counts, tops=tops, weights=[9, 1, 1, 1]), THREE)
    assert done.primary.tolist() == [False, True, True, False]
    assert m.attack(area(counts, tops=tops), THREE, hidden=done.hidden).safe


def test_a_country_total_needs_no_hiding() -> None:
    table = area([2, 2, 0], protected=[False, False, False])
    assert not m.protect(table, FIVE).hidden.any()


def test_weights_decide_what_is_hidden_with_it() -> None:
    table = [9, 1, 8]
    dear = m.protect(area(table, weights=[1, 1, 5]), THREE)
    cheap = m.protect(area(table, weights=[5, 1, 1]), THREE)
    assert dear.secondary.tolist() == [True, False, False]
    assert cheap.secondary.tolist() == [False, False, True]
    assert (dear.cost, cheap.cost) == (1, 1)


def test_a_policy_that_shows_a_number_for_small_counts_is_not_for_hiding() -> None:
    rule = m.Policy("nhs-equalities", 7, round_to=5, small_as=5)
    with pytest.raises(UsageError, match="round the table"):
        m.protect(area([9, 1, 8]), rule)


def test_a_blank_count_is_a_fault() -> None:
    with pytest.raises(InputError, match="part 1: the count is blank"):
        m.protect(area([9, np.nan, 8]), THREE)


def test_a_published_mark_stays_and_is_protected() -> None:
    """A count that its publisher hid stands for something we do not know."""
    table = m.TableSet(
        [9, np.nan, np.nan, 5, 4],
        ["total", "hidden a", "hidden b", "a and b", "c"],
        [("total", ["a and b", "c"]), ("a and b", ["hidden a", "hidden b"])],
        forced=["", "hidden", "hidden", "", ""],
    )
    done = m.protect(table, THREE)
    assert done.hidden[1]
    assert done.hidden[2]
    assert m.attack(table, THREE, hidden=done.hidden).safe


def test_a_hidden_count_that_would_round_to_nought_is_known_not_to_be_nought() -> None:
    """1 and 2 round to 0, but their mark says that somebody died."""
    table = fy.measures.TableSet(
        [40, 2, 9, 29],
        "abcd",
        [("a", ["b", "c", "d"])],
        most=[900.0, 30.0, 300.0, 570.0],
    )
    nhs = fy.measures.Policy("nhs-8", 7, round_to=5)
    done = fy.measures.protect(table, nhs)
    assert done.hidden[1]
    assert (done.certificate.lower[done.hidden] >= 1).all()
    assert fy.measures.attack(table, done.policy, hidden=done.hidden).safe
