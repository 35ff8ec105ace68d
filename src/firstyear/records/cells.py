"""Records to the finest cells that are needed, and cells to every table at once.

The engine reads the births once. Ibis has no grouping sets, so each table is a
group-by of the cells, and all of them come back as one union.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import pyarrow as pa

from firstyear.records import states
from firstyear.records.certificate import causes_of
from firstyear.records.engines import Engine
from firstyear.records.keys import AREA, CAUSE, KEYS, YEAR, GroupSet

Expr = Any

SET, STATE, NUMBER = "table", "state", "number"
_LABELLED = dt.int32


def column_of(key: str) -> str:
    """What a key's column is called in the engine."""
    return "key_" + key.replace("-", "_")


def used_keys(sets: Iterable[GroupSet]) -> tuple[str, ...]:
    """The keys of all tables, once each, in one order; the year is always there."""
    asked = {key for each in sets for key in each.keys} | {YEAR}
    return tuple(key for key in (AREA, YEAR, *KEYS) if key in asked)


def birth_cells(births: Expr, keys: Iterable[str], *, weeks: bool) -> Expr:
    """Births grouped by the keys and by what each adds."""
    columns = {column_of(key): _birth_key(births, key) for key in keys}
    state = births.state
    if weeks:
        # A stillbirth is from 24 weeks by law, whether or not its weeks are recorded.
        by_law = (births.state == states.STILL) & births.gestation_weeks.isnull()
        classed = _weeks_class(births.gestation_weeks)
        by_law_class = ibis.literal(states.FROM_24 * states.WEEKS, "int32")
        state = state + by_law.ifelse(by_law_class, classed)
    if CAUSE in keys:
        causes = causes_of(births.causes_icd10)
        still = births.state == states.STILL
        columns[column_of(CAUSE)] = still.ifelse(causes.by_lines, ibis.null(_LABELLED))
        one = (still & causes.one_code).fill_null(False)
        state = state + one.ifelse(states.APPROXIMATE, 0)
    return _grouped(births.select(**columns, **{STATE: state.cast("int32")}))


def death_cells(deaths: Expr, keys: Iterable[str], *, weeks: bool, marks: bool) -> Expr:
    """Deaths grouped by the keys: their births' where the births are known."""
    columns = {column_of(key): _death_key(deaths, key) for key in keys}
    state = deaths.state
    if weeks:
        state = state + _weeks_class(deaths.birth_gestation_weeks)
    if marks:
        state = state + deaths.mark * states.MARK
    if CAUSE in keys:
        state = state + deaths.approximate * states.APPROXIMATE
    return _grouped(deaths.select(**columns, **{STATE: state.cast("int32")}))


def counted(
    cells: Expr, sets: Iterable[GroupSet], keys: tuple[str, ...], engine: Engine
) -> pa.Table:
    """Rows of every table: its position, its keys (others null), a state, a number."""
    parts = []
    kinds: Mapping[str, Any] = cells.schema()
    for place, each in enumerate(sets):
        wanted = [column_of(key) for key in each.keys]
        grouped = cells.group_by(*wanted, STATE).agg(
            **{NUMBER: cells[NUMBER].sum().cast("int64")}
        )
        parts.append(
            grouped.select(
                ibis.literal(place, "int16").name(SET),
                *(
                    grouped[name]
                    if name in wanted
                    else ibis.null(kinds[name]).name(name)
                    for name in map(column_of, keys)
                ),
                STATE,
                NUMBER,
            )
        )
    return engine.rows(ibis.union(*parts) if len(parts) > 1 else parts[0])


def _grouped(table: Expr) -> Expr:
    return table.group_by(*table.columns).agg(
        **{NUMBER: lambda t: t.count().cast("int64")}
    )


def _weeks_class(weeks: Expr) -> Expr:
    """Which births a measure from 22 or from 24 weeks leaves out."""
    classed = ibis.cases(
        (weeks < 22, states.UNDER_22),
        (weeks < 24, states.UNDER_24),
        (weeks.notnull(), states.FROM_24),
        else_=0,
    )
    return classed.cast("int32") * states.WEEKS


def _birth_key(births: Expr, key: str) -> Expr:
    if key == AREA:
        return births.area
    if key == YEAR:
        return births.date_of_birth.year().cast("int16")
    if key == CAUSE:
        return ibis.null(_LABELLED)
    return KEYS[key].code(births)


def _death_key(deaths: Expr, key: str) -> Expr:
    if key == AREA:
        return deaths.place
    if key == YEAR:
        return deaths.day.year().cast("int16")
    if key == CAUSE:
        return deaths.cause
    field = KEYS[key].field
    # The death's own record has the sex too, for where the birth is not known.
    column = deaths["birth_" + field]
    if field == "sex":
        column = deaths.unlinked.ifelse(deaths.sex, column)
    return KEYS[key].code({field: column})
