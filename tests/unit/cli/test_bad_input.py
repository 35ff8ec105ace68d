"""Input that is not good: a row state, or a message that names row and column."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.unit.cli.rows import GOOD, HEADER

Write = Callable[..., Path]
START = "infant-mortality,A1,Ash,county-unitary,2018"


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        (f"{START},many,5000", "count", "not a number"),
        (f"{START},30,lots", "denominator", "not a number"),
        (f"{START},-3,5000", "count", "negative"),
        (f"{START},30,-5000", "denominator", "negative"),
        (f"{START},inf,5000", "count", ""),
        (f"{START},30,infinity", "denominator", ""),
        (f"{START},5001,5000", "count", "denominator"),
        ("infant-mortality,A1,Ash,county-unitary,2018-07,3,50", "period", "2018-Jul"),
        ("infant-mortality,A1,Ash,county-unitary,soon,3,5000", "period", ""),
        ("infant-mortality,,Ash,county-unitary,2018,3,5000", "area", ""),
        ("infant-mortality,A1,Ash,village,2018,3,5000", "level", ""),
        ("infant-mortality,A1,=1+1,county-unitary,2018,3,5000", "name", "formula"),
    ],
)
def test_a_faulty_row_is_named(
    run, write: Write, row: str, column: str, says: str
) -> None:
    ran = run("rates", write(f"{GOOD}{row}\n"))
    assert ran.code == 2
    assert not ran.out
    assert "given.csv, row 3" in ran.err
    assert f"column {column}" in ran.err
    assert says in ran.err


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (f"{START},,5000", "missing"),
        (f"{START},30,", "missing"),
        (f"{START},0,0", "not-applicable"),
        (f"{START},3,0", "not-applicable"),
    ],
)
def test_a_row_without_a_figure_is_kept_and_counted(
    run, write: Write, row: str, status: str
) -> None:
    ran = run("rates", write(f"{row}\n{GOOD}"))
    if row.endswith(",3,0"):  # more deaths than births is a fault before it is a state
        assert ran.code == 2
        return
    assert ran.code == 0, ran.err
    kept = {row["area"]: row for row in ran.rows}["A1"]
    assert (kept["status"], kept["value"]) == (status, "")
    assert kept["note"]
    assert f"1 row has no figure: {status}" in ran.err


def test_a_duplicate_names_both_rows(run, write: Write) -> None:
    ran = run("rates", write(f"{GOOD}{GOOD}"))
    assert ran.code == 2
    assert "row 3" in ran.err
    assert "row 2" in ran.err


def test_every_fault_is_told_the_first_twenty_in_full(run, write: Write) -> None:
    rows = "".join(
        f"infant-mortality,A{i},Ash,county-unitary,2018,oops,5000\n" for i in range(50)
    )
    ran = run("rates", write(rows))
    assert ran.code == 2
    assert ran.err.count("not a number") == 20
    assert "and 30 more" in ran.err


@pytest.mark.parametrize("column", ["basis", "place"])
def test_rows_of_another_basis_or_place_are_not_used_together(
    run, tmp_path: Path, column: str
) -> None:
    one, other = {
        "basis": ("birth-cohort", "registration"),
        "place": ("residence", "provider-of-birth"),
    }[column]
    path = tmp_path / "mixed.csv"
    path.write_text(
        f"area,level,period,count,denominator,{column}\n"
        f"A1,county-unitary,2018,30,5000,{one}\n"
        f"A1,county-unitary,2019,31,5000,{other}\n"
        f"A1,county-unitary,2020,32,5000,{one}\n"
        f"B,country,2018,300,50000,{other}\n",
        encoding="utf-8",
    )
    for verb in (("pool", path), ("compare", path, "--benchmark", "B")):
        ran = run(*verb)
        assert ran.code == 2, verb
        assert one in ran.err
        assert other in ran.err


def test_an_unknown_benchmark_and_an_unlisted_code(run, write: Write) -> None:
    path = write(GOOD)
    ran = run("compare", path, "--benchmark", "E92000001")
    assert ran.code == 2
    assert "E92000001" in ran.err
    listed = write(b"area,parent\nA9,\n", "areas.csv")
    ran = run("load", path, "--origin", "derived", "--areas", listed)
    assert ran.code == 2
    assert "A2" in ran.err


def test_a_file_that_is_not_there_and_a_folder(run, tmp_path: Path) -> None:
    ran = run("rates", "absent.csv")
    assert ran.code == 2
    assert "absent.csv" in ran.err
    assert run("rates", tmp_path).code == 2


@pytest.mark.parametrize("content", [b"", b"\n\n", b"   \n"])
def test_an_empty_file(run, write: Write, content: bytes) -> None:
    ran = run("rates", write(content))
    assert ran.code == 2
    assert "given.csv" in ran.err


def test_only_a_header(run, write: Write) -> None:
    ran = run("rates", write(HEADER.encode()))
    assert ran.code == 2
    assert ran.err


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_another_delimiter_is_read_or_named(run, write: Write, delimiter: str) -> None:
    ran = run("rates", write((HEADER + GOOD).replace(",", delimiter).encode()))
    if ran.code == 0:
        assert ran.rows[0]["area"] == "A2"
    else:
        assert ran.code == 2
        assert "comma" in ran.err or "column" in ran.err


def test_a_byte_order_mark_is_no_part_of_the_first_column(run, write: Write) -> None:
    ran = run("rates", write(b"\xef\xbb\xbf" + (HEADER + GOOD).encode()))
    assert ran.code == 0, ran.err
    assert ran.rows[0]["indicator"] == "infant-mortality"


def test_windows_letters_are_read(run, write: Write) -> None:
    row = "infant-mortality,A1,Ynys Môn,county-unitary,2018,30,5000\n"
    ran = run("rates", write((HEADER + row).encode("cp1252")))
    assert ran.code == 0, ran.err
    assert ran.rows[0]["name"] == "Ynys Môn"


def test_sixteen_bit_text_is_read_or_told(run, write: Write) -> None:
    ran = run("rates", write((HEADER + GOOD).encode("utf-16")))
    assert ran.code in (0, 2)
    assert ran.rows if ran.code == 0 else ran.err


def test_a_workbook_named_csv_is_read_as_what_it_is(run, write: Write) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for line in (HEADER + GOOD).splitlines():
        cells = line.split(",")
        sheet.append([*cells[:5], *map(float, cells[5:])] if "2018" in line else cells)
    content = io.BytesIO()
    book.save(content)
    ran = run("rates", write(content.getvalue()))
    assert ran.code == 0, ran.err
    assert ran.rows[0]["count"] == "30"


def test_an_archive_that_is_no_workbook(run, write: Write) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert run("rates", write(content.getvalue(), "x.xlsx")).code == 2


def test_a_truncated_parquet(run, small: Path) -> None:
    run("rates", small, "--out", "whole.parquet")
    content = Path("whole.parquet").read_bytes()
    Path("half.parquet").write_bytes(content[: len(content) // 2])
    ran = run("rates", "half.parquet")
    assert ran.code == 2
    assert "half.parquet" in ran.err


def test_bytes_that_are_no_text(run, write: Write) -> None:
    ran = run("rates", write(bytes(range(256)) * 40, "noise.csv"))
    assert ran.code == 2
    assert "noise.csv" in ran.err


def test_a_column_is_missing(run, write: Write) -> None:
    ran = run("rates", write(b"area,period,deaths\nA1,2018,3\n"))
    assert ran.code == 2
    assert "denominator" in ran.err


def test_a_row_with_too_many_cells(run, write: Write) -> None:
    ran = run("rates", write(f"{START},1,234,5000\n"))
    assert ran.code == 2
    assert "row 2" in ran.err
