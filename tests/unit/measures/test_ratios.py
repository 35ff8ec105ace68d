"""Ratios and gaps beside SciPy's binomial test and published worked figures."""

import numpy as np
import pytest
from scipy import stats

import firstyear as fy
from firstyear.errors import InputError

m = fy.measures


@pytest.mark.parametrize("counts", [(60, 30), (0, 4), (3, 9), (1, 1)])
def test_ratio_agrees_with_clopper_and_pearson(counts: tuple[int, int]) -> None:
    x, y = counts
    found = m.rate_ratio(x, 9000, y, 12_000)
    exact = stats.binomtest(x, x + y).proportion_ci(0.95, "exact")
    odds = np.array([exact.low, exact.high])
    plain = odds / (1 - odds) * 12_000 / 9000
    assert (float(found.lower), float(found.upper)) == pytest.approx(tuple(plain))
    assert float(found.value) == pytest.approx(x * 12_000 / (y * 9000))


def test_p_value_agrees_with_binomial_tails() -> None:
    for x, y in ((60, 30), (0, 4), (5, 0), (12, 15)):
        share = 9000 / 21_000
        low = stats.binom.cdf(x, x + y, share)
        high = stats.binom.sf(x - 1, x + y, share)
        plain = min(1.0, 2 * min(low, high))
        assert float(m.ratio_p_value(x, 9000, y, 12_000)) == pytest.approx(plain)
    assert np.isnan(m.ratio_p_value(0, 1, 0, 1))


@pytest.mark.parametrize("x", range(2, 40, 3))
def test_p_and_interval_agree(x: int) -> None:
    found = m.rate_ratio(x, 9000, 15, 9000)
    clear = float(found.lower) > 1 or float(found.upper) < 1
    assert clear == (float(m.ratio_p_value(x, 9000, 15, 9000)) < 0.05)


def test_ratio_row_states() -> None:
    found = m.rate_ratio([5, 5, None, 5], [9, 9, 9, 0], [0, 5, 5, 5], [9, 9, 9, 9])
    assert found.status.tolist() == [
        *("not-calculated", "value", "missing", "not-applicable")
    ]
    assert np.isnan(found.upper).tolist() == [True, False, True, True]


def test_newcombe_published_example() -> None:
    # Newcombe 1998, table II, method 10: 56/70 against 48/80
    found = m.proportion_difference(56, 70, 48, 80)
    limits = float(found.lower), float(found.upper)
    assert limits == pytest.approx((0.0524, 0.3339), abs=5e-5)
    # 9/10 against 3/10, and 10/10 against 0/10
    found = m.proportion_difference([9, 10], [10, 10], [3, 0], [10, 10])
    assert found.lower == pytest.approx([0.1705, 0.6075], abs=5e-5)
    assert found.upper == pytest.approx([0.8090, 1.0], abs=5e-5)


def test_rate_difference_adds_squares() -> None:
    first, second = m.rate(60, 9000), m.rate(5, 9000)
    found = m.rate_difference(60, 9000, 5, 9000)
    down = np.hypot(first.value - first.lower, second.upper - second.value)
    assert float(found.lower) == pytest.approx(float(first.value - second.value - down))


def test_rate_difference_holds_the_truth_about_95_times_in_100() -> None:
    generator = np.random.default_rng(4)
    x, y = generator.poisson(24, 20_000), generator.poisson(9, 20_000)
    found = m.rate_difference(x, np.full(20_000, 6000), y, np.full(20_000, 3000))
    inside = (found.lower <= 1.0) & (found.upper >= 1.0)
    assert inside.mean() == pytest.approx(0.955, abs=0.01)


def test_gap_is_both() -> None:
    both = m.gap(60, 9000, 30, 9000)
    assert float(both.ratio.value) == 2.0
    assert float(both.difference.value) == pytest.approx(30 / 9)
    assert both.difference.per == 1000


def test_swapping_the_two_turns_the_ratio_over() -> None:
    one, other = m.rate_ratio(60, 9000, 30, 8000), m.rate_ratio(30, 8000, 60, 9000)
    assert float(one.lower) == pytest.approx(1 / float(other.upper))


def test_faults_are_told() -> None:
    with pytest.raises(InputError):
        m.proportion_difference(5, 4, 1, 4)
    with pytest.raises(InputError):
        m.rate_ratio(-5, 4, 1, 4)
