"""Quantiles of PHEindicatormethods 2.1.1 (R 4.2.2)."""

from typing import Any

import firstyear as fy


def test_deciles_with_ties_and_blanks(golden: Any) -> None:
    found = fy.measures.quantiles(golden.inputs("21")["imd"])
    golden.same(found, golden.output("21")["quantile"])


def test_fifths_within_groups_one_of_which_is_too_small(golden: Any) -> None:
    given = golden.inputs("23")
    found = fy.measures.quantiles(given["imd"], number=5, groups=given["region"])
    golden.same(found, golden.output("23")["quantile"])
