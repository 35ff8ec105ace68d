"""Fingertips files: every trap that once cost a real error."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from firstyear.errors import InputError
from firstyear.figures import read

Write = Callable[..., Path]

COLUMNS = [
    "Indicator ID",
    "Indicator Name",
    "Parent Code",
    "Parent Name",
    "Area Code",
    "Area Name",
    "Area Type",
    "Sex",
    "Age",
    "Category Type",
    "Category",
    "Time period",
    "Value",
    "Lower CI 95.0 limit",
    "Upper CI 95.0 limit",
    "Lower CI 99.8 limit",
    "Upper CI 99.8 limit",
    "Count",
    "Denominator",
    "Value note",
    "Recent Trend",
    "Compared to England value or percentiles",
    "Compared to percentiles",
    "Time period Sortable",
    "New data",
    "Compared to goal",
    "Time period range",
]
ROW = {
    "Indicator ID": "92196",
    "Indicator Name": "Infant mortality rate",
    "Parent Code": "E12000005",
    "Parent Name": "West Midlands region",
    "Area Code": "E08000025",
    "Area Name": "Birmingham",
    "Area Type": "County & UA",
    "Sex": "Persons",
    "Age": "<1 yr",
    "Time period": "2001 - 03",
    "Value": "8",
    "Lower CI 95.0 limit": "7",
    "Upper CI 95.0 limit": "9",
    "Lower CI 99.8 limit": "6.5",
    "Upper CI 99.8 limit": "9.5",
    "Count": "400",
    "Denominator": "50000",
    "Time period Sortable": "20010000",
    "Time period range": "3y",
}


def fingertips(*changes: dict[str, str], columns: list[str] = COLUMNS) -> str:
    """A file with one row for each set of changes to a plain row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows([{**ROW, **change} for change in changes])
    return out.getvalue()


def test_a_row_is_read_whole(write: Write) -> None:
    read_ = read(write(fingertips({})))
    row = read_.table.to_pylist()[0]
    assert row["indicator"] == "infant-mortality"
    assert (row["area"], row["name"]) == ("E08000025", "Birmingham")
    assert row["level"] == "county-unitary"
    assert row["date_from"].isoformat() == "2001-01-01"
    assert row["date_to"].isoformat() == "2003-12-31"
    assert (row["count"], row["denominator"], row["value"]) == (400.0, 50000.0, 8.0)
    assert (row["lower"], row["upper_998"]) == (7.0, 9.5)
    assert (row["basis"], row["place"]) == ("registration", "residence")
    assert (row["source"], row["origin"], row["per"]) == ("Fingertips", "local", 1000)
    assert (row["dimension"], row["category"]) == ("", "")
    assert read_.recognised == "A Fingertips file (27 columns) with 1 indicator"


@pytest.mark.parametrize(
    "columns",
    [
        COLUMNS,
        COLUMNS[:-1],
        [
            "Compared to Region value or percentiles"
            if name == "Compared to percentiles"
            else name
            for name in COLUMNS
        ],
        [name.replace(" ", "") for name in COLUMNS],
        [name.replace(" ", "_") for name in COLUMNS],
    ],
    ids=["27", "26", "named parent", "no spaces", "underscores"],
)
def test_every_version_of_the_header_is_known(write: Write, columns: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(fingertips({}))))
    lines = [columns, rows[1][: len(columns)]]
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    read_ = read(write(out.getvalue()))
    assert read_.format == "fingertips"
    assert read_.table["count"].to_pylist() == [400.0]


def test_an_area_that_repeats_per_parent_is_one_figure_with_two_parents(
    write: Write,
) -> None:
    read_ = read(
        write(
            fingertips(
                {},
                {"Parent Code": "E92000001", "Parent Name": "England"},
                {
                    "Parent Code": "",
                    "Parent Name": "",
                    "Area Code": "E92000001",
                    "Area Name": "England",
                    "Area Type": "England",
                },
            )
        )
    )
    assert read_.table["area"].to_pylist() == ["E08000025", "E92000001"]
    assert "each is taken once" in read_.notes[-1]
    parents = {
        (row["area"], row["parent"], row["level"]) for row in read_.areas.to_pylist()
    }
    assert parents == {
        ("E08000025", "E12000005", "county-unitary"),
        ("E08000025", "E92000001", "county-unitary"),
        ("E12000005", "", "region"),
        ("E92000001", "", "country"),
    }


def test_repeats_that_disagree_are_faults(write: Write) -> None:
    text = fingertips({}, {"Parent Code": "E92000001", "Count": "401"})
    with pytest.raises(InputError, match="same figure as row 2"):
        read(write(text))


def test_a_blank_count_with_a_note_was_hidden_by_the_publisher(write: Write) -> None:
    hidden = {
        "Value": "",
        "Count": "",
        "Lower CI 95.0 limit": "",
        "Upper CI 95.0 limit": "",
        "Value note": "Value suppressed for disclosure control due to small count",
    }
    other = {**hidden, "Area Code": "E08000026", "Value note": "See the notes"}
    rows = read(write(fingertips(hidden, other))).table.to_pylist()
    assert [row["status"] for row in rows] == ["suppressed", "suppressed"]
    assert rows[0]["count"] is None
    assert rows[0]["withheld_by"] == "Fingertips"
    assert rows[0]["note"] == hidden["Value note"]


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("Value missing in source data", "missing"),
        ("Data is not available", "missing"),
        ("Not applicable", "not-applicable"),
        (
            "Value cannot be calculated as number of cases is too small",
            "not-calculated",
        ),
        ("", "missing"),
    ],
)
def test_other_notes_say_other_things(write: Write, note: str, status: str) -> None:
    blank = {"Value": "", "Count": "", "Value note": note}
    row = read(write(fingertips(blank))).table.to_pylist()[0]
    assert row["status"] == status


@pytest.mark.parametrize(
    ("note", "flags"),
    [
        ("Value is modelled or synthetic estimate", "approximate"),
        ("Value estimated", "approximate"),
        ("Provisional: use with caution", "low-reliability;provisional"),
    ],
)
def test_notes_become_flags(write: Write, note: str, flags: str) -> None:
    row = read(write(fingertips({"Value note": note}))).table.to_pylist()[0]
    assert (row["flags"], row["status"]) == (flags, "value")


def test_a_modelled_value_without_a_count_is_a_value(write: Write) -> None:
    note = "Value is modelled or synthetic estimate"
    row = read(write(fingertips({"Count": "", "Value note": note}))).table.to_pylist()
    assert (row[0]["status"], row[0]["value"]) == ("value", 8.0)


def test_names_may_hold_commas(write: Write) -> None:
    names = ["Herefordshire, County of", "Bournemouth, Christchurch and Poole"]
    codes = ["E06000019", "E06000058"]
    rows = [
        {"Area Name": name, "Area Code": code}
        for name, code in zip(names, codes, strict=True)
    ]
    assert read(write(fingertips(*rows))).table["name"].to_pylist() == names


def test_category_rows_stand_beside_everyone(write: Write) -> None:
    decile = {
        "Area Code": "E92000001",
        "Area Type": "England",
        "Category Type": "County & UA deprivation deciles",
        "Category": "Most deprived decile",
    }
    male = {**decile, "Sex": "Male"}
    rows = read(write(fingertips({}, decile, male))).table.to_pylist()
    assert [(row["dimension"], row["category"]) for row in rows] == [
        ("", ""),
        ("County & UA deprivation deciles", "Most deprived decile"),
        ("County & UA deprivation deciles|sex", "Most deprived decile|Male"),
    ]


def test_sex_is_a_dimension_where_there_is_more_than_one(write: Write) -> None:
    rows = read(
        write(fingertips({}, {"Sex": "Male"}, {"Sex": "Female"}))
    ).table.to_pylist()
    assert [(row["dimension"], row["category"]) for row in rows] == [
        ("", ""),
        ("sex", "Male"),
        ("sex", "Female"),
    ]


def test_a_single_sex_belongs_to_the_indicator(write: Write) -> None:
    change = {"Indicator ID": "20401", "Sex": "Female", "Age": "<18 yrs"}
    row = read(write(fingertips(change))).table.to_pylist()[0]
    assert (row["dimension"], row["note"]) == ("", "sex: Female")


def test_each_age_is_an_indicator_of_its_own(write: Write) -> None:
    changes = [
        {"Indicator ID": "1", "Age": age} for age in ("All ages", "5-9 yrs", "<1 yr")
    ]
    read_ = read(write(fingertips(*changes)))
    assert read_.table["indicator"].to_pylist() == [
        "fingertips-1",
        "fingertips-1-5-9-yrs",
        "fingertips-1-1-yr",
    ]
    assert "comes in 3 ages" in read_.notes[0]


def test_outside_indicators_keep_their_number_and_multiplier(write: Write) -> None:
    change = {"Indicator ID": "90813", "Value": "800", "Age": "10-24 yrs"}
    row = read(write(fingertips(change))).table.to_pylist()[0]
    assert (row["indicator"], row["per"]) == ("fingertips-90813", 100_000.0)
    odd = {**change, "Value": "812.5"}
    assert read(write(fingertips(odd))).table["per"].to_pylist() == [100_000.0]
    odd = {**change, "Value": "300"}
    assert read(write(fingertips(odd))).table["per"].to_pylist() == [None]


@pytest.mark.parametrize(
    ("kind", "code", "level"),
    [
        ("England", "E92000001", "country"),
        ("Region", "E12000005", "region"),
        ("Regions (statistical)", "E12000005", "region"),
        ("County & UA", "E06000001", "county-unitary"),
        ("Counties & UAs (from Apr 2023)", "E06000001", "county-unitary"),
        ("District & UA", "E06000001", "district"),
        ("Districts & UAs (from Apr 2023)", "E07000008", "district"),
        ("ICBs", "E54000055", "board"),
        ("GPs", "A81001", "provider"),
        ("Something new", "E08000025", "county-unitary"),
    ],
)
def test_levels_come_from_the_area_type_then_the_code(
    write: Write, kind: str, code: str, level: str
) -> None:
    text = fingertips({"Area Type": kind, "Area Code": code})
    assert read(write(text)).table["level"].to_pylist() == [level]


def test_bad_rows_are_told_with_their_row(write: Write) -> None:
    text = fingertips({}, {"Time period": "2018-07"}, {"Count": "many"})
    with pytest.raises(InputError) as caught:
        read(write(text))
    told = [(fault.row, fault.column) for fault in caught.value.faults]
    assert told == [(3, "Time period"), (4, "Count")]


def test_the_order_of_two_faulty_and_repeated_rows_does_not_matter(
    write: Write,
) -> None:
    text = fingertips(
        {"Count": "many"}, {"Parent Code": "E92000001"}, {"Area Code": "E08000026"}
    )
    read_ = read(write(text), accept_refusals=True)
    assert read_.table["area"].to_pylist() == ["E08000025", "E08000026"]


def test_a_financial_year(write: Write) -> None:
    row = read(write(fingertips({"Time period": "2017/18"}))).table.to_pylist()[0]
    assert row["date_from"].isoformat() == "2017-04-01"


def test_a_header_alone_has_no_rows(write: Write) -> None:
    read_ = read(write(fingertips()))
    assert (read_.taken, read_.areas.num_rows) == (0, 0)
    assert read(write(fingertips().strip())).taken == 0


def test_an_area_may_be_left_out_of_parents_when_its_code_is_blank(
    write: Write,
) -> None:
    text = fingertips({"Area Code": ""}, {})
    with pytest.raises(InputError, match="no area"):
        read(write(text))
    assert read(write(text), accept_refusals=True).taken == 1


def test_an_unknown_code_is_refused_where_areas_are_given(write: Write) -> None:
    areas = write("area,parent\nE08000026,\n", "areas.csv")
    with pytest.raises(InputError, match="does not have"):
        read(write(fingertips({})), areas=areas)
