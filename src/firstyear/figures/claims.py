"""Figures that a local release hides, brought back as figures that are public."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from firstyear.errors import RefusedError
from firstyear.figures.arrow import pc
from firstyear.figures.audiences import same_person
from firstyear.figures.keys import key_numbers
from firstyear.figures.manifest import Provenance
from firstyear.figures.schema import FIGURES
from firstyear.figures.table_sets.known import Past

NEEDED: Final = (
    "{rows} of these figures are hidden in a local release of this folder. Loaded as "
    "{origin} they would be shown: that takes two people by name, one who vouches that "
    "anyone can get them today and another who has looked (`firstyear load "
    "--released-by NAME --second-person NAME`)"
)


def allow_claim(table: pa.Table, past: Sequence[Past], provenance: Provenance) -> bool:
    """Whether the figures would show what a local release hides, as two people agreed.

    Raises
    ------
    RefusedError
        where they would, and two different people are not named.
    """
    # Nearly always there is none, and the table may be of millions of rows.
    rows = _hidden_rows(table, past) if past else 0
    if not rows:
        return False
    first, second = provenance.released_by, provenance.second_person
    if not first.strip() or not second.strip() or same_person(first, second):
        raise RefusedError(NEEDED.format(rows=f"{rows:,}", origin=provenance.origin))
    return True


def _hidden_rows(table: pa.Table, past: Sequence[Past]) -> int:
    told = pc.or_(pc.is_valid(table["count"]), pc.is_valid(table["value"]))
    own = table.filter(told).select(FIGURES.names)
    marked = np.zeros(own.num_rows, dtype=bool)
    for each in past:
        rows = each.figures
        hidden = rows.filter(pc.equal(rows["status"], "suppressed"))
        both = pa.concat_tables([own, hidden.select(FIGURES.names)])
        numbers = key_numbers(both)
        marked |= np.isin(numbers[: own.num_rows], numbers[own.num_rows :])
    return int(marked.sum())
