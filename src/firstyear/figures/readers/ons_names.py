"""Codes for areas that a workbook only names: the right one for the kind and the year.

`Dorset` is a county until 2019 and a unitary authority after; `Bedford` is a unitary
authority and, in the same workbook, the former district of the same name; the City of
London is often counted with Hackney, the Isles of Scilly always with Cornwall.
"""

import datetime
import re
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pyarrow as pa

from firstyear.figures.area_codes import KNOWN_NAMES, LONGEST_CODE, level_of
from firstyear.figures.readers.ons_sheet import Row, Sheet

HACKNEY: Final = "E09000012"
CITY_OF_LONDON: Final = "E09000001"
_CORNWALL: Final = "E06000052"
_HACKNEY_AND_CITY: Final = "hackney and city of london"
_CORNWALL_AND_SCILLY: Final = "cornwall and isles of scilly"
# Which kinds of code a row may have, by how it stands in the sheet.
_PREFIXES: Final = {
    "county": ("E10",),
    "district": ("E07",),
    "single": ("E06", "E08", "E09", "W06", "S12", "N09", "N08"),
}
_METROPOLITAN: Final = ("E08",)


class Codes:
    """Finds the code and level of a row, from areas given and sheets with codes."""

    def __init__(
        self, areas: pa.Table | None, sheets: Sequence[Sheet], year: int
    ) -> None:
        self._by_name: dict[str, list[str]] = {}
        for code, name in [*_of_sheets(sheets), *_of_areas(areas, year)]:
            known = self._by_name.setdefault(plain(name), [])
            if code not in known:
                known.append(code)
        for name, code in (
            (_HACKNEY_AND_CITY, HACKNEY),
            (_CORNWALL_AND_SCILLY, _CORNWALL),
        ):
            if any(code in codes for codes in self._by_name.values()):
                self._by_name.setdefault(name, []).append(code)

    def find(self, row: Row) -> tuple[str, str]:
        """Code and level; a code made of the name where none is known."""
        if row.code:
            code = _first_code(row.code)
            return code, level_of(code)
        if row.kind == "wide":
            code = KNOWN_NAMES[row.name.upper()]
            return code, level_of(code)
        if row.kind == "former":
            # Its numbers are part of the authority's above it: never the same code.
            return _by_name(row.name, "former"), "district"
        prefixes = _METROPOLITAN if row.metropolitan else _PREFIXES[row.kind]
        for code in self._by_name.get(plain(row.name), ()):
            if code.startswith(prefixes):
                return code, level_of(code)
        if re.search("outside|elsewhere", row.name, re.IGNORECASE):
            return _by_name(row.name), ""
        kind = "" if row.kind == "single" or row.metropolitan else row.kind
        district = row.kind == "district" and not row.metropolitan
        return _by_name(row.name, kind), "district" if district else "county-unitary"


def plain(name: str) -> str:
    """A name as it compares: spellings of the same area become one.

    Examples
    --------
    >>> from firstyear.figures.readers.ons_names import plain
    >>> plain("Hackney plus City of London") == plain("Hackney & City of London UA")
    True
    """
    text = name.lower().replace("&", " and ").replace(".", "").replace("'", "")
    text = " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())
    if "hackney" in text and "london" in text:
        return _HACKNEY_AND_CITY
    if text.startswith("cornwall") and "scilly" in text:
        return _CORNWALL_AND_SCILLY
    text = text.removeprefix("the ").replace("cynon taff", "cynon taf")
    return re.sub(r" (county of|city of|county|ua)$", "", text)


def _by_name(name: str, kind: str = "") -> str:
    """What stands for an area that a sheet only names; two names never share one."""
    ending = f":{kind}" if kind else ""
    whole = plain(name)
    made = f"name:{whole}{ending}"
    if len(made) <= LONGEST_CODE:
        return made
    mark = f"-{zlib.crc32(whole.encode()):08x}"
    room = LONGEST_CODE - len(f"name:{mark}{ending}")
    return f"name:{whole[:room].strip()}{mark}{ending}"


def code_rows(coded: Iterable[tuple[Row, str, str]]) -> list[dict[str, Any]]:
    """Rows of an areas table: each area of a sheet once."""
    seen: dict[str, dict[str, Any]] = {}
    for row, code, level in coded:
        seen.setdefault(code, {"area": code, "name": shown(row.name), "level": level})
    return list(seen.values())


def shown(name: str) -> str:
    """A name in capitals as people write it."""
    if name.upper() != name:
        return name
    words = name.title().replace(" And ", " and ")
    return words.replace(" The ", " the ").replace("Elsewhere", "elsewhere")


def _first_code(code: str) -> str:
    """`E06000052, E06000053` goes by the first: the authority that has the name."""
    return code.split(",", maxsplit=1)[0].strip()


def _of_sheets(sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    return [
        (_first_code(row.code), row.name)
        for sheet in sheets
        for row in sheet.rows
        if row.code
    ]


def _of_areas(areas: pa.Table | None, year: int) -> list[tuple[str, str]]:
    """Areas given, those whose code was in use in the year first."""
    if areas is None:
        return []
    end = datetime.date(year, 12, 31)
    rows = [row for row in areas.to_pylist() if row["name"]]
    return [
        (row["area"], row["name"])
        for row in sorted(rows, key=lambda row: not _in_use(row, end))
    ]


def _in_use(row: dict[str, Any], day: datetime.date) -> bool:
    starts, ends = row["valid_from"], row["valid_to"]
    return (starts is None or starts <= day) and (ends is None or ends >= day)
