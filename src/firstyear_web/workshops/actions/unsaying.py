"""Words that were kept out of every view go from the database too."""

from firstyear.sessions import REMOVED
from firstyear_web.workshops.models import Answer, Note, Parked, Session


def unsay(thing: Note | Answer | Parked) -> None:
    """The words are gone, from the history as well; that something stood there stays.

    No new line of history, which would hold them again.
    """
    type(thing)._base_manager.filter(pk=thing.pk).update(text=REMOVED)
    if isinstance(thing, Note):
        thing.history.update(text=REMOVED)
    thing.text = REMOVED


def unsay_removed(session: Session) -> None:
    """Everything of a session that somebody kept out of every view.

    Done when it closes: until then a step can be taken back.
    """
    for rows in (session.answers, session.notes, session.parked):
        for thing in rows.filter(state="removed").exclude(text=REMOVED):
            unsay(thing)


def unsay_before(note: Note) -> None:
    """What a note said before it was put in other words, where that was held back."""
    note.history.filter(state="held").exclude(text=note.text).update(text=REMOVED)
