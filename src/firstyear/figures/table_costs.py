"""What each table of a release costs in hidden rows, before it is added."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from firstyear.figures.arrow import array
from firstyear.figures.disclosure import SECONDS, Around, Gated, TableLine, gate


@dataclass(frozen=True)
class TableCost:
    """What one table of a release costs: rows hidden in it, and elsewhere for it."""

    line: TableLine
    elsewhere: int


def costs(
    release: pa.Table,
    whole: Gated,
    around: Around,
    *,
    policy: str = "",
    seconds: float = SECONDS,
) -> tuple[TableCost, ...]:
    """What leaving out each table of a release would give back.

    The same arguments as `gate` had for `whole`.
    """
    columns = ("indicator", "dimension", "level")
    kept = release.take(array(whole.positions))
    own = _table_of(kept, columns)
    found = []
    for line in whole.tables:
        name = (line.indicator, line.dimension, line.level)
        others = np.array([each != name for each in own])
        elsewhere = 0
        if others.any():
            without = gate(
                kept.filter(array(others)), around, policy=policy, seconds=seconds
            )
            elsewhere = int(whole.hidden[others].sum()) - without.disclosure.hidden
        found.append(TableCost(line, elsewhere))
    return tuple(found)


def _table_of(table: pa.Table, columns: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(table[name].to_pylist() for name in columns), strict=True))
