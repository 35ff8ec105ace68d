"""Which measures add up with which: what is told of one tells of the others."""

import pyarrow as pa

from firstyear import packs
from firstyear.figures.arrow import pc


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
