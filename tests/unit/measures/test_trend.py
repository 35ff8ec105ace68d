"""The published rule by hand, and Poisson regression beside a general optimiser."""

import numpy as np
import pytest
from scipy import optimize, stats

import firstyear as fy
from firstyear.errors import InputError, UsageError

m = fy.measures
COUNTS, BIRTHS = [900, 850, 790, 740, 700], [150_000] * 5


def slope_by_polyfit(value: np.ndarray, error: np.ndarray) -> tuple[float, float]:
    (slope, _), covariance = np.polyfit(
        np.arange(len(value)), value, 1, w=1 / error, cov="unscaled"
    )
    return slope, slope**2 / covariance[0, 0]


def test_rates_agree_with_weighted_least_squares() -> None:
    made = m.rate(COUNTS, BIRTHS)
    slope, chi2 = slope_by_polyfit(made.value, (made.upper - made.lower) / 3.92)
    found = m.trend(COUNTS, BIRTHS)
    assert (float(found.slope), float(found.chi2)) == pytest.approx((slope, chi2))
    assert float(found.p) == pytest.approx(stats.chi2.sf(chi2, 1))
    by_value = m.value_trend(made.value, made.lower, made.upper)
    assert float(by_value.chi2) == pytest.approx(chi2)


def test_proportions_agree_with_cochran_and_armitage() -> None:
    smokers, mothers = np.array([300, 280, 250, 240, 200]), np.full(5, 2000)
    found = m.trend(smokers, mothers, proportion=True, per=100)
    share, x = smokers.sum() / mothers.sum(), np.arange(5)
    top = (x * (smokers - mothers * share)).sum() ** 2
    middle = (mothers * x).sum() / mothers.sum()
    bottom = share * (1 - share) * (mothers * (x - middle) ** 2).sum()
    assert float(found.chi2) == pytest.approx(top / bottom)
    line = np.polyfit(x, 100 * smokers / mothers, 1, w=np.sqrt(mothers))
    assert float(found.slope) == pytest.approx(line[0])
    assert found.direction.tolist() == "decreasing"


def test_threshold_is_p_of_two_in_a_thousand() -> None:
    assert stats.chi2.sf(9.549536, 1) == pytest.approx(0.002, rel=1e-5)


def test_only_the_last_points_count() -> None:
    longer = m.trend([5, 5000, *COUNTS], [150_000] * 7)
    assert float(longer.chi2) == float(m.trend(COUNTS, BIRTHS).chi2)


def test_one_point_may_not_make_a_trend() -> None:
    # a fall that one point alone makes: left out, the slope turns round
    counts = [600, 1000, 1001, 1002, 420]
    assert m.trend([1400, 1000, 1004, 1008, 1012], [10**5] * 5).steady.tolist() is False
    found = m.trend([1400, 1000, 1004, 1008, 1012], [10**5] * 5)
    assert float(found.chi2) > 9.549536
    assert found.direction.tolist() == "no-significant-change"
    assert m.trend(counts, [10**5] * 5).direction.tolist() == "no-significant-change"


def test_directions_and_rows() -> None:
    found = m.trend([COUNTS, COUNTS[::-1], [9] * 5, [9, None, 9, 9, 9]], [BIRTHS] * 4)
    assert found.direction.tolist() == [
        "decreasing",
        "increasing",
        "no-significant-change",
        "cannot-be-calculated",
    ]
    assert np.isnan(found.slope).tolist() == [False, False, False, True]
    assert "Decreasing over the last 5" in found.sentence(0)
    assert "needs 5 periods" in found.sentence(3)


def test_few_points_cannot_be_calculated() -> None:
    assert m.trend([1, 2, 3], [9, 9, 9]).direction.tolist() == "cannot-be-calculated"
    with pytest.raises(UsageError):
        m.trend(COUNTS, BIRTHS, points=4)
    with pytest.raises(UsageError):
        m.value_trend(COUNTS, COUNTS, COUNTS, points=2)
    with pytest.raises(InputError):
        m.trend([5] * 5, [4] * 5, proportion=True)


def test_no_deaths_at_all_are_no_change() -> None:
    assert m.trend([0] * 5, [900] * 5).direction.tolist() == "no-significant-change"


@pytest.mark.parametrize("series", [COUNTS, [3, 0, 5, 1, 2], [40, 35, 50, 30, 31, 20]])
def test_annual_change_agrees_with_a_general_optimiser(series: list[int]) -> None:
    count = np.array(series, dtype=float)
    births = np.linspace(9000, 11_000, len(series))
    year = np.arange(len(series)) * 3.0

    def loss(slope: float) -> float:
        """Minus the log likelihood, the level at its best for this slope."""
        shape = births * np.exp(slope * year)
        mean = shape * count.sum() / shape.sum()
        return float(-stats.poisson.logpmf(count, mean).sum())

    best = optimize.minimize_scalar(
        loss, bounds=(-1, 1), method="bounded", options={"xatol": 1e-10}
    )
    fall = best.fun + stats.chi2.ppf(0.95, 1) / 2
    lower = optimize.brentq(lambda b: loss(b) - fall, best.x - 2, best.x)
    upper = optimize.brentq(lambda b: loss(b) - fall, best.x, best.x + 2)
    found = m.annual_change(count, births, year=year)
    told = float(found.value), float(found.lower), float(found.upper)
    plain = tuple(100 * np.expm1([best.x, lower, upper]))
    assert told == pytest.approx(plain, rel=1e-4, abs=1e-4)


def test_annual_change_row_states() -> None:
    found = m.annual_change(
        [[5, None, 5], [5, 5, 5], [9, 0, 0], COUNTS[:3]],
        [[9, 9, 9], [9, 0, 9], [9, 9, 9], BIRTHS[:3]],
    )
    assert found.status.tolist() == [
        *("missing", "not-applicable", "not-calculated", "value")
    ]
    assert np.isnan(found.lower).tolist() == [True, True, True, False]


def test_false_alarms_are_as_rare_as_the_rule_says() -> None:
    generator = np.random.default_rng(8)
    counts = generator.poisson(60, (4000, 5))
    found = m.trend(counts, np.full((4000, 5), 15_000))
    assert (found.direction != "no-significant-change").mean() < 0.004
