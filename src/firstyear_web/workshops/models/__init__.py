"""Sessions: who runs them, what the room votes on, what people answer and write."""

from firstyear_web.workshops.models.agreements import Agreement
from firstyear_web.workshops.models.answers import Answer, Ballot, Voice
from firstyear_web.workshops.models.instruments import OwnInstrument
from firstyear_web.workshops.models.notes import Act, Circulation, Note, Offer, Parked
from firstyear_web.workshops.models.session import (
    AgendaLine,
    Invitee,
    Runner,
    Session,
)

__all__ = [
    "Act",
    "AgendaLine",
    "Agreement",
    "Answer",
    "Ballot",
    "Circulation",
    "Invitee",
    "Note",
    "Offer",
    "OwnInstrument",
    "Parked",
    "Runner",
    "Session",
    "Voice",
]
