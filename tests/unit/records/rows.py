"""Rows of births and deaths for the tests, and how to count them."""

from datetime import date
from typing import Any

import pyarrow as pa

import firstyear as fy
from firstyear.records import Counted

TODAY = date(2024, 6, 1)
Row = dict[str, Any]


def birth(name: str, born: date, **other: Any) -> Row:
    """A live birth like most, with what is otherwise."""
    return {
        "birth_id": name,
        "date_of_birth": born,
        "outcome": "live",
        "area": "E08000025",
        "sex": "Female",
        "plurality": 1,
        "gestation_weeks": 39,
        "birthweight_grams": 3300,
        "mothers_age": 29,
        "ethnic_group": "White: British",
        "imd_decile": 3,
        "causes_icd10": None,
    } | other


def death(name: str, of: str | None, born: date, died: date, **other: Any) -> Row:
    """A death of a baby like most, with what is otherwise."""
    return {
        "death_id": name,
        "birth_id": of,
        "date_of_birth": born,
        "date_of_death": died,
        "date_of_registration": died,
        "area": "E08000025",
        "sex": "Female",
        "causes_icd10": "P07.2:baby-main;P22.0:baby-other",
    } | other


BIRTHS = [
    birth("b1", date(2020, 3, 1)),
    birth("b2", date(2020, 5, 9), area="E06000023", sex="Male", mothers_age=19),
    birth("b3", date(2021, 1, 31), gestation_weeks=23, birthweight_grams=480),
    birth("b4", date(2021, 7, 4), ethnic_group="Asian: Indian", imd_decile=10),
    birth("b5", date(2021, 8, 8), outcome="still", causes_icd10="P95:baby-main"),
    birth("b6", date(2021, 9, 9), plurality=2, sex=None),
]
DEATHS = [
    death("d1", "b1", date(2020, 3, 1), date(2020, 3, 3)),
    death("d2", "b3", date(2021, 1, 31), date(2021, 2, 14)),
    death("d3", "b6", date(2021, 9, 9), date(2022, 2, 1), causes_icd10="R95"),
]


def counted(births: Any, deaths: Any, *by: str, **options: Any) -> Counted:
    """A count of rows or of files, on a day that does not move."""
    given = [
        pa.Table.from_pylist(each) if isinstance(each, list) and _rows(each) else each
        for each in (births, deaths)
    ]
    options = {"today": TODAY, "threads": 1, **options}
    return fy.records.tally(*given, by or ("year",), **options)


def _rows(given: list[Any]) -> bool:
    return all(isinstance(each, dict) for each in given)


def number(made: Counted, indicator: str, **key: Any) -> tuple[float, float]:
    """Count and denominator of the one figure with this key; zeros if there is none."""
    rows = [
        (row["count"], row["denominator"])
        for row in made.figures.to_pylist()
        if row["indicator"] == indicator
        and all(row[name] == value for name, value in key.items())
    ]
    assert len(rows) <= 1, rows
    return rows[0] if rows else (0, 0)


def whole(made: Counted, indicator: str, **key: Any) -> tuple[float, float]:
    """Count and denominator added up over all figures with this key."""
    rows = [
        (row["count"], row["denominator"])
        for row in made.figures.to_pylist()
        if row["indicator"] == indicator
        and all(row[name] == value for name, value in key.items())
    ]
    return sum(count for count, _ in rows), sum(births for _, births in rows)


def left_out(made: Counted) -> dict[tuple[str, str], int]:
    """How many records each reason left out, by table and reason."""
    return {(each.table, each.reason): each.records for each in made.refused}
