"""One sheet of an ONS workbook: from cells laid out for the eye to rows with names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from firstyear.errors import Fault, InputError
from firstyear.figures.area_codes import KNOWN_NAMES
from firstyear.figures.readers.look import Look
from firstyear.figures.readers.workbook import Cell, as_text, sheet_names, sheet_rows

Kind = Literal["births", "deaths"]
Standing = Literal["wide", "county", "district", "former", "single"]

_SHEETS: Final = ("Table 1a", "Table 1")
_TITLE_ROWS: Final = 8
_HEADER_ROWS: Final = 14
_YEAR: Final = re.compile(r"\b(20\d{2})\b")
_CODE: Final = re.compile(r"[EWSNKJ]\d{8}(\s*,\s*[EWSNKJ]\d{8})*")
# Footnote numbers stuck to a name, after its last letter or bracket.
_FOOTNOTE: Final = re.compile(r"(?<=[A-Za-z).])\s*\d{1,2}(\s*,\s*\d{1,2})*$")
_UNITARY: Final = re.compile(r"\s+UA\b(\s*\d+)?")
_MET_COUNTY: Final = "(MET COUNTY)"
_NOTES: Final = re.compile(
    r"(notes?:|source:|\d+ {1,}[A-Z]|[-:*] {1,}denotes|\.\. |p {2,}|u {1,})",
    re.IGNORECASE,
)
_LABELS: Final = frozenset(
    {
        "council areas",
        "local government district",
        "local government districts",
        "administrative areas",
    }
)
_FORMER: Final = re.compile(r"former districts? of", re.IGNORECASE)
_SUPPRESSED: Final = "*"
_ABSENT: Final = frozenset({"", ":", "..", "z", "[z]", "[x]"})
_NIL: Final = "-"


@dataclass(frozen=True)
class Row:
    """One area of a sheet.

    `name` is clean. `kind` is how the row stands in the sheet: `wide` (countries,
    regions, metropolitan counties), `county` (the sum of the districts below it),
    `district`, `former` (a district abolished before), or `single`.
    """

    number: int
    name: str
    code: str
    kind: Standing
    provisional: bool
    numbers: Mapping[str, float]
    marks: Mapping[str, str]
    metropolitan: bool = False


@dataclass(frozen=True)
class Sheet:
    """The areas of a sheet, what it counts, and of which year."""

    kind: Kind
    year: int
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...] = ()


@dataclass
class _Found:
    """Where the columns are."""

    name: int
    code: int | None
    columns: dict[str, int] = field(default_factory=dict)
    first: int = 0


def find_sheet(seen: Look) -> tuple[str, Kind] | None:
    """The sheet of the summary by area, and whether it counts births or deaths."""
    try:
        names = {name.strip(): name for name in sheet_names(seen)}
    except InputError:
        # What is wrong with the workbook is told by the reader that tries it next.
        return None
    for wanted in _SHEETS:
        if wanted not in names:
            continue
        words = " ".join(
            as_text(cell)
            for row in sheet_rows(seen, names[wanted])[: _TITLE_ROWS + 4]
            for cell in row
        ).lower()
        if "usual residence" not in words:
            continue
        if "live births" in words and "maternit" in words:
            return names[wanted], "births"
        if "deaths" in words and "infant" in words:
            return names[wanted], "deaths"
    return None


def read_sheet(seen: Look) -> Sheet:
    """The areas of the summary sheet, top to bottom.

    Raises
    ------
    InputError
        if the sheet does not say its year, or its columns are not found.
    """
    found = find_sheet(seen)
    assert found is not None, "only sheets that were recognised are read"
    name, kind = found
    cells = sheet_rows(seen, name)
    where = _columns(cells, kind, seen)
    reader = _Rows(where, seen)
    for number, row in enumerate(cells[where.first :], start=where.first + 1):
        if reader.take(row, number):
            break
    return Sheet(kind, _year(cells, seen), reader.done(), tuple(reader.faults))


def clean_name(text: str) -> tuple[str, bool]:
    """A name without marks, and whether one of them said provisional.

    Examples
    --------
    >>> from firstyear.figures.readers.ons_sheet import clean_name
    >>> clean_name("Cornwall UA and Isles of Scilly UA 12")
    ('Cornwall and Isles of Scilly', False)
    >>> clean_name("UNITED KINGDOMP")
    ('UNITED KINGDOM', True)
    """
    plain = text.replace("\u201a", ",").replace("\u00ad", "").replace("\u2019", "'")
    plain = " ".join(plain.split())
    plain = _FOOTNOTE.sub("", plain).strip()
    provisional = bool(re.search(r"(?<=[a-zM])P$|(?<=LAND)P$", plain))
    if provisional:
        plain = plain[:-1].strip()
    return _UNITARY.sub("", plain).strip(), provisional


class _Rows:
    """Takes rows one after the other, in blocks with blank rows between them."""

    def __init__(self, where: _Found, seen: Look) -> None:
        self._where = where
        self._file = seen.name
        self._blocks: list[list[Row]] = [[]]
        self._former = False
        self.faults: list[Fault] = []

    def take(self, cells: Sequence[Cell], number: int) -> bool:
        """Whether the table has ended."""
        where = self._where
        written = as_text(cells[where.name])
        code = as_text(cells[where.code]) if where.code is not None else ""
        if not written:
            self._blocks.append([])
            self._former = False
            return False
        if _NOTES.match(written):
            return True
        if _FORMER.match(written):
            self._former = True
            return False
        if written.lower() in _LABELS:
            return False
        numbers, marks = self._numbers(cells, number)
        if not numbers and not marks:
            return False
        name, provisional = clean_name(written)
        wide = name.upper() in KNOWN_NAMES
        self._blocks[-1].append(
            Row(
                number=number,
                name=name,
                code=code if _CODE.fullmatch(code) else "",
                kind="wide" if wide else "former" if self._former else "single",
                provisional=provisional,
                numbers=numbers,
                marks=marks,
            )
        )
        return False

    def done(self) -> tuple[Row, ...]:
        """The rows, each with how it stands in its block."""
        return tuple(row for block in self._blocks for row in _stood(block))

    def _numbers(
        self, cells: Sequence[Cell], number: int
    ) -> tuple[dict[str, float], dict[str, str]]:
        numbers: dict[str, float] = {}
        marks: dict[str, str] = {}
        for column, at in self._where.columns.items():
            cell = cells[at] if at < len(cells) else ""
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                numbers[column] = float(cell)
                continue
            text = as_text(cell)
            if text == _NIL:
                numbers[column] = 0.0
            elif text == _SUPPRESSED:
                marks[column] = "suppressed"
            elif text in _ABSENT or column.endswith("rate"):
                continue
            else:
                self.faults.append(
                    Fault("not a number", "", self._file, number, column, text)
                )
        return numbers, marks


def _stood(block: list[Row]) -> list[Row]:
    """A block headed by the sum of its other rows is a county and its districts."""
    if len(block) < 2:
        return block
    head, rest = block[0], [row for row in block[1:] if row.kind != "former"]
    metropolitan = head.name.upper().endswith(_MET_COUNTY)
    counts = [name for name in head.numbers if not name.endswith("rate")]
    adds_up = len(rest) > 1 and all(
        head.numbers[name] == sum(row.numbers.get(name, 0.0) for row in rest)
        for name in counts
    )
    if not (metropolitan or (adds_up and head.kind == "single")):
        return block
    heading = head if metropolitan else replace(head, kind="county")
    return [
        heading,
        *(
            row
            if row.kind == "former"
            else replace(row, kind="district", metropolitan=metropolitan)
            for row in block[1:]
        ),
    ]


def _year(cells: Sequence[Sequence[Cell]], seen: Look) -> int:
    for row in cells[:_TITLE_ROWS]:
        for cell in row:
            text = as_text(cell)
            years = _YEAR.findall(text)
            if years and "usual residence" in text.lower():
                return int(years[-1])
    return _year_elsewhere(seen)


def _year_elsewhere(seen: Look) -> int:
    """Newer sheets have their title in a picture: the contents page says the year."""
    for name in sheet_names(seen):
        if name.strip().lower() not in {"contents", "information"}:
            continue
        for row in sheet_rows(seen, name):
            for cell in row:
                found = re.search(r"(20\d{2}) registrations", as_text(cell).lower())
                if found:
                    return int(found.group(1))
    raise InputError(
        f"Cannot read {seen.name}: it does not say its year",
        [Fault("no year", "keep the workbook as ONS published it", seen.name)],
    )


def _columns(cells: Sequence[Sequence[Cell]], kind: Kind, seen: Look) -> _Found:
    """Find columns by the words above them, over the several rows of the header."""
    top = next((at for at, row in enumerate(cells) if _row_name(row)), None)
    if top is None:
        raise _misplaced(seen, "no row of the United Kingdom")
    words = [
        " ".join(
            as_text(row[at])
            for row in cells[max(0, top - _HEADER_ROWS) : top]
            if at < len(row)
        )
        .replace("\n", " ")
        .lower()
        for at in range(len(cells[top]))
    ]
    first = cells[top]
    code = 0 if _CODE.fullmatch(as_text(first[0])) else None
    name = next(
        at for at, cell in enumerate(first) if as_text(cell).startswith("UNITED")
    )
    found = _Found(name, code, first=top)
    wanted = (
        {"births": ("live births", "all", "total")}
        if kind == "births"
        else {
            "infant": ("infant", "(under 1 year)"),
            "neonatal": ("neonatal", "(under 4 weeks)"),
            "infant_rate": ("infant mortality", "per 1"),
            "neonatal_rate": ("neonatal mortality", "per 1"),
        }
    )
    for column, parts in wanted.items():
        places = [
            at
            for at in range(name + 1, len(words))
            if all(part in words[at] for part in parts)
        ]
        if not places:
            raise _misplaced(seen, f"no column of {column.replace('_', ' ')}")
        found.columns[column] = places[0]
    return found


def _misplaced(seen: Look, what: str) -> InputError:
    return InputError(
        f"Cannot read {seen.name}: its columns are not where they should be",
        [Fault(what, "keep the sheet as ONS published it", seen.name)],
    )


def _row_name(row: Sequence[Cell]) -> str:
    """The first area of every sheet, blank in a row that is not its."""
    texts = [as_text(cell) for cell in row[:3]]
    return next((text for text in texts if text.startswith("UNITED KINGDOM")), "")
