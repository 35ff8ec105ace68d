"""Both files read, shaped, checked and linked: what every question starts from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from firstyear.records import births as birth_rules
from firstyear.records import deaths as death_rules
from firstyear.records.engines import Engine
from firstyear.records.fields import FIELDS, Table
from firstyear.records.keys import KEYS
from firstyear.records.layout import Source, TableMap, table_map
from firstyear.records.shaping import held_columns, shape
from firstyear.records.sources import Given, read

Expr = Any
Linker = Callable[[Engine, Expr, Expr], Expr]


@dataclass(frozen=True)
class Prepared:
    """Births and deaths as expressions with a `state` each, linking fields gone.

    `births_held` and `deaths_held` are the fields that the files have; `place` is
    what the area of a birth is.
    """

    births: Expr
    deaths: Expr
    births_held: Mapping[str, Source]
    deaths_held: Mapping[str, Source]
    place: str

    def dimension(self, key: str) -> str:
        """What figures call the breakdown: the key, or what the map says of it."""
        source = self.births_held.get(KEYS[key].field)
        if source is None or not source.dimension:
            return key
        if key == "imd-quintile":
            return source.dimension.replace("decile", "quintile")
        return source.dimension


def shaped_table(
    engine: Engine, given: Given, mapping: TableMap, table: Table
) -> tuple[Expr, dict[str, Source]]:
    """A file's records in our fields, and which of them it has.

    Raises InputError for a file that cannot be read or is not of this kind.
    """
    used = [
        each.lower() for source in mapping.fields.values() for each in source.columns
    ]
    raw = read(given, engine, table=table, used=used)
    held = held_columns(raw.columns, mapping, table, file=raw.name)
    return shape(raw.table, held, mapping, table, trim=raw.trim), held


def prepare(
    engine: Engine,
    births: Given,
    deaths: Given,
    *,
    births_map: str | Path | TableMap | None,
    deaths_map: str | Path | TableMap | None,
    today: date,
    linker: Linker | None = None,
) -> Prepared:
    """Births and deaths ready to be counted.

    A `linker` is called with the engine and both tables, their linking fields with
    them, and gives the deaths back with `birth_id` filled in where it found one.
    """
    birth_map = table_map(births_map, "births")
    death_map = table_map(deaths_map, "deaths")
    born, births_held = shaped_table(engine, births, birth_map, "births")
    died, deaths_held = shaped_table(engine, deaths, death_map, "deaths")
    born = birth_rules.once(birth_rules.accepted(born, today), engine)
    if linker is not None:
        died = linker(engine, born, died)
    died = death_rules.accepted(_without_linking(died, "deaths"), today, engine)
    return Prepared(
        _without_linking(born, "births"),
        died,
        births_held,
        deaths_held,
        birth_map.place,
    )


def _without_linking(table: Expr, name: Table) -> Expr:
    """The table without what serves linking only."""
    gone = {field.name for field in FIELDS[name] if field.linking}
    return table.drop(
        *[each for each in table.columns if each.removeprefix("invalid_") in gone]
    )
