"""Stabilised rates beside brute-force integration, and how often limits hold."""

import time
import warnings

import numpy as np
import pytest
from scipy import stats

import firstyear as fy
from firstyear.errors import InputError

m = fy.measures
COUNTS = np.array([30, 12, 9, 22, 5, 0])
BIRTHS = np.array([5000, 4000, 3000, 3500, 2500, 400]) / 1000


# variation between areas, far finer than the library's own grid
FINE = np.linspace(1e-3, 2, 6001)


def fine_weights(counts: np.ndarray, births: np.ndarray, mean: float) -> np.ndarray:
    """How credible each variation is: likelihood times prior, summed to one."""
    a = FINE[:, None] ** -2
    chance = stats.nbinom.logpmf(counts, a, a / (a + births * mean)).sum(axis=1)
    score = chance + stats.halfnorm.logpdf(FINE, scale=0.25)
    weight = np.exp(score - score.max())
    return weight / weight.sum()


@pytest.mark.parametrize("row", [0, 2, 5])
def test_agrees_with_brute_force_integration(row: int) -> None:
    mean = COUNTS.sum() / BIRTHS.sum()
    weight = fine_weights(COUNTS, BIRTHS, mean)
    a = FINE**-2
    area = stats.gamma(COUNTS[row] + a, scale=1 / (BIRTHS[row] + a / mean))
    found = m.stabilise(COUNTS, BIRTHS)
    assert found.stabilised[row] == pytest.approx(weight @ area.mean(), rel=1e-3)
    assert found.probability_higher[row] == pytest.approx(
        weight @ area.sf(mean), abs=1e-3
    )
    share = BIRTHS[row] / (BIRTHS[row] + a / mean)
    assert found.own_share[row] == pytest.approx(weight @ share, abs=1e-3)
    assert weight @ area.cdf(found.lower[row]) == pytest.approx(0.025, abs=5e-4)
    assert weight @ area.cdf(found.upper[row]) == pytest.approx(0.975, abs=5e-4)


def test_limits_are_quantiles_of_what_is_credible() -> None:
    low = m.stabilise(COUNTS, BIRTHS)
    at_lower = m.stabilise(COUNTS, BIRTHS, benchmark=float(low.lower[1]))
    assert at_lower.probability_higher[1] == pytest.approx(0.975, abs=1e-9)


def test_stabilised_is_between_the_area_and_the_reference() -> None:
    found = m.stabilise(COUNTS, BIRTHS)
    weighted = found.own_share * found.value + (1 - found.own_share) * found.reference
    assert found.stabilised == pytest.approx(weighted)


def simulated(years: int, areas: int, times: int):  # type: ignore[no-untyped-def]
    """Births, true rates and deaths of made-up countries; areas truly vary by 20%."""
    generator = np.random.default_rng(20_26)
    for _ in range(times):
        births = generator.lognormal(np.log(10_000), 0.7, areas) * years / 3
        true = 0.004 * generator.gamma(0.2**-2, 0.2**2, areas)
        yield births, true, generator.poisson(births * true)


def coverage(years: int, areas: int, times: int) -> float:
    """How often limits hold the truth, over areas and countries."""
    inside = 0
    for births, true, deaths in simulated(years, areas, times):
        found = m.stabilise(deaths, births)
        inside += int(((found.lower <= true) & (true <= found.upper)).sum())
    return inside / (areas * times)


def test_limits_hold_the_truth_about_95_times_in_100_at_three_years() -> None:
    assert coverage(years=3, areas=150, times=30) == pytest.approx(0.947, abs=0.01)


def test_a_plug_in_would_fall_short() -> None:
    inside = 0
    for births, true, deaths in simulated(years=3, areas=14, times=200):
        expected = births * deaths.sum() / births.sum()
        # variation by moments, then used as if it were known
        excess = ((deaths - expected) ** 2 - expected).sum()
        a = 1 / max(excess / (expected**2).sum(), 1e-4)
        known = stats.gamma(deaths + a, scale=1 / (births + a * births / expected))
        inside += int(((known.ppf(0.025) <= true) & (true <= known.ppf(0.975))).sum())
    assert inside / (14 * 200) < coverage(years=3, areas=14, times=200) - 0.05


@pytest.mark.soak
@pytest.mark.parametrize(
    ("years", "areas", "told"), [(3, 150, 0.947), (3, 14, 0.91), (1, 150, 0.93)]
)
def test_coverage_is_what_the_methods_page_tells(
    years: int, areas: int, told: float
) -> None:
    assert coverage(years, areas, times=300) == pytest.approx(told, abs=0.01)


def test_words_have_mirrors() -> None:
    p = np.array([0.951, 0.95, 0.8, 0.799, 0.201, 0.2, 0.05, 0.049, np.nan])
    assert m.probability_words(p).tolist() == [
        "very likely higher",
        "likely higher",
        "likely higher",
        "cannot tell",
        "cannot tell",
        "likely lower",
        "likely lower",
        "very likely lower",
        "",
    ]


def test_blank_rows_stay_and_do_not_inform() -> None:
    with_blank = m.stabilise([*COUNTS, None, 3], [*BIRTHS, 2.0, 0.0])
    assert with_blank.status[-2:].tolist() == ["missing", "not-applicable"]
    assert np.isnan(with_blank.upper[-2:]).all()
    plain = m.stabilise(COUNTS, BIRTHS)
    assert np.array_equal(with_blank.stabilised[:-2], plain.stabilised)
    assert "no number" in with_blank.sentence(6)


def test_sentence_leads_with_crude_and_says_cannot_tell() -> None:
    said = m.stabilise(COUNTS, BIRTHS).sentence(1, name="England", per=1)
    assert said.startswith("Crude 3.00; stabilised")
    assert "Cannot tell whether it is higher or lower than England" in said


def test_reference_may_be_given() -> None:
    towards = m.stabilise(COUNTS, BIRTHS, reference=2.0)
    assert towards.reference == 2.0
    assert towards.stabilised[5] < m.stabilise(COUNTS, BIRTHS).stabilised[5]
    with pytest.raises(InputError, match="no death"):
        m.stabilise([0, 0], [5, 5])
    assert m.stabilise([0, 0], [5, 5], reference=2.0).lower[0] > 0
    with pytest.raises(InputError, match="no row"):
        m.stabilise([None], [5])


def test_one_area_alone_is_steadied_by_the_prior() -> None:
    alone = m.stabilise([20], [4.0], reference=4.0)
    assert 4.0 < alone.stabilised[0] < 5.0


def test_very_different_areas_keep_their_own_rates() -> None:
    found = m.stabilise([500, 5000, 900], [100.0, 200.0, 500.0])
    assert found.stabilised == pytest.approx(found.value, rel=0.02)
    assert (found.lower < found.value).all()


def test_150_areas_take_under_60_milliseconds() -> None:
    generator = np.random.default_rng(1)
    expected = generator.uniform(15, 120, 150)
    deaths = generator.poisson(expected * generator.gamma(25, 1 / 25, 150))
    m.stabilise(deaths, expected)
    spans = []
    for _ in range(5):
        began = time.process_time()
        m.stabilise(deaths, expected)
        spans.append(time.process_time() - began)
    assert min(spans) < 0.06


def test_equal_areas_raise_no_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        steady = m.stabilise([40.0] * 31, [10_000.0] * 31)
    assert np.ptp(steady.stabilised) == pytest.approx(0, abs=1e-15)
    assert (steady.lower < 0.004).all()
    assert (steady.upper > 0.004).all()
