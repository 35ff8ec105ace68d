"""Power beside full enumeration, and the sentence that names both sides."""

import numpy as np
import pytest
from scipy import stats

import firstyear as fy
from firstyear.errors import InputError, UsageError

m = fy.measures


def power_by_enumeration(before: float, change: float, alpha: float = 0.05) -> float:
    """Every pair of counts, its probability, and whether the test rejects it."""
    after = before * (1 + change)
    top = int(max(before, after) + 12 * np.sqrt(max(before, after)) + 12)
    x = np.arange(top)
    first, second = np.meshgrid(x, x, indexing="ij")
    total = first + second
    low = stats.binom.cdf(second, total, 0.5) <= alpha / 2
    high = stats.binom.sf(second - 1, total, 0.5) <= alpha / 2
    chance = np.outer(stats.poisson.pmf(x, before), stats.poisson.pmf(x, after))
    return float((chance * (low | high)).sum())


@pytest.mark.parametrize("change", [-0.5, -0.2, 0.3])
@pytest.mark.parametrize("before", [2.0, 12.5, 81.0])
def test_power_agrees_with_every_pair_of_counts(before: float, change: float) -> None:
    found = m.detection_power(before, change, 1)
    assert float(found) == pytest.approx(power_by_enumeration(before, change), abs=1e-9)


def test_twenty_seven_a_year_and_a_fall_of_a_fifth() -> None:
    power = m.detection_power(27, -0.2, [9, 14])
    # 0.6254 and 0.8170: the reference says 62% and 82%
    assert power == pytest.approx([0.62, 0.82], abs=0.006)
    needed = m.detect(27, -0.2)
    assert float(needed.years_each_side) == 14
    assert float(needed.years_total) == 28
    assert float(needed.power) == power[1]
    assert float(m.detection_power(27, -0.2, 13)) < 0.8


def test_sentences_name_both_sides() -> None:
    assert "14 years of data before and 14 after" in m.detect(27, -0.2).sentence()
    assert "1 year of data before and 1 after" in m.detect(5000, 0.2).sentence()
    assert "rise of 20%" in m.detect(5000, 0.2).sentence()
    never = m.detect([0.5, 27], [-0.05, -0.2])
    assert "would not show" in never.sentence(0)
    assert np.isnan(never.years_each_side).tolist() == [True, False]


def test_a_larger_place_or_change_needs_fewer_years() -> None:
    assert (np.diff(m.detect([10, 30, 90, 270], -0.2).years_each_side) < 0).all()
    assert (np.diff(m.detect(27, [-0.1, -0.2, -0.4]).years_each_side) < 0).all()


def test_nobody_dying_can_show_nothing() -> None:
    assert np.isnan(m.detect(0, -0.2).years_each_side)
    assert float(m.detection_power(0, -0.2, 5)) == 0.0
    assert np.isnan(m.detection_power(None, -0.2, 5))


def test_everything_prevented() -> None:
    # six deaths and then none: 2 (1/2)^6 = 0.031
    assert float(m.detect(6, -1.0).years_each_side) >= 1


@pytest.mark.parametrize("wrong", [{"power": 80}, {"alpha": 0}])
def test_shares_must_be_shares(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        m.detect(27, -0.2, **wrong)


def test_changes_must_be_possible() -> None:
    with pytest.raises(UsageError, match="nothing"):
        m.detect(27, 0)
    with pytest.raises(InputError):
        m.detect(27, -1.5)


def test_the_test_keeps_its_level() -> None:
    tiny = m.detection_power([5, 27, 300], 1e-9, 1)
    assert (tiny <= 0.05).all()
    assert tiny[2] > 0.03
