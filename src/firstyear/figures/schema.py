"""The two tables everything else in this room speaks in, and their vocabularies.

A *figure* is a count over a denominator for an area, a period and a group. Text
is never null (blank means blank); a number that is not there is null, and `status`
says why. No number ever stands for "there is no number".
"""

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import pyarrow as pa

from firstyear.errors import Fault, InputError
from firstyear.figures.arrow import (
    Column,
    SchemaField,
    Values,
    array,
    chunked,
    pc,
    repeat,
)

STATUSES: Final = (
    "value",
    "suppressed",
    "missing",
    "not-applicable",
    "not-calculated",
)
FLAGS: Final = ("provisional", "low-reliability", "incomplete-period", "approximate")
ORIGINS: Final = ("published", "derived", "local", "synthetic")
BASES: Final = ("", "birth-cohort", "registration", "occurrence")
PLACES: Final = ("", "residence", "provider-of-birth", "provider-of-death")
LEVELS: Final = (
    "country",
    "region",
    "county-unitary",
    "district",
    "board",
    "system",
    "provider",
    "small-area",
)

VOCABULARIES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "status": STATUSES,
        "origin": ORIGINS,
        "basis": BASES,
        "place": PLACES,
    }
)

_field: Any = pa.field
_TEXT: Final = pa.string()
_DAY: Final = pa.date32()
_NUMBER: Final = pa.float64()

FIGURES: Final[pa.Schema] = pa.schema(
    [
        _field("indicator", _TEXT, nullable=False),
        _field("area", _TEXT, nullable=False),
        _field("name", _TEXT, nullable=False),
        _field("level", _TEXT, nullable=False),
        _field("date_from", _DAY),
        _field("date_to", _DAY),
        _field("dimension", _TEXT, nullable=False),
        _field("category", _TEXT, nullable=False),
        _field("count", _NUMBER),
        _field("denominator", _NUMBER),
        _field("value", _NUMBER),
        _field("lower", _NUMBER),
        _field("upper", _NUMBER),
        _field("lower_998", _NUMBER),
        _field("upper_998", _NUMBER),
        _field("status", _TEXT, nullable=False),
        _field("flags", _TEXT, nullable=False),
        _field("basis", _TEXT, nullable=False),
        _field("place", _TEXT, nullable=False),
        _field("source", _TEXT, nullable=False),
        _field("origin", _TEXT, nullable=False),
        _field("withheld_by", _TEXT, nullable=False),
        _field("per", _NUMBER),
        _field("note", _TEXT, nullable=False),
    ]
)

AREAS: Final[pa.Schema] = pa.schema(
    [
        _field("area", _TEXT, nullable=False),
        _field("name", _TEXT, nullable=False),
        _field("level", _TEXT, nullable=False),
        _field("parent", _TEXT, nullable=False),
        _field("complete", _TEXT, nullable=False),
        _field("valid_from", _DAY),
        _field("valid_to", _DAY),
        _field("successor", _TEXT, nullable=False),
        _field("share", _NUMBER),
    ]
)

LAYOUT: Final[pa.Schema] = pa.schema(
    [
        _field("area", _TEXT, nullable=False),
        _field("level", _TEXT, nullable=False),
        _field("q", pa.int32(), nullable=False),
        _field("r", pa.int32(), nullable=False),
    ]
)

TEXT_COLUMNS: Final = tuple(field.name for field in FIGURES if field.type == _TEXT)
NUMBER_COLUMNS: Final = tuple(field.name for field in FIGURES if field.type == _NUMBER)
DATE_COLUMNS: Final = tuple(field.name for field in FIGURES if field.type == _DAY)

# What a column holds when a caller leaves it out.
_DEFAULTS: Final = MappingProxyType({"status": "value", "origin": "local"})


def conform(
    table: pa.Table | Mapping[str, Sequence[object]],
    *,
    schema: pa.Schema = FIGURES,
) -> pa.Table:
    """The same rows with exactly the columns of `schema`, in order and typed.

    Columns left out are blank (`status` is `value`, `origin` is `local`, the
    cautious ones). Null text becomes blank; NaN becomes null.

    Raises
    ------
    InputError
        for a column the schema does not have, or one that cannot take its type.

    Examples
    --------
    >>> from firstyear.figures.schema import conform
    >>> table = conform({"indicator": ["infant-mortality"], "count": [3]})
    >>> table["count"].to_pylist(), table["status"].to_pylist()
    ([3.0], ['value'])
    """
    if not isinstance(table, pa.Table):
        table = pa.table({name: array(list(col)) for name, col in table.items()})
    unknown = [name for name in table.column_names if name not in schema.names]
    if unknown:
        raise InputError(
            "Columns that a table of this kind does not have",
            [Fault("unknown column", column=name) for name in unknown],
        )
    columns = [_column(table, field) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def empty(schema: pa.Schema = FIGURES) -> pa.Table:
    """A table of the schema with no rows."""
    return schema.empty_table()


def constant(
    value: str | float | datetime.date | None, rows: int, kind: pa.DataType
) -> Values:
    """An array that holds one value `rows` times."""
    return repeat(pa.scalar(value, kind), rows)


def _column(table: pa.Table, field: SchemaField) -> Column:
    if field.name not in table.column_names:
        default = _DEFAULTS.get(field.name, "") if field.type == _TEXT else None
        return chunked([constant(default, table.num_rows, field.type)])
    column = table[field.name]
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    try:
        column = column.cast(field.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as problem:
        raise InputError(
            "A column does not hold what it should",
            [
                Fault(
                    f"cannot be read as {field.type}",
                    remedy=str(problem),
                    column=field.name,
                )
            ],
        ) from problem
    if field.type == _TEXT:
        blank = _DEFAULTS.get(field.name, "") if field.name == "status" else ""
        return pc.fill_null(column, blank)
    if field.type == _NUMBER:
        return pc.if_else(pc.is_nan(column), pa.scalar(None, _NUMBER), column)
    return column
