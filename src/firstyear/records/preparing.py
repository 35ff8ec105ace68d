"""Both files read, shaped, checked and linked: what every question starts from."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from firstyear.records import births as birth_rules
from firstyear.records import deaths as death_rules
from firstyear.records.engines import Engine, open_engine
from firstyear.records.fields import FIELDS, Table
from firstyear.records.keys import KEYS
from firstyear.records.layout import Source, TableMap, table_map
from firstyear.records.shaping import held_columns, shape
from firstyear.records.sources import Given, Raw, read

Expr = Any
Linker = Callable[[Engine, Expr, Expr], Expr]


@dataclass(frozen=True)
class Prepared:
    """Births and deaths as expressions with a `state` each.

    `births_of` gives the births with some identifiers. `births_held` and
    `deaths_held` are the fields that the files have; `place` is what the area of a
    birth is.
    """

    births: Expr
    births_of: Callable[[Expr], Expr]
    deaths: Expr
    births_held: Mapping[str, Source]
    deaths_held: Mapping[str, Source]
    place: str

    def filled(self, fill: Callable[[Expr], Expr]) -> "Prepared":
        """The same with births filled in."""
        births, some = fill(self.births), self.births_of
        return replace(
            self, births=births, births_of=lambda identifiers: fill(some(identifiers))
        )

    def dimension(self, key: str) -> str:
        """What figures call the breakdown: the key, or what the map says of it."""
        source = self.births_held.get(KEYS[key].field)
        if source is None or not source.dimension:
            return key
        if key == "imd-quintile":
            return source.dimension.replace("decile", "quintile")
        return source.dimension


@dataclass(frozen=True)
class Loaded:
    """A file read: its raw table, and what turns such rows into records."""

    raw: Raw
    mapping: TableMap
    table: Table
    held: Mapping[str, Source]

    def records(self, raw: Expr | None = None) -> Expr:
        """The records in our fields, of all rows or of some."""
        rows = self.raw.table if raw is None else raw
        return shape(rows, self.held, self.mapping, self.table, trim=self.raw.trim)

    @property
    def identifier(self) -> str:
        """The column of a birth's identifier, if it can be looked for as it stands."""
        source = self.held["birth_id"]
        plain = source.column and not source.values and not self.raw.trim
        text = plain and self.raw.table[source.column].type().is_string()
        return source.column if text else ""


def load(engine: Engine, given: Given, mapping: TableMap, table: Table) -> Loaded:
    """A file of births or deaths, looked at and ready to be shaped.

    Raises InputError for a file that cannot be read or is not of this kind.
    """
    used = [
        each.lower() for source in mapping.fields.values() for each in source.columns
    ]
    raw = read(given, engine, table=table, used=used)
    held = held_columns(raw.columns, mapping, table, file=raw.name)
    return Loaded(raw, mapping, table, held)


@contextmanager
def running(engine: str | Engine, **options: Any) -> Iterator[Engine]:
    """An engine by its name for the length of a `with`, or one that is open already.

    `options` are of `open_engine`; one that is open stays so, and they go by.
    """
    opened = (
        nullcontext(engine)
        if isinstance(engine, Engine)
        else open_engine(engine, **options)
    )
    with opened as one:
        yield one


def prepare(
    engine: Engine,
    births: Given,
    deaths: Given,
    *,
    births_map: str | Path | TableMap | None,
    deaths_map: str | Path | TableMap | None,
    today: date | None,
    linker: Linker | None = None,
    keep_all: bool = False,
) -> Prepared:
    """Births and deaths ready to be counted; with `keep_all`, linking fields stay.

    No date is after `today` (None: the day it is).

    A `linker` is called with the engine and both tables, their linking fields with
    them, and gives the deaths back with `birth_id` filled in where it found one.
    """
    today = today or date.today()  # noqa: DTZ011 - a day, not a moment
    born = load(engine, births, table_map(births_map, "births"), "births")
    died = load(engine, deaths, table_map(deaths_map, "deaths"), "deaths")
    every = birth_rules.accepted(born.records(), today)
    once = birth_rules.once(every, engine)
    records = died.records()
    if linker is not None:
        records = linker(engine, once, records)
    if not keep_all:
        records = _without_linking(records, "deaths")

    def some(ids: Expr) -> Expr:
        """The births with these identifiers."""
        column = born.identifier
        if once is not every or not column:
            return once.semi_join(ids, "birth_id")
        raw = born.raw.table
        # Rows are chosen before anything is worked out on them.
        chosen = raw.semi_join(ids, raw[column] == ids.birth_id)
        return birth_rules.accepted(born.records(chosen), today)

    return Prepared(
        births=once if keep_all else _without_linking(once, "births"),
        births_of=some,
        deaths=death_rules.accepted(records, today, engine),
        births_held=born.held,
        deaths_held=died.held,
        place=born.mapping.place,
    )


def _without_linking(table: Expr, name: Table) -> Expr:
    """The table without what serves linking only."""
    gone = {field.name for field in FIELDS[name] if field.linking}
    return table.drop(
        *[each for each in table.columns if each.removeprefix("invalid_") in gone]
    )
