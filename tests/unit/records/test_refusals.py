"""Records that cannot be right are left out, counted by reason, and nothing stops."""

from datetime import date
from typing import Any

import pytest

from tests.unit.records.rows import birth, counted, death, left_out, number, whole

Row = dict[str, Any]
INFANT = "infant-mortality"


def test_good_records_all_count(births: list[Row], deaths: list[Row]) -> None:
    made = counted(births, deaths)
    assert made.refused == ()
    assert made.records == {"births": 6, "deaths": 3}
    assert whole(made, INFANT) == (3, 5)
    assert whole(made, "stillbirth") == (1, 6)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"date_of_death": date(2020, 2, 28)}, "death-before-birth"),
        ({"date_of_death": date(2021, 3, 1)}, "over-a-year"),
        ({"date_of_death": date(2030, 1, 1)}, "impossible-date"),
        ({"date_of_death": date(1820, 1, 1)}, "impossible-date"),
        ({"date_of_birth": date(2044, 1, 1)}, "impossible-date"),
        ({"date_of_death": None}, "no-date"),
        ({"death_id": None}, "no-identifier"),
        ({"birth_id": "b5"}, "linked-to-a-stillbirth"),
        ({"birth_id": "b3"}, "two-deaths-of-one-birth"),
    ],
)
def test_a_death_that_cannot_be_right_is_left_out(
    births: list[Row], deaths: list[Row], other: Row, reason: str
) -> None:
    deaths[0] |= other
    made = counted(births, deaths)
    out = left_out(made)
    # Where two deaths name one birth, nobody can tell which is right.
    expected = 2 if reason == "two-deaths-of-one-birth" else 1
    assert out == {("deaths", reason): expected}
    assert whole(made, INFANT) == (3 - expected, 5)


def test_an_age_of_a_year_less_a_day_counts_and_a_leap_day_has_its_year() -> None:
    births = [birth("b1", date(2020, 2, 29)), birth("b2", date(2020, 3, 1))]
    deaths = [
        death("d1", "b1", date(2020, 2, 29), date(2021, 2, 28), causes_icd10="R95"),
        death("d2", "b2", date(2020, 3, 1), date(2021, 2, 28), causes_icd10="R95"),
    ]
    assert whole(counted(births, deaths), "post-neonatal-mortality") == (2, 2)


def test_a_death_with_two_births_is_left_out(
    births: list[Row], deaths: list[Row]
) -> None:
    made = counted(births, [*deaths, {**deaths[0], "birth_id": "b2"}])
    assert left_out(made) == {("deaths", "linked-to-two-births"): 2}
    assert whole(made, INFANT) == (2, 5)


def test_a_death_that_is_there_twice_counts_once(
    births: list[Row], deaths: list[Row]
) -> None:
    made = counted(births, [*deaths, deaths[0], deaths[0]])
    assert left_out(made) == {("deaths", "duplicate-identifier"): 2}
    assert whole(made, INFANT) == (3, 5)


def test_deaths_with_one_identifier_that_differ_are_left_out(
    births: list[Row], deaths: list[Row]
) -> None:
    made = counted(births, [*deaths, {**deaths[0], "area": "E06000023"}])
    assert left_out(made) == {("deaths", "duplicate-identifier"): 2}
    assert whole(made, INFANT) == (2, 5)


def test_a_birth_that_is_there_twice_counts_once(
    births: list[Row], deaths: list[Row]
) -> None:
    made = counted([*births, births[0], births[0]], deaths)
    assert left_out(made) == {("births", "duplicate-identifier"): 2}
    assert whole(made, INFANT) == (3, 5)


def test_births_with_one_identifier_that_differ_are_left_out(
    births: list[Row], deaths: list[Row]
) -> None:
    made = counted([*births, {**births[0], "area": "E06000023"}], deaths)
    assert left_out(made) == {("births", "duplicate-identifier"): 2}
    # Its death counts still, with nothing known of the birth.
    assert whole(made, INFANT) == (3, 4)
    assert made.unlinked == 1


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"birth_id": None}, "no-identifier"),
        ({"date_of_birth": None}, "no-date"),
        ({"date_of_birth": date(2031, 1, 1)}, "impossible-date"),
        ({"date_of_birth": date(1066, 1, 1)}, "impossible-date"),
        ({"outcome": "neither"}, "unknown-outcome"),
        ({"outcome": None}, "unknown-outcome"),
        (
            {"outcome": "still", "gestation_weeks": 23},
            "stillborn-before-24-weeks",
        ),
    ],
)
def test_a_birth_that_cannot_be_right_is_left_out(
    births: list[Row], deaths: list[Row], other: Row, reason: str
) -> None:
    births[3] |= other
    made = counted(births, deaths)
    assert left_out(made) == {("births", reason): 1}
    assert whole(made, INFANT) == (3, 4)


def test_a_cause_that_is_no_code_leaves_the_death_in_and_is_told(
    births: list[Row], deaths: list[Row]
) -> None:
    deaths[0]["causes_icd10"] = "heart"
    made = counted(births, deaths, "cause")
    assert made.causes_unknown == 1
    assert whole(made, INFANT, category="Unknown")[0] == 1
    assert sum(row["count"] for row in made.figures.to_pylist()
               if row["indicator"] == INFANT) == 3  # fmt: skip


def test_a_death_whose_age_nobody_knows_is_left_out(
    births: list[Row], deaths: list[Row]
) -> None:
    deaths[0] |= {"birth_id": None, "date_of_birth": None}
    assert left_out(counted(births, deaths)) == {("deaths", "no-age"): 1}


def test_an_unlinked_death_is_unknown_by_what_the_birth_says(
    births: list[Row], deaths: list[Row]
) -> None:
    deaths[0]["birth_id"] = None
    made = counted(births, deaths, "area,year", "year,ethnic-group,sex")
    assert (made.linked, made.unlinked) == (2, 1)
    year = {"date_from": date(2020, 1, 1)}
    assert number(made, INFANT, area="E08000025", **year) == (1, 1)
    group = {"dimension": "ethnic-group", **year}
    assert number(made, INFANT, category="Unknown", **group) == (1, 0)
    assert number(made, INFANT, category="White: British", **group) == (0, 2)
    # Its own record says which sex it was.
    assert number(made, INFANT, dimension="sex", category="Female", **year) == (1, 1)


def test_a_death_in_a_year_without_births_is_left_out(
    births: list[Row], deaths: list[Row]
) -> None:
    made = counted(births, deaths, basis="death")
    assert left_out(made) == {("deaths", "outside-the-years"): 1}


def test_a_death_that_is_not_registered_is_left_out_of_that_basis_only(
    births: list[Row], deaths: list[Row]
) -> None:
    deaths[0]["date_of_registration"] = None
    made = counted(births, deaths[:2], basis="registration")
    assert left_out(made) == {("deaths", "not-registered"): 1}
    assert counted(births, deaths[:2]).refused == ()


def test_no_message_holds_a_value_of_a_record(
    births: list[Row], deaths: list[Row]
) -> None:
    births[0]["birth_id"] = deaths[0]["birth_id"] = "SECRET-ID"
    deaths[0]["date_of_death"] = date(2019, 1, 1)
    made = counted([*births, {**births[0], "area": "SECRET"}], deaths)
    told = str(made.refused) + str(made.notes)
    assert "SECRET" not in told
    assert "2019" not in told
