"""What groups might be with the unknown shared out: an estimate beside the figures.

The row of the unknown stays as it is, and no figure is changed: an estimate is a row
of its own, says so in its category, its flag and its note, and is gone as soon as one
of its parts is hidden.
"""

from collections import defaultdict
from typing import Any, Final

import pyarrow as pa

from firstyear import packs
from firstyear.errors import UsageError
from firstyear.figures.arrow import array, pc
from firstyear.figures.schema import FIGURES

LABEL: Final = "{category} (estimate)"
NOTE: Final = (
    "an estimate: the unknown shared out as the known groups are; the unknown stay a "
    "row of their own"
)
USUALLY: Final = frozenset({"Unknown"})


def estimate_unknown(table: pa.Table, dimension: str) -> pa.Table:
    """Rows that add an estimate to the figures of one breakdown; the figures unchanged.

    For each measure, area and period: count x (1 + unknown / known), births likewise,
    where known is the sum over the groups. Only the new rows are handed back, flagged
    `approximate`: put them beside the figures, never in their place. Without an
    unknown row, or where a count is hidden or missing, there is no estimate.

    Assumes that the unknown are like the known, which they seldom are: it shows how
    much could hang on them, and no more.

    Raises UsageError where the table has no such breakdown.

    >>> import firstyear as fy
    >>> table = fy.figures.conform({
    ...     "indicator": ["infant-mortality"] * 3, "area": ["a"] * 3,
    ...     "dimension": ["sex"] * 3, "category": ["Female", "Male", "Unknown"],
    ...     "count": [30, 50, 8], "denominator": [9_000, 9_000, 1_800]})
    >>> made = fy.figures.estimate_unknown(table, "sex")
    >>> made.select(["category", "count", "denominator"]).to_pylist()[0]
    {'category': 'Female (estimate)', 'count': 33.0, 'denominator': 9900.0}
    """
    rows = table.filter(pc.equal(table["dimension"], dimension))
    if not rows.num_rows:
        raise UsageError(f"There is no breakdown {dimension!r} in these figures.")
    known = packs.dimensions().get(dimension)
    unknown = USUALLY | (set(known.unknown) if known is not None else set())
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows.select(FIGURES.names).to_pylist():
        key = tuple(
            row[name]
            for name in ("indicator", "area", "date_from", "date_to", "basis", "place")
        )
        groups[key].append(row)
    made = [row for group in groups.values() for row in _estimates(group, unknown)]
    return pa.table(
        {
            field.name: array([row[field.name] for row in made], field.type)
            for field in FIGURES
        },
        schema=FIGURES,
    )


def _estimates(
    group: list[dict[str, Any]], unknown: frozenset[str] | set[str]
) -> list[dict[str, Any]]:
    if any(row["count"] is None or row["denominator"] is None for row in group):
        return []
    lost = [row for row in group if row["category"] in unknown]
    known = [row for row in group if row["category"] not in unknown]
    sums = {
        name: (sum(r[name] for r in lost), sum(r[name] for r in known))
        for name in ("count", "denominator")
    }
    if not lost or any(not of_known for _, of_known in sums.values()):
        return []
    return [
        {
            **row,
            **{
                name: row[name] * (1 + of_lost / of_known)
                for name, (of_lost, of_known) in sums.items()
            },
            **dict.fromkeys(("value", "lower", "upper", "lower_998", "upper_998")),
            "category": LABEL.format(category=row["category"]),
            "flags": ";".join(
                sorted({*filter(None, row["flags"].split(";")), "approximate"})
            ),
            "note": NOTE,
        }
        for row in known
    ]
