"""Tidy files, and every way a file can be bad."""

import datetime
import io
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from firstyear.errors import InputError
from firstyear.figures import read, read_all
from firstyear.figures.readers import reading as reading_module
from firstyear.figures.readers import text_table, workbook

Write = Callable[..., Path]

HEADER = "indicator,area,period,count,denominator\n"


def refused(path: Path, **options: object) -> InputError:
    with pytest.raises(InputError) as caught:
        read(path, **options)  # type: ignore[arg-type]
    return caught.value


def test_periods_levels_and_statuses_are_filled(write: Write) -> None:
    read_ = read(
        write(
            HEADER + "infant-mortality,E92000001,2018 - 20,10,1000\n"
            "infant-mortality,E08000025,2018 - 20,,1000\n"
            "infant-mortality,E07000001,2018 - 20,0,0\n"
        )
    )
    rows = read_.table.to_pylist()
    assert [row["level"] for row in rows] == ["country", "county-unitary", "district"]
    assert [row["status"] for row in rows] == ["value", "missing", "not-applicable"]
    assert rows[0]["date_to"].isoformat() == "2020-12-31"
    assert rows[0]["origin"] == "local"
    assert read_.states == {"missing": 1, "not-applicable": 1}
    assert read_.recognised == "A tidy CSV file of figures"
    assert (read_.taken, read_.refused) == (3, 0)


def test_columns_may_have_the_users_names(write: Write) -> None:
    path = write("area,period,deaths,births,count\na,2018,3,100,9\n")
    read_ = read(path, count="deaths", denominator="births")
    row = read_.table.to_pylist()[0]
    assert (row["count"], row["denominator"]) == (3.0, 100.0)
    assert row["indicator"] == "figures"
    assert read_.notes == ("Columns not used: count.",)


def test_dates_in_place_of_a_period(write: Write) -> None:
    path = write(
        "area,date_from,date_to,count,denominator\n"
        "a,2018-01-01,2018-12-31,3,100\nb,01/01/2018,31/12/2018,3,100\n"
    )
    days = read(path).table["date_to"].to_pylist()
    assert [day.isoformat() for day in days] == ["2018-12-31", "2018-12-31"]


def test_published_limits_status_and_flags_are_kept(write: Write) -> None:
    path = write(
        "indicator,area,level,period,count,denominator,value,lower,upper,lower_998,"
        "upper_998,status,flags,basis,place,source,origin,withheld_by,per,note,"
        "dimension,category\n"
        'x,a,system,2018,3,100,30,10,70,5,90,value,"provisional;low-reliability",'
        "registration,residence,ONS,published,,1000,a note,sex,Male\n"
    )
    row = read(path).table.to_pylist()[0]
    assert row["flags"] == "low-reliability;provisional"
    assert (row["level"], row["dimension"], row["category"]) == (
        "system",
        "sex",
        "Male",
    )
    assert (row["upper_998"], row["per"], row["origin"]) == (90.0, 1000.0, "published")


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ("*", "suppressed"),
        ("c", "suppressed"),
        ("[c]", "suppressed"),
        ("<5", "suppressed"),
        ("1-7", "suppressed"),
        (":", "missing"),
        ("..", "missing"),
        ("x", "missing"),
        ("NA", "missing"),
        ("z", "not-applicable"),
        ("[z]", "not-applicable"),
    ],
)
def test_marks_are_statuses_and_their_number_is_told(
    write: Write, mark: str, status: str
) -> None:
    read_ = read(write(f"{HEADER}x,a,2018,{mark},100\nx,b,2018,4,100\n"))
    row = read_.table.to_pylist()[0]
    assert (row["count"], row["status"]) == (None, status)
    assert f"{mark} (1)" in read_.notes[-1]
    hidden_by = "the maker of the file" if status == "suppressed" else ""
    assert row["withheld_by"] == hidden_by


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("-99", "looks like a code"),
        ("-1", "looks like a code"),
        ("-3", "negative"),
        ("three", "not a number"),
        ("inf", "infinite"),
        ("1e999", "infinite"),
        ("-", "nil or missing"),
        ("12%", "percentage"),
        ("=A1", "formula"),
        ("@SUM(A1)", "formula"),
    ],
)
def test_what_is_not_a_number_is_a_fault(write: Write, cell: str, message: str) -> None:
    path = write(f"{HEADER}x,a,2018,{cell},100\nx,b,2018,4,100\n")
    fault = refused(path).faults[0]
    assert message in fault.message
    assert (fault.file, fault.row, fault.column) == ("figures.csv", 2, "count")
    assert fault.value == cell
    assert fault.remedy
    kept = read(path, accept_refusals=True)
    assert kept.table["area"].to_pylist() == ["b"]
    assert (kept.taken, kept.refused) == (1, 1)


def test_numbers_with_thousands_commas_are_read(write: Write) -> None:
    read_ = read(write(HEADER + 'x,a,2018,"1,234","1,234,567.5"\n'))
    row = read_.table.to_pylist()[0]
    assert (row["count"], row["denominator"]) == (1234.0, 1234567.5)


@pytest.mark.parametrize("start", ["=", "+", "@"])
def test_text_that_begins_like_a_formula_is_a_fault(write: Write, start: str) -> None:
    path = write(f"name,area,period,count,denominator\n{start}cmd,a,2018,1,2\n")
    fault = refused(path).faults[0]
    assert (fault.message, fault.column) == ("begins like a formula", "name")


def test_every_fault_is_told_with_its_row(write: Write) -> None:
    rows = "".join(f"x,a{place},2018-07,1,2\n" for place in range(25))
    problem = refused(write(HEADER + rows))
    assert len(problem.faults) == 25
    assert problem.faults[0].remedy == "write 2018-Jul"
    assert "and 5 more" in str(problem)


def test_ragged_rows_are_faults_and_rows_after_them_keep_their_numbers(
    write: Write,
) -> None:
    path = write(
        HEADER + "x,a,2018,1,2\nx,Herefordshire, County of,2018,1,2\nx,c,2018,-5,2\n"
    )
    faults = refused(path).faults
    assert [(fault.row, fault.message[:8]) for fault in faults] == [
        (3, "6 cells "),
        (4, "negative"),
    ]
    assert "double quotes" in faults[0].remedy


def test_rows_keep_their_numbers_across_pieces(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_table, "PIECE_BYTES", 300)
    rows = [f"x,a{place},2018,{place},1000" for place in range(2, 400)]
    for place in range(0, len(rows), 7):
        rows[place] += ",more"
    rows[390] = "x,bad,2018,word,1000"
    faults = refused(write(HEADER + "\n".join(rows) + "\n")).faults
    assert [fault.row for fault in faults if "cells" in fault.message] == [
        place + 2 for place in range(0, len(rows), 7)
    ]
    assert [fault.row for fault in faults if "number" in fault.message] == [392]


def test_a_table_too_large_for_memory_waits_on_disk(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_table, "PIECE_BYTES", 2000)
    monkeypatch.setattr(reading_module, "IN_MEMORY_ROWS", 100)
    rows = "".join(f"x,a{place},2018,{place},1000\n" for place in range(500))
    read_ = read(write(f"{HEADER}{rows}x,a7,2018,1,2\n"), accept_refusals=True)
    assert read_.table.num_rows == 500
    assert read_.table["count"].to_pylist() == [float(place) for place in range(500)]
    assert read_.faults[0].row == 502
    assert "row 9" in read_.faults[0].message


def test_duplicates_are_faults(write: Write) -> None:
    fault = refused(write(HEADER + "x,a,2018,1,2\nx,a,2018,1,2\n")).faults[0]
    assert (fault.row, fault.message) == (
        3,
        "the same figure as row 2, number for number",
    )


def test_a_duplicate_names_what_differs_in_the_users_words(write: Write) -> None:
    path = write(
        "indicator,area,period,babies who died,denominator\n"
        "x,a,2018,1,2\nx,b,2018,3,4\nx,a,2018,9,7\n"
    )
    with pytest.raises(InputError) as caught:
        read(path, count="babies who died")
    (fault,) = caught.value.faults
    assert (fault.row, fault.column) == (4, "babies who died")
    assert fault.message == (
        "the same figure as row 2, with another babies who died and denominator"
    )


def test_a_count_above_its_denominator_where_the_pack_says_bounded(
    write: Write,
) -> None:
    path = write(HEADER + "smoking-at-delivery,a,2018/19,11,10\n")
    assert "above its denominator" in refused(path).faults[0].message
    assert read(path, bounded=()).taken == 1


def test_an_areas_table_says_which_codes_there_are(write: Write) -> None:
    areas = write("area,parent\na,\nb,a\n", "areas.csv")
    figures = write(HEADER + "x,b,2018,1,2\nx,c,2018,1,2\n")
    fault = refused(figures, areas=areas).faults[0]
    assert (fault.value, fault.column) == ("c", "area")


def test_blank_rows_of_a_spreadsheet_are_not_rows(write: Write) -> None:
    read_ = read(write(HEADER + "x,a,2018,1,2\n,,,,\n\n,,,,\n"))
    assert (read_.taken, read_.refused) == (1, 0)


def test_a_byte_order_mark_is_not_part_of_a_name(write: Write) -> None:
    path = write("\ufeff" + HEADER + "x,a,2018,1,2\n")
    assert read(path).taken == 1


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-8", "utf-16"])
def test_text_of_any_common_encoding(write: Write, encoding: str) -> None:
    path = write(
        "area,name,period,count,denominator\na,Bro Morgannwg – é,2018,1,2\n",
        as_=encoding,
    )
    assert read(path).table["name"].to_pylist() == ["Bro Morgannwg – é"]


def test_a_late_byte_shows_the_encoding(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_table, "PIECE_BYTES", 100_000)
    plain = "".join(f"{place},n,2018,1,2\n" for place in range(40_000))
    text = f"area,name,period,count,denominator\n{plain}last,é,2018,1,2\n"
    table = read(write(text, as_="windows-1252")).table
    assert table["name"].to_pylist()[-1] == "é"
    assert table.num_rows == 40_001


@pytest.mark.parametrize(
    ("data", "message", "remedy"),
    [
        (b"", "empty", "download"),
        (b"  \n ", "empty", "download"),
        (b"a;b;c\n1;2;3\n", "semicolons", "commas"),
        (b"area\tperiod\tcount\n1\t2\t3\n", "tabs", "commas"),
        (b"area|period|count\n1|2|3\n", "vertical bars", "commas"),
        (b"<!DOCTYPE html><html></html>", "web page", "download"),
        (b"<html></html>", "web page", "download"),
        (b"\x1f\x8b\x08rest", "compressed", "unpack"),
        (b"%PDF-1.7", "PDF", "CSV"),
        (b"\x00\x01\x02\x03binary", "not text", "CSV"),
        (b"PK\x03\x04 not a workbook", "not a workbook", "save it again"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 short", "not a workbook", "save it"),
        (b"PAR1 cut short", "broken or cut short", "again"),
        (b"this,that\n1,2\n", "Cannot tell what", "columns found"),
        (b"area,area,period\n1,2,3\n", "same name", "rename"),
        (b'{"a": 1}', "JSON", ""),
    ],
)
def test_what_is_not_figures_is_one_clear_refusal(
    write: Write, data: bytes, message: str, remedy: str
) -> None:
    told = str(refused(write(data)))
    assert message in told
    assert remedy in told


def test_a_byte_that_no_common_encoding_has(write: Write) -> None:
    data = b"name,area,period,count,denominator\nx,a,2018,1,2\n" + b"\x81,"
    assert "neither UTF-8" in str(refused(write(data + b"b,2018,1,2\n")))


def test_an_unfinished_quotation_is_told(write: Write) -> None:
    problem = refused(write('area,period,count,denominator\n"a,2018,1,2\nb,2018,1,2\n'))
    assert "figures.csv" in str(problem)


def test_only_ragged_rows_are_all_told(write: Write) -> None:
    faults = refused(write(HEADER + "x,a\n")).faults
    assert [fault.row for fault in faults] == [2]


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert "no such file" in str(refused(tmp_path / "none.csv"))
    assert "folder" in str(refused(tmp_path))


def test_a_header_alone_has_no_rows(write: Write) -> None:
    assert read(write(HEADER)).taken == 0
    assert read(write(HEADER.strip())).taken == 0


def test_date_from_alone_is_refused(write: Write) -> None:
    problem = refused(write("area,date_from,count\na,2018-01-01,1\n"))
    assert "needs a column 'date_to'" in str(problem)


def test_bad_dates_are_faults(write: Write) -> None:
    path = write("area,date_from,date_to,count\na,2018-02-30,soon,1\n")
    faults = refused(path).faults
    assert {fault.column for fault in faults} == {"date_from", "date_to"}


def test_a_workbook_named_csv_is_read(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "figures.csv", [["a", "2018", 3, 100]])
    read_ = read(path)
    assert read_.recognised == "A tidy workbook file of figures"
    assert read_.table["count"].to_pylist() == [3.0]


def test_rows_above_the_header_count(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([])
    book.active.append(["area", "period", "count", "denominator"])
    book.active.append(["a", 2018, -3, 100])
    path = tmp_path / "figures.xlsx"
    book.save(path)
    assert refused(path).faults[0].row == 3


def test_a_formula_without_a_value_is_a_fault(tmp_path: Path) -> None:
    rows = [["a", "2018", "=1+2", 100], ["b", "2018", 3, 100]]
    path = _workbook(tmp_path / "figures.xlsx", rows)
    fault = refused(path).faults[0]
    assert (fault.row, fault.column) == (2, "count")
    assert fault.message == "a formula without a value"
    assert read(path, accept_refusals=True).table["area"].to_pylist() == ["b"]


def test_a_named_sheet(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "figures.xlsx", [["a", "2018", 3, 100]], "Data")
    assert read(path, sheet="Data").taken == 1
    assert "it has Data" in str(refused(path, sheet="Other"))
    empty = openpyxl.Workbook()
    empty.save(tmp_path / "empty.xlsx")
    assert "is empty" in str(refused(tmp_path / "empty.xlsx"))


def test_parquet_is_read_and_faults_have_rows(tmp_path: Path) -> None:
    path = tmp_path / "figures.parquet"
    table = pa.table(
        {
            "area": pa.array(["a", "b"]).dictionary_encode(),
            "period": pa.array(["2018", "2018"], pa.large_string()),
            "count": [3, -4],
            "denominator": [10.0, 10.0],
        }
    )
    pq.write_table(table, path)
    fault = refused(path).faults[0]
    assert (fault.row, fault.message) == (3, "negative")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "cut short" in str(refused(path))
    pq.write_table(pa.table({"x": [1]}), path)
    assert "Cannot tell" in str(refused(path))


def test_parquet_with_real_dates(tmp_path: Path) -> None:
    import datetime as dt

    path = tmp_path / "figures.parquet"
    pq.write_table(
        pa.table(
            {
                "area": ["a"],
                "date_from": [dt.date(2018, 1, 1)],
                "date_to": [dt.date(2018, 12, 31)],
                "count": [True],
                "denominator": [10],
            }
        ),
        path,
    )
    assert "not numbers" in refused(path).faults[0].message


def test_a_stream_is_read(write: Write) -> None:
    read_ = read(io.BytesIO((HEADER + "x,a,2018,1,2\n").encode()))
    assert read_.taken == 1


def test_several_files_are_read_beside_each_other(write: Write) -> None:
    first = write(HEADER + "x,a,2018,1,2\n", "one.csv")
    second = write(HEADER + "y,a,2018,1,2\n", "two.csv")
    assert [each.file for each in read_all([first, second])] == ["one.csv", "two.csv"]


def _workbook(path: Path, rows: list[list[object]], sheet: str = "Sheet") -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet
    book.active.append(["area", "period", "count", "denominator"])
    for row in rows:
        book.active.append(row)
    path.write_bytes(b"")
    with path.open("wb") as stream:
        book.save(stream)
    return path


def test_values_and_limits_may_lie_below_zero(write: Write) -> None:
    path = write("area,period,value,lower,upper\na,2018,-1,-9,3\n")
    row = read(path).table.to_pylist()[0]
    assert (row["value"], row["lower"]) == (-1.0, -9.0)
    sentinel = write("area,period,value\na,2018,-99\n", "sentinel.csv")
    assert "looks like a code" in refused(sentinel).faults[0].message


@pytest.mark.parametrize("cell", ["1_000", "١٢", "0x10"])
def test_digits_of_programs_and_other_scripts_are_not_numbers(
    write: Write, cell: str
) -> None:
    path = write(f"{HEADER}x,a,2018,{cell},100\n")
    assert refused(path).faults[0].message == "not a number"


def test_dates_in_a_workbook_are_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["area", "date_from", "date_to", "count", "note", ""])
    day = datetime.date(2018, 1, 1)
    last = datetime.datetime(2018, 12, 31)  # noqa: DTZ001 - as a workbook has it
    book.active.append(["a", day, last, 3, True])
    book.active.append([None, None, None, None, None])
    path = tmp_path / "figures.xlsx"
    book.save(path)
    row = read(path).table.to_pylist()[0]
    assert row["date_to"] == datetime.date(2018, 12, 31)
    assert (row["count"], row["note"]) == (3.0, "TRUE")


def test_a_file_nobody_may_read_is_told(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(HEADER)

    def locked(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", locked)
    assert "cannot be opened" in str(refused(path))


def test_decimal_and_text_columns_of_parquet(tmp_path: Path) -> None:
    path = tmp_path / "figures.parquet"
    table = pa.table(
        {
            "area": ["a", "b"],
            "period": ["2018", "2018"],
            "count": pa.array([1, 2], pa.int64()).cast(pa.decimal128(20, 1)),
            "denominator": ["100", "*"],
        }
    )
    pq.write_table(table, path)
    rows = read(path).table.to_pylist()
    assert [row["count"] for row in rows] == [1.0, 2.0]
    assert [row["status"] for row in rows] == ["value", "suppressed"]


def test_other_words_on_standard_error_are_passed_on(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = _workbook(tmp_path / "figures.xlsx", [["a", "2018", 3, 100]])
    real = workbook.calamine.CalamineWorkbook.from_path

    class Loud:
        @staticmethod
        def from_path(name: str) -> object:
            os.write(2, b"a warning\n")
            return real(name)

    monkeypatch.setattr(workbook.calamine, "CalamineWorkbook", Loud)
    assert read(path).taken == 1
    assert "a warning" in capfd.readouterr().err


def test_an_interruption_is_not_taken_for_a_broken_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _workbook(tmp_path / "figures.xlsx", [["a", "2018", 3, 100]])

    class Stopped:
        @staticmethod
        def from_path(_: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setattr(workbook.calamine, "CalamineWorkbook", Stopped)
    with pytest.raises(KeyboardInterrupt):
        read(path)
