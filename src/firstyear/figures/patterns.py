"""Which counts of a table set to hide, by a rule or by what it may come to."""

import time
from dataclasses import replace

from firstyear import measures
from firstyear.errors import NotCertified


def find_pattern(
    table: measures.TableSet, policy: measures.Policy, *, seconds: float
) -> tuple[measures.Protected, measures.Policy]:
    """The pattern, and the policy that it was found by.

    Where noughts that are shown leave no way, noughts may be hidden: an area of 8
    deaths that was hidden with room for 9 at most has none left when girls and boys
    are each known to be one or more.

    Raises NotCertified where that leaves none either, or time ran out.
    """
    until = time.monotonic() + seconds
    try:
        return measures.protect(table, policy, seconds=seconds), policy
    except NotCertified:
        left = until - time.monotonic()
        if policy.zeros == "hideable" or left <= 0:
            raise
    wider = replace(policy, zeros="hideable")
    return measures.protect(table, wider, seconds=left), wider
