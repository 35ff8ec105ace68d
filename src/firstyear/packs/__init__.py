"""Content as data: indicators, groups, words and where families find support.

Each pack is YAML beside this file with an owner and a review date, read once and
checked entry by entry.
"""

from firstyear.packs.catalogue import (
    by_identifier,
    identities,
    indicator,
    indicators,
    nested,
)
from firstyear.packs.causes import CauseGroup, cause_group, cause_groups
from firstyear.packs.families import is_it_real, support_links
from firstyear.packs.groups import dimension, dimensions
from firstyear.packs.models import Entry, Identity, Indicator, Nested
from firstyear.packs.models_content import (
    Avoid,
    Check,
    Dimension,
    Support,
    Term,
)
from firstyear.packs.policies import Rule, policies, policy
from firstyear.packs.words import FoundWord, avoid, glossary, words_to_avoid

__all__ = [
    "Avoid",
    "CauseGroup",
    "Check",
    "Dimension",
    "Entry",
    "FoundWord",
    "Identity",
    "Indicator",
    "Nested",
    "Rule",
    "Support",
    "Term",
    "avoid",
    "by_identifier",
    "cause_group",
    "cause_groups",
    "dimension",
    "dimensions",
    "glossary",
    "identities",
    "indicator",
    "indicators",
    "is_it_real",
    "nested",
    "policies",
    "policy",
    "support_links",
    "words_to_avoid",
]
