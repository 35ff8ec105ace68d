"""Arithmetic on arrays: numbers in, small frozen results out.

Nothing here reads a file or a setting; the one clock is the time limit of `protect` and
`attack`, which changes no answer. Every result carries the version of
its method, which is explained on the page of that name in `docs/methods`.
"""

from firstyear.measures.classify import classify
from firstyear.measures.compare import (
    Comparison,
    agreement,
    benchmark_is_small,
    compare,
    compare_with_rest,
    deaths_to_change,
    expected_high_by_chance,
)
from firstyear.measures.definitions import Mortality, mortality, mortality_rates
from firstyear.measures.detect import Detection, detect, detection_power
from firstyear.measures.estimate import Estimate
from firstyear.measures.funnel import (
    Funnel,
    funnel_compare,
    funnel_curve,
    funnel_limits,
)
from firstyear.measures.methods import CAUTIONS, METHODS
from firstyear.measures.neighbours import Neighbours, neighbours
from firstyear.measures.overdispersion import Overdispersion, overdispersion
from firstyear.measures.persistence import Persistence, persistence
from firstyear.measures.pooling import (
    Pooled,
    apart,
    independent_windows,
    overlapping,
    pool,
)
from firstyear.measures.protection.attacker import Attack, attack, quick_bounds
from firstyear.measures.protection.certificate import (
    Certificate,
    Witness,
    check_certificate,
)
from firstyear.measures.protection.insiders import insiders
from firstyear.measures.protection.policy import Policy
from firstyear.measures.protection.protect import Protected, protect
from firstyear.measures.protection.read_back import counts_behind_rate
from firstyear.measures.protection.rounding import Rounded, round_table
from firstyear.measures.protection.table_set import Equation, TableSet
from firstyear.measures.quantiles import quantiles
from firstyear.measures.rates import proportion, rate
from firstyear.measures.ratios import (
    Gap,
    gap,
    proportion_difference,
    rate_difference,
    rate_ratio,
    ratio_p_value,
)
from firstyear.measures.reality import CHECKS, Reality, is_it_real
from firstyear.measures.stabilise import Stabilised, probability_words, stabilise
from firstyear.measures.standardise import (
    Expected,
    direct_rate,
    expected_deaths,
    indirect_rate,
    indirect_ratio,
)
from firstyear.measures.states import Status
from firstyear.measures.trend import Trend, annual_change, trend, value_trend

__all__ = [
    "CAUTIONS",
    "CHECKS",
    "METHODS",
    "Attack",
    "Certificate",
    "Comparison",
    "Detection",
    "Equation",
    "Estimate",
    "Expected",
    "Funnel",
    "Gap",
    "Mortality",
    "Neighbours",
    "Overdispersion",
    "Persistence",
    "Policy",
    "Pooled",
    "Protected",
    "Reality",
    "Rounded",
    "Stabilised",
    "Status",
    "TableSet",
    "Trend",
    "Witness",
    "agreement",
    "annual_change",
    "apart",
    "attack",
    "benchmark_is_small",
    "check_certificate",
    "classify",
    "compare",
    "compare_with_rest",
    "counts_behind_rate",
    "deaths_to_change",
    "detect",
    "detection_power",
    "direct_rate",
    "expected_deaths",
    "expected_high_by_chance",
    "funnel_compare",
    "funnel_curve",
    "funnel_limits",
    "gap",
    "independent_windows",
    "indirect_rate",
    "indirect_ratio",
    "insiders",
    "is_it_real",
    "mortality",
    "mortality_rates",
    "neighbours",
    "overdispersion",
    "overlapping",
    "persistence",
    "pool",
    "probability_words",
    "proportion",
    "proportion_difference",
    "protect",
    "quantiles",
    "quick_bounds",
    "rate",
    "rate_difference",
    "rate_ratio",
    "ratio_p_value",
    "round_table",
    "stabilise",
    "trend",
    "value_trend",
]
