"""Content as data: indicators, groups, words and where families find support.

Each pack is YAML beside this file with an owner and a review date, read once and
checked entry by entry.
"""

from firstyear.packs.catalogue import (
    by_identifier,
    identities,
    indicator,
    indicators,
)
from firstyear.packs.models import Entry, Identity, Indicator

__all__ = [
    "Entry",
    "Identity",
    "Indicator",
    "by_identifier",
    "identities",
    "indicator",
    "indicators",
]
