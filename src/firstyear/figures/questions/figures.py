"""The figures of an indicator: one row a key, from the release that wins."""

import datetime
from dataclasses import dataclass
from typing import Final

import duckdb
import pyarrow as pa

from firstyear.errors import InputError
from firstyear.figures.arrow import array
from firstyear.figures.keys import KEY
from firstyear.figures.manifest import FIGURES_FILE, Release
from firstyear.figures.questions.indicators import indicators
from firstyear.figures.questions.shelf import Shelf, damaged
from firstyear.figures.schema import FIGURES

SCHEMA: Final = FIGURES.append(pa.field("release", pa.string(), nullable=False))
_ORDER: Final = (
    "indicator",
    "level",
    "dimension",
    "category",
    "date_from",
    "date_to",
    "area",
    "basis",
    "place",
)


@dataclass(frozen=True)
class Wanted:
    """What is asked for; None means any."""

    indicators: tuple[str, ...]
    areas: tuple[str, ...] | None = None
    level: str | None = None
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    dimension: str | None = ""
    category: str | None = None


def figures(shelf: Shelf, wanted: Wanted) -> pa.Table:
    """Rows of `SCHEMA`: canonical columns and `release`."""
    _known(shelf, wanted)
    holding = [
        release
        for release in shelf.winning_order
        if any(held.indicator in wanted.indicators for held in release.holds)
    ]
    if not holding:
        return SCHEMA.empty_table()
    where, values = _conditions(wanted)
    # Each release's rank goes in as a literal whole number, its file as a parameter.
    parts = " union all by name ".join(
        f"select *, {rank} as winning from read_parquet(?) where {where}"  # noqa: S608 - parts are ours
        for rank in range(len(holding))
    )
    parameters: list[object] = []
    for release in holding:
        parameters += [str(shelf.path(release, FIGURES_FILE)), *values]
    # With one release there is nothing to win.
    best = (
        f"qualify winning = min(winning) over (partition by {', '.join(KEY)})"
        if len(holding) > 1
        else ""
    )
    columns = ", ".join(f'"{name}"' for name in FIGURES.names)
    query = (
        f"select {columns}, winning from ({parts}) {best} order by {', '.join(_ORDER)}"  # noqa: S608
    )
    return _with_release(_ask(shelf, query, parameters, holding), holding)


def _ask(
    shelf: Shelf, query: str, parameters: list[object], holding: list[Release]
) -> pa.Table:
    try:
        with shelf.engine.cursor() as cursor:
            answer: pa.Table = cursor.execute(query, parameters).to_arrow_table()
    except (duckdb.IOException, duckdb.InvalidInputException) as problem:
        raise damaged(holding[0]) from problem
    return answer


def _conditions(wanted: Wanted) -> tuple[str, list[object]]:
    values: list[object] = [list(wanted.indicators)]
    parts = ["list_contains(?::varchar[], indicator)"]
    if len(wanted.indicators) == 1:
        # An equality lets the engine skip row groups of other indicators.
        parts, values = ["indicator = ?"], [wanted.indicators[0]]
    asked = (
        ("list_contains(?::varchar[], area)", _listed(wanted.areas)),
        ("level = ?", wanted.level),
        ("date_from >= ?", wanted.date_from),
        ("date_to <= ?", wanted.date_to),
        ("dimension = ?", wanted.dimension),
        ("category = ?", wanted.category),
    )
    for condition, value in asked:
        if value is not None:
            parts.append(condition)
            values.append(value)
    return " and ".join(parts), values


def _listed(areas: tuple[str, ...] | None) -> list[str] | None:
    return None if areas is None else list(areas)


def _with_release(answer: pa.Table, holding: list[Release]) -> pa.Table:
    ids = array([release.id for release in holding], pa.string())
    which = answer["winning"].combine_chunks().cast(pa.int32())
    column = ids.take(which)
    table = answer.drop_columns("winning").cast(FIGURES)
    return table.append_column(SCHEMA.field("release"), column)


def _known(shelf: Shelf, wanted: Wanted) -> None:
    held = {each.indicator: each for each in indicators(shelf)}
    unknown = [each for each in wanted.indicators if each not in held]
    if unknown:
        listed = ", ".join(held) or "none: load a file first"
        raise InputError(
            f"No release holds {', '.join(map(repr, unknown))}. Held are: {listed}"
        )
