"""FingertipsNext health data with and without what belongs beside them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from firstyear.errors import InputError
from firstyear.figures import read

Write = Callable[..., Path]

HEADER = (
    "IndicatorId,Category,CategoryType,Age,Sex,Trend,Denominator,CategoryTypeId,"
    "UpperCI,Value,Count,AreaCode,SexID,AgeID,Year,LowerCI,CategoryId\n"
)


def row(**changes: str) -> str:
    plain = {
        "IndicatorId": "7",
        "Age": "All ages",
        "Sex": "Persons",
        "Denominator": "1000",
        "UpperCI": "7",
        "Value": "5",
        "Count": "50",
        "AreaCode": "E08000025",
        "Year": "2020",
        "LowerCI": "3",
        **changes,
    }
    return ",".join(plain.get(name, "") for name in HEADER.strip().split(",")) + "\n"


def metadata(write: Write, **changes: object) -> Path:
    entry = {
        "indicatorID": 7,
        "indicatorName": "Seventh",
        "periodType": "Financial",
        "frequency": "annually",
        "unitValue": "100",
        **changes,
    }
    return write(json.dumps([entry]), "FingertipsNext_indicators.json")


def test_metadata_beside_the_file_are_found(write: Write) -> None:
    metadata(write)
    read_ = read(write(HEADER + row(), "health.csv"))
    got = read_.table.to_pylist()[0]
    assert (got["per"], got["date_from"].isoformat()) == (100.0, "2020-04-01")
    assert (got["lower"], got["upper"]) == (3.0, 7.0)
    assert "Periods and units from FingertipsNext_indicators.json." in read_.notes


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("Calendar", "2020-01-01", "2020-12-31"),
        ("Financial year end point", "2020-04-01", "2021-03-31"),
        ("Academic", "2020-09-01", "2021-08-31"),
    ],
)
def test_a_year_is_what_the_metadata_say(
    write: Write, kind: str, first: str, last: str
) -> None:
    beside = metadata(write, periodType=kind, unitValue="")
    got = read(write(HEADER + row(), "h.csv"), beside=[beside]).table.to_pylist()[0]
    assert (got["date_from"].isoformat(), got["date_to"].isoformat()) == (first, last)
    assert got["per"] == 100.0


def test_a_row_said_otherwise_names_the_column_that_differs(write: Write) -> None:
    metadata(write)
    path = write(HEADER + row() + row(Count="51", Value="5.2"), "health.csv")
    with pytest.raises(InputError) as caught:
        read(path)
    (fault,) = caught.value.faults
    assert (fault.row, fault.column) == (3, "Count")
    assert fault.message == "the same figure as row 2, with another Count and Value"


def test_a_row_said_twice_is_taken_once_even_if_rounded(write: Write) -> None:
    text = HEADER + row(Value="5.0004") + row(Value="5") + row(Value="")
    read_ = read(write(text, "h.csv"))
    assert read_.table["value"].to_pylist() == [5.0004]
    assert "2 rows say again what an earlier row said." in read_.notes


def test_quarters_without_their_name_are_refused_all_of_them(write: Write) -> None:
    metadata(write, frequency="quarterly")
    text = HEADER + row(Count="50") + row(Count="60") + row(AreaCode="E08000026")
    read_ = read(write(text, "h.csv"), accept_refusals=True)
    assert read_.table["area"].to_pylist() == ["E08000026"]
    assert [fault.row for fault in read_.faults] == [2, 3]


def test_years_that_are_not_years_are_faults(write: Write) -> None:
    text = HEADER + row(Year="20") + row(Year="2020/21")
    with pytest.raises(InputError) as caught:
        read(write(text, "h.csv"))
    assert [(fault.row, fault.value) for fault in caught.value.faults] == [
        (2, "20"),
        (3, "2020/21"),
    ]


def test_nothing_at_all_is_missing(write: Write) -> None:
    read_ = read(write(HEADER + row(Value="", Count=""), "h.csv"))
    assert read_.states == {"missing": 1}


def test_names_come_from_an_areas_table(write: Write) -> None:
    areas = read(write("area,name,parent\nE08000025,Birmingham,\n", "list.csv")).areas
    read_ = read(write(HEADER + row(), "h.csv"), areas=areas)
    assert read_.table["name"].to_pylist() == ["Birmingham"]


def test_metadata_that_are_something_else_are_told(write: Write) -> None:
    write('{"a": 1}', "FingertipsNext_indicators.json")
    with pytest.raises(InputError, match="FingertipsNext indicators"):
        read(write(HEADER + row(), "h.csv"))
