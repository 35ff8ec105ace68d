"""Which measures add up with which: what is told of one tells of the others."""

from functools import cache
from typing import Final

import pyarrow as pa

from firstyear import packs
from firstyear.figures.arrow import pc

STILLBIRTH: Final = "stillbirth"


def family(table: pa.Table) -> set[str]:
    """The measures of a table, and those that sums tie to them."""
    found = {str(each) for each in pc.unique(table["indicator"]).to_pylist()}
    while True:
        tied = {
            name
            for group in (
                *((one.total, *one.parts) for one in packs.identities()),
                *((one.whole, one.part) for one in packs.nested()),
            )
            if found & set(group)
            for name in group
        }
        if tied <= found:
            return found
        found |= tied


@cache
def over_all_births() -> frozenset[str]:
    """The measures set against births live and still.

    Examples
    --------
    >>> from firstyear.figures.measure_families import over_all_births
    >>> sorted(over_all_births())[:2]
    ['extended-perinatal-mortality', 'extended-perinatal-mortality-22-weeks']
    """
    found = {STILLBIRTH}
    while True:
        more = {one.total for one in packs.identities() if found & set(one.parts)}
        more |= {one.part for one in packs.nested() if one.whole in found}
        if more <= found:
            return frozenset(found)
        found |= more
