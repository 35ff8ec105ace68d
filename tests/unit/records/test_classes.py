"""Ages, births before 22 and 24 weeks, causes and follow-up, case by case."""

from datetime import date, timedelta
from typing import Any

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


def several(deaths: list[tuple[int, str | None]]) -> tuple[list[Row], list[Row]]:
    """Babies who died at so many days of such causes, each in an area of its own."""
    numbered = list(enumerate(deaths))
    return [birth(f"b{at}", BORN, area=f"E{at:08d}") for at, _ in numbered], [
        death(f"d{at}", f"b{at}", BORN, BORN + timedelta(days=days), causes_icd10=codes)
        for at, (days, codes) in numbered
    ]


def test_the_age_at_death_in_completed_days() -> None:
    days = {0: 0, 6: 0, 7: 1, 27: 1, 28: 2, 364: 2}
    births, deaths = several([(each, "R95") for each in days])
    made = counted(births, deaths, "area", outcomes=[*AGES, "infant", "neonatal"])
    for at, age in enumerate(days.values()):
        here = {"area": f"E{at:08d}"}
        found = [whole(made, f"{name}-mortality", **here)[0] for name in AGES]
        assert found == [int(place == age) for place in range(3)], at
        assert whole(made, "neonatal-mortality", **here) == (age < 2, 1)
        assert whole(made, "infant-mortality", **here) == (1, 1)


def test_times_of_day_make_a_day_complete_or_not() -> None:
    """Born at eleven at night, seven dates later: six days old at three."""
    births, deaths = several([(7, None)] * 3)
    for row in births:
        row["time_of_birth"] = "23:00"
    for row, time in zip(deaths, ("03:00", "23:30", None), strict=True):
        row["time_of_death"] = time
    made = counted(births, deaths, "area", outcomes="early-neonatal")
    early = [
        whole(made, "early-neonatal-mortality", area=row["area"])[0] for row in births
    ]
    assert early == [1, 0, 0]


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


def test_births_before_22_and_24_weeks_are_left_out_of_both() -> None:
    expected = {"": (5, 6), "-22-weeks": (3, 4), "-24-weeks": (1, 2)}
    asked = [f"infant-mortality{since}" for since in expected]
    made = counted(WEEKS, EARLY, outcomes=asked)
    said = "with no length of pregnancy recorded (16.7% of live births)"
    for row in made.figures.to_pylist():
        since = row["indicator"].removeprefix("infant-mortality")
        assert (row["count"], row["denominator"]) == expected[since]
        assert (said in row["note"]) == bool(since)


def test_a_stillbirth_of_weeks_not_known_is_from_24_weeks_by_law() -> None:
    births = [
        birth("live", BORN, gestation_weeks=39),
        birth("who knows", BORN, gestation_weeks=None),
        birth("still", BORN, outcome="still", gestation_weeks=None),
    ]
    asked = "stillbirth,early-neonatal-24-weeks,perinatal-24-weeks,perinatal-22-weeks"
    made = counted(births, [death("d", "live", BORN, BORN)], outcomes=asked)
    told = {
        row["indicator"]: (row["count"], row["denominator"])
        for row in made.figures.to_pylist()
    }
    assert told == {
        "stillbirth": (1, 3),
        "early-neonatal-mortality-24-weeks": (1, 1),
        "perinatal-mortality-24-weeks": (2, 2),
        "perinatal-mortality-22-weeks": (2, 2),
    }


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


CAUSES = [
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
]


def test_the_cause_of_a_certificate() -> None:
    births, deaths = several([(days, codes) for days, codes, _ in CAUSES])
    made = counted(births, deaths, "area,cause", outcomes="infant")
    found = {
        row["area"]: row["category"] for row in made.figures.to_pylist() if row["count"]
    }
    assert found == {f"E{at:08d}": group for at, (_, _, group) in enumerate(CAUSES)}


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


def test_sudden_deaths_as_registered_and_those_without_a_cause_yet() -> None:
    cases = [
        ("R95", 90, 1, 0),
        ("R99", 90, 1, 0),
        ("W75:underlying;J18:other", 90, 1, 0),
        ("J18:underlying;R95:other", 90, 0, 0),
        ("J18:baby-main;R95:baby-other", 9, 1, 0),
        (None, 90, 0, 1),
    ]
    births, deaths = several([(days, codes) for codes, days, _, _ in cases])
    asked = "sudden,deaths-without-cause-yet"
    made = counted(births, deaths, "area", outcomes=asked)
    for at, (codes, _, sudden, waiting) in enumerate(cases):
        here = {"area": f"E{at:08d}"}
        assert whole(made, "sudden-unexpected-deaths", **here) == (sudden, 1), codes
        assert whole(made, "deaths-without-cause-yet", **here) == (waiting, 1), codes


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
