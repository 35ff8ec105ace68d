"""What holds of every table: one finds what there is, the other hides it."""

import sys
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
from hypothesis import assume, given
from scipy import optimize

import firstyear as fy
from firstyear.errors import NotCertified
from tests.often import often

sys.path.insert(0, str(Path(__file__).parents[1] / "unit/measures/protection"))
from enumerate_tables import Small, bounds, small

m = fy.measures
POLICIES = [
    m.Policy("three", 2),
    m.Policy("five", 4),
    m.Policy("hideable", 2, zeros="hideable"),
]
policies = st.sampled_from(POLICIES)


@st.composite
def cases(draw: st.DrawFn) -> Small:
    columns = draw(st.integers(2, 3))
    counts = draw(
        st.lists(
            st.lists(st.integers(0, 4), min_size=columns, max_size=columns),
            min_size=2,
            max_size=2,
        )
    )
    group = draw(st.sets(st.integers(0, 2 * columns - 1), max_size=3))
    return small(counts, sorted(group) if len(group) > 1 else [], most=4)


def pattern(draw_from: st.DataObject, case: Small, policy: object) -> np.ndarray:
    """Some hidden cells, among those that the policy lets anyone hide."""
    hidden = np.array(
        draw_from.draw(
            st.lists(st.booleans(), min_size=len(case.table), max_size=len(case.table))
        )
    )
    if policy.zeros == "shown":
        hidden &= case.table.counts > 0
    return hidden


@often(30)
@given(cases(), policies, st.data())
def test_the_attacker_finds_what_listing_every_table_finds(
    case: Small, policy: fy.measures.Policy, data: st.DataObject
) -> None:
    hidden = pattern(data, case, policy)
    found = m.attack(case.table, policy, hidden=hidden)
    lower, upper = bounds(case, policy, hidden)
    np.testing.assert_array_equal(found.lower[hidden], lower[hidden])
    np.testing.assert_array_equal(found.upper[hidden], upper[hidden])
    counts = case.table.counts
    small = (counts >= 1) & (counts <= policy.top)
    exposed = hidden & ((small & (upper <= policy.top)) | (lower == upper))
    np.testing.assert_array_equal(found.exposed, exposed)


@often(30)
@given(cases(), policies)
def test_what_is_protected_stands_against_every_table(
    case: Small, policy: fy.measures.Policy
) -> None:
    counts = case.table.counts
    primary = (counts >= 1) & (counts <= policy.top)
    try:
        done = m.protect(case.table, policy)
    except NotCertified as told:
        # hiding everything that may be hidden does not help those it names
        everything = counts > (0 if policy.zeros == "shown" else -1)
        _, upper = bounds(case, policy, everything)
        named = np.isin([str(key) for key in case.table.cells], told.blocking)
        assert named.any()
        assert (upper[named] <= policy.top).all()
        return
    lower, upper = bounds(case, policy, done.hidden)
    assert done.hidden[primary].all()
    assert (upper[primary] > policy.top).all()
    assert (lower[done.hidden] < upper[done.hidden]).all()
    if policy.zeros == "shown":
        assert not done.hidden[counts == 0].any()
    assert done.bound <= done.cost
    assert (done.certificate.lower >= lower).all()
    assert (done.certificate.upper <= upper).all()


@often(15)
@given(cases(), policies)
def test_each_further_cell_is_needed(case: Small, policy: fy.measures.Policy) -> None:
    try:
        done = m.protect(case.table, policy)
    except NotCertified:
        assume(False)
    assume(done.secondary.any())
    for place in np.flatnonzero(done.secondary):
        without = done.hidden.copy()
        without[place] = False
        assert not m.attack(case.table, policy, hidden=without).safe


@often(15)
@given(cases(), policies, st.data())
def test_hiding_more_or_publishing_less_never_narrows(
    case: Small, policy: fy.measures.Policy, data: st.DataObject
) -> None:
    hidden = pattern(data, case, policy)
    before = m.attack(case.table, policy, hidden=hidden)
    more = hidden | pattern(data, case, policy)
    after = m.attack(case.table, policy, hidden=more)
    assert (after.lower <= before.lower).all()
    assert (after.upper >= before.upper).all()
    last = len(case.table) - 1
    published = np.arange(len(case.table)) < last
    t = case.table
    fewer = m.TableSet(t.counts, t.cells, t.sums, published=published, most=t.most)
    after = m.attack(fewer, policy, hidden=hidden)
    assert (after.lower <= before.lower).all()
    assert (after.upper >= before.upper).all()


@often(15)
@given(cases(), policies, st.randoms(use_true_random=False))
def test_order_and_redundant_totals_change_nothing(
    case: Small, policy: fy.measures.Policy, random: object
) -> None:
    counts = case.table.counts
    inner = counts[: case.summing.shape[1]].astype(int).reshape(2, -1).tolist()
    group = []
    if "group" in case.table.cells:
        at = case.table.cells.index("group")
        group = np.flatnonzero(case.summing[at]).tolist()
    order = list(range(len(counts)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = small(inner, group, most=4, order=order)
    redundant = small(inner, group, most=4, redundant=True)
    expected = blocked_or_hidden(case.table, policy)
    assert blocked_or_hidden(shuffled.table, policy) == expected
    again = blocked_or_hidden(redundant.table, policy)
    assert [again[0], len(again[1])] == [expected[0], len(expected[1])]
    if expected[0] == "hidden":
        hidden = np.isin([str(key) for key in redundant.table.cells], [*expected[1]])
        assert m.attack(redundant.table, policy, hidden=hidden).safe


def blocked_or_hidden(
    table: fy.measures.TableSet, policy: fy.measures.Policy
) -> tuple[str, set[object]]:
    """What came of protecting a table: the keys that block it, or that are hidden."""
    try:
        return "hidden", set(m.protect(table, policy).hidden_cells)
    except NotCertified as told:
        return "blocked", set(told.blocking)


@often(15)
@given(cases(), st.data())
def test_a_second_attacker_over_inner_cells_agrees(
    case: Small, data: st.DataObject
) -> None:
    """Other variables, other rows, another solver's face: only inner cells move."""
    policy = POLICIES[0]
    hidden = pattern(data, case, policy)
    found = m.attack(case.table, policy, hidden=hidden)
    true = case.table.counts
    rows = optimize.LinearConstraint(
        case.summing, np.where(hidden, 1, true), np.where(hidden, np.inf, true)
    )
    size = case.summing.shape[1]
    for place in np.flatnonzero(hidden)[:4]:
        for sign, expected in ((1, found.lower), (-1, found.upper)):
            answer = optimize.milp(
                sign * case.summing[place],
                constraints=rows,
                integrality=np.ones(size),
                bounds=optimize.Bounds(0, case.most),
            )
            assert round(sign * answer.fun) == expected[place]


@often(20)
@given(cases(), st.sampled_from([3, 5]), st.integers(0, 99))
def test_rounded_tables_add_up_and_no_count_moves_by_the_base(
    case: Small, base: int, seed: int
) -> None:
    flat = small(
        case.table.counts[: case.summing.shape[1]].astype(int).reshape(2, -1).tolist(),
        [],
    )
    counts = m.round_table(flat.table, base=base, seed=seed).counts
    assert (counts % base == 0).all()
    assert (np.abs(counts - flat.table.counts) < base).all()
    inner = counts[: flat.summing.shape[1]]
    np.testing.assert_array_equal(flat.summing @ inner, counts)
