"""What the indicators of a table mean, and where it has gaps."""

from typing import Any, Final

import pyarrow as pa

from firstyear.figures.arrow import pc
from firstyear.figures.periods import label

COLUMNS: Final = (
    "indicator",
    "name",
    "definition",
    "numerator",
    "denominator",
    "per",
    "unit",
    "source",
    "caution",
    "first_period",
    "last_period",
    "areas",
    "rows",
    "suppressed",
    "missing",
    "not_applicable",
    "not_calculated",
)


def dictionary(table: pa.Table) -> pa.Table:
    """One row for each indicator of the figures, in the order they come: what it is,
    the time it covers, how many areas, and how many rows have no number and why.

    An indicator that the pack does not know has a name and no definition.
    """
    from firstyear import packs

    known = packs.indicators()
    rows: list[dict[str, Any]] = []
    for each in pc.unique(table["indicator"]).to_pylist():
        part = table.filter(pc.equal(table["indicator"], each))
        entry = known.get(each)
        first = _earliest(part)
        last = _latest(part)
        status = {
            row["values"]: row["counts"]
            for row in pc.value_counts(part["status"]).to_pylist()
        }
        rows.append(
            {
                "indicator": each,
                "name": entry.name if entry else each,
                "definition": entry.definition if entry else "",
                "numerator": entry.numerator if entry else "",
                "denominator": entry.denominator if entry else "",
                "per": entry.per if entry else None,
                "unit": entry.unit if entry else "",
                "source": entry.source if entry else "",
                "caution": entry.caution if entry else "",
                "first_period": first,
                "last_period": last,
                "areas": len(pc.unique(part["area"])),
                "rows": part.num_rows,
                "suppressed": status.get("suppressed", 0),
                "missing": status.get("missing", 0),
                "not_applicable": status.get("not-applicable", 0),
                "not_calculated": status.get("not-calculated", 0),
            }
        )
    return pa.table({name: [row[name] for row in rows] for name in COLUMNS})


def _earliest(part: pa.Table) -> str:
    row = part.sort_by([("date_from", "ascending")]).slice(0, 1).to_pylist()[0]
    return label(row["date_from"], row["date_to"])


def _latest(part: pa.Table) -> str:
    row = part.sort_by([("date_to", "descending")]).slice(0, 1).to_pylist()[0]
    return label(row["date_from"], row["date_to"])
