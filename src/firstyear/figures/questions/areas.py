"""Which areas are there, and how do they lie within each other?"""

from collections import defaultdict
from typing import Final

import pyarrow as pa

from firstyear.errors import InputError
from firstyear.figures.areas import Area, area_table
from firstyear.figures.arrow import pc
from firstyear.figures.questions.shelf import Shelf
from firstyear.figures.schema import LEVELS

_LARGEST_FIRST: Final = {level: place for place, level in enumerate(LEVELS)}


def areas(shelf: Shelf, level: str | None = None) -> pa.Table:
    """Rows of `schema.AREAS`: each pair of area and parent as the winner says it."""
    merged = _merged(shelf)
    if level is not None:
        merged = merged.filter(pc.equal(merged["level"], level))
    return merged.sort_by([("name", "ascending"), ("area", "ascending")])


def area(shelf: Shelf, code: str) -> Area:
    """One area by its code."""
    found = _index(shelf).get(code)
    if found is None:
        raise InputError(
            f"No release knows an area {code!r}: see `firstyear areas list`"
        )
    return found


def children(shelf: Shelf, code: str, level: str | None = None) -> tuple[Area, ...]:
    """Areas with `code` among their parents."""
    area(shelf, code)
    found = [
        each
        for each in _index(shelf).values()
        if code in each.parents and level in {None, each.level}
    ]
    return tuple(sorted(found, key=lambda each: (each.name, each.area)))


def parents(shelf: Shelf, code: str) -> tuple[Area, ...]:
    """The parents of an area, largest level first."""
    known = _index(shelf)
    above = [
        known.get(parent, Area(parent, "", "")) for parent in area(shelf, code).parents
    ]
    return tuple(
        sorted(
            above,
            key=lambda each: (_LARGEST_FIRST.get(each.level, 99), each.name, each.area),
        )
    )


def successors(shelf: Shelf, code: str) -> tuple[str, ...]:
    """What a code became, at last: largest share first; nothing for a current code."""
    known = _index(shelf)
    found: list[str] = []
    seen = {code}
    waiting = [code]
    while waiting:
        each = known.get(waiting.pop(0))
        after = each.successors if each is not None else ()
        if not after and each is not None and each.area != code:
            found.append(each.area)
        for new, _ in sorted(after, key=lambda pair: -pair[1]):
            if new not in seen:
                seen.add(new)
                waiting.append(new)
    return tuple(found)


def _index(shelf: Shelf) -> dict[str, Area]:
    # A shelf never changes: what is worked out of it is kept with it.
    kept: dict[str, Area] | None = shelf.__dict__.get("_area_index")
    if kept is None:
        kept = {}
        grouped = defaultdict(list)
        for row in _merged(shelf).to_pylist():
            grouped[row["area"]].append(row)
        for code, rows in grouped.items():
            first = rows[0]
            named = [row for row in rows if row["parent"]]
            kept[code] = Area(
                area=code,
                name=first["name"],
                level=first["level"],
                parents=tuple(dict.fromkeys(row["parent"] for row in named)),
                complete=tuple(
                    dict.fromkeys(
                        row["parent"] for row in named if row["complete"] != "no"
                    )
                ),
                valid_from=first["valid_from"],
                valid_to=first["valid_to"],
                successors=tuple(
                    dict.fromkeys(
                        (
                            row["successor"],
                            1.0 if row["share"] is None else row["share"],
                        )
                        for row in rows
                        if row["successor"]
                    )
                ),
            )
        shelf.__dict__["_area_index"] = kept
    return kept


def _share(share: float | None) -> float:
    return 1.0 if share is None else share


def _merged(shelf: Shelf) -> pa.Table:
    """Every pair of area and parent once; names, levels and dates of the winner that
    has them; a blank parent only where no release knows one."""
    kept: pa.Table | None = shelf.__dict__.get("_merged_areas")
    if kept is not None:
        return kept
    pairs: dict[tuple[str, str, str], dict[str, object]] = {}
    about: dict[str, dict[str, object]] = defaultdict(dict)
    for row in shelf.area_rows.to_pylist():
        code = row["area"]
        for column in ("name", "level", "valid_from", "valid_to"):
            if row[column] not in {"", None}:
                about[code].setdefault(column, row[column])
        key = (code, row["parent"], row["successor"])
        earlier = pairs.setdefault(key, row)
        # A lookup knows that children are complete; a file of figures cannot.
        if earlier["complete"] == "no" and row["complete"] == "yes":
            earlier["complete"] = "yes"
    with_more = {code for code, parent, successor in pairs if parent or successor}
    kept = area_table(
        {**row, **about[code]}
        for (code, parent, successor), row in pairs.items()
        if parent or successor or code not in with_more
    )
    shelf.__dict__["_merged_areas"] = kept
    return kept
