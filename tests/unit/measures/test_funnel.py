"""The lines, the classes, and over-dispersion."""

import numpy as np
import pytest
from scipy import stats

import firstyear as fy
from firstyear.errors import InputError, UsageError
from firstyear.measures.funnel import line_counts

m = fy.measures


@pytest.mark.parametrize("tail", [0.05, 0.002])
def test_lines_solve_their_equations(tail: float) -> None:
    expected = np.array([0.01, 0.5, 3.6, 3.7, 7, 30, 400, 8e3, 2e6])
    lower, upper = line_counts(expected, np.asarray(tail))
    cdf = stats.chi2.cdf(2 * expected, 2 * upper)
    assert cdf == pytest.approx(np.full(9, tail / 2), rel=1e-9)
    held = lower == 0
    below = stats.chi2.cdf(2 * expected[~held], 2 * (lower[~held] + 1))
    assert below == pytest.approx(np.full((~held).sum(), 1 - tail / 2), rel=1e-12)


def test_class_is_the_verdict_of_the_exact_interval() -> None:
    generator = np.random.default_rng(11)
    births = generator.integers(200, 30_000, 4000)
    deaths = generator.poisson(births * 0.0039 * generator.gamma(6, 1 / 6, 4000))
    value = 1000 * deaths / births
    funnel = m.funnel_limits(3.9, births)
    words = m.funnel_compare(value, funnel)
    for level, name in ((0.95, "95"), (0.998, "998")):
        exact = m.rate(deaths, births, method="exact", confidence=level)
        verdict = m.compare(exact, 3.9).comparison
        beyond = np.isin(words, [f"higher-{name}", "higher-998"])
        assert np.array_equal(beyond, verdict == "higher")
        below = np.isin(words, [f"lower-{name}", "lower-998"])
        assert np.array_equal(below, verdict == "lower")


def test_curve_lies_on_the_limits() -> None:
    low_at, low, high_at, high = m.funnel_curve(np.arange(1, 60))
    for place in (0, 1):
        level = (0.95, 0.998)[place]
        limits = m.funnel_limits(1, low_at[place], per=1, confidence=level)
        assert limits.lower == pytest.approx(low[place], rel=1e-9)
        limits = m.funnel_limits(1, high_at[place], per=1, confidence=level)
        assert limits.upper == pytest.approx(high[place], rel=1e-9)


def test_class_and_line_never_disagree() -> None:
    births = np.array([6000.0, 6000.0])
    for kind, per in (("rate", 1000), ("proportion", 1000)):
        funnel = m.funnel_limits(3.9, births, per=per, kind=kind)
        above, under = funnel.upper[0] * (1 + 1e-12), funnel.upper[0] * (1 - 1e-12)
        words = m.funnel_compare([above[0], under[0]], funnel)
        assert words.tolist() == ["higher-95", "similar"]


def test_proportions_are_held_at_the_multiplier() -> None:
    funnel = m.funnel_limits(900, [1, 2, 3], per=1000, kind="proportion")
    assert funnel.upper.max() == 1000
    assert m.funnel_limits(0.9, [1], per=1, kind="proportion").upper.max() == 1.0
    assert funnel.method == "normal"
    with pytest.raises(InputError, match="whole"):
        m.funnel_limits(1.5, [10], per=1, kind="proportion")


def test_blank_denominator_has_no_limits() -> None:
    funnel = m.funnel_limits(3.9, [0, np.nan, 100])
    assert np.isnan(funnel.upper[0]).tolist() == [True, True, False]
    words = m.funnel_compare([1, 1, np.nan], funnel)
    assert words.tolist() == ["", "", ""]


def test_nobody_expected_is_held_at_nought() -> None:
    funnel = m.funnel_limits(0, [100], confidence=0.95)
    assert funnel.upper.tolist() == [0.0]
    assert m.funnel_compare([1.0], funnel).tolist() == ["higher-95"]


def test_kind_is_one_of_two() -> None:
    with pytest.raises(UsageError):
        m.funnel_limits(1, [1], kind="mean")


class TestOverdispersion:
    def areas(self, spread: float) -> tuple[np.ndarray, np.ndarray]:
        generator = np.random.default_rng(5)
        expected = generator.uniform(20, 200, 150)
        true = generator.gamma(spread**-2, spread**2, 150) if spread else 1.0
        return generator.poisson(expected * true), expected

    def test_agrees_with_the_plain_formula(self) -> None:
        deaths, expected = self.areas(0.3)
        z = [
            2 * (np.sqrt(o) - np.sqrt(e)) for o, e in zip(deaths, expected, strict=True)
        ]
        low, high = np.quantile(z, 0.1), np.quantile(z, 0.9)
        phi = sum(min(max(one, low), high) ** 2 for one in z) / 150
        weights = [4 * e for e in expected]
        total = sum(weights)
        tau = (150 * phi - 149) / (total - sum(w * w for w in weights) / total)
        found = m.overdispersion(deaths, expected)
        assert found.phi == pytest.approx(phi)
        assert found.tau_squared == pytest.approx(tau)
        # winsorising is cautious: the true spread is 0.15 on this scale
        assert 0.06 < np.sqrt(found.tau_squared) < 0.15

    def test_chance_alone_is_not_widened(self) -> None:
        found = m.overdispersion(*self.areas(0))
        assert found.tau_squared < 0.001
        assert "differ" in found.sentence()

    @pytest.mark.parametrize("scale", ["square-root", "log"])
    def test_widened_limits_are_wider_and_say_so(self, scale: str) -> None:
        deaths, expected = self.areas(0.3)
        spread = m.overdispersion(deaths, expected, scale=scale)
        wide = m.funnel_limits(1, expected, per=1, overdispersion=spread)
        plain = m.funnel_limits(1, expected, per=1)
        assert wide.method == "over-dispersed"
        assert (wide.upper > plain.upper).all()
        assert "more than chance" in spread.sentence()
        outside = m.funnel_compare(deaths / expected, wide) != "similar"
        assert (
            outside.sum()
            < (m.funnel_compare(deaths / expected, plain) != "similar").sum()
        )

    def test_zero_deaths_and_blanks_are_borne(self) -> None:
        found = m.overdispersion([0, 5, None, 9, 4], [4, 5, 6, 7, 0])
        assert found.areas == 3
        assert np.isnan(found.z).tolist() == [False, False, True, False, True]

    def test_too_few_areas_are_refused(self) -> None:
        with pytest.raises(InputError, match="two areas"):
            m.overdispersion([5], [5])
        with pytest.raises(InputError, match="denominator"):
            m.overdispersion([5, 6], [4, 9], scale="arcsine")
