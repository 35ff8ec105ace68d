"""Standardised rates and ratios of PHEindicatormethods 2.1.1 (R 4.2.2)."""

from typing import Any

import numpy as np

import firstyear as fy

m = fy.measures


def test_direct_rates_by_mothers_age(golden: Any) -> None:
    given, told = golden.inputs("13"), golden.output("13")
    found = m.direct_rate(
        given["deaths"],
        given["births"],
        given["std"],
        per=1000,
        # the other software counts a blank band as no deaths
        blank_is_zero=True,
        groups=given["area"],
    )
    order = golden.in_order(found.groups, told["area"])
    golden.same(found.count[order], told["total_count"])
    golden.same(found.value[order], told["value"])
    golden.same(found.lower[order], told["lowercl"])
    golden.same(found.upper[order], told["uppercl"])
    few = told["area"].index("Small9")
    assert found.status[order][few] == "not-calculated"


def test_a_blank_band_is_not_taken_for_no_deaths(golden: Any) -> None:
    given = golden.inputs("13")
    found = m.direct_rate(
        given["deaths"], given["births"], given["std"], groups=given["area"]
    )
    blank = found.groups.tolist().index("NAcount")
    assert found.status[blank] == "missing"
    assert np.isnan(found.value[blank])


def test_direct_rates_over_19_age_bands(golden: Any) -> None:
    given, told = golden.inputs("15"), golden.output("15")
    found = m.direct_rate(
        given["obs"], given["pop"], given["esp"], groups=given["area"]
    )
    order = golden.in_order(found.groups, told["area"])
    golden.same(found.value[order], told["value"])
    golden.same(found.lower[order], told["lowercl"])
    golden.same(found.upper[order], told["uppercl"])


def test_indirect_ratios(golden: Any) -> None:
    given, reference = golden.inputs("17"), golden.inputs("17", "ref")
    told = golden.output("17")
    areas = len(given["area"]) // len(reference["mage"])
    found = m.expected_deaths(
        given["births"],
        reference["xref"] * areas,
        reference["nref"] * areas,
        groups=given["area"],
    )
    order = golden.in_order(found.groups, told["area"])
    golden.same(found.count[order], told["expected"])
    ratio = m.indirect_ratio(told["observed"], found.count[order], per=100)
    golden.same(ratio.value, told["value"])
    golden.same(ratio.lower, told["lowercl"])
    golden.same(ratio.upper, told["uppercl"])
