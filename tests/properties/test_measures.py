"""What must hold of every interval and verdict, whatever the numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import firstyear as fy
from tests.often import often

m = fy.measures

few = often(60)

counts = st.integers(0, 400)
births = st.integers(500, 60_000)
rows = st.lists(st.tuples(counts, births), min_size=1, max_size=25)
levels = st.floats(0.5, 0.999)
methods = st.sampled_from(["auto", "exact", "byar"])


def columns(pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(pairs, dtype=float)
    return table[:, 0], table[:, 1]


@few
@given(rows, levels, methods)
def test_intervals_contain_the_estimate(
    pairs: list[tuple[int, int]], level: float, method: str
) -> None:
    x, n = columns(pairs)
    for found in (
        m.rate(x, n, confidence=level, method=method),
        m.proportion(np.minimum(x, n), n, confidence=level),
    ):
        assert (found.lower <= found.value).all()
        assert (found.value <= found.upper).all()
        assert (found.lower >= 0).all()


@few
@given(rows, levels, levels, methods)
def test_intervals_widen_with_confidence(
    pairs: list[tuple[int, int]], one: float, other: float, method: str
) -> None:
    x, n = columns(pairs)
    found = m.rate(x, n, confidence=sorted([one, other]), method=method)
    assert (found.lower[1] <= found.lower[0]).all()
    assert (found.upper[1] >= found.upper[0]).all()


@few
@given(rows, st.floats(0.01, 1e6))
def test_a_multiplier_only_scales(pairs: list[tuple[int, int]], per: float) -> None:
    x, n = columns(pairs)
    one, many = m.rate(x, n, per=1), m.rate(x, n, per=per)
    for name in ("value", "lower", "upper"):
        np.testing.assert_allclose(getattr(many, name), per * getattr(one, name))


@few
@given(rows, st.randoms(use_true_random=False))
def test_order_of_rows_is_irrelevant(
    pairs: list[tuple[int, int]], random: object
) -> None:
    x, n = columns(pairs)
    order = list(range(len(x)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight, shuffled = m.rate(x, n), m.rate(x[order], n[order])
    assert np.array_equal(straight.upper[order], shuffled.upper)
    if x.sum():
        steady, mixed = m.stabilise(x, n), m.stabilise(x[order], n[order])
        np.testing.assert_allclose(steady.lower[order], mixed.lower, rtol=1e-8)
    labels = np.arange(len(x)) % 3
    pooled = m.rate(x, n, groups=labels)
    other = m.rate(x[order], n[order], groups=labels[order])
    assert pooled.groups is not None
    assert other.groups is not None
    places = [other.groups.tolist().index(label) for label in pooled.groups]
    assert np.array_equal(pooled.value, other.value[places])


@few
@given(rows)
def test_pooling_is_adding_up(pairs: list[tuple[int, int]]) -> None:
    x, n = columns(pairs)
    pooled = m.rate(x, n, groups=["all"] * len(x))
    whole = m.rate(x.sum(), n.sum())
    assert float(pooled.lower[0]) == pytest.approx(float(whole.lower), rel=1e-13)


@few
@given(rows, st.floats(0.5, 12))
def test_interval_and_funnel_verdicts_never_contradict(
    pairs: list[tuple[int, int]], benchmark: float
) -> None:
    x, n = columns(pairs)
    verdict = m.compare(m.rate(x, n, method="exact"), benchmark).comparison
    funnel = m.funnel_compare(1000 * x / n, m.funnel_limits(benchmark, n))
    for one, other in zip(verdict.tolist(), funnel.tolist(), strict=True):
        # rounding may differ on the line itself
        assert {one, other.partition("-")[0]} != {"higher", "lower"}


@few
@given(rows, st.floats(0.5, 12))
def test_changing_by_deaths_to_change_changes(
    pairs: list[tuple[int, int]], benchmark: float
) -> None:
    x, n = columns(pairs)
    step = m.deaths_to_change(x, n, benchmark)
    verdict = m.compare(m.rate(x, n), benchmark).comparison

    def at(count: np.ndarray) -> np.ndarray:
        return m.compare(m.rate(np.maximum(count, 0), n), benchmark).comparison

    changed = (at(x + step) != verdict) | ((x >= step) & (at(x - step) != verdict))
    assert changed.all()
    almost = step - 1
    kept = (at(x + almost) == verdict) & ((x < almost) | (at(x - almost) == verdict))
    assert kept.all()


@few
@given(rows)
def test_stabilised_lies_between_crude_and_reference(
    pairs: list[tuple[int, int]],
) -> None:
    x, n = columns(pairs)
    if not x.sum():
        return
    found = m.stabilise(x, n)
    low = np.minimum(found.value, found.reference)
    high = np.maximum(found.value, found.reference)
    slack = 1e-12
    assert (found.stabilised >= low - slack).all()
    assert (found.stabilised <= high + slack).all()
    assert ((found.own_share > 0) & (found.own_share < 1)).all()
    assert (found.lower < found.stabilised).all()
    assert (found.stabilised < found.upper).all()


@few
@given(st.tuples(counts, births), st.tuples(counts, births))
def test_swapping_two_rates_turns_their_ratio_over(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    there, back = m.rate_ratio(*one, *other), m.rate_ratio(*other, *one)
    if one[0] and other[0]:
        assert float(there.value) == pytest.approx(1 / float(back.value))
        assert float(there.lower) == pytest.approx(1 / float(back.upper))
    gap, opposite = m.rate_difference(*one, *other), m.rate_difference(*other, *one)
    assert float(gap.lower) == pytest.approx(-float(opposite.upper), abs=1e-9)


@few
@given(st.floats(3, 400), st.floats(-0.9, -0.1), st.integers(1, 20))
def test_more_years_give_more_power(events: float, change: float, years: int) -> None:
    power = m.detection_power(events, change, [years, years + 3])
    assert 0 <= power[0] <= 1
    # whole counts make small steps, never large ones
    assert power[1] >= power[0] - 0.02


@few
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), st.integers(1, 12))
def test_quantiles_follow_the_values(values: list[float], number: int) -> None:
    found = m.quantiles(values, number=number)
    if len(values) < number:
        assert np.isnan(found).all()
        return
    assert found.min() == 1
    assert found.max() <= number
    order = np.argsort(values)
    assert (np.diff(found[order]) <= 0).all()


@few
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=12))
def test_windows_kept_share_nothing(windows: list[tuple[int, int]]) -> None:
    start = np.array([first for first, _ in windows], dtype=int)
    end = np.array([first + length for first, length in windows], dtype=int)
    keep = m.apart(start, end)
    assert not m.overlapping(start[keep], end[keep])
    # no window left out would still fit
    for place in np.flatnonzero(~keep):
        clash = (start[keep] <= end[place]) & (end[keep] >= start[place])
        assert clash.any()
