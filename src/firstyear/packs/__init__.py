"""Content as data: indicators, groups, words, instruments, and what can be done.

Each pack is YAML beside this file with an owner and a review date, read once and
checked entry by entry.
"""

from firstyear.packs.actions import bodies, interventions, standards
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
from firstyear.packs.instrument_changes import (
    add_question,
    copy_instrument,
    drop_question,
    keep_core,
    reorder_parts,
    reword_question,
    translate_instrument,
)
from firstyear.packs.instrument_files import read_instrument, read_instrument_texts
from firstyear.packs.instrument_strings import Strings, StringsOfRow, read_strings
from firstyear.packs.instruments import instrument, instrument_strings, instruments
from firstyear.packs.lists import (
    duties,
    life_course,
    lists,
    points,
    polls,
    roles,
    small_groups,
)
from firstyear.packs.models import Entry, Identity, Indicator, Nested
from firstyear.packs.models_action import Body, Intervention, Standard
from firstyear.packs.models_content import (
    Avoid,
    Check,
    Dimension,
    Support,
    Term,
)
from firstyear.packs.models_instrument import Heading, Instrument, Part, Question
from firstyear.packs.models_lists import Duty, LifeCourseRow, Point, Poll, Role
from firstyear.packs.policies import Rule, policies, policy
from firstyear.packs.stop_words import stop_words
from firstyear.packs.words import FoundWord, avoid, glossary, words_to_avoid

__all__ = [
    "Avoid",
    "Body",
    "CauseGroup",
    "Check",
    "Dimension",
    "Duty",
    "Entry",
    "FoundWord",
    "Heading",
    "Identity",
    "Indicator",
    "Instrument",
    "Intervention",
    "LifeCourseRow",
    "Nested",
    "Part",
    "Point",
    "Poll",
    "Question",
    "Role",
    "Rule",
    "Standard",
    "Strings",
    "StringsOfRow",
    "Support",
    "Term",
    "add_question",
    "avoid",
    "bodies",
    "by_identifier",
    "cause_group",
    "cause_groups",
    "copy_instrument",
    "dimension",
    "dimensions",
    "drop_question",
    "duties",
    "glossary",
    "identities",
    "indicator",
    "indicators",
    "instrument",
    "instrument_strings",
    "instruments",
    "interventions",
    "is_it_real",
    "keep_core",
    "life_course",
    "lists",
    "nested",
    "points",
    "policies",
    "policy",
    "polls",
    "read_instrument",
    "read_instrument_texts",
    "read_strings",
    "reorder_parts",
    "reword_question",
    "roles",
    "small_groups",
    "standards",
    "stop_words",
    "support_links",
    "translate_instrument",
    "words_to_avoid",
]
