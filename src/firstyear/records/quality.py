"""How good the records are, field by field: complete, valid, consistent, timely.

Unknown is a row of its own, and so is how complete the coding of ethnic group is. All
of it is counted in the engine in one pass over each file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from firstyear.errors import UsageError
from firstyear.figures.arrow import array
from firstyear.records import deaths as death_rules
from firstyear.records import rules
from firstyear.records.engines import Engine
from firstyear.records.fields import FIELDS, STILL, Table
from firstyear.records.layout import Source, TableMap
from firstyear.records.preparing import prepare, running
from firstyear.records.shaping import INVALID
from firstyear.records.sources import Given
from firstyear.records.tables import BLANKS

Expr = Any

BY = ("area", "organisation", "year")
ETHNIC = "ethnic_group"
ENOUGH = 100  # records behind a percentage that may be shown
FEWEST = 8
_TEXT = ("table", "field", "measure", "area", "organisation", "year")
_NUMBERS = {"records": pa.int64(), "count": pa.int64(), "percent": pa.float64()}


@dataclass(frozen=True)
class _Measure:
    """A field and what is measured of it: when it applies (None: always), and when it
    holds."""

    field: str
    name: str
    applies: Expr
    holds: Expr


def quality(
    births: Given,
    deaths: Given,
    by: Sequence[str] | str = ("area", "year"),
    *,
    engine: str | Engine = "duckdb",
    births_map: str | Path | TableMap | None = None,
    deaths_map: str | Path | TableMap | None = None,
    today: date | None = None,
    **engine_options: Any,
) -> pa.Table:
    """A row for each field and measure, of all records and by area, organisation, year.

    `records` is how many a measure applies to, `count` how many of them it holds for,
    `percent` the share. Area, organisation and year are blank in a row of all. Not
    protected: see `shareable`.

    Measures: `complete` (something is there), `unknown` (nothing is), `valid` (it is
    what the field holds), `consistent` (it agrees with another field), `timely` (it
    was registered in the days that the law gives: 42 for a birth, 5 for a death), and
    for ethnic group `coded` and `not-stated`.

    Raises InputError for a file that cannot be read, UsageError for another `by`.

    Example:
        >>> import firstyear as fy
        >>> made = fy.synthetic.pair(births=500, seed=1)
        >>> table = fy.records.quality(made.births, made.deaths, by="year")
        >>> row = table.to_pylist()[0]
        >>> row["field"], row["measure"], row["percent"]
        ('birth_id', 'complete', 100.0)
    """
    keys = tuple(by.split(",") if isinstance(by, str) else by)
    wrong = [key for key in keys if key not in BY]
    if wrong:
        raise UsageError(f"quality is by {', '.join(BY)}, not by {wrong[0]!r}.")
    with running(engine, **engine_options) as one:
        prepared = prepare(
            one,
            births,
            deaths,
            births_map=births_map,
            deaths_map=deaths_map,
            today=today,
            keep_all=True,
        )
        linked = death_rules.linked_births(
            prepared.births_of, prepared.deaths, ["sex"], one
        )
        died = one.keep(death_rules.with_birth(prepared.deaths, linked, "occurrence"))
        return pa.concat_tables(
            [
                _report(one, prepared.births, "births", prepared.births_held, keys),
                _report(one, died, "deaths", prepared.deaths_held, keys),
            ]
        )


def _report(
    engine: Engine,
    records: Expr,
    table: Table,
    held: Mapping[str, Source],
    keys: tuple[str, ...],
) -> pa.Table:
    measures = _measures(records, table, held)
    day = records.date_of_birth if table == "births" else records.date_of_death
    groups = {
        "area": records.area,
        "organisation": records.organisation,
        "year": day.year().cast("int16"),
    }
    sums = {}
    for place, each in enumerate(measures):
        holds = each.holds.fill_null(False)
        if each.applies is not None:
            applies = each.applies.fill_null(False)
            sums[f"of_{place}"] = applies.cast("int64").sum()
            holds = holds & applies
        sums[f"in_{place}"] = holds.cast("int64").sum()
    named = {f"by_{key}": groups[key] for key in keys}
    grouped = records.mutate(**named).group_by(list(named)) if keys else records
    cells = engine.rows(grouped.aggregate(every=lambda t: t.count(), **sums))
    return _rows(cells, measures, table, keys)


def _measures(
    records: Expr, table: Table, held: Mapping[str, Source]
) -> list[_Measure]:
    found: list[_Measure] = []
    for name in (field.name for field in FIELDS[table] if field.name in held):
        if name == "birth_id" and table == "deaths":
            # The link, and it went into its own column.
            value, invalid = records.link_id, ibis.literal(False)
        else:
            value, invalid = records[name], records[INVALID + name]
        given = value.notnull() | invalid
        # Of births only a stillbirth has a certificate.
        of = records.outcome == STILL if _certificate(name, table) else None
        found += [
            _Measure(name, "complete", of, given),
            _Measure(name, "unknown", of, ~given),
            _Measure(name, "valid", given, value.notnull()),
        ]
        if name == ETHNIC:
            stated = ~value.lower().isin(sorted(BLANKS))
            found += [
                _Measure("ethnic coding", "coded", None, given & stated),
                _Measure("ethnic coding", "not-stated", None, given & ~stated),
            ]
    for measure, rules_of in (
        ("consistent", rules.consistent(records, table)),
        ("timely", rules.timely(records, table)),
    ):
        found += [
            _Measure(name, measure, applies, holds)
            for name, (applies, holds) in rules_of.items()
            if name in held
        ]
    return found


def _certificate(name: str, table: Table) -> bool:
    return name == "causes_icd10" and table == "births"


def _rows(
    cells: pa.Table, measures: Sequence[_Measure], table: Table, keys: tuple[str, ...]
) -> pa.Table:
    """Rows of all records, and of every cell; null in a cell's key is Unknown."""
    rows = []
    # An engine gives cells in any order; people look a place up, year by year.
    listed = sorted(
        cells.to_pylist(), key=lambda cell: [_named(cell, f"by_{key}") for key in BY]
    )
    for place, each in enumerate(measures):
        of = "every" if each.applies is None else f"of_{place}"
        within = f"in_{place}"
        whole = {
            of: sum(cell[of] or 0 for cell in listed),
            within: sum(cell[within] or 0 for cell in listed),
        }
        for cell in (whole, *(listed if keys else ())):
            records, count = cell[of] or 0, cell[within] or 0
            named = {key: _named(cell, f"by_{key}") for key in BY}
            rows.append(
                {
                    "table": table,
                    "field": each.field,
                    "measure": each.name,
                    **named,
                    "records": records,
                    "count": count,
                    "percent": 100 * count / records if records else None,
                }
            )
    return _table(rows, _NUMBERS)


def _named(cell: Mapping[str, Any], key: str) -> str:
    """What a cell is of; blank where it is of all."""
    if key not in cell:
        return ""
    return "Unknown" if cell[key] is None else str(cell[key])


def shareable(table: pa.Table) -> pa.Table:
    """The report in a form that may be shown: whole percentages and no numbers.

    `percent` is blank where fewer than 100 records are behind it, or where 1 to 7 of
    them are in or out, for then a percentage and a guess give a small number away.
    A plain rule, without the proof that `protect` gives: for those who work with the
    records.

    Example:
        >>> import firstyear as fy
        >>> made = fy.synthetic.pair(births=500, seed=1)
        >>> report = fy.records.quality(made.births, made.deaths)
        >>> fy.records.shareable(report).column_names
        ['table', 'field', 'measure', 'area', 'organisation', 'year', 'percent']
    """
    rows = []
    for row in table.to_pylist():
        records, count = row.pop("records"), row.pop("count")
        small = any(0 < number < FEWEST for number in (count, records - count))
        shown = records >= ENOUGH and not small
        rows.append(row | {"percent": round(row["percent"]) if shown else None})
    return _table(rows, {"percent": pa.int64()})


def _table(rows: list[dict[str, Any]], numbers: Mapping[str, Any]) -> pa.Table:
    kinds = {name: pa.string() for name in _TEXT} | dict(numbers)
    return pa.table(
        {name: array([row[name] for row in rows], kind) for name, kind in kinds.items()}
    )
