"""Rows that would tell of everybody: all deaths of an area in one category."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from firstyear.measures.arrays import Integers
from firstyear.measures.protection.policy import Policy
from firstyear.measures.protection.table_set import Equation, TableSet


def guarded(table: TableSet, policy: Policy) -> tuple[TableSet, Policy, Integers]:
    """The table set with a guard for every row that has all in one category.

    The guard is an unpublished cell, whole less that category, of which nobody shall
    find out that it is nought. Noughts shown in the other categories would tell, so
    they become hideable, in the whole table set: a rule that held for some rows only
    would itself tell which. Without such rows, or where the policy does not ask for
    it, both come back as they were. The positions are those of the full categories.
    """
    rows = list(_dominated(table)) if policy.dominance else []
    if not rows:
        return table, policy, np.zeros(0, dtype=np.int64)
    size = len(rows)
    guards = [("the rest of", whole, part) for whole, part in rows]
    places = table.places()
    facts = [
        Equation.fact({guard: 1, whole: -1, part: 1})
        for guard, (whole, part) in zip(guards, rows, strict=True)
    ]
    wide = TableSet(
        np.append(table.counts, np.zeros(size)),
        (*table.cells, *guards),
        (*table.sums, *facts),
        np.append(table.forced, np.full(size, "")),
        np.append(table.weights, np.ones(size)),
        published=np.append(table.published, np.zeros(size, dtype=np.bool_)),
        protected=np.append(table.protected, np.ones(size, dtype=np.bool_)),
        tops=np.append(table.tops, np.zeros(size)),
        least=np.append(table.least, np.zeros(size)),
        most=np.append(table.most, np.full(size, np.inf)),
    )
    positions = np.array([places[part] for _, part in rows], dtype=np.int64)
    return wide, replace(policy, zeros="hideable"), positions


def _dominated(table: TableSet) -> Iterator[tuple[object, object]]:
    """Whole and category, for breakdowns with all of the whole in one category."""
    places = table.places()
    for each in table.sums:
        if not each.breakdown or ("the rest of", *each.cells[:1]) in places:
            continue
        whole, *parts = (places[key] for key in each.cells)
        counts = table.counts[parts]
        full = int(np.argmax(np.nan_to_num(counts)))
        open_to_all = (table.forced[[whole, *parts]] == "open").all()
        if (
            table.counts[whole] >= 1
            and counts[full] == table.counts[whole]
            and table.protected[parts[full]]
            and len(parts) > 1
            and not open_to_all
        ):
            key = ("the rest of", each.cells[0], each.cells[1 + full])
            if key not in places:
                yield each.cells[0], each.cells[1 + full]
