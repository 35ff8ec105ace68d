"""Layouts of others and maps of one's own: the same babies under other names."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import firstyear as fy
from firstyear.errors import InputError, UsageError
from firstyear.records.layout import table_map
from tests.unit.records.rows import TODAY

ASKED = ["ethnic-group", "sex", "gestation", "imd-quintile", "cause"]


def counts(given: pa.Table, layout: str, keys: list[str]) -> dict[tuple[str, str], Any]:
    made = fy.records.tally(
        given, given, keys, births_map=layout, deaths_map=layout, today=TODAY,
        outcomes="infant", threads=1,
    )  # fmt: skip
    assert made.refused == ()
    return {
        (row["dimension"], row["category"]): (row["count"], row["denominator"])
        for row in made.figures.to_pylist()
        if row["count"] or (row["denominator"] and "cause" not in row["dimension"])
    }


def test_one_file_of_births_with_their_deaths() -> None:
    columns = {
        "linkage_id": [101, 102],
        "baby_date_of_birth": ["03/02/2020", "29/02/2020"],
        "live_or_still": ["1", "L"],
        "baby_sex": ["2", "1"],
        "gestation_weeks": [39, 26],
        "baby_ethnic_group": ["Indian", None],
        "imd_decile_2025": [9, 2],
        "baby_date_of_death": [None, "02/03/2020"],
        "baby_main_cause": [None, "P07.2"],
        "baby_other_cause_1": [None, "Q21.3"],
        "baby_other_cause_2": [None, None],
        "mother_main_cause": [None, None],
        "mother_other_cause": [None, None],
        "underlying_cause": [None, None],
    }
    found = counts(pa.table(columns), "linked-births-deaths", ASKED)
    assert found == {
        ("ethnic-group-baby@ons-11", "Indian"): (0, 1),
        ("ethnic-group-baby@ons-11", "Unknown"): (1, 1),
        ("sex", "Female"): (0, 1),
        ("sex", "Male"): (1, 1),
        ("gestation", "24-27"): (1, 1),
        ("gestation", "37-41"): (0, 1),
        ("imd2025-quintile-england", "5"): (0, 1),
        ("imd2025-quintile-england", "1"): (1, 1),
        ("cause", "Congenital anomalies"): (1, 2),
    }


def test_the_maternity_data_set_has_pregnancies_in_days() -> None:
    columns = {
        "Person_ID_Baby": ["a", "b"],
        "PersonBirthDateBaby": [date(2020, 2, 3), date(2020, 2, 3)],
        "PregOutcome": ["01", "1"],
        "PersonPhenSex": ["1", "X"],
        "GestationLengthBirth": [258, 259],
        "EthnicCategoryBaby": ["J", "Z"],
        "PersonDeathDateBaby": [date(2020, 2, 4), None],
    }
    keys = ["ethnic-group", "sex", "gestation"]
    assert counts(pa.table(columns), "msds-like", keys) == {
        ("ethnic-group-baby@2001-16", "Asian: Pakistani"): (1, 1),
        ("ethnic-group-baby@2001-16", "Unknown"): (0, 1),
        ("sex", "Male"): (1, 1),
        ("sex", "Unknown"): (0, 1),
        ("gestation", "32-36"): (1, 1),
        ("gestation", "37-41"): (0, 1),
    }


def test_a_file_without_days_of_death_has_ages() -> None:
    columns = {
        "co_seqnum": [1, 2, 3],
        "dob_yy": [2019, 2019, 2019],
        "dob_mm": [1, 12, 12],
        "sex": ["M", "F", "F"],
        "combgest": [99, 39, 39],
        "aged": [None, 6, 200],
        "ucod": [None, "P072", "R95"],
    }
    made = fy.records.tally(
        pa.table(columns), pa.table(columns), ["year,gestation", "cause"],
        births_map="us-linked-cohort", deaths_map="us-linked-cohort", today=TODAY,
        outcomes="early-neonatal,post-neonatal", threads=1,
    )  # fmt: skip
    rows = made.figures.to_pylist()
    assert made.refused == ()
    found = {
        (row["indicator"], row["category"]): row["count"]
        for row in rows
        if row["count"]
    }
    assert found == {
        ("early-neonatal-mortality", "37-41"): 1,
        ("post-neonatal-mortality", "37-41"): 1,
        ("early-neonatal-mortality", "Immaturity related conditions"): 1,
        ("post-neonatal-mortality", "Sudden infant deaths"): 1,
    }


def test_a_child_health_extract_reads() -> None:
    columns = {
        "NHS_NUMBER": ["9990000018", "9990000026"],
        "DATE_OF_BIRTH": ["01/03/2021", "02/03/2021"],
        "LIVE_OR_STILL_BIRTH": [1, 1],
        "SEX": [2, 1],
        "ETHNIC_CATEGORY": ["A", "99"],
        "DATE_OF_DEATH": ["05/03/2021", "03/03/2021"],
    }
    found = counts(pa.table(columns), "child-health", ["ethnic-group", "sex"])
    assert found[("ethnic-group-baby@2001-16", "White: British")] == (1, 1)
    assert found[("ethnic-group-baby@2001-16", "Unknown")] == (1, 1)
    assert found[("sex", "Female")] == (1, 1)


def test_every_layout_says_whence_and_what_to_mind() -> None:
    for layout in fy.records.layouts().values():
        assert layout.citation
        assert layout.caution
        assert layout.review_date > date(2026, 1, 1)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_map_of_ones_own_starts_from_a_layout(tmp_path: Path) -> None:
    path = write(
        tmp_path / "m.yaml",
        "start_from: default\nplace: provider-of-birth\nfields:\n  birth_id: KEY\n",
    )
    made = table_map(path, "births")
    assert made.fields["birth_id"].column == "KEY"
    assert made.fields["outcome"].column == "outcome"
    assert (made.place, made.must) == ("provider-of-birth", ("birth_id",))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("fields: {birth_id: a, colour: b}", "colour is not a field of births"),
        ("fields: {birth_id: a, date_of_birth: b}", "births need the field outcome"),
        ("fields: {birth_id: {}}", "give column, year"),
        ("fields: {birth_id: {column: a, colour: b}}", "Extra inputs"),
        ("fields: {date_of_birth: {column: a, format: '%d %B'}}", "has %Y, %m and %d"),
        ("- a", "no mapping with `fields`"),
        ("a: [", "not YAML"),
    ],
)
def test_a_faulty_map_is_told_by_file(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path / "m.yaml", text)
    with pytest.raises(InputError) as caught:
        table_map(path, "births")
    assert words in str(caught.value)
    assert "m.yaml" in str(caught.value)


def test_a_layout_that_there_is_none_of_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Layouts: child-health, default"):
        table_map("nowhere", "births")
    with pytest.raises(UsageError, match="start_from names no layout"):
        table_map(write(tmp_path / "m.yaml", "start_from: x"), "births")


def test_a_column_that_a_map_names_has_to_be_there(tmp_path: Path) -> None:
    path = write(tmp_path / "m.yaml", "start_from: default\nfields: {sex: GENDER}\n")
    made = fy.synthetic.pair(births=100, seed=1)
    with pytest.raises(InputError, match="column GENDER: no column for the field sex"):
        fy.records.tally(made.births, made.deaths, ["year"], births_map=path)


@pytest.mark.parametrize(
    "text", ["fields: 3", "fields: [1, 2]", "start_from: [1]", "start_from: {a: b}"]
)
def test_a_map_of_another_shape_is_refused_in_words(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(text)
    with pytest.raises(InputError, match=r"map\.yaml: `fields` is a mapping"):
        table_map(path, "births")


def test_rows_can_only_be_told_by_a_field_that_there_is(tmp_path: Path) -> None:
    path = write(tmp_path / "m.yaml", "start_from: default\nonly_with: nope\n")
    with pytest.raises(InputError, match="only_with names no field of births: nope"):
        table_map(path, "births")
