"""Lists of areas: the project's own areas file, and the one of FingertipsNext."""

from collections.abc import Collection, Sequence
from typing import Any, Final

import pyarrow as pa

from firstyear.errors import Fault, InputError
from firstyear.figures.area_codes import CODE_PROBLEM, CODE_REMEDY, is_code, level_of
from firstyear.figures.areas import area_table, check
from firstyear.figures.readers.columns import day_of, trimmed
from firstyear.figures.readers.look import Look
from firstyear.figures.readers.reading import Reading
from firstyear.figures.readers.text_table import Piece, read_whole
from firstyear.figures.schema import FIGURES, LAYOUT, empty

_OURS: Final = (
    "area",
    "name",
    "level",
    "parent",
    "complete",
    "valid_from",
    "valid_to",
    "successor",
    "share",
)
_NEXT: Final = frozenset({"Children", "AreaCode", "AreaName", "HierarchyType"})
_NEXT_LEVELS: Final = {
    "england": "country",
    "regions": "region",
    "nhs-regions": "region",
    "counties-and-unitary-authorities": "county-unitary",
    "districts-and-unitary-authorities": "district",
    "nhs-integrated-care-boards": "board",
    "nhs-sub-integrated-care-boards": "small-area",
    "nhs-primary-care-networks": "small-area",
    "gps": "provider",
}


def recognises_areas(header: Sequence[str]) -> bool:
    """Whether a header is that of an areas file: `area,parent` and no numbers."""
    names = {name.strip().lower() for name in header}
    return {"area", "parent"} <= names and not names & {"count", "value", "period"}


def recognises_next(header: Sequence[str]) -> bool:
    """Whether a header is that of the areas of FingertipsNext."""
    return {name.strip() for name in header} >= _NEXT


def read_areas(look: Look) -> Reading:
    """An areas file, checked: unknown parents, circles, shares and all."""
    piece = read_whole(look)
    lower = [name.strip().lower() for name in piece.table.column_names]
    table = piece.table.rename_columns(lower)
    rows: list[dict[str, Any]] = []
    faults = list(piece.faults)
    for number, given in zip(piece.rows, _text_rows(table), strict=True):
        row: dict[str, Any] = {name: given.get(name, "") for name in _OURS}
        for column in ("valid_from", "valid_to"):
            row[column], fault = _date(row[column], column, look.name, int(number))
            faults += fault
        row["share"], fault = _share(row["share"], look.name, int(number))
        faults += fault
        row["level"] = row["level"] or level_of(row["area"])
        row["complete"] = (row["complete"] or ("yes" if row["parent"] else "")).lower()
        rows.append(row)
    unused = [name for name in table.column_names if name not in _OURS]
    notes = [f"Columns not used: {', '.join(unused)}."] if unused else []
    listed = {row["area"] for row in rows}
    named = sorted({row["parent"] for row in rows} - listed - {""})
    if named:
        # A file may name a parent and say nothing more of it.
        rows += [{"area": code, "level": level_of(code)} for code in named]
        notes.append(f"Taken as areas, by their children alone: {', '.join(named)}.")
    areas = area_table(rows)
    faults += check(areas, file=look.name)
    return areas_reading(
        areas, "areas", "An areas file", look, faults=faults, notes=notes
    )


def read_next(look: Look) -> Reading:
    """The areas of FingertipsNext as a reading."""
    return areas_reading(
        read_fingertips_next_areas(look), "areas", "Areas of FingertipsNext", look
    )


def read_fingertips_next_areas(look: Look) -> pa.Table:
    """The areas of FingertipsNext: each lists its children; one row a parent here."""
    piece = read_whole(look)
    refuse_odd_codes(look, piece, ["AreaCode"])
    listed = _text_rows(piece.table)
    parents: dict[str, list[str]] = {}
    for row in listed:
        for child in filter(None, row["Children"].split("|")):
            parents.setdefault(child.strip(), []).append(row["AreaCode"])
    kinds = {row["AreaCode"]: row.get("AreaTypeCode", "") for row in listed}
    rows = []
    for row in listed:
        code = row["AreaCode"]
        level = _NEXT_LEVELS.get(kinds[code], level_of(code))
        for parent in parents.get(code, [""]):
            rows.append(
                {
                    "area": code,
                    "name": row["AreaName"],
                    "level": level,
                    "parent": parent,
                    # The list holds the whole administrative tree; practices close
                    # and networks change between its versions.
                    "complete": _complete(row["HierarchyType"], parent),
                }
            )
    return area_table(rows)


def areas_reading(
    areas: pa.Table,
    kind: str,
    sentence: str,
    look: Look,
    *,
    layout: pa.Table | None = None,
    faults: Sequence[Fault] = (),
    notes: Sequence[str] = (),
) -> Reading:
    """A reading with areas and no figures."""
    bad = len({fault.row for fault in faults})
    placed = layout if layout is not None else empty(LAYOUT)
    rows = areas.num_rows or placed.num_rows
    return Reading(
        table=empty(FIGURES),
        areas=areas,
        layout=placed,
        format=kind,
        recognised=sentence,
        taken=max(rows - bad, 0),
        refused=bad,
        faults=tuple(faults),
        notes=tuple(notes),
        file=look.name,
    )


def refuse_odd_codes(look: Look, piece: Piece, columns: Collection[str]) -> None:
    """Raises InputError for the codes in these columns that cannot stand for areas."""
    faults = [
        Fault(CODE_PROBLEM, CODE_REMEDY, look.name, int(number), column, row[column])
        for number, row in zip(piece.rows, text_rows(piece), strict=True)
        for column in columns
        if row[column] and not is_code(row[column])
    ]
    if faults:
        raise InputError(
            f"Cannot read {look.name}: some codes cannot stand for an area", faults
        )


def text_rows(piece: Piece) -> list[dict[str, str]]:
    """Rows of trimmed text by column name."""
    return _text_rows(piece.table)


def _text_rows(table: pa.Table) -> list[dict[str, str]]:
    plain = {name: trimmed(table[name]) for name in table.column_names}
    return pa.table(plain).to_pylist()


def _complete(hierarchy: str, parent: str) -> str:
    if not parent:
        return ""
    return "yes" if hierarchy in {"Administrative", "Both"} else "no"


def _date(text: str, column: str, file: str, row: int) -> tuple[Any, list[Fault]]:
    if not text:
        return None, []
    day = day_of(text)
    if day is None:
        fault = Fault("not a date", "write it as 2018-04-01", file, row, column, text)
        return None, [fault]
    return day, []


def _share(text: str, file: str, row: int) -> tuple[float | None, list[Fault]]:
    if not text:
        return None, []
    try:
        return float(text), []
    except ValueError:
        fault = Fault("not a number", "write a part of 1", file, row, "share", text)
        return None, [fault]
