"""A review of an area, what hangs on it, and who was allowed to see what."""

from firstyear_web.reviews.models.advice import (
    Feedback,
    FollowUp,
    Recommendation,
)
from firstyear_web.reviews.models.evidence import Evidence, Finding, Interview
from firstyear_web.reviews.models.lists import Check, DueRegard, Reached, SwotEntry
from firstyear_web.reviews.models.review import (
    Consent,
    Member,
    Review,
    SessionLink,
    TierChoice,
)
from firstyear_web.reviews.models.words import Words

__all__ = [
    "Check",
    "Consent",
    "DueRegard",
    "Evidence",
    "Feedback",
    "Finding",
    "FollowUp",
    "Interview",
    "Member",
    "Reached",
    "Recommendation",
    "Review",
    "SessionLink",
    "SwotEntry",
    "TierChoice",
    "Words",
]
