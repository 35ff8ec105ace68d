"""Funnels of PHEindicatormethods 2.1.1 and FunnelPlotR 0.6.0 (R 4.2.2).

The first finds its rate and ratio lines by bisection, so agreement there is to 1e-4;
the second uses normal quantiles of seven figures.
"""

from typing import Any

import numpy as np
import pytest

import firstyear as fy

m = fy.measures
CLASSES = {
    "Not significant": "similar",
    "High (0.001)": "higher-998",
    "High (0.025)": "higher-95",
    "Low (0.001)": "lower-998",
    "Low (0.025)": "lower-95",
}


def columns(golden: Any, case: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    given = golden.inputs(case)
    return tuple(golden.numbers(given[name]) for name in ("deaths", "births", "exp"))


def test_classes_of_rates(golden: Any) -> None:
    deaths, births, _ = columns(golden, "41")
    benchmark = 1000 * deaths.sum() / births.sum()
    words = m.funnel_compare(1000 * deaths / births, m.funnel_limits(benchmark, births))
    told = golden.output("41")["significance"]
    assert words.tolist() == [CLASSES[word] for word in told]


def test_lines_of_rates(golden: Any) -> None:
    deaths, births, _ = columns(golden, "42")
    told = golden.output("42")
    benchmark = 1000 * deaths.sum() / births.sum()
    golden.same(np.full(100, benchmark), told["baseline"])
    low_at, low, high_at, high = m.funnel_curve(golden.numbers(told["Events"]))
    for place, name in ((0, "2s"), (1, "3s")):
        # three years of births, told as one
        yearly = 1000 / benchmark / 3
        golden.same(
            low_at[place] * yearly,
            told[f"lower_{name}_population_1_year"],
            relative=1e-4,
        )
        golden.same(
            high_at[place] * yearly,
            told[f"upper_{name}_population_1_year"],
            relative=1e-4,
        )
        golden.same(low[place] * benchmark, told[f"lower_{name}_limit"], relative=1e-4)
        golden.same(high[place] * benchmark, told[f"upper_{name}_limit"], relative=1e-4)


def test_lines_of_proportions(golden: Any) -> None:
    deaths, births, _ = columns(golden, "44")
    told = golden.output("44")
    funnel = m.funnel_limits(
        100 * deaths.sum() / births.sum(),
        golden.numbers(told["Population"]),
        per=100,
        kind="proportion",
    )
    for place, name in ((0, "2s"), (1, "3s")):
        golden.same(funnel.lower[place], told[f"lower_{name}_limit"])
        golden.same(funnel.upper[place], told[f"upper_{name}_limit"])


def test_lines_of_ratios(golden: Any) -> None:
    told = golden.output("47")
    _, low, _, high = m.funnel_curve(golden.numbers(told["Observed_events"]))
    for place, name in ((0, "2s"), (1, "3s")):
        # that software draws the excess over 1
        golden.same(low[place] - 1, told[f"lower_{name}_limit"], relative=1e-4)
        golden.same(high[place] - 1, told[f"upper_{name}_limit"], relative=1e-4)


def test_classes_of_ratios(golden: Any) -> None:
    deaths, _, expected = columns(golden, "49")
    words = m.funnel_compare(deaths / expected, m.funnel_limits(1, expected, per=1))
    told = golden.output("49")["significance"]
    assert words.tolist() == [CLASSES[word] for word in told]


def test_overdispersed_proportions(golden: Any) -> None:
    deaths, births, _ = columns(golden, "65")
    told = golden.output("65")
    spread = m.overdispersion(deaths, births, scale="arcsine")
    assert spread.phi == pytest.approx(told["phi"][0], rel=1e-12)
    assert spread.tau_squared == pytest.approx(told["tau2"][0], abs=1e-12)
    golden.same(spread.z, told["Uzscore"])
    golden.same(spread.standard_error, told["s"])
    funnel = m.funnel_limits(
        deaths.sum() / births.sum(),
        births,
        per=1,
        kind="proportion",
        overdispersion=spread,
    )
    for place, name in ((0, "95"), (1, "99")):
        golden.same(funnel.lower[place], told[f"OD{name}LCL"], relative=1e-6)
        golden.same(funnel.upper[place], told[f"OD{name}UCL"], relative=1e-6)


def test_overdispersed_ratios(golden: Any) -> None:
    told = golden.output("66")
    deaths, _, _ = columns(golden, "66")
    # that software rounds expected deaths to two decimals first
    expected = golden.numbers(told["denominator"])
    spread = m.overdispersion(deaths, expected, scale="log", trimming="truncate")
    assert spread.phi == pytest.approx(told["phi"][0], rel=1e-12)
    assert spread.tau_squared == pytest.approx(told["tau2"][0], abs=1e-12)
    funnel = m.funnel_limits(1, expected, per=1, overdispersion=spread)
    for place, name in ((0, "95"), (1, "99")):
        golden.same(funnel.lower[place], told[f"OD{name}LCL"], relative=1e-6)
        golden.same(funnel.upper[place], told[f"OD{name}UCL"], relative=1e-6)


class TestDefectsNotShared:
    def test_upper_limit_is_held_at_the_multiplier(self) -> None:
        funnel = m.funnel_limits(600, [1, 2, 5], per=1000, kind="proportion")
        assert funnel.upper.max() == 1000

    def test_class_and_drawn_line_are_one(self) -> None:
        births = np.arange(200.0, 30_000, 37)
        funnel = m.funnel_limits(3.9, births)
        for deaths in (0, 3, 12, 40, 90):
            value = 1000 * deaths / births
            words = m.funnel_compare(value, funnel)
            outside = (value > funnel.upper[0]) | (value < funnel.lower[0])
            assert np.array_equal(words != "similar", outside)
