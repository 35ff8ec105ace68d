"""Tables of the size and shape of real ones, with the benchmark's own maker of them."""

import numpy as np
import pytest

import firstyear as fy
from benchmarks.simulated_tables import CASES, table_set

m = fy.measures
THREE = m.Policy("registrations-3", 2)


def test_fifteen_areas_by_cause_are_hidden_at_the_least_cost() -> None:
    table = table_set(**CASES["S1"])
    done = m.protect(table, THREE)
    assert done.cost == done.bound
    assert done.complete
    assert m.attack(table, THREE, hidden=done.hidden).safe
    assert "counts are hidden to protect families" in done.sentence()


def test_without_each_further_cell_the_attacker_fires() -> None:
    table = table_set(**CASES["S1"], seed=2)
    done = m.protect(table, THREE)
    assert done.secondary.any()
    for place in np.flatnonzero(done.secondary):
        without = done.hidden.copy()
        without[place] = False
        assert not m.attack(table, THREE, hidden=without).safe


@pytest.mark.parametrize("weight", [1.0, 3.0, 0.5])
def test_a_search_without_the_exact_part_is_safe_and_says_how_far_off(
    weight: float,
) -> None:
    made = table_set((4,), 2, 0, seed=3)
    weights = np.where([key[0] == "country" for key in made.cells], 100.0, weight)  # type: ignore[index]
    table = m.TableSet(made.counts, made.cells, made.sums, weights=weights)
    rough = m.protect(table, THREE, exact=False)
    assert m.attack(table, THREE, hidden=rough.hidden).safe
    assert 0 < rough.bound <= rough.cost
    fine = m.protect(table, THREE, exact=True)
    assert fine.cost <= rough.cost
    assert rough.bound <= fine.bound + 1e-9


def test_boards_that_cut_across_areas() -> None:
    table = table_set((4, 4), 1, 3, seed=4)
    done = m.protect(table, THREE)
    found = m.attack(table, THREE, hidden=done.hidden)
    assert found.safe
    assert not found.pinned.any()
    m.check_certificate(done.certificate, table, hidden=done.hidden)


def test_the_same_answer_twice() -> None:
    table = table_set((4,), 2, 0, seed=5)
    first, second = (m.protect(table, THREE, exact=False) for _ in range(2))
    assert (first.hidden == second.hidden).all()


@pytest.mark.soak
@pytest.mark.parametrize("case", ["S2", "M1", "M2", "L1"])
def test_country_sized_tables_have_nothing_exposed(case: str) -> None:
    table = table_set(**CASES[case])
    done = m.protect(table, THREE, seconds=900)
    found = m.attack(table, THREE, hidden=done.hidden)
    assert found.safe
    assert not found.pinned.any()
