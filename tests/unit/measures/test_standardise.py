"""Standardised rates beside plain sums, and their row states."""

import numpy as np
import pytest

import firstyear as fy
from firstyear.errors import InputError

m = fy.measures
DEATHS, BIRTHS = [8, 21, 33], [612, 3105, 7211]
STANDARD = [12, 68, 146]


def test_direct_rate_is_the_weighted_mean() -> None:
    found = m.direct_rate(DEATHS, BIRTHS, STANDARD, per=1000)
    plain = 1000 * sum(
        w * x / n for x, n, w in zip(DEATHS, BIRTHS, STANDARD, strict=True)
    )
    assert float(found.value) == pytest.approx(plain / 226)
    assert found.method.tolist() == "dobson"
    assert "Dobson" in found.sentence()


def test_direct_rate_of_the_standard_itself_is_crude() -> None:
    found = m.direct_rate(DEATHS, BIRTHS, BIRTHS, per=1000)
    crude = m.rate(62, sum(BIRTHS))
    assert float(found.value) == pytest.approx(float(crude.value))
    assert float(found.lower) == pytest.approx(float(crude.lower))


def test_several_confidences_lead_here_too() -> None:
    one = m.direct_rate(DEATHS, BIRTHS, STANDARD, confidence=(0.95, 0.998))
    assert one.lower.shape == (2,)
    two = m.direct_rate(
        DEATHS, BIRTHS, STANDARD, confidence=(0.95, 0.998), groups=[1, 1, 1]
    )
    assert two.lower.shape == (2, 1)


def test_row_states() -> None:
    groups = np.repeat(["ok", "few", "blank", "empty"], 2)
    found = m.direct_rate(
        [20, 30, 4, 5, None, 30, 20, 0],
        [900, 1000, 900, 1000, 900, 1000, 900, 0],
        [1, 2] * 4,
        groups=groups,
    )
    assert found.status.tolist() == [
        *("value", "not-calculated", "missing", "not-applicable")
    ]
    assert np.isnan(found.value).tolist() == [False, True, True, True]
    zero = m.direct_rate([20, None], [900, 900], [1, 1], blank_is_zero=True)
    assert float(zero.value) > 0


def test_standard_of_nothing_is_not_applicable() -> None:
    assert m.direct_rate([20, 30], [9, 9], [0, 0]).status.tolist() == "not-applicable"


def test_expected_deaths_by_hand() -> None:
    found = m.expected_deaths(
        [100, 200, 100, 50], [1, 2, 1, 2], [1000] * 4, groups=["a", "a", "b", "b"]
    )
    assert found.groups is not None
    assert found.groups.tolist() == ["a", "b"]
    assert found.count == pytest.approx([0.5, 0.2])
    assert np.isnan(m.expected_deaths([1], [1], [0]).count)


def test_indirect_ratio_and_rate() -> None:
    ratio = m.indirect_ratio([9, 120, 5, None], [12.1, 102.1, 0, 4], per=100)
    assert ratio.method.tolist() == ["exact", "byar", "", ""]
    assert ratio.status[2:].tolist() == ["not-applicable", "missing"]
    rate = m.indirect_rate([9, 120], [12.1, 102.1], 3.8)
    assert rate.upper == pytest.approx(ratio.upper[:2] / 100 * 3.8)


def test_faults_are_told() -> None:
    with pytest.raises(InputError):
        m.direct_rate([1, -1], [1, 1], [1, 1])
    with pytest.raises(InputError):
        m.indirect_ratio(["x"], [1])
