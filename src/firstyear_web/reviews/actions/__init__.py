"""Every change to a review: one function each, one transaction, permission checked."""

from firstyear_web.reviews.actions.advice import (
    look_again,
    move_on,
    recommend,
    say_back,
)
from firstyear_web.reviews.actions.evidence import (
    add_evidence,
    add_finding,
    record_interview,
    remove_evidence,
)
from firstyear_web.reviews.actions.lists import (
    answer_check,
    fill_swot,
    log_reached,
    record_due_regard,
    write_swot,
)
from firstyear_web.reviews.actions.reviews import (
    add_member,
    apply_tier_rule,
    change_review,
    choose_tier,
    link_session,
    remove_member,
    start_review,
    unlink_session,
)
from firstyear_web.reviews.actions.sharing import (
    clear_words,
    give_consent,
    release_held,
    remove_held,
    withdraw_consent,
)

__all__ = [
    "add_evidence",
    "add_finding",
    "add_member",
    "answer_check",
    "apply_tier_rule",
    "change_review",
    "choose_tier",
    "clear_words",
    "fill_swot",
    "give_consent",
    "link_session",
    "log_reached",
    "look_again",
    "move_on",
    "recommend",
    "record_due_regard",
    "record_interview",
    "release_held",
    "remove_evidence",
    "remove_held",
    "remove_member",
    "say_back",
    "start_review",
    "unlink_session",
    "withdraw_consent",
    "write_swot",
]
