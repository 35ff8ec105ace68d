"""What a family that knows its own loss could tell of another's."""

from collections.abc import Hashable

import numpy as np

from firstyear.measures.protection.attacker import Attack
from firstyear.measures.protection.reader import tops_of
from firstyear.measures.protection.table_set import TableSet


def insiders(table: TableSet, found: Attack) -> tuple[Hashable, ...]:
    """Keys of cells where a bereaved family knows that few others died.

    It takes its own baby from the count: of what is left it knows at least lower - 1
    and at most upper - 1. The cells where that is 1 or more and still in the hidden
    range, shown or hidden. To report, and to weigh against what a table is good for:
    no hiding takes away what a family knows.

    >>> import firstyear as fy
    >>> table = fy.measures.TableSet([12, 3, 9], "abc", [("a", ["b", "c"])])
    >>> three = fy.measures.Policy("registrations-3", 2)
    >>> found = fy.measures.attack(table, three, hidden=[False] * 3)
    >>> fy.measures.insiders(table, found)
    ('b',)
    """
    top = tops_of(table, found.policy)
    seen = (table.published | found.watched) & table.protected
    told = seen & (found.lower >= 2) & (found.upper - 1 <= top)
    return tuple(table.cells[place] for place in np.flatnonzero(told))
