"""Records that cannot be right are left out, counted by reason, and nothing stops."""

from datetime import date
from typing import Any

from tests.unit.records.rows import birth, counted, death, left_out, number, whole

Row = dict[str, Any]
INFANT = "infant-mortality"


def test_good_records_all_count(births: list[Row], deaths: list[Row]) -> None:
    made = counted(births, deaths)
    assert made.refused == ()
    assert made.records == {"births": 6, "deaths": 3}
    assert whole(made, INFANT) == (3, 5)
    assert whole(made, "stillbirth") == (1, 6)


WRONG_DEATHS = [
    ({"date_of_death": date(2020, 2, 28)}, "death-before-birth"),
    ({"date_of_death": date(2021, 3, 1)}, "over-a-year"),
    ({"date_of_death": date(2030, 1, 1)}, "impossible-date"),
    ({"date_of_death": date(1820, 1, 1)}, "impossible-date"),
    ({"date_of_birth": date(2044, 1, 1)}, "impossible-date"),
    ({"date_of_death": None}, "no-date"),
    ({"death_id": None}, "no-identifier"),
    ({"birth_id": "still"}, "linked-to-a-stillbirth"),
    ({"birth_id": None, "date_of_birth": None}, "no-age"),
]


def test_deaths_that_cannot_be_right_are_left_out_each_with_its_reason() -> None:
    born = date(2020, 3, 1)
    births = [birth(f"b{at}", born) for at in range(len(WRONG_DEATHS))]
    births.append(birth("still", born, outcome="still"))
    deaths = [
        death(f"d{at}", f"b{at}", born, date(2020, 3, 3)) | other
        for at, (other, _) in enumerate(WRONG_DEATHS)
    ]
    births.append(birth("good", born))
    deaths.append(death("good", "good", born, born))
    made = counted(births, deaths)
    reasons = [("deaths", reason) for _, reason in WRONG_DEATHS]
    assert left_out(made) == {each: reasons.count(each) for each in reasons}
    assert whole(made, INFANT) == (1, len(WRONG_DEATHS) + 1)


def test_two_deaths_of_one_birth_are_both_left_out(
    births: list[Row], deaths: list[Row]
) -> None:
    """A baby dies once, and nobody can tell which of the two is right."""
    deaths[0]["birth_id"] = deaths[1]["birth_id"]
    made = counted(births, deaths)
    assert left_out(made) == {("deaths", "two-deaths-of-one-birth"): 2}
    assert whole(made, INFANT) == (1, 5)


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


WRONG_BIRTHS = [
    ({"birth_id": None}, "no-identifier"),
    ({"date_of_birth": None}, "no-date"),
    ({"date_of_birth": date(2031, 1, 1)}, "impossible-date"),
    ({"date_of_birth": date(1066, 1, 1)}, "impossible-date"),
    ({"outcome": "neither"}, "unknown-outcome"),
    ({"outcome": None}, "unknown-outcome"),
    ({"outcome": "still", "gestation_weeks": 23}, "stillborn-before-24-weeks"),
]


def test_births_that_cannot_be_right_are_left_out_each_with_its_reason(
    births: list[Row], deaths: list[Row]
) -> None:
    wrong = [
        birth(f"wrong{at}", date(2020, 3, 1)) | other
        for at, (other, _) in enumerate(WRONG_BIRTHS)
    ]
    made = counted([*births, *wrong], deaths)
    reasons = [("births", reason) for _, reason in WRONG_BIRTHS]
    assert left_out(made) == {each: reasons.count(each) for each in reasons}
    assert whole(made, INFANT) == (3, 5)


def test_a_cause_that_is_no_code_leaves_the_death_in_and_is_told(
    births: list[Row], deaths: list[Row]
) -> None:
    deaths[0]["causes_icd10"] = "heart"
    made = counted(births, deaths, "cause")
    assert made.causes_unknown == 1
    assert whole(made, INFANT, category="Unknown")[0] == 1
    assert sum(row["count"] for row in made.figures.to_pylist()
               if row["indicator"] == INFANT) == 3  # fmt: skip


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
