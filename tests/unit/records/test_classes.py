"""Ages, births before 22 and 24 weeks, causes and follow-up, case by case."""

from datetime import date, timedelta
from typing import Any

import pytest

import firstyear as fy
from tests.unit.records.rows import birth, counted, death, number, whole

Row = dict[str, Any]
BORN = date(2020, 3, 1)
AGES = ("early-neonatal", "late-neonatal", "post-neonatal")


def one(days: int, **other: Any) -> tuple[list[Row], list[Row]]:
    """One baby who died at so many days."""
    return [birth("b", BORN)], [
        death("d", "b", BORN, BORN + timedelta(days=days), **other)
    ]


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, 0), (6, 0), (7, 1), (27, 1), (28, 2), (364, 2)],
)
def test_the_age_at_death_in_completed_days(days: int, age: int) -> None:
    births, deaths = one(days, causes_icd10="R95")
    made = counted(births, deaths, outcomes=[*AGES, "infant", "neonatal"])
    found = [whole(made, f"{name}-mortality")[0] for name in AGES]
    assert found == [int(place == age) for place in range(3)]
    assert whole(made, "neonatal-mortality")[0] == (age < 2)
    assert whole(made, "infant-mortality")[0] == 1


@pytest.mark.parametrize(("time", "days"), [("03:00", 0), ("23:30", 1), (None, 1)])
def test_times_of_day_make_a_day_complete_or_not(time: str | None, days: int) -> None:
    """Born at eleven at night, seven dates later: six days old at three."""
    births, deaths = one(7)
    births[0]["time_of_birth"] = "23:00"
    deaths[0]["time_of_death"] = time
    made = counted(births, deaths, outcomes="early-neonatal,late-neonatal")
    assert whole(made, "early-neonatal-mortality")[0] == 1 - days
    assert whole(made, "late-neonatal-mortality")[0] == days


def test_a_death_hours_before_its_birth_is_left_out() -> None:
    births, deaths = one(0)
    births[0]["time_of_birth"], deaths[0]["time_of_death"] = "12:00", "11:00"
    (refused,) = counted(births, deaths).refused
    assert refused.reason == "death-before-birth"


WEEKS = [
    birth(f"b{weeks}", BORN, gestation_weeks=weeks)
    for weeks in (21, 22, 23, 24, 39, None)
]
EARLY = [
    death(f"d{row['birth_id']}", row["birth_id"], BORN, BORN) for row in WEEKS[:4]
] + [death("d", "bNone", BORN, BORN)]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [("infant", (5, 6)), ("infant-22-weeks", (3, 4)), ("infant-24-weeks", (1, 2))],
)
def test_births_before_22_and_24_weeks_are_left_out_of_both(
    outcome: str, expected: tuple[int, int]
) -> None:
    made = counted(WEEKS, EARLY, outcomes=outcome)
    (row,) = made.figures.to_pylist()
    assert (row["count"], row["denominator"]) == expected
    said = "with no length of pregnancy recorded (16.7% of live births)"
    assert (said in row["note"]) == ("weeks" in outcome)


def test_the_sum_of_the_parts_is_the_whole() -> None:
    made = fy.synthetic.pair(births=3_000, deaths=200, seed=4)
    table = fy.records.count(
        made.births, made.deaths, ["area,year", "sex"],
        outcomes="infant,neonatal,post-neonatal,early-neonatal,late-neonatal,"
        "stillbirth,perinatal,extended-perinatal",
    )  # fmt: skip
    numbers: dict[Any, dict[str, float]] = {}
    for row in table.to_pylist():
        key = (row["area"], row["date_from"], row["dimension"], row["category"])
        numbers.setdefault(key, {})[row["indicator"]] = row["count"]
    assert len(numbers) > 30
    for each in numbers.values():
        for identity in fy.packs.identities():
            parts = [each.get(part) for part in identity.parts]
            if identity.total in each and None not in parts:
                assert each[identity.total] == sum(parts), identity.id  # type: ignore[arg-type]


def category(days: int, codes: str | None) -> str:
    births, deaths = one(days, causes_icd10=codes)
    made = counted(births, deaths, "cause", outcomes="infant")
    (found,) = [row for row in made.figures.to_pylist() if row["count"]]
    return str(found["category"])


@pytest.mark.parametrize(
    ("days", "codes", "group"),
    [
        (2, "P22.0:baby-main;Q21.3:baby-other", "Congenital anomalies"),
        (2, "P22.0:baby-main;P02.7:mother-main", "Antepartum infections"),
        (2, "p07.2 : baby-main; A41.9:baby-other", "Immaturity related conditions"),
        (2, "P95:baby-main;R95:baby-other", "Sudden infant deaths"),
        (2, "P022", "Other conditions"),
        (2, "P024", "Asphyxia, anoxia or trauma"),
        (90, "J18.9:other;Q21.3:underlying", "Congenital anomalies"),
        (90, "R95;Q21.3:other", "Sudden infant deaths"),
        (90, "A41.9", "Infections"),
        (90, "W75", "External conditions"),
        (90, "Q21.3:other", "Unknown"),
        (90, None, "Unknown"),
        (2, "?;Q21.3:baby-other", "Congenital anomalies"),
    ],
)
def test_the_cause_of_a_certificate(days: int, codes: str | None, group: str) -> None:
    assert category(days, codes) == group


def test_a_neonatal_death_with_one_code_makes_the_table_approximate() -> None:
    for codes, days, flag in (
        ("P07.2", 3, "approximate"),
        ("P07.2:baby-main;P22.0:baby-other", 3, ""),
        ("R95", 90, ""),
    ):
        births, deaths = one(days, causes_icd10=codes)
        made = counted(births, deaths, "cause", "year", complete_to=date(2023, 1, 1))
        flags = {(row["dimension"], row["flags"]) for row in made.figures.to_pylist()}
        assert flags == {("cause", flag), ("", "")}, codes


def test_every_cause_is_over_all_births() -> None:
    births, deaths = one(3)
    births.append(birth("other", BORN))
    made = counted(births, deaths, "cause", outcomes="infant")
    assert {row["denominator"] for row in made.figures.to_pylist()} == {2}
    assert len(made.figures) == 10


@pytest.mark.parametrize(
    ("codes", "days", "sudden", "waiting"),
    [
        ("R95", 90, 1, 0),
        ("R99", 90, 1, 0),
        ("W75:underlying;J18:other", 90, 1, 0),
        ("J18:underlying;R95:other", 90, 0, 0),
        ("J18:baby-main;R95:baby-other", 9, 1, 0),
        (None, 90, 0, 1),
    ],
)
def test_sudden_deaths_as_registered_and_those_without_a_cause_yet(
    codes: str | None, days: int, sudden: int, waiting: int
) -> None:
    births, deaths = one(days, causes_icd10=codes)
    made = counted(births, deaths, outcomes="sudden,deaths-without-cause-yet")
    assert whole(made, "sudden-unexpected-deaths") == (sudden, 1)
    assert whole(made, "deaths-without-cause-yet") == (waiting, 1)


def test_a_period_whose_babies_have_not_all_been_followed_is_flagged() -> None:
    births, deaths = one(3)
    made = counted(
        births, deaths, complete_to=date(2021, 2, 1), outcomes="infant,neonatal,sudden"
    )
    flags = {row["indicator"]: row["flags"] for row in made.figures.to_pylist()}
    assert flags == {
        "infant-mortality": "incomplete-period",
        "neonatal-mortality": "",
        "sudden-unexpected-deaths": "incomplete-period",
    }
    later = counted(births, deaths, complete_to=date(2022, 1, 2), outcomes="infant")
    assert later.figures["flags"].to_pylist() == [""]


def test_every_birth_side_key_has_an_unknown_row() -> None:
    births = [birth("b", BORN)]
    keys = ("ethnic-group", "imd-quintile", "mothers-age", "gestation", "birthweight",
            "plurality", "sex")  # fmt: skip
    made = counted(births, one(3)[1], ",".join(keys), outcomes="infant")
    for key in keys:
        assert number(made, "infant-mortality", dimension=key, category="Unknown") == (
            0,
            0,
        ), key


def test_bases_are_written_as_figures_call_them() -> None:
    births, deaths = one(3)
    for basis, written in (
        ("birth", "birth-cohort"),
        ("death", "occurrence"),
        ("registration", "registration"),
    ):
        made = counted(births, deaths, basis=basis)
        assert set(made.figures["basis"].to_pylist()) == {written}
        assert set(made.figures["origin"].to_pylist()) == {"local"}


def test_the_year_and_area_follow_the_basis() -> None:
    births = [birth("b", date(2019, 12, 20)), birth("c", date(2020, 2, 2))]
    born, died, told = date(2019, 12, 20), date(2020, 1, 5), date(2020, 2, 9)
    deaths = [death("d", "b", born, died, date_of_registration=told, area="E06000023")]
    for basis, year, area in (
        ("birth", 2019, "E08000025"),
        ("death", 2020, "E06000023"),
        ("registration", 2020, "E06000023"),
    ):
        made = counted(births, deaths, "area,year", basis=basis)
        (row,) = [
            each
            for each in made.figures.to_pylist()
            if each["indicator"] == "infant-mortality" and each["count"]
        ]
        assert (row["date_from"].year, row["area"]) == (year, area), basis
