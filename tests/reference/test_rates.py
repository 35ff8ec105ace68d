"""Rates and proportions of PHEindicatormethods 2.1.1 (R 4.2.2), and its defects."""

from typing import Any

import numpy as np
import pytest

import firstyear as fy
from firstyear.errors import InputError

m = fy.measures
METHOD = {"Exact": "exact", "Byars": "byar", None: ""}


@pytest.mark.parametrize(
    ("case", "confidence"), [("01", 0.95), ("03", 0.9), ("05", 0.95)]
)
def test_rates(golden: Any, case: str, confidence: float) -> None:
    given, told = golden.inputs(case), golden.output(case)
    found = m.rate(given["deaths"], given["births"], confidence=confidence)
    golden.same(found.value, told["value"])
    golden.same(found.lower, told["lowercl"])
    golden.same(found.upper, told["uppercl"])
    with_value = np.flatnonzero(found.status == "value")
    methods = [METHOD[told["method"][row]] for row in with_value]
    assert found.method[with_value].tolist() == methods


def test_missing_rows_have_a_status(golden: Any) -> None:
    given = golden.inputs("05")
    found = m.rate(given["deaths"], given["births"])
    assert found.status.tolist() == ["value", "missing", "missing", "missing"]


def test_rates_of_counts_that_are_not_whole(golden: Any) -> None:
    given, told = golden.inputs("08"), golden.output("08")
    found = m.rate(given["x"], given["n"])
    golden.same(found.lower, told["lowercl"])
    golden.same(found.upper, told["uppercl"])


def test_rates_of_grouped_rows(golden: Any) -> None:
    given, told = golden.inputs("06"), golden.output("06")
    found = m.rate(given["deaths"], given["births"], groups=given["area"])
    order = golden.in_order(found.groups, told["area"])
    golden.same(found.count[order], told["deaths"])
    golden.same(found.denominator[order], told["births"])
    golden.same(found.value[order], told["value"])
    golden.same(found.lower[order], told["lowercl"])
    golden.same(found.upper[order], told["uppercl"])
    assert found.status[order].tolist() == ["value", "value", "value", "missing"]


def test_proportions(golden: Any) -> None:
    given, told = golden.inputs("09"), golden.output("09")
    found = m.proportion(given["x"], given["n"], per=100)
    golden.same(found.value, told["value"])
    golden.same(found.lower, told["lowercl"])
    golden.same(found.upper, told["uppercl"])


def test_proportions_of_grouped_rows(golden: Any) -> None:
    given, told = golden.inputs("11"), golden.output("11")
    found = m.proportion(
        given["deaths"], given["births"], per=1000, groups=given["area"]
    )
    order = golden.in_order(found.groups, told["area"])
    golden.same(found.value[order], told["value"])
    golden.same(found.lower[order], told["lowercl"])
    golden.same(found.upper[order], told["uppercl"])


class TestDefectsNotShared:
    """What phe_rate and PHStatsMethods get wrong, recorded beside the figures."""

    def test_one_group_is_pooled(self) -> None:
        found = m.rate([3, 0, 5], [1210, 1180, 1150], groups=["A"] * 3)
        assert found.value.shape == (1,)
        assert float(found.value[0]) == 1000 * 8 / 3540

    def test_one_zero_denominator_does_not_stop_the_others(self) -> None:
        found = m.rate([0, 5], [0, 1150])
        assert found.status.tolist() == ["not-applicable", "value"]
        assert found.value[1] > 0

    @pytest.mark.parametrize(
        ("count", "births"), [(-1, 10), (1, -10), (np.inf, 10), (1, np.inf)]
    )
    def test_negative_and_infinite_are_refused_with_rows(
        self, count: float, births: float
    ) -> None:
        with pytest.raises(InputError) as error:
            m.rate([1, count], [10, births])
        assert {fault.row for fault in error.value.faults} == {1}

    def test_more_deaths_than_births_are_refused_where_bounded(self) -> None:
        with pytest.raises(InputError) as error:
            m.rate([1, 11], [10, 10], bounded=True)
        assert error.value.faults[0].row == 1

    def test_a_row_without_events_fails_nothing(self) -> None:
        found = m.rate([0, 12], [1, 1], per=1)
        assert float(found.lower[0]) == 0.0
        assert float(found.upper[0]) == pytest.approx(3.689, abs=5e-4)

    def test_five_events_have_wide_limits(self) -> None:
        five = m.rate(5, 1, per=1)
        limits = [round(float(limit), 2) for limit in (five.lower, five.upper)]
        assert limits == [1.62, 11.67]
