"""Measures that count the same deaths: infant deaths hold neonatal ones, and so on."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from firstyear import packs

FROM_24_WEEKS = "-24-weeks"


class Row(Protocol):
    """A row of a table of measures."""

    @property
    def indicator(self) -> str: ...


Some = TypeVar("Some", bound=Row)


def counted_once(rows: Iterable[Some]) -> list[Some]:
    """The first row of every set of measures that share deaths, in order.

    Examples:
        >>> from collections import namedtuple
        >>> row = namedtuple("row", "indicator")
        >>> rows = map(row, ("infant-mortality", "neonatal-mortality", "preterm-birth"))
        >>> [one.indicator for one in counted_once(rows)]
        ['infant-mortality', 'preterm-birth']
    """
    tree, taken, kept = _trees(), set(), []
    for row in rows:
        name = row.indicator.removesuffix(FROM_24_WEEKS)
        root = tree.get(name, name)
        if root not in taken:
            taken.add(root)
            kept.append(row)
    return kept


def _trees() -> dict[str, str]:
    """Each measure of the pack's identities, with one name for all it is tied to."""
    root: dict[str, str] = {}
    for identity in packs.identities():
        tied = [
            one.removesuffix(FROM_24_WEEKS) for one in (identity.total, *identity.parts)
        ]
        roots = {root.get(one, one) for one in tied}
        chosen = min(roots)
        for one in [*root, *tied]:
            if root.get(one, one) in roots:
                root[one] = chosen
    return root
