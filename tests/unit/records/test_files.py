"""Files as people have them: text in three encodings, folders, patterns, stores."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from firstyear.errors import InputError, UsageError
from tests.unit.records.rows import birth, counted, death, whole

Row = dict[str, Any]
AsCsv = Callable[..., Path]
INFANT = "infant-mortality"
BORN = date(2020, 3, 1)


def parquet(path: Path, rows: list[Row]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


@pytest.mark.parametrize(
    ("encoding", "delimiter", "newline"),
    [
        ("utf-8", ",", "\n"),
        ("utf-8-sig", ";", "\r\n"),
        ("cp1252", "\t", "\n"),
    ],
)
def test_text_of_any_of_three_encodings_reads(
    as_csv: AsCsv,
    births: list[Row],
    deaths: list[Row],
    encoding: str,
    delimiter: str,
    newline: str,
) -> None:
    births[0]["area"] = births[1]["area"] = "St Élowyn’s"
    how = {"encoding": encoding, "delimiter": delimiter, "newline": newline}
    made = counted(
        as_csv("births.csv", births, **how),
        as_csv("deaths.csv", deaths, **how),
        "area",
    )
    assert made.refused == ()
    assert whole(made, INFANT, area="St Élowyn’s") == (1, 2)


def test_blanks_around_text_and_odd_numbers_read_as_meant(as_csv: AsCsv) -> None:
    births = [
        birth(" b1 ", BORN, gestation_weeks="39.0", sex="f", outcome="LIVE"),
        birth("b2", BORN, gestation_weeks="thirty", sex="?", plurality="twin"),
    ]
    deaths = [death("d1", "b1", BORN, BORN)]
    made = counted(
        as_csv("b.csv", births),
        as_csv("d.csv", deaths),
        "gestation,sex,plurality",
        outcomes="infant",
    )
    found = {
        (row["dimension"], row["category"]): (row["count"], row["denominator"])
        for row in made.figures.to_pylist()
        if row["denominator"]
    }
    assert found == {
        ("gestation", "37-41"): (1, 1),
        ("gestation", "Unknown"): (0, 1),
        ("sex", "Female"): (1, 1),
        ("sex", "Unknown"): (0, 1),
        ("plurality", "Singleton"): (1, 1),
        ("plurality", "Multiple"): (0, 1),
    }


@pytest.mark.parametrize(
    "written", ["2020-02-30", "30/02/2020", "2020", "20200230", "nineteen"]
)
def test_a_date_that_is_none_is_an_impossible_date(
    as_csv: AsCsv, births: list[Row], deaths: list[Row], written: str
) -> None:
    births[5]["date_of_birth"] = written
    made = counted(as_csv("b.csv", births), as_csv("d.csv", deaths[:2]))
    assert [each.reason for each in made.refused] == ["impossible-date"]


@pytest.mark.parametrize("kind", ["folder", "pattern", "list", "partitions"])
def test_files_of_several_years_read_together(
    tmp_path: Path, births: list[Row], deaths: list[Row], kind: str
) -> None:
    place = tmp_path / "births"
    for year in (2020, 2021):
        rows = [row for row in births if row["date_of_birth"].year == year]
        name = (
            f"year={year}/part.parquet" if kind == "partitions" else f"{year}.parquet"
        )
        parquet(place / name, rows)
    (place / "_SUCCESS").touch()
    given: Any = {
        "folder": place,
        "partitions": place,
        "pattern": str(place / "*.parquet"),
        "list": [place / "2020.parquet", place / "2021.parquet"],
    }[kind]
    made = counted(given, parquet(tmp_path / "deaths.parquet", deaths))
    assert made.records == {"births": 6, "deaths": 3}
    assert whole(made, INFANT) == (3, 5)


@pytest.mark.parametrize("frame", [pd.DataFrame, pl.DataFrame, pa.Table.from_pylist])
def test_frames_of_three_kinds_read(
    births: list[Row], deaths: list[Row], frame: Callable[..., Any]
) -> None:
    made = counted(frame(births), frame(deaths))
    assert whole(made, INFANT) == (3, 5)


def test_an_object_store_is_read_through_fsspec(
    births: list[Row], deaths: list[Row]
) -> None:
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")
    store = fsspec.filesystem("memory")
    for year in (2020, 2021):
        rows = [row for row in births if row["date_of_birth"].year == year]
        with store.open(f"/bucket/births/{year}.parquet", "wb") as file:
            pq.write_table(pa.Table.from_pylist(rows), file)
    with store.open("/bucket/deaths.parquet", "wb") as file:
        pq.write_table(pa.Table.from_pylist(deaths), file)
    made = counted("memory://bucket/births/*.parquet", "memory://bucket/deaths.parquet")
    assert whole(made, INFANT) == (3, 5)
    folder = counted("memory://bucket/births", "memory://bucket/deaths.parquet")
    assert folder.figures.equals(made.figures)


def faults(given: Any, deaths: Any) -> list[str]:
    with pytest.raises(InputError) as caught:
        counted(given, deaths)
    return [str(fault) for fault in caught.value.faults] or [str(caught.value)]


def test_a_file_that_is_not_there_is_named(tmp_path: Path, deaths: list[Row]) -> None:
    (told,) = faults(tmp_path / "gone.parquet", deaths)
    assert "gone.parquet: no such file" in told
    assert "empty" in faults(_touch(tmp_path / "empty.csv"), deaths)[0]
    assert "no such file" in faults(str(tmp_path / "*.parquet"), deaths)[0]


def _touch(path: Path) -> Path:
    path.touch()
    return path


def test_a_column_that_goes_from_one_year_to_the_next_is_told(
    tmp_path: Path, births: list[Row], deaths: list[Row]
) -> None:
    parquet(tmp_path / "b" / "2020.parquet", births[:2])
    other = [
        {name: value for name, value in row.items() if name != "imd_decile"}
        | {"area": 1}
        for row in births[2:]
    ]
    parquet(tmp_path / "b" / "2021.parquet", other)
    told = faults(tmp_path / "b", deaths)
    assert len(told) == 2
    assert all("2021.parquet" in each for each in told)
    assert "column imd_decile: a column that the first file has" in told[0]
    assert "column area: a column of another type" in told[1]


def test_the_same_in_text_is_told(
    as_csv: AsCsv, births: list[Row], deaths: list[Row]
) -> None:
    first = as_csv("b/2020.csv", births[:2])
    as_csv("b/2021.csv", [{**row, "time_of_birth": None} for row in births[2:]])
    (told,) = faults(first.parent, deaths)
    assert (
        "2021.csv, column time_of_birth: a column that the first file has not" in told
    )


def test_a_partition_that_cannot_be_opened_is_named(
    tmp_path: Path, births: list[Row], deaths: list[Row]
) -> None:
    parquet(tmp_path / "b" / "2020.parquet", births[:2])
    whole_file = parquet(tmp_path / "b" / "2021.parquet", births[2:])
    whole_file.write_bytes(whole_file.read_bytes()[:-20])
    (told,) = faults(tmp_path / "b", deaths)
    assert "2021.parquet: not a Parquet file that can be opened" in told


def test_a_file_that_is_damaged_in_the_middle_is_named(
    tmp_path: Path, deaths: list[Row]
) -> None:
    rows = [birth(f"b{at}", BORN) for at in range(5_000)]
    path = parquet(tmp_path / "b.parquet", rows)
    held = bytearray(path.read_bytes())
    held[4:2_000] = bytes(1_996)
    path.write_bytes(held)
    (told,) = faults(path, deaths)
    assert "b.parquet: cannot be read to its end" in told


@pytest.mark.parametrize("content", [b"\x81\x8d", b"a\0b"])
def test_bytes_that_are_no_text_are_refused(
    tmp_path: Path, deaths: list[Row], content: bytes
) -> None:
    path = tmp_path / "b.csv"
    path.write_bytes(b"birth_id,date_of_birth,outcome\n" + content + b"\xff,,\n")
    (told,) = faults(path, deaths)
    assert "b.csv: neither UTF-8 nor Windows-1252" in told


def test_a_text_of_mixed_encodings_is_refused(
    tmp_path: Path, deaths: list[Row]
) -> None:
    path = tmp_path / "b.csv"
    head = "birth_id,date_of_birth,outcome,area\n"
    lines = [
        "1,2020-01-01,live,Élan\n".encode(),
        "2,2020-01-01,live,Élan\n".encode("cp1252"),
    ]
    path.write_bytes(head.encode() + b"".join(lines))
    (told,) = faults(path, deaths)
    assert "some lines are UTF-8 and others are not" in told


def test_a_line_with_too_many_values_is_named_and_not_quoted(
    tmp_path: Path, deaths: list[Row]
) -> None:
    path = tmp_path / "b.csv"
    path.write_text(
        "birth_id,date_of_birth,outcome\n1,2020-01-01,live\n"
        "2,2020-01-01,live,SECRET,SECRET\n",
        encoding="utf-8",
    )
    (told,) = faults(path, deaths)
    assert "b.csv" in told
    assert "SECRET" not in told


@pytest.mark.parametrize(
    ("line", "why", "remedy"),
    [
        ("2,2020-01-01,live,more", "more or fewer values", "quotation marks"),
        ("2,2020-01-01", "more or fewer values", "quotation marks"),
        ('2,"2020-01-01,live', "opened and not closed", "close it"),
    ],
)
def test_what_is_wrong_with_a_line_is_told_with_its_file_and_row(
    tmp_path: Path, deaths: list[Row], line: str, why: str, remedy: str
) -> None:
    path = tmp_path / "b.csv"
    head = "birth_id,date_of_birth,outcome\n1,2020-01-01,live\n"
    path.write_text(f"{head}{line}\n", encoding="utf-8")
    with pytest.raises(InputError) as problem:
        counted(path, deaths)
    assert str(problem.value).startswith(f"The records of {path} cannot be read:")
    (fault,) = problem.value.faults
    assert (fault.file, fault.row) == (str(path), 3)
    assert why in fault.message
    assert remedy in fault.remedy


def test_numbers_that_are_none_are_blank(deaths: list[Row]) -> None:
    weeks = pa.array([float("nan"), float("inf"), 1e300, 39.9])
    births = pa.Table.from_pylist([birth(f"b{at}", BORN) for at in range(4)])
    place = births.schema.get_field_index("gestation_weeks")
    made = counted(
        births.set_column(place, "gestation_weeks", weeks),
        deaths,
        "gestation",
        outcomes="infant",
    )
    told = [
        (row["category"], row["denominator"])
        for row in made.figures.to_pylist()
        if row["denominator"]
    ]
    assert told == [("37-41", 1), ("Unknown", 3)]


def test_an_identifier_that_became_a_number_is_the_same(births: list[Row]) -> None:
    """A column of whole numbers with blanks in it is one of 12.0 in pandas."""
    ids = [str(at) for at in range(1, len(births) + 1)]
    named = [{**row, "birth_id": one} for row, one in zip(births, ids, strict=True)]
    died = pa.Table.from_pylist(
        [death("d1", None, BORN, BORN), death("d2", None, BORN, BORN)]
    )
    place = died.schema.get_field_index("birth_id")
    made = counted(
        named, died.set_column(place, "birth_id", pa.array([1.0, float("nan")]))
    )
    assert (made.linked, made.unlinked) == (1, 1)


def test_a_copy_in_another_encoding_is_called_by_its_own_name(
    tmp_path: Path, deaths: list[Row]
) -> None:
    path = tmp_path / "b.csv"
    lines = "birth_id,date_of_birth,outcome\n1,2020-01-01,live\n2,Élan,live,more\n"
    path.write_bytes(lines.encode("cp1252"))
    (told,) = faults(path, deaths)
    assert told.startswith(f"{path}, row ")


def test_columns_that_are_needed_are_all_named(
    births: list[Row], deaths: list[Row]
) -> None:
    for row in births:
        del row["birth_id"], row["outcome"]
    told = faults(pa.Table.from_pylist(births), deaths)
    assert [each.split(":")[0] for each in told] == [
        "births, column birth_id",
        "births, column outcome",
    ]


def test_a_key_without_its_column_is_refused(
    births: list[Row], deaths: list[Row]
) -> None:
    for row in births:
        del row["imd_decile"]
    with pytest.raises(InputError, match="imd-quintile needs the field imd_decile"):
        counted(births, deaths, "year,imd-quintile")


def test_parquet_and_text_are_not_read_together(
    tmp_path: Path, as_csv: AsCsv, births: list[Row], deaths: list[Row]
) -> None:
    files = [parquet(tmp_path / "b.parquet", births), as_csv("b.csv", births)]
    (told,) = faults(files, deaths)
    assert "Parquet and text mixed" in told


def test_what_is_no_frame_and_no_path_is_refused(deaths: list[Row]) -> None:
    with pytest.raises(UsageError, match="births is a file, several, or a frame"):
        counted(7, deaths)


def test_a_file_with_old_line_ends_is_named(
    tmp_path: Path, as_csv: AsCsv, births: list[Row], deaths: list[Row]
) -> None:
    good = as_csv("births.csv", births).read_text()
    old = tmp_path / "old.csv"
    old.write_bytes(good.replace("\r\n", "\n").replace("\n", "\r").encode())
    with pytest.raises(InputError, match=r"old\.csv: its lines do not end"):
        counted(old, as_csv("deaths.csv", deaths), "area")


def test_a_bar_in_a_category_does_not_part_it(
    as_csv: AsCsv, births: list[Row], deaths: list[Row]
) -> None:
    for each in births:
        each["ethnic_group"] = "Mixed|other"
    made = counted(
        as_csv("births.csv", births), as_csv("deaths.csv", deaths), "ethnic-group+sex"
    )
    found = made.figures["category"].to_pylist()
    assert {category.count("|") for category in found} == {1}
    assert "Mixed/other" in {category.split("|")[0] for category in found}
