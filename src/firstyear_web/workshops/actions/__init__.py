"""Every change to a session: one function each, one transaction, permission checked."""

from firstyear_web.workshops.actions.adapting import add_own, leave_out, reword
from firstyear_web.workshops.actions.after import (
    circulate,
    clear,
    leave_offer,
    remove_old_offers,
    take_offer_back,
)
from firstyear_web.workshops.actions.agreeing import agree, take_agreement_back
from firstyear_web.workshops.actions.answers import (
    Given,
    give_answer,
    next_order,
    receipt,
)
from firstyear_web.workshops.actions.beside import (
    add_small_group,
    remove_small_group,
)
from firstyear_web.workshops.actions.bringing import bring_in
from firstyear_web.workshops.actions.closing import (
    close_forgotten,
    close_session,
    end_in_time,
)
from firstyear_web.workshops.actions.counting import count_late, key_hands
from firstyear_web.workshops.actions.instruments import (
    add_instrument,
    fits,
    read_files,
    retire_instrument,
)
from firstyear_web.workshops.actions.moderating import keep_out
from firstyear_web.workshops.actions.notes import Written, write_note
from firstyear_web.workshops.actions.planning import (
    change_session,
    invite,
    open_session,
    plan_session,
    set_agenda,
    set_instrument,
    star,
    uninvite,
)
from firstyear_web.workshops.actions.prompting import put_on_screens
from firstyear_web.workshops.actions.room import (
    close_ballot,
    hide,
    move_to,
    open_ballot,
    park,
    reveal,
    undo,
    vote_again,
)
from firstyear_web.workshops.actions.sheets import key_sheet
from firstyear_web.workshops.actions.team import (
    ask_in,
    hand_over,
    let_go,
    say_who_came,
)
from firstyear_web.workshops.actions.voices import (
    join,
    leave,
    long_code,
    resume,
    scribe_key,
)

__all__ = [
    "Given",
    "Written",
    "add_instrument",
    "add_own",
    "add_small_group",
    "agree",
    "ask_in",
    "bring_in",
    "change_session",
    "circulate",
    "clear",
    "close_ballot",
    "close_forgotten",
    "close_session",
    "count_late",
    "end_in_time",
    "fits",
    "give_answer",
    "hand_over",
    "hide",
    "invite",
    "join",
    "keep_out",
    "key_hands",
    "key_sheet",
    "leave",
    "leave_offer",
    "leave_out",
    "let_go",
    "long_code",
    "move_to",
    "next_order",
    "open_ballot",
    "open_session",
    "park",
    "plan_session",
    "put_on_screens",
    "read_files",
    "receipt",
    "remove_old_offers",
    "remove_small_group",
    "resume",
    "retire_instrument",
    "reveal",
    "reword",
    "say_who_came",
    "scribe_key",
    "set_agenda",
    "set_instrument",
    "star",
    "take_agreement_back",
    "take_offer_back",
    "undo",
    "uninvite",
    "vote_again",
    "write_note",
]
