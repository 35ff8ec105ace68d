"""A question to talk about, on the screens of the room."""

from django.db import transaction

from firstyear.errors import InputError, RefusedError
from firstyear_web.people.models import User
from firstyear_web.workshops.actions.planning import instrument_of, latest
from firstyear_web.workshops.actions.steps import did
from firstyear_web.workshops.models import Ballot, Session


@transaction.atomic
def put_on_screens(*, session: Session, question: str, by: User) -> None:
    """A question of the part that the room is at; blank takes it off again.

    It goes by itself when a vote is opened or shown, or the room moves on. Raises
    RefusedError while people answer, InputError for a question of another part.
    """
    session = latest(session, by)
    if session.state != Session.State.OPEN:
        raise RefusedError("The session is not open.")
    if session.ballots.filter(state=Ballot.State.OPEN).exists():
        raise RefusedError("People are answering: close the vote or show it first.")
    if question == session.prompt:
        return
    line = session.current
    if question and (
        line is None
        or line.kind != "part"
        or instrument_of(session).question(question).part != line.ref
    ):
        raise InputError("The room is not at the part of this question.")
    before = {"prompt": session.prompt}
    Session.objects.filter(pk=session.pk).update(prompt=question)
    said = (
        f"Put {question} on the screens" if question else "Took the question off again"
    )
    did(session, "prompt", said, before, by)
