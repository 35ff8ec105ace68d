"""What a session says: its record, its plan, its votes, its tree, its words.

Arithmetic and content only: no database, no page. The site keeps sessions; documents
and charts are made from the record.
"""

from firstyear.sessions.agenda import (
    Caution,
    Item,
    cautions,
    default_agenda,
    open_agenda,
)
from firstyear.sessions.clouds import CountedWord, counted_words
from firstyear.sessions.people import (
    BROAD_GROUPS,
    Coverage,
    coverage,
    roles_by_id,
)
from firstyear.sessions.persons import Likeness, persons_in
from firstyear.sessions.record import (
    NOTE_KINDS,
    AgendaLine,
    Answer,
    Ballot,
    Circulated,
    Invitee,
    Note,
    Parked,
    Session,
    read_session,
)
from firstyear.sessions.sharing import share_safe
from firstyear.sessions.tree import Balance, Branch, balance, tree, voices
from firstyear.sessions.votes import (
    FEWEST_VOICES,
    GroupSpread,
    Shift,
    Spread,
    Voice,
    groups,
    groups_differ,
    shift,
    spread,
)

__all__ = [
    "BROAD_GROUPS",
    "FEWEST_VOICES",
    "NOTE_KINDS",
    "AgendaLine",
    "Answer",
    "Balance",
    "Ballot",
    "Branch",
    "Caution",
    "Circulated",
    "CountedWord",
    "Coverage",
    "GroupSpread",
    "Invitee",
    "Item",
    "Likeness",
    "Note",
    "Parked",
    "Session",
    "Shift",
    "Spread",
    "Voice",
    "balance",
    "cautions",
    "counted_words",
    "coverage",
    "default_agenda",
    "groups",
    "groups_differ",
    "open_agenda",
    "persons_in",
    "read_session",
    "roles_by_id",
    "share_safe",
    "shift",
    "spread",
    "tree",
    "voices",
]
