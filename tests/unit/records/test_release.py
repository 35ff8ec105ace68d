"""What leaves records: nothing in it, births included, gives a hidden count away."""

from pathlib import Path

import pyarrow as pa
import pytest

import firstyear as fy
from firstyear.figures.published import attack_file
from firstyear.figures.rules import rules_for
from firstyear.figures.schema import AREAS
from firstyear.figures.table_sets.cells import keys_of
from firstyear.records import Counted

KEY = ("area", "date_from", "dimension", "category")


@pytest.fixture(scope="module")
def told() -> Counted:
    made = fy.synthetic.pair(births=8_000, seed=3, identified=1)
    outcomes = "infant,early-neonatal,stillbirth,perinatal"
    return fy.records.tally(made.births, made.deaths, ["area,year"], outcomes=outcomes)


@pytest.mark.parametrize("drawn_from", ["registration", "nhs"])
def test_births_of_a_release_tell_no_more_than_its_counts(
    told: Counted, tmp_path: Path, drawn_from: str
) -> None:
    loaded = fy.records.release(told, tmp_path, drawn_from=drawn_from)
    assert loaded.gated is not None
    rows = loaded.gated.figures.to_pylist()
    hidden = [row for row in rows if row["status"] == "suppressed"]
    stillborn = {
        tuple(row[name] for name in KEY): row["count"]
        for row in rows
        if row["indicator"] == "stillbirth"
    }
    assert hidden
    assert None in stillborn.values()
    live = {
        tuple(row[name] for name in KEY): row["denominator"]
        for row in rows
        if row["indicator"] == "infant-mortality"
    }
    for row in rows:
        place = tuple(row[name] for name in KEY)
        if row["indicator"] in ("stillbirth", "perinatal-mortality"):
            count = stillborn.get(place)
            expected = None if count is None else live[place] + count
            assert row["denominator"] == expected


def test_the_attacker_fires_where_the_true_births_are_printed(
    told: Counted, tmp_path: Path
) -> None:
    loaded = fy.records.release(told, tmp_path, drawn_from="registration")
    assert loaded.gated is not None
    figures = loaded.gated.figures
    rules = rules_for(list(keys_of(figures)), "registration")
    none = AREAS.empty_table()
    safe = attack_file(figures, areas=none, rules=rules)
    assert (int(safe.exposed.sum()), safe.beside) == (0, 0)
    births = dict(
        zip(keys_of(told.figures), told.figures["denominator"].to_pylist(), strict=True)
    )
    printed = figures.set_column(
        figures.schema.get_field_index("denominator"),
        "denominator",
        pa.array(
            [births[key._replace(level="")] for key in keys_of(figures)], pa.float64()
        ),
    )
    assert attack_file(printed, areas=none, rules=rules).exposed.any()
