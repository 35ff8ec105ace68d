"""Workbooks, new and old: sheets as rows of values, and formulas without a value."""

import datetime
import os
import re
import tempfile
import threading
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final
from xml.etree import ElementTree

import numpy as np
import pyarrow as pa
import python_calamine as calamine

from firstyear.errors import Fault, InputError
from firstyear.figures.arrow import array
from firstyear.figures.readers.look import Look
from firstyear.figures.readers.text_table import Piece
from firstyear.figures.readers.workbook_size import refuse_huge

Cell = object
_STANDARD_ERROR: Final = 2
_ONE_AT_A_TIME: Final = threading.Lock()
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_COLUMN: Final = re.compile(r"[A-Z]+")


class _Heard:
    """Whether what was heard is passed on."""

    def __init__(self) -> None:
        self.pass_on = True

    def clear(self) -> None:
        """It was the reader's own report of a panic: nobody needs it."""
        self.pass_on = False


def sheet_names(look: Look) -> list[str]:
    """Names of the sheets, in order."""
    refuse_huge(look)
    with _told_plainly(look):
        return list(calamine.CalamineWorkbook.from_path(str(look.path)).sheet_names)


def sheet_rows(look: Look, sheet: str) -> list[list[Cell]]:
    """All rows of a sheet, from its very first, with blank cells as blank text."""
    refuse_huge(look)
    with _told_plainly(look):
        book = calamine.CalamineWorkbook.from_path(str(look.path))
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        return [list(row) for row in rows]


def header_row(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The first row with anything in it: where a tidy sheet has its header."""
    for place, row in enumerate(rows):
        if any(cell not in {"", None} for cell in row):
            return place
    return None


def sheet_pieces(look: Look, sheet: str = "") -> list[Piece]:
    """A tidy sheet as one piece of text columns; dates become ISO dates."""
    names = sheet_names(look)
    if sheet and sheet not in names:
        raise InputError(
            f"{look.name} has no sheet {sheet!r}",
            [Fault("no such sheet", f"it has {', '.join(names)}", look.name)],
        )
    chosen = sheet or names[0]
    rows = sheet_rows(look, chosen)
    place = header_row(rows)
    if place is None:
        raise InputError(
            f"Cannot read {look.name}: sheet {chosen!r} is empty",
            [Fault("the sheet is empty", "name another sheet", look.name)],
        )
    header = [as_text(cell) for cell in rows[place]]
    while header and not header[-1]:
        header.pop()
    faults = _formula_faults(look, names.index(chosen), header)
    body = rows[place + 1 :]
    columns = {
        name or f"(column {at + 1})": array(
            [as_text(row[at]) if at < len(row) else "" for row in body], pa.string()
        )
        for at, name in enumerate(header)
    }
    numbers = np.arange(place + 2, place + 2 + len(body), dtype=np.int64)
    return [Piece(pa.table(columns), numbers, faults)]


def as_text(cell: Cell) -> str:
    """A cell as it would stand in a CSV file."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else str(cell)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return str(cell).strip()


def _formula_faults(look: Look, sheet: int, header: Sequence[str]) -> list[Fault]:
    """Formulas whose value the workbook does not hold: made by a program that never
    worked them out. Old workbooks always hold the value."""
    if not zipfile.is_zipfile(look.path):
        return []
    faults = []
    try:
        with zipfile.ZipFile(look.path) as archive:
            parts = sorted(
                (
                    name
                    for name in archive.namelist()
                    if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)
                ),
                key=lambda name: int("".join(filter(str.isdigit, name))),
            )
            if sheet >= len(parts):
                return []
            with archive.open(parts[sheet]) as part:
                for _, cell in ElementTree.iterparse(part):  # noqa: S314 - no entities: expat limits them
                    if cell.tag != f"{_MAIN}c":
                        continue
                    formula = cell.find(f"{_MAIN}f")
                    value = cell.find(f"{_MAIN}v")
                    if formula is not None and (value is None or not value.text):
                        faults.append(_formula_fault(look, cell.get("r", ""), header))
                    cell.clear()
    except (zipfile.BadZipFile, ElementTree.ParseError, OSError):
        return []
    return faults


def _formula_fault(look: Look, place: str, header: Sequence[str]) -> Fault:
    letters = _COLUMN.match(place)
    at = 0
    for letter in letters.group() if letters else "":
        at = at * 26 + ord(letter) - ord("A") + 1
    digits = place[len(letters.group()) :] if letters else ""
    return Fault(
        "a formula without a value",
        "open the workbook in a spreadsheet program, save it, and try again",
        look.name,
        int(digits) if digits else None,
        header[at - 1] if 0 < at <= len(header) else place,
    )


@contextmanager
def _told_plainly(look: Look) -> Iterator[None]:
    """Whatever a broken workbook does to its reader, one clear refusal.

    The reader is written in Rust. On some broken old workbooks it panics: that comes
    as an exception outside `Exception`, and a report on standard error.
    """
    with _captured_standard_error() as heard:
        try:
            yield
        except (calamine.CalamineError, OSError, ValueError) as problem:
            raise _broken(look) from problem
        except BaseException as problem:
            if type(problem).__name__ != "PanicException":
                raise
            heard.clear()
            raise _broken(look) from problem


@contextmanager
def _captured_standard_error() -> Iterator[_Heard]:
    """What is written to standard error meanwhile; passed on unless cleared."""
    heard = _Heard()
    with _ONE_AT_A_TIME, tempfile.TemporaryFile() as meanwhile:
        try:
            kept = os.dup(_STANDARD_ERROR)
        except OSError:
            # A program without a standard error has nothing to keep clean.
            yield heard
            return
        try:
            os.dup2(meanwhile.fileno(), _STANDARD_ERROR)
            yield heard
        finally:
            os.dup2(kept, _STANDARD_ERROR)
            os.close(kept)
            meanwhile.seek(0)
            if heard.pass_on and (words := meanwhile.read()):
                os.write(_STANDARD_ERROR, words)


def _broken(look: Look) -> InputError:
    return InputError(
        f"Cannot read {look.name}: not a workbook that opens",
        [
            Fault(
                "the workbook is broken, cut short or locked with a password",
                "open it in a spreadsheet program and save it again",
                look.name,
            )
        ],
    )
