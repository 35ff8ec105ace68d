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
from firstyear.sessions.approaches import (
    ApproachBalance,
    approach_balance,
    approach_name,
)
from firstyear.sessions.clouds import CountedWord, counted_words
from firstyear.sessions.files import answers_csv, notes_csv
from firstyear.sessions.others import (
    FEWEST_AREAS,
    Agreed,
    OthersOfPart,
    others_of_part,
    wording,
)
from firstyear.sessions.people import (
    BEREAVED,
    BROAD_GROUPS,
    SMALL_GROUPS,
    Coverage,
    coverage,
    roles_by_id,
)
from firstyear.sessions.persons import REMOVED, Likeness, persons_in
from firstyear.sessions.record import (
    EVALUATION,
    NOTE_KINDS,
    AgendaLine,
    Answer,
    Ballot,
    Circulated,
    Invitee,
    Note,
    NoteState,
    Parked,
    Session,
    SmallGroup,
    read_session,
)
from firstyear.sessions.sharing import share_safe
from firstyear.sessions.tallies import Chosen, Scaled, by_most, chosen, scaled
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
    "BEREAVED",
    "BROAD_GROUPS",
    "EVALUATION",
    "FEWEST_AREAS",
    "FEWEST_VOICES",
    "NOTE_KINDS",
    "REMOVED",
    "SMALL_GROUPS",
    "AgendaLine",
    "Agreed",
    "Answer",
    "ApproachBalance",
    "Balance",
    "Ballot",
    "Branch",
    "Caution",
    "Chosen",
    "Circulated",
    "CountedWord",
    "Coverage",
    "GroupSpread",
    "Invitee",
    "Item",
    "Likeness",
    "Note",
    "NoteState",
    "OthersOfPart",
    "Parked",
    "Scaled",
    "Session",
    "Shift",
    "SmallGroup",
    "Spread",
    "Voice",
    "answers_csv",
    "approach_balance",
    "approach_name",
    "balance",
    "by_most",
    "cautions",
    "chosen",
    "counted_words",
    "coverage",
    "default_agenda",
    "groups",
    "groups_differ",
    "notes_csv",
    "open_agenda",
    "others_of_part",
    "persons_in",
    "read_session",
    "roles_by_id",
    "scaled",
    "share_safe",
    "shift",
    "spread",
    "tree",
    "voices",
    "wording",
]
