"""Figures out, and the dictionary with them."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from firstyear.errors import InputError, StorageError, UsageError
from firstyear.figures import (
    csv_text,
    dictionary,
    read,
    write,
    write_fingertips_next,
)
from firstyear.figures import write as write_figures

Make = Callable[..., pa.Table]


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_what_is_written_is_read_back(
    tmp_path: Path, figures_of: Make, ending: str
) -> None:
    table = figures_of(
        name=["Kingston upon Hull, City of", 'A "quoted" name'],
        count=[5.0, None],
        status=["value", "suppressed"],
        value=[5.000000001, None],
    )
    path = tmp_path / f"figures{ending}"
    write(table, path)
    assert read(path).table.to_pylist() == table.to_pylist()


def test_json_has_figures_and_dictionary(tmp_path: Path, figures_of: Make) -> None:
    path = tmp_path / "figures.json"
    write(figures_of(count=[5.0, None], lower=[float("nan"), 1.0]), path)
    content = json.loads(path.read_text())
    assert content["figures"][0]["date_from"] == "2018-01-01"
    assert content["figures"][0]["lower"] is None
    assert content["dictionary"][0]["indicator"] == "infant-mortality"
    assert content["dictionary"][0]["per"] == 1000


def test_a_workbook_has_its_dictionary(tmp_path: Path, figures_of: Make) -> None:
    path = tmp_path / "figures.xlsx"
    write(figures_of(), path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["figures", "dictionary"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_text_that_would_run_is_escaped(
    tmp_path: Path, figures_of: Make, start: str
) -> None:
    table = figures_of(name=[f"{start}cmd|calc"], count=[-1.0])
    rows = list(csv.DictReader(io.StringIO(csv_text(table))))
    assert rows[0]["name"] == f"'{start}cmd|calc"
    assert rows[0]["count"] == "-1"
    path = tmp_path / "figures.xlsx"
    write(table, path)
    sheet = openpyxl.load_workbook(path)["figures"]
    assert sheet.cell(2, 3).value == f"'{start}cmd|calc"


def test_tables_of_answers_are_written_too(tmp_path: Path) -> None:
    table = pa.table({"area": ["a"], "p": [float("nan")], "n": [1]})
    assert csv_text(table) == "area,p,n\na,,1\n"
    for ending in (".json", ".xlsx"):
        write(table, tmp_path / f"answer{ending}")
    content = json.loads((tmp_path / "answer.json").read_text())
    assert content == {"figures": [{"area": "a", "p": None, "n": 1}]}


def test_an_unknown_ending_is_told(tmp_path: Path, figures_of: Make) -> None:
    with pytest.raises(UsageError, match=r"\.csv, \.parquet, \.json, \.xlsx"):
        write(figures_of(), tmp_path / "figures.doc")


def test_a_file_that_cannot_be_written_leaves_the_former(
    tmp_path: Path, figures_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "figures.parquet"
    path.write_text("former")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(StorageError, match="No space left"):
        write_figures(figures_of(), path)
    assert path.read_text() == "former"
    assert list(tmp_path.iterdir()) == [path]


def test_the_dictionary_says_what_and_where_the_gaps_are(figures_of: Make) -> None:
    table = figures_of(
        indicator=["infant-mortality", "infant-mortality", "fingertips-1"],
        status=["value", "suppressed", "missing"],
    )
    rows = dictionary(table).to_pylist()
    assert rows[0]["areas"] == 2
    assert (rows[0]["suppressed"], rows[0]["first_period"]) == (1, "2018")
    assert rows[0]["numerator"].startswith("Deaths of live-born babies")
    assert (rows[1]["name"], rows[1]["missing"]) == ("fingertips-1", 1)


def test_the_upload_layout_is_read_back(tmp_path: Path, figures_of: Make) -> None:
    table = figures_of(
        indicator=["smoking-at-delivery"] * 5,
        area=["E08000025"] * 3 + ["E08000026", "E08000027"],
        dimension=["", "sex", "imd2019-decile-england|sex", "", ""],
        category=["", "Female", "1|Male", "", ""],
        status=["value", "value", "value", "suppressed", "value"],
        count=[5.0, 4.0, 3.0, 1.0, 2.5],
        value=[0.5, None, None, 0.1, None],
        lower_998=[0.1, None, None, None, None],
    )
    path = tmp_path / "93085.csv"
    write_fingertips_next(table, path, age_from=16)
    header = path.read_text().splitlines()[0]
    assert header == (
        "area_code,date_from,date_to,period_type,sex,age_from_years_inclusive,"
        "age_to_years_inclusive,deprivation_decile,deprivation_category,count,value,"
        "denominator,lower_ci_95,upper_ci_95,lower_ci_99_8,upper_ci_99_8"
    )
    back = read(path)
    assert back.recognised.endswith("read as smoking-at-delivery")
    rows = back.table.to_pylist()
    assert [row["count"] for row in rows] == [5.0, 4.0, 3.0, None, 2.5]
    assert [row["dimension"] for row in rows] == [
        "",
        "sex",
        "imd2019-decile-england|sex",
        "",
        "",
    ]
    assert rows[2]["category"] == "1|Male"
    assert rows[0]["lower_998"] == 0.1


def test_the_upload_layout_refuses_what_does_not_fit(
    tmp_path: Path, figures_of: Make
) -> None:
    two = figures_of(indicator=["a", "b"])
    with pytest.raises(InputError, match="one indicator"):
        write_fingertips_next(two, tmp_path / "x.csv")
    other = figures_of(dimension=["cause"], category=["sudden"])
    with pytest.raises(InputError, match="no column for"):
        write_fingertips_next(other, tmp_path / "x.csv")


def test_an_upload_file_without_a_number_is_named_after_the_file(
    tmp_path: Path, figures_of: Make
) -> None:
    import datetime as dt

    table = figures_of(
        indicator=["x"] * 3,
        date_from=[dt.date(2018, 4, 1), dt.date(2018, 1, 1), dt.date(2018, 7, 1)],
        date_to=[dt.date(2019, 3, 31), dt.date(2020, 12, 31), dt.date(2018, 9, 30)],
    )
    path = tmp_path / "my figures.csv"
    write_fingertips_next(table, path)
    kinds = [line.split(",")[3] for line in path.read_text().splitlines()[1:]]
    assert kinds == ["Financial", "Calendar multi-year", "Other"]
    assert set(read(path).table["indicator"].to_pylist()) == {"my-figures"}
