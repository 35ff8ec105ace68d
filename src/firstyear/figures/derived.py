"""Derived figures never fill a cell that its publisher hid, nor nearly.

Nothing of a derived release is hidden for being small: all of it comes from published
rows. But the new sums may give away what the publisher withheld. The attacker looks
at published and derived rows together, and a derived figure with which a withheld
count has fewer than three possibilities left is withheld too.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from firstyear import measures
from firstyear.errors import InputError, RefusedError
from firstyear.figures.arrow import array, pc
from firstyear.figures.readers.reading import Reading
from firstyear.figures.schema import AREAS, FIGURES
from firstyear.figures.table_sets.cells import Key, keys_of
from firstyear.figures.table_sets.draw import Drawing, draw

FEWEST: Final = 3
NOTE: Final = "would give away what its publisher hid"
# What the publisher's own range was is not ours to know: any count may be behind it.
RULE: Final = measures.Policy("what a publisher hid", top=1, zeros="hideable")


def withhold(readings: Sequence[Reading], facts: pa.Table) -> list[Reading]:
    """The readings, with the figures withheld that would give away a hidden one.

    Raises
    ------
    RefusedError
        where that cannot be told, because the derived rows do not fit the published.
    """
    hidden = facts.filter(pc.equal(facts["status"], "suppressed"))
    if not hidden.num_rows or not any(each.table.num_rows for each in readings):
        return list(readings)
    areas = pa.concat_tables([AREAS.empty_table(), *(each.areas for each in readings)])
    derived = pa.concat_tables([each.table for each in readings])
    names = map(str, hidden["withheld_by"].to_pylist())
    publisher = dict(zip(keys_of(hidden), names, strict=True))
    away: set[Key] = {key for key in keys_of(derived) if key in publisher}
    while True:
        given = _given_away(facts, derived, areas, away, set(publisher))
        if not given:
            break
        if given <= away:
            raise RefusedError(
                "These derived figures cannot be kept from giving away what their "
                "publisher hid: load them without the areas concerned"
            )
        away |= given
    return [_without(each, away, publisher) for each in readings]


def _given_away(
    facts: pa.Table,
    derived: pa.Table,
    areas: pa.Table,
    away: set[Key],
    hidden: set[Key],
) -> set[Key]:
    """Derived figures next to a hidden one that they leave too few possibilities."""
    shown = np.array([key not in away for key in keys_of(derived)])
    before = _widths(draw_public(facts, areas), hidden)
    with_derived = draw_public(
        pa.concat_tables([facts.select(FIGURES.names), derived.filter(array(shown))]),
        areas,
    )
    after = _widths(with_derived, hidden)
    own = {key for key in keys_of(derived) if key not in away}
    found: set[Key] = set()
    for key, width in after.items():
        if width < FEWEST and before.get(key, np.inf) >= FEWEST:
            found |= {
                other
                for each in with_derived.sums
                if key in (each.whole, *each.parts)
                for other in (each.whole, *each.parts)
                if other in own
            }
            # Further away along the sums: all of them, rather than one too few.
            found = found or own
    return found


def draw_public(rows: pa.Table, areas: pa.Table) -> Drawing:
    """The table set of rows that are public, with hidden ones as unknown counts."""
    return draw(
        FIGURES.empty_table(),
        top=lambda key: 1.0,
        protects=lambda key: False,
        areas=areas,
        facts=rows,
        withheld=True,
    )


def _widths(drawing: Drawing, hidden: set[Key]) -> dict[Key, float]:
    """How many counts each hidden cell can have."""
    places = {key: at for at, key in enumerate(drawing.keys) if key in hidden}
    if not places:
        return {}
    pattern = np.zeros(len(drawing.keys), dtype=bool)
    pattern[list(places.values())] = True
    try:
        found = measures.attack(drawing.table, RULE, hidden=pattern)
    except InputError as problem:
        raise RefusedError(
            f"These derived figures do not fit what is published: {problem}"
        ) from problem
    return {
        key: float(found.upper[at] - found.lower[at] + 1) for key, at in places.items()
    }


def _without(reading: Reading, away: set[Key], publisher: dict[Key, str]) -> Reading:
    keys = list(keys_of(reading.table))
    marked = np.array([key in away for key in keys], dtype=bool)
    if not marked.any():
        return reading
    names = [
        (publisher.get(key) or "the publisher of a figure it would give away")
        if gone
        else ""
        for key, gone in zip(keys, marked, strict=True)
    ]
    table = reading.table
    columns = {name: table[name] for name in FIGURES.names}
    where = array(marked)
    for name in ("count", "value", "lower", "upper", "lower_998", "upper_998"):
        columns[name] = pc.if_else(where, pa.scalar(None, pa.float64()), columns[name])
    columns["status"] = pc.if_else(where, "suppressed", columns["status"])
    columns["flags"] = pc.if_else(where, "", columns["flags"])
    columns["note"] = pc.if_else(where, NOTE, columns["note"])
    columns["withheld_by"] = pc.if_else(
        where, array(names, pa.string()), columns["withheld_by"]
    )
    return reading.with_table(pa.table(columns, schema=FIGURES))
