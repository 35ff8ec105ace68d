"""Areas: codes, names, levels, parents, and codes that change over the years.

One row a parent. `complete` on a child's row says that the parent is the sum of its
children of that level; a code that ends has `valid_to`, its `successor`, and the
`share` of it that went there.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa

from firstyear.errors import Fault
from firstyear.figures.area_codes import CODE_PROBLEM, CODE_REMEDY, is_code, level_of
from firstyear.figures.arrow import Column, array, pc
from firstyear.figures.schema import AREAS, conform, empty

# Shares are written with a few decimals.
_WHOLE: Final = 1e-3


@dataclass(frozen=True)
class Area:
    """One area; `parents` are codes, `complete` those that are sums of such areas."""

    area: str
    name: str
    level: str
    parents: tuple[str, ...] = ()
    complete: tuple[str, ...] = ()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    successors: tuple[tuple[str, float], ...] = ()


def area_table(rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """A table of `schema.AREAS` from rows that may leave columns out."""
    listed = list(rows)
    if not listed:
        return empty(AREAS)
    columns: dict[str, list[object]] = {}
    for field in AREAS:
        blank: object = "" if field.type == pa.string() else None
        columns[field.name] = [row.get(field.name, blank) for row in listed]
    return pa.table(
        {
            field.name: array(columns[field.name], field.type, from_pandas=True)
            for field in AREAS
        },
        schema=AREAS,
    )


def areas_of(figures: pa.Table) -> pa.Table:
    """The areas that figures are about, each once, with the name they give it."""
    named = figures.group_by("area").aggregate([("name", "max"), ("level", "max")])
    return area_table(
        {"area": row["area"], "name": row["name_max"], "level": row["level_max"]}
        for row in named.sort_by("area").to_pylist()
    )


def parent_rows(
    area: Column,
    name: Column,
    level: Column,
    parent: Column,
    parent_name: Column,
) -> pa.Table:
    """Areas and their parents as a file of figures names them, each pair once.

    `complete` is blank: a file of figures may leave children out.
    """
    named = pa.table(
        {
            "area": area,
            "name": name,
            "level": level,
            "parent": parent,
            "parent_name": parent_name,
        }
    )
    pairs = named.group_by(named.column_names, use_threads=False).aggregate([])
    rows: dict[tuple[str, str], dict[str, object]] = {}
    listed = set(pc.unique(area).to_pylist())
    for row in pairs.to_pylist():
        if not row["area"]:
            continue
        rows.setdefault((row["area"], row["parent"]), {**row, "complete": "no"})
        code = row["parent"]
        if code and code not in listed:
            listed.add(code)
            rows[(code, "")] = {
                "area": code,
                "name": row["parent_name"],
                "level": level_of(code),
            }
    for row in rows.values():
        if not row.get("parent"):
            row["complete"] = ""
    return area_table(_without_needless_blanks(rows.values()))


def _without_needless_blanks(
    rows: Iterable[Mapping[str, object]],
) -> list[Mapping[str, object]]:
    """An area with a parent needs no row that says it has none."""
    listed = list(rows)
    with_parent = {row["area"] for row in listed if row.get("parent")}
    return [
        row for row in listed if row.get("parent") or row["area"] not in with_parent
    ]


def check(table: pa.Table, *, file: str = "", first_row: int = 2) -> tuple[Fault, ...]:
    """What is wrong with an areas table: every fault, with row numbers.

    Looked for: blank and repeated rows, codes with odd characters, unknown parents, an
    area that is its own ancestor, an end before the beginning, a successor that is not
    listed, shares outside 0 to 1 or that do not add up to 1, a word other than yes
    or no in `complete`.
    """
    rows = conform(table, schema=AREAS).to_pylist()
    codes = {row["area"] for row in rows}
    faults: list[Fault] = []

    def fault(place: int, message: str, column: str, value: str, remedy: str) -> None:
        faults.append(Fault(message, remedy, file, first_row + place, column, value))

    seen: dict[tuple[str, str, str], int] = {}
    for place, row in enumerate(rows):
        if not row["area"]:
            fault(place, "no code", "area", "", "every row names an area")
            continue
        if not is_code(row["area"]):
            fault(place, CODE_PROBLEM, "area", row["area"], CODE_REMEDY)
        key = (row["area"], row["parent"], row["successor"])
        if key in seen:
            fault(
                place,
                f"the same row as row {first_row + seen[key]}",
                "area",
                row["area"],
                "one row for each parent",
            )
        seen.setdefault(key, place)
        if row["parent"] and row["parent"] not in codes:
            fault(
                place,
                "a parent that has no row of its own",
                "parent",
                row["parent"],
                "add a row for it, with a blank parent",
            )
        if row["complete"] not in {"", "yes", "no"}:
            fault(
                place,
                "neither yes nor no",
                "complete",
                row["complete"],
                "write yes or no",
            )
        if row["successor"] and row["successor"] not in codes:
            fault(
                place,
                "a successor that has no row of its own",
                "successor",
                row["successor"],
                "add a row for it",
            )
        share = row["share"]
        if share is not None and not 0 < share <= 1:
            fault(
                place,
                "a share outside 0 to 1",
                "share",
                str(share),
                "write a part of 1",
            )
        starts, ends = row["valid_from"], row["valid_to"]
        if starts and ends and starts > ends:
            fault(
                place, "ends before it begins", "valid_to", str(ends), "check the dates"
            )
    return (*faults, *_cycles(rows, file, first_row), *_shares(rows, file, first_row))


def _cycles(rows: list[dict[str, object]], file: str, first_row: int) -> list[Fault]:
    parents: dict[object, set[object]] = {}
    for row in rows:
        if row["parent"]:
            parents.setdefault(row["area"], set()).add(row["parent"])
    faults = []
    for place, row in enumerate(rows):
        above, waiting = set[object](), list(parents.get(row["area"], ()))
        while waiting:
            each = waiting.pop()
            if each not in above:
                above.add(each)
                waiting += parents.get(each, ())
        if row["area"] and row["area"] in above:
            faults.append(
                Fault(
                    "an area that lies within itself",
                    "follow its parents: they lead back to it",
                    file,
                    first_row + place,
                    "parent",
                    str(row["area"]),
                )
            )
    return faults


def _shares(rows: list[dict[str, object]], file: str, first_row: int) -> list[Fault]:
    shares: dict[object, dict[object, float]] = {}
    where: dict[object, int] = {}
    for place, row in enumerate(rows):
        if row["successor"]:
            share = row["share"]
            given = float(share) if isinstance(share, int | float) else 1.0
            shares.setdefault(row["area"], {})[row["successor"]] = given
            where.setdefault(row["area"], place)
    return [
        Fault(
            f"the shares of its successors add up to {sum(parts.values()):g}, not 1",
            "every part of an area goes somewhere",
            file,
            first_row + where[area],
            "share",
            str(area),
        )
        for area, parts in shares.items()
        if abs(sum(parts.values()) - 1) > _WHOLE
    ]


def with_sound_codes(table: pa.Table) -> pa.Table:
    """The rows whose codes can stand for an area; figures of others are refused."""
    odd = [each for each in codes(table) if not is_code(each)]
    if not odd:
        return table
    listed = array(sorted(odd), pa.string())
    bad = pc.or_(pc.is_in(table["area"], listed), pc.is_in(table["parent"], listed))
    return table.filter(pc.invert(bad))


def names(table: pa.Table) -> dict[str, str]:
    """Code to name, where a name is known."""
    return {
        row["area"]: row["name"]
        for row in table.select(["area", "name"]).to_pylist()
        if row["name"]
    }


def codes(table: pa.Table) -> frozenset[str]:
    """Every code of the table, parents included."""
    return frozenset(
        each
        for column in ("area", "parent")
        for each in pc.unique(table[column]).to_pylist()
        if each
    )
