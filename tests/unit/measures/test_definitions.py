"""The sums that define deaths of babies, filled in and refused."""

import itertools

import numpy as np
import pytest

import firstyear as fy
from firstyear.errors import InputError, UsageError
from firstyear.measures.definitions import IDENTITIES, OUTCOMES

WHOLE = {
    "stillbirth": 271,
    "early_neonatal": 200,
    "late_neonatal": 79,
    "neonatal": 279,
    "post_neonatal": 74,
    "infant": 353,
    "perinatal": 471,
    "extended_perinatal": 550,
}


def test_west_midlands_2022() -> None:
    deaths = fy.measures.mortality({"infant": 353, "neonatal": 279, "stillbirth": 271})
    assert int(deaths.post_neonatal) == 74
    assert int(deaths.extended_perinatal) == 550
    assert np.isnan(deaths.early_neonatal)


@pytest.mark.parametrize("given", list(itertools.combinations(WHOLE, 4)))
def test_whatever_is_known_is_filled_without_contradiction(given: tuple[str]) -> None:
    found = fy.measures.mortality({name: WHOLE[name] for name in given}).counts()
    for name, count in found.items():
        assert np.isnan(count) or int(count) == WHOLE[name]
    # four counts that determine the parts determine everything
    parts = {"stillbirth", "early_neonatal", "late_neonatal", "post_neonatal"}
    rows = [[part in made_of(name) for part in sorted(parts)] for name in given]
    if np.linalg.matrix_rank(np.array(rows, dtype=float)) == 4:
        assert not any(np.isnan(count) for count in found.values())


def made_of(name: str) -> set[str]:
    parts = dict(IDENTITIES[:4])
    if name not in parts:
        return {name}
    return set().union(*(made_of(part) for part in parts[name]))


def test_parts_that_contradict_are_refused_with_both_numbers() -> None:
    with pytest.raises(InputError) as error:
        fy.measures.mortality(
            {"infant": [353, 10], "neonatal": [279, 6], "post_neonatal": [74, 5]}
        )
    (fault,) = error.value.faults
    assert fault.row == 1
    assert fault.column == "infant"
    assert "neonatal + post_neonatal = 11" in fault.message


def test_a_part_larger_than_its_total_is_refused() -> None:
    with pytest.raises(InputError, match="would be negative"):
        fy.measures.mortality({"infant": 5, "neonatal": 9})


def test_rounded_counts_may_differ_a_little() -> None:
    counts = {"infant": 350, "neonatal": 280, "post_neonatal": 75}
    with pytest.raises(InputError):
        fy.measures.mortality(counts)
    fy.measures.mortality(counts, tolerance=5)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UsageError, match="miscarriage"):
        fy.measures.mortality({"miscarriage": 1})


def test_nothing_known_is_nothing_known() -> None:
    assert all(np.isnan(x) for x in fy.measures.mortality({}).counts().values())


def test_rates_use_their_own_births() -> None:
    deaths = fy.measures.mortality(
        {name: [WHOLE[name]] for name in ("infant", "neonatal", "stillbirth")}
    )
    rates = fy.measures.mortality_rates(deaths, [66_000])
    assert set(rates) == set(OUTCOMES)
    assert rates["infant"].denominator is not None
    assert rates["infant"].denominator[0] == 66_000
    assert rates["stillbirth"].denominator is not None
    assert rates["stillbirth"].denominator[0] == 66_271
    assert rates["perinatal"].status[0] == "missing"
