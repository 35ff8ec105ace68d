"""Measures that count the same deaths: infant deaths hold neonatal ones, and so on."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from firstyear import packs
from firstyear.picture.words import inside, listed

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


def held_in(rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """Of each measure, those above it in the list that it is a part of, widest first.

    Examples:
        >>> from collections import namedtuple
        >>> row = namedtuple("row", "indicator")
        >>> names = "infant-mortality", "neonatal-mortality", "late-neonatal-mortality"
        >>> held_in([row(name) for name in names])["late-neonatal-mortality"]
        ('infant-mortality', 'neonatal-mortality')
    """
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        ending = FROM_24_WEEKS if row.indicator.endswith(FROM_24_WEEKS) else ""
        name = row.indicator.removesuffix(FROM_24_WEEKS)
        totals = (
            identity.total + ending
            for identity in packs.identities()
            if name in identity.parts
        )
        above = next((one for one in totals if one in found), None)
        found[row.indicator] = () if above is None else (*found[above], above)
    return found


def part_words(rows: Sequence[Row]) -> dict[str, str]:
    """`part of infant mortality` for each measure that is a part of one above it."""
    known = packs.indicators()
    return {
        indicator: f"part of {inside(known[above[-1]].short_name)}"
        for indicator, above in held_in(rows).items()
        if above
    }


def nesting_sentence(rows: Sequence[Row]) -> str:
    """Which measures of a table hold which others; blank where none does."""
    known, there = packs.indicators(), {row.indicator for row in rows}
    told = []
    for identity in packs.identities():
        parts = [one for one in identity.parts if one in there]
        if identity.total in there and parts and FROM_24_WEEKS not in identity.total:
            names = [inside(known[one].short_name) for one in parts]
            total = inside(known[identity.total].short_name)
            told.append(f"{total} holds {listed(names)}")
    if not told:
        return ""
    sentence = f"The same deaths stand in several lines: {'; '.join(told)}."
    if any(one.endswith(FROM_24_WEEKS) for one in there):
        sentence += (
            " Lines from 24 weeks hold them again, without births before 24 weeks."
        )
    return sentence
