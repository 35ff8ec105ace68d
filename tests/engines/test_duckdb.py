"""DuckDB counts what loops over plain rows count, on every basis and by every key."""

from datetime import date

import pytest

import firstyear as fy
from firstyear.synthetic.records import Pair
from tests.engines import plain
from tests.engines.cases import BY, expected, told

TODAY = date(2025, 1, 1)


@pytest.fixture(scope="module")
def made() -> Pair:
    return fy.synthetic.pair(births=4_000, deaths=300, identified=0.9, seed=11)


@pytest.mark.parametrize("basis", ["birth", "death", "registration"])
def test_every_key_counts_as_plain_loops_do(made: Pair, basis: str) -> None:
    outcomes = list(plain.PARTS)
    counted = fy.records.tally(
        made.births, made.deaths, BY, outcomes=outcomes, basis=basis, today=TODAY
    )
    births, deaths = made.births.to_pylist(), made.deaths.to_pylist()
    good = [row for row in deaths if row["birth_id"] or row["date_of_birth"]]
    assert told(counted.figures) == expected(births, good, outcomes, basis)


def test_with_all_links_the_truth_comes_back() -> None:
    made = fy.synthetic.pair(births=3_000, deaths=400, identified=1, seed=3)
    counted = fy.records.tally(made.births, made.deaths, ["cause"], today=TODAY)
    truth = made.truth.to_pylist()
    known = {row["birth_id"] for row in made.births.to_pylist()}
    assert counted.linked == sum(row["birth_id"] in known for row in truth)
    infant = {
        row["category"]: row["count"]
        for row in counted.figures.to_pylist()
        if row["indicator"] == "infant-mortality"
    }
    for group in {row["cause"] for row in truth}:
        assert infant[group] == sum(row["cause"] == group for row in truth), group
