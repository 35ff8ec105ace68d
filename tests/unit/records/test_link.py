"""Linking on a few births and deaths, one thing at a time."""

import logging
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

import firstyear as fy
from firstyear.errors import InputError, UsageError
from firstyear.records import Linked, Pass
from tests.unit.records.rows import birth, death

TODAY = date(2024, 6, 1)
BORN = date(2021, 4, 7)
DIED = date(2021, 5, 1)
NHS, OTHER_NHS = "9990000026", "9990000034"
WHO = {
    "surname": "Alderacre",
    "forename": "Belwen",
    "postcode": "ZX1 1AA",
    "mothers_surname": "Hobkin",
    "nhs_number": None,
}
Row = dict[str, Any]


def born(name: str = "b1", **other: Any) -> Row:
    return birth(name, BORN, **WHO) | other


def died(name: str = "d1", **other: Any) -> Row:
    return death(name, None, BORN, DIED, **WHO) | other


def linked(births: list[Row], deaths: list[Row], **asked: Any) -> Linked:
    return fy.records.link(
        pa.Table.from_pylist(births),
        pa.Table.from_pylist(deaths),
        today=TODAY,
        **{"probabilistic": False, **asked},
    )


def links(told: Linked) -> dict[str, tuple[str | None, str | None]]:
    return {
        row["death_id"]: (row["birth_id"], row["link_method"])
        for row in told.deaths.to_pylist()
    }


def test_a_birth_that_is_named_is_kept() -> None:
    told = linked([born(), born("b2")], [died(birth_id="b2")])
    assert links(told) == {"d1": ("b2", "identifier")}


def test_an_nhs_number_links_whatever_else_is_misspelt() -> None:
    told = linked(
        [born(nhs_number="999 000 0026")],
        [died(nhs_number=NHS, surname="Ilvelode", postcode=None)],
    )
    assert links(told) == {"d1": ("b1", "identifier")}


def test_a_number_that_is_none_is_not_linked_by() -> None:
    births, deaths = [], []
    for number in ("9990000027", "9999999999", "0000000000", ""):
        births.append(born(f"b{number}", nhs_number=number))
        stranger = {"surname": "Ilvelode", "forename": "Rosan", "postcode": "ZX2 2BB"}
        deaths.append(died(f"d{number}", nhs_number=number, **stranger))
    assert {of for of, _ in links(linked(births, deaths)).values()} == {None}


def test_a_number_of_two_births_links_neither() -> None:
    stranger = born("b2", nhs_number=NHS, forename="Corida", surname="Quillcote")
    told = linked([born(nhs_number=NHS), stranger], [died(nhs_number=NHS)])
    # The first pass tells them apart, by more than the number.
    assert links(told) == {"d1": ("b1", "pass-1")}


def test_a_number_is_not_trusted_against_date_and_forename() -> None:
    stray = died(
        nhs_number=NHS, date_of_birth=date(2021, 4, 20), forename="Davric"
    )  # fmt: skip
    assert links(linked([born(nhs_number=NHS)], [stray])) == {"d1": (None, None)}


def test_numbers_that_differ_keep_two_babies_apart_in_every_pass() -> None:
    told = linked([born(nhs_number=NHS)], [died(nhs_number=OTHER_NHS)])
    assert links(told) == {"d1": (None, None)}


PASSES = {
    "same": ({}, "pass-1"),
    "written": ({"postcode": "zx11aa", "forename": "BEL-WEN"}, "pass-1"),
    "moved": ({"postcode": "ZX9 9ZZ"}, "pass-2"),
    "misspelt": ({"postcode": "ZX9 9ZZ", "surname": "Aldercare"}, "pass-3"),
    "mother": ({"surname": "Aldercare", "mothers_surname": None}, "pass-4"),
    "day": ({"date_of_birth": date(2021, 4, 8)}, "pass-5"),
    "swapped": (
        {"date_of_birth": date(2021, 7, 4), "date_of_death": date(2021, 8, 1)},
        "pass-5",
    ),
    "days": ({"date_of_birth": date(2021, 4, 9)}, None),
    "blank": ({"forename": None, "sex": None}, None),
}


def test_the_first_pass_that_agrees_links() -> None:
    births, deaths = [], []
    for place, (name, (change, _)) in enumerate(PASSES.items()):
        # A family each, which no other shares a name or a home with.
        own = {
            "surname": f"Alderacre{'q' * place}",
            "forename": f"Belwen{'q' * place}",
            "mothers_surname": f"Hobkin{'q' * place}",
            "postcode": f"ZX1 {place}AA",
        }
        births.append(born(name, **own))
        slip = {
            field: f"{value}{'q' * place}" if field == "surname" and value else value
            for field, value in change.items()
        }
        if name == "written":
            slip["forename"] = "BEL-WEN" + "Q" * place
            slip["postcode"] = own["postcode"].lower().replace(" ", "")
        deaths.append(died(name, **(own | slip)))
    expected = {
        name: (name if method else None, method)
        for name, (_, method) in PASSES.items()
    }  # fmt: skip
    assert links(linked(births, deaths)) == expected


def test_twins_are_told_apart_by_forename() -> None:
    twins = [born(plurality=2), born("b2", plurality=2, forename="Corida")]
    told = linked(twins, [died(forename="Corida"), died("d2")])
    assert links(told) == {"d1": ("b2", "pass-1"), "d2": ("b1", "pass-1")}


def test_a_twin_whose_forename_is_not_recorded_is_left_to_people() -> None:
    twins = [born(plurality=2), born("b2", plurality=2, forename=None)]
    assert links(linked(twins, [died()])) == {"d1": (None, None)}


def test_no_birth_gets_two_deaths() -> None:
    told = linked([born()], [died(), died("d2")])
    assert links(told) == {"d1": (None, None), "d2": (None, None)}


def test_a_birth_that_a_death_names_is_not_given_away_again() -> None:
    told = linked([born()], [died(birth_id="b1"), died("d2")])
    assert links(told) == {"d1": ("b1", "identifier"), "d2": (None, None)}


def test_no_link_to_a_birth_that_does_not_count_or_cannot_be() -> None:
    changes = [
        {"outcome": "still"},
        {"outcome": None},
        {"date_of_birth": date(2025, 4, 7)},
        {"date_of_birth": date(2021, 5, 2)},
        {"date_of_birth": date(2020, 4, 7)},
    ]
    births = [born("b9", surname="Wrenpike", date_of_birth=date(2020, 1, 1))]
    deaths = []
    for place, change in enumerate(changes):
        own = {"surname": "Alderacre" + "q" * place, "postcode": f"ZX1 {place}AA"}
        births.append(born(f"b{place}", **(own | change)))
        deaths.append(died(f"d{place}", **own))
    assert {of for of, _ in links(linked(births, deaths)).values()} == {None}


def test_births_with_one_identifier_that_differ_are_nobodys() -> None:
    other = born("b9", surname="Wrenpike", forename="Rosan", postcode="ZX2 2BB")
    told = linked([born(), born(mothers_age=30), other], [died()])
    assert links(told) == {"d1": (None, None)}


def test_copies_of_one_birth_or_of_one_death_are_one() -> None:
    told = linked([born(), born()], [died(), died()])
    assert told.deaths["birth_id"].to_pylist() == ["b1", "b1"]
    assert told.share.slice(0, 1).to_pylist()[0]["deaths"] == 1


def test_deaths_with_one_identifier_that_differ_are_not_linked() -> None:
    told = linked([born()], [died(), died(forename="Corida")])
    assert set(told.deaths["birth_id"].to_pylist()) == {None}


def test_age_in_days_serves_where_there_is_no_day_of_death() -> None:
    row = died(age_days=24, date_of_death=None)
    assert links(linked([born()], [row])) == {"d1": ("b1", "pass-1")}


def test_files_without_anything_to_link_by_are_refused() -> None:
    bare = [{name: row[name] for name in row if name not in WHO} for row in [born()]]
    with pytest.raises(InputError, match="cannot be linked") as refused:
        linked(bare, [died()])
    assert "nhs_number" in refused.value.faults[0].remedy


def test_blank_throughout_is_refused_too_unless_some_births_are_named() -> None:
    blank = dict.fromkeys(WHO) | {"sex": None, "date_of_birth": None}
    with pytest.raises(InputError, match="cannot be linked"):
        linked([born()], [died(**blank), died("d2", **blank)])
    told = linked([born(), born("b2")], [died(birth_id="b1"), died("d2", **blank)])
    assert links(told) == {"d1": ("b1", "identifier"), "d2": (None, None)}


def test_nothing_to_do_is_no_mistake() -> None:
    told = linked([born()], [died(birth_id="b1")])
    assert told.methods == {"identifier": 1}
    assert told.review.num_rows == 0


def test_what_serves_linking_only_is_gone() -> None:
    told = linked([born()], [died(time_of_death="04:30")])
    assert not set(told.deaths.column_names) & set(WHO)
    row = told.deaths.to_pylist()[0]
    assert (row["sex"], row["time_of_death"]) == ("Female", "04:30")


def test_linked_deaths_count_as_the_same_deaths_with_their_births() -> None:
    births = [born(), born("b2", surname="Wrenpike", forename="Corida")]
    deaths = [died(), died("d2", surname="Wrenpike", forename="Corida")]
    told = linked(births, deaths)
    table = pa.Table.from_pylist(births)
    after = fy.records.tally(table, told.deaths, ["year,gestation"], today=TODAY)
    through = fy.records.tally(
        table,
        pa.Table.from_pylist(deaths),
        ["year,gestation"],
        today=TODAY,
        linker=fy.records.Linker(),
    )
    assert (after.linked, after.unlinked) == (2, 0)
    assert through.figures.equals(after.figures)


def test_shares_are_by_year_of_death_and_area() -> None:
    deaths = [
        died(birth_id="b1"),
        died("d2", surname="Nobody", mothers_surname=None, forename="Rosan"),
        died("d3", area=None, surname="Nobody", mothers_surname=None, forename="Kelan"),
    ]
    told = linked([born()], deaths)
    assert told.share.to_pylist() == [
        {"year": year, "area": area, "deaths": n, "linked": of, "percent": percent}
        for year, area, n, of, percent in (
            ("", "", 3, 1, pytest.approx(100 / 3)),
            ("", "E08000025", 2, 1, 50.0),
            ("", "Unknown", 1, 0, 0.0),
            ("2021", "", 3, 1, pytest.approx(100 / 3)),
            ("2021", "E08000025", 2, 1, 50.0),
            ("2021", "Unknown", 1, 0, 0.0),
        )
    ]


def test_a_share_of_few_deaths_or_with_few_out_is_not_shown() -> None:
    share = pa.table(
        {
            "year": ["", "2020", "2021", "2022"],
            "area": [""] * 4,
            "deaths": [400, 99, 150, 151],
            "linked": [380, 80, 143, 143],
            "percent": [95.0, 80.8, 95.3, 94.7],
        }
    )
    from firstyear.records.linkage.shares import shown

    assert shown(share)["percent"].to_pylist() == [95, None, None, 95]
    said = fy.records.share_in_words
    assert said(share) == "Deaths linked to their births: 95%."
    assert said(share.slice(1)).endswith("a share of so few deaths is not shown.")


def test_a_pass_of_other_fields_is_refused() -> None:
    with pytest.raises(UsageError, match="A pass is made of"):
        linked([born()], [died()], passes=[Pass(("shoe_size",))])
    with pytest.raises(UsageError, match="only born may be near"):
        linked([born()], [died()], passes=[Pass(("born",), near=("surname",))])


def test_passes_can_be_ones_own() -> None:
    told = linked(
        [born()],
        [died(forename="Rosan", sex=None)],
        passes=[Pass(("born", "surname", "postcode"))],
    )
    assert links(told) == {"d1": ("b1", "pass-1")}


def test_weighing_says_nothing_and_prints_no_record(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    births = [born(), born("b2", surname="Wrenpike", forename="Corida")]
    row = died(surname="Alderacer", sex=None, mothers_surname=None)
    with caplog.at_level(logging.DEBUG):
        told = linked(births, [row], probabilistic=True)
    printed = capfd.readouterr()
    assert (printed.out, printed.err, caplog.text) == ("", "", "")
    assert repr(told) == "Linked()"
    assert links(told)["d1"][1] in {"probabilistic", None}
    assert logging.getLogger("splink").getEffectiveLevel() <= logging.WARNING
