"""Linking finds the births that are the true ones, on files with real-life mistakes."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

import firstyear as fy
from firstyear.errors import UsageError
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


def test_spark_makes_the_same_links(spark: Any) -> None:
    small = fy.synthetic.pair(births=400, deaths=60, identified=0.3, seed=8)
    births, deaths = map(without_identifiers, (small.births, small.deaths))
    on_duckdb = fy.records.link(births, deaths)
    on_spark = fy.records.link(births, deaths, engine="spark", session=spark)
    for name in ("death_id", "birth_id", "link_method", "date_of_death", "sex"):
        assert on_spark.deaths[name].equals(on_duckdb.deaths[name]), name
    assert on_spark.methods == on_duckdb.methods
    assert on_spark.methods["probabilistic"] > 0
    assert on_spark.share.equals(on_duckdb.share)


@pytest.mark.soak
def test_spark_learns_weights_that_find_the_births(spark: Any) -> None:
    other = fy.synthetic.pair(births=3_000, deaths=300, identified=0, seed=9)
    births, deaths = map(without_identifiers, (other.births, other.deaths))
    told = fy.records.link(births, deaths, engine="spark", session=spark)
    recall, precision = scores(other, told)
    assert recall >= RECALL
    assert precision >= PRECISION


class _Statement:
    """A session without the functions that the jar of Splink brings."""

    def sql(self, said: str) -> Any:
        raise RuntimeError(said)


def test_a_spark_without_similarity_functions_is_told_how(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from firstyear.records.engines import Engine
    from firstyear.records.linkage import weighing

    monkeypatch.setattr("splink.SparkAPI", lambda **_: None, raising=False)
    bare = Engine("spark", SimpleNamespace(_session=_Statement()), Path())
    with pytest.raises(UsageError, match="--passes-only"):
        weighing._api(bare)
