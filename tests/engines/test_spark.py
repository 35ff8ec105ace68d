"""Spark gives the same figures as DuckDB and as plain loops, and refuses the same."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import firstyear as fy
from firstyear.errors import InputError
from tests.engines import plain
from tests.engines.cases import BY, expected, told

TODAY = date(2025, 1, 1)


def both(spark: Any, births: Any, deaths: Any, **asked: Any) -> tuple[Any, Any]:
    asked = {"by": BY, "today": TODAY, **asked}
    on_duckdb = fy.records.tally(births, deaths, **asked)
    on_spark = fy.records.tally(births, deaths, engine="spark", session=spark, **asked)
    return on_duckdb, on_spark


def test_spark_counts_as_duckdb_and_plain_loops_do(spark: Any) -> None:
    made = fy.synthetic.pair(births=1_500, deaths=120, identified=0.9, seed=21)
    outcomes = list(plain.PARTS)
    duckdb, on_spark = both(spark, made.births, made.deaths, outcomes=outcomes)
    assert on_spark.figures.equals(duckdb.figures)
    assert (on_spark.linked, on_spark.refused) == (duckdb.linked, duckdb.refused)
    deaths = made.deaths.to_pylist()
    good = [row for row in deaths if row["birth_id"] or row["date_of_birth"]]
    assert told(on_spark.figures) == expected(made.births.to_pylist(), good, outcomes)


def test_spark_refuses_the_same_records_of_text_files(
    spark: Any, tmp_path: Path
) -> None:
    made = fy.synthetic.pair(births=300, deaths=20, identified=1, seed=22)
    births, deaths = made.births.to_pandas(), made.deaths.to_pandas()
    births.loc[0, "date_of_birth"] = "2020-02-30"
    births.loc[1, "gestation_weeks"] = 99
    deaths.loc[0, "date_of_death"] = "2009-01-01"
    deaths.loc[1, "death_id"] = deaths.loc[2, "death_id"]
    births.to_csv(tmp_path / "births.csv", index=False)
    deaths.to_csv(tmp_path / "deaths.csv", index=False, encoding="cp1252")
    duckdb, on_spark = both(
        spark,
        tmp_path / "births.csv",
        tmp_path / "deaths.csv",
        by=["area,year", "gestation"],
        basis="death",
    )
    assert {each.reason for each in duckdb.refused} >= {
        "impossible-date",
        "linked-to-two-births",
        "death-before-birth",
    }
    assert on_spark.refused == duckdb.refused
    assert on_spark.figures.equals(duckdb.figures)


def test_spark_names_a_file_that_is_damaged(spark: Any, tmp_path: Path) -> None:
    made = fy.synthetic.pair(births=300, deaths=20, seed=22)
    paths = made.write(tmp_path)
    held = bytearray(paths["births"].read_bytes())
    held[4:3_000] = bytes(2_996)
    paths["births"].write_bytes(held)
    with pytest.raises(InputError) as caught:
        fy.records.tally(
            paths["births"], paths["deaths"], ["year"], engine="spark", session=spark
        )
    assert "births.parquet: cannot be read to its end" in str(caught.value)


def test_the_quality_report_is_the_same(spark: Any) -> None:
    made = fy.synthetic.pair(births=300, deaths=20, seed=23)
    order = [(name, "ascending") for name in ("table", "field", "measure", "year")]
    tables = [
        fy.records.quality(made.births, made.deaths, "year", today=TODAY, **how)
        for how in ({}, {"engine": "spark", "session": spark})
    ]
    one, other = (table.sort_by(order) for table in tables)
    assert isinstance(one, pa.Table)
    assert one.equals(other)


@pytest.mark.soak
def test_a_large_file_gives_the_same_figures(spark: Any, tmp_path: Path) -> None:
    made = fy.synthetic.pair(births=400_000, deaths=8_000, identified=0.9, seed=24)
    paths = made.write(tmp_path)
    duckdb, on_spark = both(spark, paths["births"], paths["deaths"])
    assert on_spark.figures.equals(duckdb.figures)
