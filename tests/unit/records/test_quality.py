"""The quality report counts what is blank, wrong or late, and shows nothing small."""

from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest

import firstyear as fy
from firstyear.errors import UsageError
from tests.unit.records.rows import TODAY, birth, death

BORN = date(2020, 3, 1)


def report(
    births: list[dict[str, Any]], deaths: list[dict[str, Any]], by: str = ""
) -> dict[tuple[str, ...], tuple[int, int]]:
    some = pa.Table.from_pylist(deaths or [death("d", None, BORN, BORN)])
    table = fy.records.quality(
        pa.Table.from_pylist(births),
        some.slice(0, len(deaths)),
        [by] if by else [],
        today=TODAY,
        threads=1,
    )
    return {
        (row["table"], row["field"], row["measure"], *((row[by],) if by else ())): (
            row["count"],
            row["records"],
        )
        for row in table.to_pylist()
    }


def test_each_measure_counts_what_it_says() -> None:
    births = [
        birth("b1", BORN, date_of_registration=BORN + timedelta(days=42)),
        birth("b2", BORN, date_of_registration=BORN + timedelta(days=43)),
        birth("b3", BORN, gestation_weeks=99, ethnic_group="Not stated"),
        birth("b4", BORN, gestation_weeks=24, ethnic_group=None, sex="?"),
        birth("b5", BORN, outcome="still", gestation_weeks=23, causes_icd10=None),
    ]
    deaths = [
        death("d1", "b1", BORN, BORN, date_of_registration=BORN + timedelta(days=5)),
        death("d2", "b2", BORN + timedelta(days=1), BORN + timedelta(days=9),
              sex="Male", causes_icd10="none",
              date_of_registration=BORN + timedelta(days=8)),
    ]  # fmt: skip
    found = report(births, deaths)
    assert {
        key: found[key]
        for key in (
            ("births", "gestation_weeks", "complete"),
            ("births", "gestation_weeks", "unknown"),
            ("births", "gestation_weeks", "valid"),
            ("births", "gestation_weeks", "consistent"),
            ("births", "birthweight_grams", "consistent"),
            ("births", "sex", "valid"),
            ("births", "ethnic_group", "unknown"),
            ("births", "ethnic coding", "coded"),
            ("births", "ethnic coding", "not-stated"),
            ("births", "date_of_registration", "timely"),
            ("births", "causes_icd10", "unknown"),
            ("deaths", "date_of_birth", "consistent"),
            ("deaths", "sex", "consistent"),
            ("deaths", "causes_icd10", "consistent"),
            ("deaths", "date_of_registration", "consistent"),
            ("deaths", "date_of_registration", "timely"),
        )
    } == {
        ("births", "gestation_weeks", "complete"): (5, 5),
        ("births", "gestation_weeks", "unknown"): (0, 5),
        ("births", "gestation_weeks", "valid"): (4, 5),
        ("births", "gestation_weeks", "consistent"): (0, 1),
        ("births", "birthweight_grams", "consistent"): (2, 4),
        ("births", "sex", "valid"): (4, 5),
        ("births", "ethnic_group", "unknown"): (1, 5),
        ("births", "ethnic coding", "coded"): (3, 5),
        ("births", "ethnic coding", "not-stated"): (1, 5),
        ("births", "date_of_registration", "timely"): (1, 2),
        ("births", "causes_icd10", "unknown"): (1, 1),
        ("deaths", "date_of_birth", "consistent"): (1, 2),
        ("deaths", "sex", "consistent"): (1, 2),
        ("deaths", "causes_icd10", "consistent"): (1, 2),
        ("deaths", "date_of_registration", "consistent"): (1, 2),
        ("deaths", "date_of_registration", "timely"): (2, 2),
    }


def test_places_are_told_apart_and_unknown_is_one() -> None:
    births = [
        birth("b1", BORN, organisation="RXK", sex=None),
        birth("b2", BORN, organisation="RXK"),
        birth("b3", BORN, organisation=None),
    ]
    found = report(births, [], "organisation")
    key = ("births", "sex", "complete")
    assert found[(*key, "")] == (2, 3)
    assert found[(*key, "RXK")] == (1, 2)
    assert found[(*key, "Unknown")] == (1, 1)


def test_what_may_be_shown_has_no_number_and_no_small_one_behind_it() -> None:
    made = fy.synthetic.pair(births=2_000, seed=2)
    report = fy.records.quality(made.births, made.deaths, "area", today=TODAY)
    shown = fy.records.shareable(report)
    assert not {"records", "count"} & set(shown.column_names)
    for before, after in zip(report.to_pylist(), shown.to_pylist(), strict=True):
        inside, outside = before["count"], before["records"] - before["count"]
        small = before["records"] < 100 or 0 < inside < 8 or 0 < outside < 8
        assert (after["percent"] is None) == small
    assert any(row["percent"] is not None for row in shown.to_pylist())


def test_another_breakdown_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="area, organisation, year"):
        report([birth("b", BORN)], [], "sex")


def test_rows_of_a_measure_stand_in_order_of_place_and_year() -> None:
    made = fy.synthetic.pair(births=900, seed=3)
    table = fy.records.quality(made.births, made.deaths, "area,year", threads=2)
    rows = [
        (row["area"], row["year"])
        for row in table.to_pylist()
        if (row["table"], row["field"], row["measure"])
        == ("births", "birth_id", "complete")
    ]
    assert len(rows) > 10
    assert rows == sorted(rows)
