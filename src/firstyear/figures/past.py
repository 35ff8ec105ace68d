"""The rule that a past release followed, as its readers know it."""

from collections.abc import Callable

import pyarrow as pa

from firstyear import packs
from firstyear.figures.manifest import Disclosure, Release
from firstyear.figures.rules import NOUGHTS, USUAL, kind_of
from firstyear.figures.table_sets.cells import Key
from firstyear.figures.table_sets.known import Past


def past_of(release: Release, table: pa.Table) -> Past:
    """Rows of a local release, with what its own rule hid.

    A later release may follow another rule: what readers know of a hidden count, and
    what they were promised not to find out, is by the rule that hid it.
    """
    told = release.disclosure
    if told is None:
        return Past(release.id, table)
    policies = packs.policies()
    noughts = NOUGHTS in release.disclosure_rule or any(
        policies[name].zeros == "hideable" for name in told.rules if name in policies
    )
    return Past(release.id, table, _top(told), noughts)


def _top(told: Disclosure) -> Callable[[Key], float] | None:
    """The largest count that was hidden, by key; None for rules nobody knows now."""
    policies = packs.policies()
    tops = {name: policies[name].top for name in told.rules if name in policies}
    if not tops:
        return None
    # A rule that somebody chose holds for every kind of table.
    usual = tops if set(tops) <= set(USUAL) else {}

    def top(key: Key) -> float:
        return float(usual.get(kind_of(key, told.drawn_from), max(tops.values())))

    return top
