"""ONS workbooks laid out as they are, made small."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from firstyear.errors import InputError
from firstyear.figures import read, read_all
from firstyear.figures.readers.ons_names import plain, shown
from firstyear.figures.readers.ons_sheet import clean_name

Write = Callable[..., Path]

DEATHS_HEADER: list[list[Any]] = [
    [],
    [
        "",
        "Deaths (numbers)",
        "",
        "Rates",
        "",
    ],
    ["", "Infant", "Neonatal", "Infant mortality", "Neonatal mortality"],
    ["", "(under 1 year)", "(under 4 weeks)", "rate (per 1,000", "rate (per 1,000"],
    [],
]
TITLE = "Deaths (numbers and rates) by area of usual residence, 2012 registrations"


def deaths(path: Path, rows: list[list[Any]], title: str = TITLE) -> Path:
    return _save(path, "Table 1a", [[title], *DEATHS_HEADER, *rows])


def births(path: Path, rows: list[list[Any]], year: int = 2012) -> Path:
    header = [
        ["", f"Table 1 Live births by area of usual residence, {year}"],
        ["", "Area of usual residence", "Live Births", "Maternities"],
        ["", "", "All", "Total"],
        ["", "", "Total", ""],
        [],
    ]
    return _save(path, "Table 1", [*header, *rows])


def _save(path: Path, sheet: str, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


ROWS: list[list[Any]] = [
    ["UNITED KINGDOMP", 40, 20, 4.0, 2.0],
    [],
    ["ENGLAND", 30, 15, 4.0, 2.0],
    [],
    ["EAST", 30, 15, 4.0, 2.0],
    [],
    ["Bedford UA 10", 8, "-", 4.0, "-"],
    ["Former district of:"],
    ["Bedford", 8, "-", 4.0, "-"],
    [],
    ["Dorset", 5, 3, 4.0, 3.0],
    ["Purbeck", 2, 2, ":", ":"],
    ["West Dorset", 3, 1, 4.0, ":"],
    [],
    ["Notes: 1 Purbeck is not real"],
    ["Aftermath", 99, 99, 9.9, 9.9],
]


def test_rows_stand_as_the_sheet_says(tmp_path: Path) -> None:
    read_ = read(deaths(tmp_path / "deaths.xlsx", ROWS))
    infant = [
        row for row in read_.table.to_pylist() if row["indicator"] == "infant-mortality"
    ]
    assert [(row["area"], row["level"]) for row in infant] == [
        ("K02000001", "country"),
        ("E92000001", "country"),
        ("E12000006", "region"),
        ("name:bedford", "county-unitary"),
        ("name:bedford:former", "district"),
        ("name:dorset:county", "county-unitary"),
        ("name:purbeck:district", "district"),
        ("name:west dorset:district", "district"),
    ]
    assert infant[0]["flags"] == "provisional"
    assert infant[6]["status"] == "not-calculated"
    neonatal = [
        row
        for row in read_.table.to_pylist()
        if row["indicator"] == "neonatal-mortality"
    ]
    assert neonatal[3]["count"] == 0.0


def test_hidden_counts_are_suppressed_by_the_publisher(tmp_path: Path) -> None:
    rows = [ROWS[0], [], ["Small UA", "*", 1, "*", ":"], ["Odd UA", "few", 1, 1, 1]]
    read_ = read(deaths(tmp_path / "deaths.xlsx", rows), accept_refusals=True)
    hidden = next(
        row
        for row in read_.table.to_pylist()
        if row["name"] == "Small" and row["indicator"] == "infant-mortality"
    )
    assert (hidden["status"], hidden["withheld_by"]) == ("suppressed", "ONS")
    assert read_.faults[0].value == "few"
    with pytest.raises(InputError, match="not a number"):
        read(tmp_path / "deaths.xlsx")


def test_births_of_the_year_complete_deaths(tmp_path: Path) -> None:
    first = deaths(tmp_path / "deaths.xlsx", ROWS)
    wrong = births(tmp_path / "b11.xlsx", [["", "UNITED KINGDOM", 1, 1]], 2011)
    right = births(
        tmp_path / "b12.xlsx",
        [
            ["", "UNITED KINGDOM", 10000, 1],
            [],
            ["", "Bedford UA", 2000, 1],
            [],
            ["", "Dorset", 1250, 1],
            ["", "Purbeck", 500, 1],
            ["", "West Dorset", 750, 1],
        ],
    )
    other = tmp_path / "notes.csv"
    other.write_text("area,period,count\na,2018,1\n")
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04broken")
    read_ = read(first, beside=[other, broken, wrong, right])
    assert read_.recognised.endswith("2012, over births of 2012")
    below = {row["area"]: row["denominator"] for row in read_.table.to_pylist()}
    assert below["K02000001"] == 10000.0
    assert below["name:dorset:county"] == 1250.0
    assert below["name:purbeck:district"] == 500.0
    assert len(read_all([first, right])) == 2


def test_hackney_and_the_city_are_added_where_births_are(tmp_path: Path) -> None:
    first = deaths(
        tmp_path / "deaths.xlsx",
        [
            ROWS[0],
            [],
            ["City of London", 1, "-", ":", "-"],
            ["Hackney", 27, 18, 6, 4],
        ],
    )
    second = births(
        tmp_path / "births.xlsx",
        [
            ["", "UNITED KINGDOM", 1, 1],
            [],
            ["", "Hackney plus City of London", 4500, 1],
        ],
    )
    rows = read(first, beside=[second]).table.to_pylist()
    assert [(row["name"], row["count"], row["denominator"]) for row in rows[1:2]] == [
        ("Hackney and City of London", 28.0, 4500.0)
    ]
    assert not any(row["name"] == "City of London" for row in rows)


def test_a_workbook_without_a_year_is_refused(tmp_path: Path) -> None:
    path = deaths(
        tmp_path / "deaths.xlsx", ROWS, "Deaths by area of usual residence, some day"
    )
    with pytest.raises(InputError, match="does not say its year"):
        read(path)


def test_a_workbook_with_other_columns_is_refused(tmp_path: Path) -> None:
    rows = [["Deaths infant usual residence 2012"], ["", "Infant"], ROWS[0]]
    path = _save(tmp_path / "deaths.xlsx", "Table 1a", rows)
    with pytest.raises(InputError, match="columns are not where"):
        read(path)


def test_another_workbook_with_such_a_sheet_is_tidy_or_refused(tmp_path: Path) -> None:
    path = _save(tmp_path / "other.xlsx", "Table 1", [["a", "b"], [1, 2]])
    with pytest.raises(InputError, match="Cannot tell"):
        read(path)
    words = [["Deaths of infants by usual residence"], ["Leeds", 3]]
    path = _save(tmp_path / "bare.xlsx", "Table 1a", words)
    with pytest.raises(InputError, match="columns are not where"):
        read(path)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("County Durham UA 5 ", "County Durham"),
        ("Bristol\u201a City of UA", "Bristol, City of"),
        ("ENGLAND\u201a WALES AND ELSEWHERE3", "ENGLAND, WALES AND ELSEWHERE"),
        ("Stockton\u00adon\u00adTees", "StocktononTees"),
        ("King\u2019s Lynn", "King's Lynn"),
        ("AntrimP", "Antrim"),
        ("NORTHERN IRELANDP", "NORTHERN IRELAND"),
        ("Tyne and Wear (Met County)", "Tyne and Wear (Met County)"),
    ],
)
def test_names_lose_their_marks(written: str, name: str) -> None:
    assert clean_name(written)[0] == name


def test_spellings_of_one_area_compare_equal() -> None:
    spellings = [
        "Hackney plus City of London",
        "Hackney and City of London",
        "Hackney & City of London UA",
    ]
    assert len({plain(each) for each in spellings}) == 1
    assert plain("Herefordshire, County of") == plain("Herefordshire")
    assert plain("St. Helens") == plain("St Helens")
    assert plain("The Vale of Glamorgan") == plain("Vale of Glamorgan")
    assert plain("Somerset County") == plain("Somerset")
    assert shown("YORKSHIRE AND THE HUMBER") == "Yorkshire and the Humber"
