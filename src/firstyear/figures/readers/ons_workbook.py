"""Workbooks of births and deaths by area of usual residence (ONS, 2010 on).

Deaths come as numbers of infant and neonatal deaths registered in a year, births as
live births; together they make figures. Sheets are laid out for the eye: headers over
several rows, footnote numbers stuck to names, marks for provisional, no codes in the
older ones. The row of a unitary authority says `UA` there, a county's does not, and
its districts follow it, which is how a county is told from a later authority of the
same name.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa

from firstyear.errors import InputError
from firstyear.figures.areas import area_table
from firstyear.figures.periods import years
from firstyear.figures.readers.look import Look, look
from firstyear.figures.readers.ons_names import Codes, code_rows, plain, shown
from firstyear.figures.readers.ons_sheet import Row, Sheet, find_sheet, read_sheet
from firstyear.figures.readers.options import Options
from firstyear.figures.readers.reading import Draft, Reading, Recognised, finish
from firstyear.figures.schema import FIGURES

SOURCE: Final = "ONS"
# ONS does not calculate a rate of fewer deaths than this, and calls one of fewer
# than LOW_RELIABILITY unreliable.
FEWEST_FOR_A_RATE: Final = 3
LOW_RELIABILITY: Final = 20
_INDICATORS: Final = (
    ("infant-mortality", "infant", "infant_rate"),
    ("neonatal-mortality", "neonatal", "neonatal_rate"),
)


def recognises(seen: Look) -> bool:
    """Whether a workbook has a sheet of births or deaths by area."""
    return find_sheet(seen) is not None


def read(seen: Look, options: Options) -> Reading:
    """Infant and neonatal deaths, over births where the births workbook is beside;
    or live births alone."""
    sheet = read_sheet(seen)
    births = _births_beside(sheet, options) if sheet.kind == "deaths" else None
    sheets = [sheet] if births is None else [sheet, births]
    codes = Codes(options.areas, sheets, sheet.year)
    notes: list[str] = []
    if births is not None:
        sheet = _hackney_with_city(sheet, births, notes)
    coded = [(row, *codes.find(row)) for row in sheet.rows]
    if not any(row.code for row in sheet.rows) and options.areas is None:
        notes.append(
            "The workbook has no area codes: areas other than countries and regions "
            "are known by name. Give an areas file, or a later births workbook."
        )
    if sheet.kind == "deaths":
        rows = _deaths(sheet, coded, births, codes, options)
        if births is None:
            notes.append("No births workbook of the year beside it: no denominators.")
    else:
        rows = _births(sheet, coded, options)
    table = pa.Table.from_pylist([row for row, _ in rows], schema=FIGURES)
    numbers = np.array([number for _, number in rows], dtype=np.int64)
    joined = f", over births of {births.year}" if births is not None else ""
    known = Recognised(
        f"ons-{sheet.kind}",
        f"An ONS workbook of {sheet.kind} by area, {sheet.year}{joined}",
        seen.name,
        notes=tuple(notes),
    )
    draft = Draft(table, numbers)
    draft.faults += sheet.faults
    reading = finish([draft], known, areas=area_table(code_rows(coded)))
    return dataclasses.replace(reading, refused=len(sheet.faults) + reading.refused)


@dataclass(frozen=True)
class _Common:
    """What every row of a sheet shares."""

    year: int
    source: str
    origin: str

    def start(self, row: Row, code: str, level: str) -> dict[str, Any]:
        period = years(self.year, self.year)
        return {
            **{field.name: "" for field in FIGURES if field.type == pa.string()},
            "area": code,
            "name": shown(row.name),
            "level": level,
            "date_from": period.date_from,
            "date_to": period.date_to,
            "status": "value",
            "flags": "provisional" if row.provisional else "",
            "place": "residence",
            "source": self.source,
            "origin": self.origin,
        }


def _common(sheet: Sheet, options: Options) -> _Common:
    return _Common(sheet.year, options.source or SOURCE, options.origin or "local")


def _births(
    sheet: Sheet, coded: Sequence[tuple[Row, str, str]], options: Options
) -> list[tuple[dict[str, Any], int]]:
    common = _common(sheet, options)
    made = []
    for row, code, level in coded:
        count = row.numbers.get("births")
        made.append(
            (
                {
                    **common.start(row, code, level),
                    "indicator": "live-births",
                    "count": count,
                    # A count alone: there is nothing to divide it by.
                    "value": count,
                    "per": 1.0,
                    "status": "value" if count is not None else "missing",
                    "basis": "occurrence",
                },
                row.number,
            )
        )
    return made


def _deaths(
    sheet: Sheet,
    coded: Sequence[tuple[Row, str, str]],
    births: Sheet | None,
    codes: Codes,
    options: Options,
) -> list[tuple[dict[str, Any], int]]:
    common = _common(sheet, options)
    born: dict[tuple[str, str], float | None] = {}
    if births is not None:
        born = {codes.find(row): row.numbers.get("births") for row in births.rows}
    made = []
    for indicator, deaths, rate in _INDICATORS:
        for row, code, level in coded:
            count = row.numbers.get(deaths)
            denominator = born.get((code, level))
            start = common.start(row, code, level)
            made.append(
                (
                    {
                        **start,
                        "indicator": indicator,
                        "count": count,
                        "denominator": denominator,
                        "value": row.numbers.get(rate),
                        "per": 1000.0,
                        "basis": "registration",
                        **_standing(row, deaths, rate, start["flags"]),
                    },
                    row.number,
                )
            )
    return made


def _standing(row: Row, deaths: str, rate: str, flags: str) -> dict[str, str]:
    """Status and flags: hidden, not known, not calculated, or of few deaths."""
    count = row.numbers.get(deaths)
    if row.marks.get(deaths) == "suppressed":
        return {"status": "suppressed", "withheld_by": SOURCE}
    if count is None:
        return {"status": "missing"}
    if count < FEWEST_FOR_A_RATE and row.numbers.get(rate) is None:
        note = f"ONS calculates no rate of fewer than {FEWEST_FOR_A_RATE} deaths"
        return {"status": "not-calculated", "note": note}
    if count < LOW_RELIABILITY:
        return {"flags": ";".join(sorted(filter(None, ["low-reliability", flags])))}
    return {}


def _births_beside(sheet: Sheet, options: Options) -> Sheet | None:
    """The births of the same year among the files beside; None where there are none."""
    for path in options.beside:
        found = _try_births(path)
        if found is not None and found.year == sheet.year:
            return found
    return None


def _try_births(path: Path) -> Sheet | None:
    try:
        seen = look(path)
        if seen.kind != "workbook" or not recognises(seen):
            return None
        sheet = read_sheet(seen)
    except InputError:
        # It is told when that file is read itself.
        return None
    return sheet if sheet.kind == "births" else None


def _hackney_with_city(sheet: Sheet, births: Sheet, notes: list[str]) -> Sheet:
    """Deaths added up where only births count Hackney and the City as one."""
    together = plain("Hackney and City of London")
    one = next((row for row in births.rows if plain(row.name) == together), None)
    apart = [row for row in sheet.rows if row.name in {"Hackney", "City of London"}]
    if one is None or len(apart) != 2:
        return sheet
    numbers = {
        name: sum(row.numbers.get(name, 0.0) for row in apart)
        for name in ("infant", "neonatal")
    }
    both = dataclasses.replace(
        next(row for row in apart if row.name == "Hackney"),
        name="Hackney and City of London",
        code="",
        numbers=numbers,
        marks={},
    )
    notes.append(
        "Deaths of Hackney and the City of London are added up, as births are."
    )
    rows = [both if row.name == "Hackney" else row for row in sheet.rows]
    kept = tuple(row for row in rows if row.name != "City of London")
    return dataclasses.replace(sheet, rows=kept)
