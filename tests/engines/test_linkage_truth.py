"""Linking finds the births that are the true ones, on files with real-life mistakes."""

from typing import Any

import pyarrow as pa
import pytest

import firstyear as fy
from firstyear.records import Linked
from firstyear.synthetic.records import Pair

RECALL, PRECISION = 0.97, 0.995


def without_identifiers(table: pa.Table) -> pa.Table:
    for name in {"birth_id", "nhs_number"} & set(table.column_names):
        if name == "birth_id" and "death_id" not in table.column_names:
            continue  # a birth keeps its own
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, pa.nulls(len(table), pa.string()))
    return table


def scores(made: Pair, told: Linked) -> tuple[float, float]:
    """Recall, of deaths whose birth is in the file, and precision."""
    truth = {row["death_id"]: row["birth_id"] for row in made.truth.to_pylist()}
    found = {
        row["death_id"]: row["birth_id"]
        for row in told.deaths.to_pylist()
        if row["birth_id"]
    }
    right = sum(truth[death] == birth for death, birth in found.items())
    return right / sum(bool(birth) for birth in truth.values()), right / len(found)


def once_each(told: Linked) -> bool:
    given = [each for each in told.deaths["birth_id"].to_pylist() if each]
    return len(given) == len(set(given))


@pytest.fixture(scope="module")
def made() -> Pair:
    return fy.synthetic.pair(births=30_000, deaths=1_000, identified=0.4, seed=5)


def test_with_identifiers(made: Pair) -> None:
    told = fy.records.link(made.births, made.deaths)
    recall, precision = scores(made, told)
    assert recall >= RECALL
    assert precision >= PRECISION
    assert once_each(told)
    assert told.methods["identifier"] > 900


def test_without_identifiers_and_the_same_twice(made: Pair) -> None:
    births, deaths = map(without_identifiers, (made.births, made.deaths))
    told = fy.records.link(births, deaths)
    recall, precision = scores(made, told)
    assert recall >= RECALL
    assert precision >= PRECISION
    assert once_each(told)
    assert told.methods["pass-1"] > told.methods["probabilistic"] > 20
    again = fy.records.link(births, deaths)
    assert again.deaths.equals(told.deaths)
    assert again.review.equals(told.review)


def test_the_review_is_of_pairs_near_the_threshold_and_names_what_was_compared(
    made: Pair,
) -> None:
    births, deaths = map(without_identifiers, (made.births, made.deaths))
    told = fy.records.link(births, deaths, review=15)
    assert 0 < told.review.num_rows <= 15
    rows = told.review.to_pylist()
    threshold = 6.63  # bits, at 99%
    distance = [abs(row["weight"] - threshold) for row in rows]
    assert distance == sorted(distance)
    assert {row["linked"] for row in rows} <= {True, False}
    linked = {
        (row["death_id"], row["birth_id"])
        for row in told.deaths.to_pylist()
        if row["birth_id"]
    }
    for row in rows:
        assert ((row["death_id"], row["birth_id"]) in linked) == row["linked"]
        assert row["doubt"] in {"just above", "below", "close second"}
        assert row["death_surname"] or row["death_forename"] or row["death_postcode"]


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 9))
def test_on_other_files_too(seed: int) -> None:
    other = fy.synthetic.pair(births=20_000, identified=0, seed=seed)
    births, deaths = map(without_identifiers, (other.births, other.deaths))
    told = fy.records.link(births, deaths)
    recall, precision = scores(other, told)
    assert recall >= RECALL
    assert precision >= PRECISION


def test_spark_makes_the_same_links_by_identifier_and_passes(spark: Any) -> None:
    small = fy.synthetic.pair(births=400, deaths=60, identified=0.3, seed=8)
    asked: dict[str, Any] = {"probabilistic": False}
    on_duckdb = fy.records.link(small.births, small.deaths, **asked)
    on_spark = fy.records.link(
        small.births, small.deaths, engine="spark", session=spark, **asked
    )
    assert on_spark.deaths.equals(on_duckdb.deaths)
    assert on_spark.methods == on_duckdb.methods
    assert on_spark.share.equals(on_duckdb.share)
    assert scores(small, on_spark)[1] == 1
