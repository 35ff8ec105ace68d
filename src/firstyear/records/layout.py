"""Which column of a file is which field: presets as data, and a file of the user's.

A preset holds a map for births and one for deaths. A user's file holds one map, and
may start from a preset.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from firstyear.errors import Fault, InputError, UsageError
from firstyear.packs import reader
from firstyear.packs.models import Entry, Id, Text
from firstyear.records.fields import FIELDS, NEEDED, Table

DEFAULT = "default"


class Source(BaseModel):
    """Where one field comes from: a column, parts of a date, causes, or one value.

    `values` turns the file's codes into ours (a blank one is unknown). `format` says
    how a date is written, with %Y, %m and %d. `unit` is what a number counts, where
    it is not what the field counts. `dimension` says whose group it is and of which
    list (`ethnic-group-baby@2021-19`). `lines` puts the causes of several columns
    together, each with its line of the certificate.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: str = ""
    year: str = ""
    month: str = ""
    day: str = ""
    always: str = ""
    lines: dict[str, str] = {}
    values: dict[str, str] = {}
    format: str = "%Y-%m-%d"
    unit: Literal["", "days", "kilograms"] = ""
    dimension: str = ""

    @model_validator(mode="before")
    @classmethod
    def _short(cls, given: Any) -> Any:
        return {"column": given} if isinstance(given, str) else given

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = (self.column, self.year, self.always, self.lines)
        if [bool(way) for way in ways].count(True) != 1:
            raise ValueError("give column, year (and month, day), lines or always")
        if not all(part in self.format for part in ("%Y", "%m", "%d")):
            raise ValueError("a format has %Y, %m and %d in it")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the file that it needs."""
        named = (self.column, self.year, self.month, self.day, *self.lines)
        return tuple(name for name in named if name)


class TableMap(BaseModel):
    """The fields of one table. Where `only_with` names a field, rows that leave it
    blank are no rows of this table: one file may hold births and deaths.

    `place` says what the area of a record is, if it is known: `residence`,
    `provider-of-birth` or `provider-of-death`. A file without the columns of the
    fields in `must` is refused; any other field may be absent.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    fields: dict[str, Source]
    only_with: str = ""
    place: Literal["", "residence", "provider-of-birth", "provider-of-death"] = ""
    must: tuple[str, ...] = ()

    def problems(self, table: Table) -> list[str]:
        """What is wrong with it as a map of this table."""
        known = {field.name for field in FIELDS[table]}
        found = [f"{name} is not a field of {table}" for name in self.fields]
        found = [each for each in found if each.split(" ", 1)[0] not in known]
        if self.only_with and self.only_with not in known:
            found.append(f"only_with names no field of {table}: {self.only_with}")
        absent = [name for name in NEEDED[table] if name not in self.fields]
        if "age_days" in self.fields:
            absent = [name for name in absent if name != "date_of_death"]
        return found + [f"{table} need the field {name}" for name in absent]


class Layout(Entry):
    """A preset: what a known kind of extract calls its columns."""

    id: Id
    title: Text
    citation: Text
    caution: Text
    births: TableMap
    deaths: TableMap

    @model_validator(mode="after")
    def _maps_agree(self) -> Self:
        found = [*self.births.problems("births"), *self.deaths.problems("deaths")]
        if found:
            raise ValueError("; ".join(found))
        return self


@cache
def layouts() -> Mapping[str, Layout]:
    """Every preset by its id.

    Example:
        >>> import firstyear as fy
        >>> "msds-like" in fy.records.layouts()
        True
    """
    folder = files("firstyear.records").joinpath("layouts")
    texts = {
        item.name: item.read_text(encoding="utf-8")
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
        if item.name.endswith(".yaml")
    }
    return MappingProxyType({each.id: each for each in reader.parse(Layout, texts)})


def table_map(given: str | Path | TableMap | None, table: Table) -> TableMap:
    """The map that a user means: a preset's name, a file, or one made in Python.

    Raises UsageError for a name that is neither, InputError for a faulty file.
    """
    if isinstance(given, TableMap):
        _refuse(given.problems(table), "The map")
        return given
    name = DEFAULT if given is None else str(given)
    known = layouts()
    if name in known:
        preset = known[name]
        return preset.births if table == "births" else preset.deaths
    path = Path(name)
    if not path.is_file():
        raise UsageError(
            f"{name} is neither a file nor a layout. Layouts: {', '.join(known)}."
        )
    return _from_file(path, table)


def _from_file(path: Path, table: Table) -> TableMap:
    try:
        held = yaml.load(path.read_text("utf-8-sig"), Loader=reader.QUICK_LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise InputError(
            "A column map cannot be read:",
            [Fault(f"not YAML: {problem}", file=str(path))],
        ) from problem
    if not isinstance(held, dict):
        raise InputError(
            "A column map cannot be read:",
            [Fault("no mapping with `fields`", file=str(path))],
        )
    start = held.pop("start_from", None)
    own = held.get("fields") or {}
    if not isinstance(own, dict) or not isinstance(start, str | None):
        raise InputError(
            "A column map cannot be read:",
            [
                Fault(
                    "`fields` is a mapping, `start_from` the name of a layout",
                    file=str(path),
                )
            ],
        )
    held["must"] = list(own)
    if start is not None:
        if start not in layouts():
            raise UsageError(f"{path}: start_from names no layout: {start!r}.")
        base = table_map(start, table).model_dump(exclude_defaults=True)
        held = {**base, **held, "fields": {**base["fields"], **own}}
    try:
        made = TableMap.model_validate(held)
    except ValidationError as error:
        raise InputError(
            "A column map cannot be read:",
            [
                Fault(
                    detail["msg"],
                    file=str(path),
                    column=".".join(str(part) for part in detail["loc"]),
                )
                for detail in error.errors()
            ],
        ) from error
    _refuse(made.problems(table), "A column map cannot be used:", str(path))
    return made


def _refuse(problems: list[str], summary: str, file: str = "") -> None:
    if problems:
        raise InputError(summary, [Fault(each, file=file) for each in problems])
