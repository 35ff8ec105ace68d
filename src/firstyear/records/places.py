"""Areas of the records added up to regions and boards, and old codes to new ones."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from firstyear.figures.area_codes import ALL_AREAS, level_of
from firstyear.figures.schema import AREAS, conform
from firstyear.records.keys import UNKNOWN

ALL = ALL_AREAS
ALL_NAME = "All areas of the records"
WHOLE = 0.999  # shares are written with a few decimals


@dataclass(frozen=True)
class Places:
    """Where counts go: codes in order, their names and levels, and for every area of
    the records the positions of the codes that it is part of."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    levels: tuple[str, ...]
    parts: Mapping[str, tuple[int, ...]]
    notes: tuple[str, ...] = ()

    def spread(self, areas: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """Rows to add up, as their positions and the place each is added to."""
        listed = [self.parts[area] for area in areas]
        rows = np.repeat(np.arange(len(listed)), [len(each) for each in listed])
        places = np.array([at for each in listed for at in each], dtype=np.int64)
        return rows, places


def places_of(areas: Sequence[str], table: pa.Table | None) -> Places:
    """The places that counts of these areas are given for.

    An area whose code ended and went to one successor whole is counted there in every
    year. One that was split stays under its old code, for no record says which part it
    is of, and a share of a death is no count. A place above is a sum only if all that
    make it up are in the records, and each is part of it whole; otherwise it is left
    out and a note says so.
    """
    if table is None:
        held = sorted(areas)
        return Places(
            tuple(held),
            tuple(UNKNOWN if code == UNKNOWN else "" for code in held),
            tuple("" if code == UNKNOWN else level_of(code) for code in held),
            {code: (at,) for at, code in enumerate(held)},
        )
    rows = conform(table, schema=AREAS).to_pylist()
    moved = _successors(rows)
    now = {area: moved.get(area, area) for area in areas}
    present = set(now.values())
    groups = _children(rows, moved)
    whole = _whole(groups, present)
    up: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        if group.parent in whole and group.needed <= present | whole:
            for child in group.children:
                up[child].add(group.parent)
    codes = sorted(present | whole)
    place = {code: at for at, code in enumerate(codes)}
    known = {row["area"]: row for row in rows}
    parts = {
        area: tuple(sorted(place[each] for each in _ancestors(code, up)))
        for area, code in now.items()
    }
    partial = sorted(
        {
            group.parent
            for group in groups
            if group.parent not in whole and group.children & (present | whole)
        }
    )
    unlisted = sorted(area for area in present if area not in known and area != UNKNOWN)
    return Places(
        tuple(codes),
        tuple(_word(known, code, "name") for code in codes),
        tuple(_word(known, code, "level") for code in codes),
        parts,
        _notes(partial, unlisted, moved, areas, _split(rows, moved, areas)),
    )


def _word(known: Mapping[str, Mapping[str, str]], code: str, column: str) -> str:
    if code == UNKNOWN:
        return UNKNOWN if column == "name" else ""
    listed = known.get(code, {}).get(column, "")
    return listed or (level_of(code) if column == "level" else "")


def _successors(rows: list[dict[str, object]]) -> dict[str, str]:
    """Codes that ended, with the one code that all of each went to."""
    ways: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["successor"]:
            # Where the rest went, nobody says.
            to = {str(row["successor"])} | ({""} if _in_part(row) else set())
            ways[str(row["area"])] |= to
    one = {area: next(iter(to)) for area, to in ways.items() if len(to) == 1}
    found = {}
    for area in one:
        code, seen = area, {area}
        while code in one and one[code] not in seen:
            code = one[code]
            seen.add(code)
        found[area] = code
    return found


def _split(
    rows: list[dict[str, object]], moved: Mapping[str, str], areas: Sequence[str]
) -> list[str]:
    """Codes of the records that ended and went to several, or only in part to one."""
    ended = {str(row["area"]) for row in rows if row["successor"]}
    return sorted(area for area in areas if area in ended and area not in moved)


def _in_part(row: Mapping[str, object]) -> bool:
    share = row["share"]
    return isinstance(share, float) and share < WHOLE


@dataclass(frozen=True)
class _Group:
    """Children of one level of a parent. `needed` are those that have not ended;
    `sums` says that they make the parent up."""

    parent: str
    children: set[str]
    needed: set[str]
    sums: bool


def _children(
    rows: list[dict[str, object]], moved: Mapping[str, str]
) -> tuple[_Group, ...]:
    children: dict[tuple[str, str], set[str]] = defaultdict(set)
    needed: dict[tuple[str, str], set[str]] = defaultdict(set)
    broken = set()
    for row in rows:
        parent, area = str(row["parent"]), str(row["area"])
        if not parent:
            continue
        key = (parent, str(row["level"]))
        now = moved.get(area, area)
        children[key].add(now)
        if row["valid_to"] is None or area in moved:
            needed[key].add(now)
        if row["complete"] == "no" or (_in_part(row) and not row["successor"]):
            broken.add(key)
    return tuple(
        _Group(parent, children[parent, level], needed[parent, level],
               (parent, level) not in broken)
        for parent, level in children
    )  # fmt: skip


def _whole(groups: Sequence[_Group], present: set[str]) -> set[str]:
    """Parents all of whose children of one level are there, or are such sums."""
    whole: set[str] = set()
    while True:
        there = present | whole
        more = {
            group.parent
            for group in groups
            if group.sums and group.needed <= there and group.parent not in there
        }
        if not more:
            return whole
        whole |= more


def _ancestors(code: str, up: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {code}, [code]
    while waiting:
        for parent in up.get(waiting.pop(), ()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


def _notes(
    partial: list[str],
    unlisted: list[str],
    moved: Mapping[str, str],
    areas: Sequence[str],
    split: list[str],
) -> tuple[str, ...]:
    told = []
    old = sorted(area for area in areas if area in moved)
    if old:
        told.append(f"Counted under the code that followed: {', '.join(old)}.")
    if split:
        told.append(
            "Counted under a code that ended, because it was split and records do not "
            f"say which part is meant: {', '.join(split)}."
        )
    if partial:
        named = ", ".join(partial[:5]) + (" and others" if len(partial) > 5 else "")
        told.append(
            "No sum, because areas of it are not all here or lie in it only in part: "
            f"{named}."
        )
    if unlisted:
        named = ", ".join(unlisted[:5]) + (" and others" if len(unlisted) > 5 else "")
        told.append(f"Not in the areas file: {named}.")
    return tuple(told)
