"""Workbooks of a few kilobytes that would take all memory are refused before that."""

import shutil
import zipfile
from pathlib import Path

import pytest

import firstyear as fy
from firstyear.errors import InputError
from firstyear.figures.readers import parquet_file, workbook_size
from tests.unit.figures.local import row, table

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "figures.xlsx"
    fy.figures.write(table(row("A", 9), row("B", 12)), path)
    return path


def changed(book: Path, old: bytes, new: bytes) -> Path:
    """The workbook with something in its sheet put otherwise."""
    made = book.with_name("changed.xlsx")
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(made, "w", 8) as out:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == SHEET:
                assert old in content
                content = content.replace(old, new, 1)
            out.writestr(part.filename, content)
    return made


@pytest.mark.parametrize(
    "cell",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b"<row r='1048576'><c r = 'XFD1048576'><v>1</v></c></row>",
        b'<row r="4294967295"><c><v>1</v></c></row>',
    ],
)
def test_a_cell_in_the_far_corner_is_not_opened(book: Path, cell: bytes) -> None:
    far = changed(book, b"</sheetData>", cell + b"</sheetData>")
    assert far.stat().st_size < 20_000
    with pytest.raises(InputError, match="too large to open"):
        fy.figures.read(far)


def test_what_unpacks_to_too_much_is_not_opened(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = b" " * (2 * workbook_size.MEGABYTE)
    bomb = changed(book, b"</sheetData>", blank + b"</sheetData>")
    assert fy.figures.read(bomb).taken == 2
    monkeypatch.setattr(workbook_size, "MOST_MEGABYTES", 1)
    workbook_size._fault.cache_clear()
    with pytest.raises(InputError, match="too large to open"):
        fy.figures.read(bomb)


def test_a_part_that_is_longer_than_it_says_is_no_workbook(book: Path) -> None:
    lying = book.with_name("lying.xlsx")
    shutil.copy(book, lying)
    with zipfile.ZipFile(book) as source:
        size = source.getinfo(SHEET).file_size
    content = lying.read_bytes()
    told = size.to_bytes(4, "little")
    assert told in content
    lying.write_bytes(content.replace(told, (size // 2).to_bytes(4, "little")))
    with pytest.raises(InputError, match="broken"):
        fy.figures.read(lying)


def test_one_value_for_endless_rows_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "long.parquet"
    fy.figures.write(table(row("A", 9), row("B", 12)), path)
    assert fy.figures.read(path).taken == 2
    monkeypatch.setattr(parquet_file, "MOST_ROWS", 1)
    with pytest.raises(InputError, match="more than 1 rows"):
        fy.figures.read(path)
