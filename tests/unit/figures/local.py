"""Small tables of local figures, written by the counts they hold."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from firstyear.figures.areas import area_table
from firstyear.figures.schema import conform

KEYS = (
    "indicator",
    "area",
    "level",
    "date_from",
    "date_to",
    "dimension",
    "category",
    "count",
    "denominator",
    "status",
    "source",
)


def row(area: str, count: float | None, **other: Any) -> dict[str, Any]:
    """One figure: infant deaths of a council area in 2020, unless said otherwise."""
    year, years = other.pop("year", 2020), other.pop("years", 1)
    return {
        "indicator": "infant-mortality",
        "area": area,
        "level": "county-unitary",
        "date_from": datetime.date(year, 1, 1),
        "date_to": datetime.date(year + years - 1, 12, 31),
        "dimension": "",
        "category": "",
        "count": count,
        "denominator": 5000.0,
        "status": "value",
        "source": "",
        **other,
    }


def table(*rows: Mapping[str, Any]) -> pa.Table:
    return conform({name: [each[name] for each in rows] for name in KEYS})


def causes(area: str, counts: Sequence[float], **other: Any) -> list[dict[str, Any]]:
    """A row for each cause a, b, c ... of an area."""
    return [
        row(area, count, dimension="cause", category=name, **other)
        for name, count in zip("abcdefgh", counts, strict=False)
    ]


def lookup(parents: Mapping[str, str], level: str = "region") -> pa.Table:
    """Areas in their parents, which are the whole of them."""
    return area_table(
        [
            *(
                {
                    "area": area,
                    "level": "county-unitary",
                    "parent": parent,
                    "complete": "yes",
                }
                for area, parent in parents.items()
            ),
            *({"area": one, "level": level} for one in sorted(set(parents.values()))),
        ]
    )
