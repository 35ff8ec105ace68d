"""Births and deaths to figures, by any lists of keys at once."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from firstyear.errors import InputError, UsageError
from firstyear.figures.arrow import pc
from firstyear.records import cells, deaths, states
from firstyear.records.engines import Engine
from firstyear.records.impute import chosen as chosen_fields
from firstyear.records.impute import imputed
from firstyear.records.keys import (
    AREA,
    CAUSE,
    KEYS,
    UNKNOWN,
    YEAR,
    GroupSet,
    group_sets,
)
from firstyear.records.layout import TableMap
from firstyear.records.outcomes import SUDDEN, WAITING, Outcome
from firstyear.records.outcomes import outcomes as chosen_outcomes
from firstyear.records.places import Places, places_of
from firstyear.records.preparing import Prepared, prepare, running
from firstyear.records.results import Counted, summary_of
from firstyear.records.sources import Given
from firstyear.records.tables import About, figures_of

BASES = {
    "birth": "birth-cohort",
    "death": "occurrence",
    "registration": "registration",
}


def count(
    births: Given,
    deaths: Given,
    by: Iterable[str | Sequence[str]],
    *,
    engine: str | Engine = "duckdb",
    outcomes: Iterable[str] | str | None = None,
    basis: str = "birth",
    areas: pa.Table | None = None,
    **options: Any,
) -> pa.Table:
    """Figures of births and deaths, one row for each outcome and key, not protected.

    The same as `tally(...).figures`, whose other parameters go by name.

    Example:
        >>> import firstyear as fy
        >>> made = fy.synthetic.pair(births=500, seed=1, identified=1)
        >>> table = fy.records.count(made.births, made.deaths, ["year"])
        >>> sorted(set(table["indicator"].to_pylist()))[0]
        'early-neonatal-mortality'
    """
    return tally(
        births,
        deaths,
        by,
        engine=engine,
        outcomes=outcomes,
        basis=basis,
        areas=areas,
        **options,
    ).figures


def tally(
    births: Given,
    deaths: Given,
    by: Iterable[str | Sequence[str]],
    *,
    engine: str | Engine = "duckdb",
    outcomes: Iterable[str] | str | None = None,
    basis: str = "birth",
    areas: pa.Table | None = None,
    births_map: str | Path | TableMap | None = None,
    deaths_map: str | Path | TableMap | None = None,
    complete_to: date | None = None,
    today: date | None = None,
    impute: Iterable[str] | str | None = None,
    linker: Any = None,
    **engine_options: Any,
) -> Counted:
    """Figures of births and deaths, and what to know of them.

    Parameters
    ----------
    births, deaths
        a file, several, a pattern, a folder, an address of an object store, or a
        frame of pandas, Polars or PyArrow.
    by
        lists of keys, `"area,year"` or `["area", "year", "ethnic-group+imd-quintile"]`.
        Area and year say for whom and when; every other key is a breakdown of its
        own, and `+` crosses.
    engine
        `duckdb`, `spark`, or an engine that is open.
    outcomes
        ids or short names of outcomes; the usual seven where left out.
    basis
        `birth`: deaths of the babies born in the year (cohort). `death`: deaths that
        occurred in it. `registration`: deaths registered in it. Never mixed.
    areas
        an areas table (`figures.AREAS`): areas are added up to what is above them,
        and codes that ended are counted under the code that followed.
    births_map, deaths_map
        the name of a layout or a file with a column map.
    complete_to
        the last day of deaths that are all there (default: the end of the month of
        the last death). Later periods are flagged `incomplete-period`.
    today
        no date is after it (default: the day it is).
    impute
        `gestation`, `birthweight` or both: fills in what is missing from the other
        field; every figure's note says of how many.
    linker
        gives deaths their births: called with the engine, births and deaths.
    engine_options
        of `open_engine`: `memory`, `threads`, `scratch`, `most_scratch`, `session`.

    Raises
    ------
    InputError
        for a file that cannot be read, or lacks a column that is needed.
    UsageError
        for a key, outcome, basis or engine that there is none of.
    StorageError
        where there is no room for what does not fit in memory.

    Examples
    --------
    >>> import firstyear as fy
    >>> births = fy.synthetic.pair(births=500, deaths=20, seed=1, identified=1)
    >>> told = fy.records.tally(births.births, births.deaths, ["year"])
    >>> told.records["births"]
    500
    """
    if basis not in BASES:
        raise UsageError(f"basis is one of {', '.join(BASES)}, not {basis!r}.")
    sets = group_sets(by)
    wanted = chosen_outcomes(outcomes)
    filled = chosen_fields(impute)
    with running(engine, **engine_options) as one:
        prepared = prepare(
            one,
            births,
            deaths,
            births_map=births_map,
            deaths_map=deaths_map,
            today=today,
            linker=linker,
        )
        note = ""
        if filled:
            means = imputed(prepared.births, filled, one)
            prepared, note = prepared.filled(means.fill), means.note
        _have_columns(prepared, sets)
        return _counted(
            one, prepared, sets, wanted, BASES[basis], areas, complete_to, note
        )


def _have_columns(prepared: Prepared, sets: Sequence[GroupSet]) -> None:
    """A key whose column no file has would give nothing but Unknown."""
    needed = {key: KEYS[key].field for each in sets for key in each.breakdown}
    if any(each.area for each in sets):
        needed[AREA] = "area"
    absent = [
        f"{key} needs the field {name}"
        for key, name in needed.items()
        if key != CAUSE and name not in prepared.births_held
    ]
    if CAUSE in needed and "causes_icd10" not in prepared.deaths_held:
        absent.append("cause needs the field causes_icd10 of the deaths")
    if absent:
        raise InputError(
            f"The files lack what is to be counted by: {'; '.join(absent)}. Name the "
            "columns in a column map, or leave these keys out."
        )


def _counted(
    engine: Engine,
    prepared: Prepared,
    sets: Sequence[GroupSet],
    outcomes: Sequence[Outcome],
    basis: str,
    areas: pa.Table | None,
    complete_to: date | None,
    note: str,
) -> Counted:
    weeks = any(each.weeks for each in outcomes)
    marks = any(part in (SUDDEN, WAITING) for each in outcomes for part in each.parts)
    keys = cells.used_keys(sets)
    born = engine.keep(cells.birth_cells(prepared.births, keys, weeks=weeks))
    fields = {KEYS[key].field for key in keys if key in KEYS and key != CAUSE}
    fields |= {"gestation_weeks"} if weeks else set()
    linked = deaths.linked_births(
        prepared.births_of, prepared.deaths, sorted(fields), engine
    )
    died = engine.keep(deaths.with_birth(prepared.deaths, linked, basis))
    years = _years(engine, born)
    outside = ~died.day.year().isin(list(years) or [0])
    died = died.mutate(
        state=(outside & died.state.isin(states.DEATHS)).ifelse(
            states.OTHER_YEAR, died.state
        )
    )
    gone = cells.death_cells(
        died.filter(died.state.isin(states.DEATHS)), keys, weeks=weeks, marks=marks
    )
    of_births = born.filter((born[cells.STATE] % states.WEEKS).isin([0, states.STILL]))
    told = cells.counted(of_births.union(gone), sets, keys, engine)
    summary = summary_of(engine, born, died)
    places = _places(told, sets, areas)
    about = About(
        basis=basis,
        place=prepared.place,
        dimensions={key: prepared.dimension(key) for key in KEYS},
        years=years or (1,),
        complete_to=complete_to or _end_of_month(summary.last_death),
        note=note,
    )
    table = figures_of(told, sets, outcomes, places, about)
    return Counted(
        figures=table,
        records={"births": summary.births, "deaths": summary.deaths},
        refused=summary.refused,
        linked=summary.linked,
        unlinked=summary.unlinked,
        causes_unknown=summary.causes_unknown,
        notes=(*places.notes, note) if note else places.notes,
    )


def _years(engine: Engine, born: Any) -> tuple[int, ...]:
    """The years that births which count are held for."""
    year = cells.column_of(YEAR)
    held = born.filter((born[cells.STATE] % states.WEEKS).isin([0, states.STILL]))
    rows = engine.rows(held.select(year).distinct()).to_pylist()
    return tuple(sorted(int(row[year]) for row in rows if row[year] is not None))


def _places(told: pa.Table, sets: Sequence[GroupSet], areas: pa.Table | None) -> Places:
    if not any(each.area for each in sets):
        return places_of([], areas)
    column = pc.fill_null(told[cells.column_of(AREA)], UNKNOWN)
    return places_of([str(each) for each in column.unique().to_pylist()], areas)


def _end_of_month(day: date | None) -> date | None:
    if day is None:
        return None
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - timedelta(days=1)
