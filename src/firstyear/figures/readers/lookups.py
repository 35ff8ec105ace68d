"""Lookup files: which district lies in which county, region and board, and what became
of codes over the years.

Two shapes, told by the column names: `ltla21_code,...,utla21_code` (within) and
`ltla16_code,...,ltla17_code,...` (one kind of area, several years). Given together
they are joined: counties then lie in regions and boards through their districts, and
`complete` says which parents are the sum of their children.
"""

import datetime
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pyarrow as pa

from firstyear.figures.area_codes import level_of
from firstyear.figures.areas import area_table
from firstyear.figures.readers.area_lists import (
    areas_reading,
    refuse_odd_codes,
    text_rows,
)
from firstyear.figures.readers.look import Look
from firstyear.figures.readers.reading import Reading
from firstyear.figures.readers.text_table import read_whole

_COLUMN: Final = re.compile(r"(?P<kind>[a-z]{3,8})(?P<year>\d{2})_code")
_SHORT: Final = re.compile(r"(?P<kind>[a-z]{3,8})(?P<year>\d{2})_code_h")
_PARENTS: Final = {"utla": "county-unitary", "region": "region", "icb": "board"}
ENGLAND: Final = "E92000001"


@dataclass
class Lookup:
    """What lookup files say: names, districts of each parent, short codes, changes."""

    names: dict[str, str] = field(default_factory=dict)
    # parent -> districts, and the level of each parent
    within: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    levels: dict[str, str] = field(default_factory=dict)
    short: dict[str, str] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)
    starts: dict[str, datetime.date] = field(default_factory=dict)


def recognises(header: Sequence[str]) -> bool:
    """Whether a header has codes of two kinds, or of one kind in two years."""
    return len([name for name in header if _COLUMN.fullmatch(name.strip())]) >= 2


def read(look: Look, beside: Sequence[Look] = ()) -> Reading:
    """One lookup file, joined with other lookup files beside it."""
    lookup = Lookup()
    files = [look, *(each for each in beside if recognises(each.header))]
    for each in files:
        _add(lookup, each)
    together = f" with {len(files) - 1} beside it" if len(files) > 1 else ""
    return areas_reading(
        table_of(lookup), "lookup", f"A lookup of area codes{together}", look
    )


def table_of(lookup: Lookup) -> pa.Table:
    """The areas that lookups describe, one row a parent."""
    children = _children(lookup)
    complete = _complete(lookup, children)
    rows: list[dict[str, Any]] = []
    parents: dict[str, list[str]] = defaultdict(list)
    for parent, found in children.items():
        for child in sorted(found):
            parents[child].append(parent)
    ended = {row["area"] for row in lookup.changes}
    for code in sorted({*lookup.names, *children, *parents}):
        about = {
            "area": code,
            "name": lookup.names.get(code, ""),
            "level": lookup.levels.get(code) or level_of(code),
            "valid_from": lookup.starts.get(code),
        }
        if code in ended:
            continue
        rows += [
            {
                **about,
                "parent": parent,
                "complete": "yes" if (parent, about["level"]) in complete else "no",
            }
            for parent in parents[code]
        ] or [about]
    for short, code in sorted(lookup.short.items()):
        # A short code is another name: a tile map may use it.
        rows.append(
            {
                "area": short,
                "name": lookup.names.get(code, ""),
                "level": lookup.levels.get(code, ""),
                "successor": code,
                "share": 1.0,
            }
        )
    return area_table([*rows, *lookup.changes])


def _add(lookup: Lookup, look: Look) -> None:
    piece = read_whole(look)
    rows = text_rows(piece)
    header = [name.strip() for name in look.header]
    columns = {
        name: (found["kind"], int(found["year"]))
        for name in header
        if (found := _COLUMN.fullmatch(name))
    }
    refuse_odd_codes(look, piece, columns)
    for row in rows:
        for name in columns:
            label = row.get(name.replace("_code", "_name"), "")
            if row[name] and label:
                lookup.names.setdefault(row[name], label)
    kinds = {kind for kind, _ in columns.values()}
    if len(kinds) == 1:
        ordered = sorted(columns, key=lambda name: columns[name][1])
        _add_changes(lookup, rows, ordered, columns)
        return
    inner = next(name for name, (kind, _) in columns.items() if kind == "ltla")
    for name, (kind, year) in columns.items():
        if kind not in _PARENTS:
            continue
        for row in rows:
            if row[inner] and row[name]:
                lookup.within[row[name]].add(row[inner])
                lookup.levels.setdefault(row[name], _PARENTS[kind])
        short = f"{kind}{year:02d}_code_h"
        if short in header:
            lookup.short.update({row[short]: row[name] for row in rows if row[short]})


def _add_changes(
    lookup: Lookup,
    rows: Iterable[Mapping[str, str]],
    ordered: Sequence[str],
    columns: Mapping[str, tuple[str, int]],
) -> None:
    """Codes change on 1 April: one that is another the next year has ended."""
    became: dict[tuple[str, int], set[str]] = defaultdict(set)
    first_year = columns[ordered[0]][1]
    seen: dict[str, int] = {}
    listed = list(rows)
    for before, after in itertools.pairwise(ordered):
        year = columns[after][1]
        still = {row[after] for row in listed}
        for row in listed:
            old, new = row[before], row[after]
            seen.setdefault(old, columns[before][1])
            seen.setdefault(new, year)
            if old and new and old != new and old not in still:
                became[(old, year)].add(new)
    for code, year in seen.items():
        if code and year > first_year:
            lookup.starts.setdefault(code, datetime.date(2000 + year, 4, 1))
    for (old, year), found in sorted(became.items()):
        # A border that moves a little gives the same name a new code, and appears
        # as a split: the area of the same name is then its only successor.
        same = {new for new in found if lookup.names.get(new) == lookup.names.get(old)}
        successors = sorted(same or found)
        lookup.changes += [
            {
                "area": old,
                "name": lookup.names.get(old, ""),
                "level": level_of(old),
                "valid_from": lookup.starts.get(old),
                "valid_to": datetime.date(2000 + year, 3, 31),
                "successor": new,
                "share": 1 / len(successors),
            }
            for new in successors
        ]


def _children(lookup: Lookup) -> dict[str, set[str]]:
    """Parent to children: districts, and counties through their districts."""
    children: dict[str, set[str]] = defaultdict(set)
    upper = [code for code, level in lookup.levels.items() if level == "county-unitary"]
    for parent, districts in lookup.within.items():
        for district in districts - {parent}:
            children[parent].add(district)
        if lookup.levels[parent] == "county-unitary":
            continue
        for each in upper:
            if lookup.within[each] & districts:
                children[parent].add(each)
    for parent, level in lookup.levels.items():
        if parent.startswith("E") and level in {"region", "board", "county-unitary"}:
            children[ENGLAND].add(parent)
    if children[ENGLAND]:
        lookup.names.setdefault(ENGLAND, "England")
        lookup.levels.setdefault(ENGLAND, "country")
    else:
        del children[ENGLAND]
    return children


def _complete(lookup: Lookup, children: Mapping[str, set[str]]) -> set[tuple[str, str]]:
    """Pairs of parent and level of children where the children add up to the parent:
    each lies wholly within it, and together they are all of it."""
    everywhere = {
        district
        for districts in lookup.within.values()
        for district in districts
        if district.startswith("E")
    }
    found = set()
    for parent, members in children.items():
        whole = everywhere if parent == ENGLAND else lookup.within[parent]
        by_level: dict[str, list[set[str]]] = defaultdict(list)
        for child in members:
            level = lookup.levels.get(child) or level_of(child)
            by_level[level].append(lookup.within.get(child) or {child})
        kind = lookup.levels[parent]
        for level, parts in by_level.items():
            inside = all(
                part <= whole and not _shared(lookup, parent, kind, part)
                for part in parts
            )
            if inside and set().union(*parts) == whole:
                found.add((parent, level))
    return found


def _shared(lookup: Lookup, parent: str, kind: str, part: set[str]) -> bool:
    """Whether a district of the part lies in another parent of the same kind too."""
    return any(
        other != parent and lookup.levels[other] == kind and part & districts
        for other, districts in lookup.within.items()
    )
