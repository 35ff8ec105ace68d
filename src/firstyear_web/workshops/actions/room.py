"""In the room: what the facilitator does, each step with how things stood before."""

from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import persons_in
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops.actions.content import plain, short_enough
from firstyear_web.workshops.actions.counting import put_hands
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.actions.steps import did
from firstyear_web.workshops.models import (
    Act,
    AgendaLine,
    Answer,
    Ballot,
    Note,
    Parked,
    Session,
)

MOST_ROUNDS: Final = 3
MOST_PARKED: Final = 4000
# What a step makes of words that were held.
SEEN: Final = {"show": "shown", "remove": "removed"}


@transaction.atomic
def move_to(*, session: Session, line: AgendaLine, by: User) -> None:
    """Another line of the agenda is on; what was open is closed."""
    session = _open(session, by)
    if session.current_id == line.pk:
        return
    before = _before(session, *_opened(session))
    now = timezone.now()
    for ballot in _opened(session):
        _put(ballot, state=Ballot.State.CLOSED)
    AgendaLine.objects.filter(pk=session.current_id).update(ended=now)
    AgendaLine.objects.filter(pk=line.pk).update(began=line.began or now, ended=None)
    Session.objects.filter(pk=session.pk).update(current=line, showing=None, prompt="")
    did(session, "move", f"Moved to “{line.title}”", before, by)


@transaction.atomic
def open_ballot(*, ballot: Ballot, by: User) -> None:
    """People may answer this and nothing else; opening it twice changes nothing."""
    session = _open(ballot.session, by)
    ballot.refresh_from_db()
    if ballot.state == Ballot.State.OPEN:
        return
    others = _opened(session)
    before = _before(session, ballot, *others)
    for other in others:
        _put(other, state=Ballot.State.CLOSED)
    _put(ballot, state=Ballot.State.OPEN, rounds=max(1, ballot.rounds))
    if session.current_id != ballot.line_id:
        now = timezone.now()
        AgendaLine.objects.filter(pk=session.current_id).update(ended=now)
        AgendaLine.objects.filter(pk=ballot.line_id, began=None).update(began=now)
        Session.objects.filter(pk=session.pk).update(current=ballot.line)
    _show(ballot)
    did(session, "open", f"Opened “{ballot.title}”", before, by)


@transaction.atomic
def close_ballot(*, ballot: Ballot, by: User) -> None:
    """Nobody is asked any longer, and nobody has seen the answers yet.

    What a phone gave while it was open and can deliver only now still counts.
    """
    session = _open(ballot.session, by)
    ballot.refresh_from_db()
    if ballot.state != Ballot.State.OPEN:
        return
    before = _before(session, ballot)
    _put(ballot, state=Ballot.State.CLOSED)
    _show(ballot)
    did(session, "close", f"Closed “{ballot.title}”", before, by)


@transaction.atomic
def reveal(*, ballot: Ballot, by: User) -> None:
    """The room sees how the answers lie; answering this round ends."""
    session = _open(ballot.session, by)
    ballot.refresh_from_db()
    if ballot.rounds == 0:
        raise RefusedError("Nobody has been asked this yet: open it first.")
    if ballot.revealed == ballot.rounds and ballot.state == Ballot.State.CLOSED:
        return
    before = _before(session, ballot)
    _put(ballot, state=Ballot.State.CLOSED, revealed=ballot.rounds)
    _show(ballot)
    did(session, "reveal", f"Showed the answers to “{ballot.title}”", before, by)


@transaction.atomic
def hide(*, ballot: Ballot, by: User) -> None:
    """The answers to the latest round are nobody's to see again."""
    session = _open(ballot.session, by)
    ballot.refresh_from_db()
    if ballot.revealed == 0:
        return
    before = _before(session, ballot)
    _put(ballot, revealed=ballot.revealed - 1)
    _show(ballot)
    did(session, "hide", f"Hid the answers to “{ballot.title}”", before, by)


@transaction.atomic
def vote_again(*, ballot: Ballot, by: User) -> None:
    """A second vote, after talking: the first stays beside it."""
    session = _open(ballot.session, by)
    ballot.refresh_from_db()
    if ballot.rounds == 0 or ballot.revealed < ballot.rounds:
        raise RefusedError("Show the answers first; then the room can vote again.")
    if ballot.rounds == MOST_ROUNDS:
        raise RefusedError(f"The room has voted {MOST_ROUNDS} times on this.")
    others = _opened(session)
    before = _before(session, ballot, *others)
    for other in others:
        _put(other, state=Ballot.State.CLOSED)
    _put(ballot, state=Ballot.State.OPEN, rounds=ballot.rounds + 1)
    _show(ballot)
    did(session, "again", f"Opened a new vote on “{ballot.title}”", before, by)


@transaction.atomic
def park(*, session: Session, text: str, by: User, part: str = "") -> Parked:
    """Something put aside, held back where it looks like a person."""
    session = _open(session, by)
    text = short_enough(plain(text), MOST_PARKED)
    if not text:
        raise InputError("Write what is parked first.")
    if part and part not in {one["id"] for one in session.instrument["parts"]}:
        raise InputError("This session has no such part.")
    made: Parked = Parked.objects.create(
        session=session,
        text=text,
        part=part,
        state="held" if persons_in(text) else "shown",
    )
    before = {"parked": made.pk}
    did(session, "park", "Put something on the parking list", before, by)
    return made


@transaction.atomic
def undo(*, session: Session, by: User) -> Act | None:
    """Things as they were before the latest step that is not undone; None for none.

    Answers to a vote that is taken back stay on record and count no more: opened again,
    it starts afresh.
    """
    session = _open(session, by)
    act: Act | None = session.acts.filter(undone=False).exclude(verb="undo").first()
    if act is None:
        return None
    before = act.before
    Parked.objects.filter(session=session, pk=before.get("parked")).delete()
    for key, fields in before.get("ballots", {}).items():
        session.ballots.filter(key=key).update(**fields)
        Answer.objects.filter(
            session=session, ballot__key=key, round__gt=fields["rounds"]
        ).update(counts=False, late=False)
    if "hands" in before:
        hands = before["hands"]
        ballot = session.ballots.get(key=hands["ballot"])
        put_hands(ballot, hands["counts"], hands["sheet"])
    for pk, fields in before.get("answers", {}).items():
        known = {"state": fields} if isinstance(fields, str) else fields
        Answer.objects.filter(session=session, pk=pk).update(**known)
    for note, state in before.get("notes", {}).items():
        # Words that were written since then are judged by themselves: what looks like
        # a person stays held.
        there = Note.objects.filter(session=session, pk=note, state=SEEN[act.verb])
        _put_state(there.first(), state, by)
    for parked, state in before.get("parkings", {}).items():
        Parked.objects.filter(session=session, pk=parked).update(state=state)
    if "prompt" in before:
        Session.objects.filter(pk=session.pk).update(prompt=before["prompt"])
    if "current" in before:
        Session.objects.filter(pk=session.pk).update(
            current=before["current"], showing=before["showing"]
        )
        AgendaLine.objects.filter(pk=before["current"]).update(ended=None)
    act.undone = True
    act.save()
    did(session, "undo", f"Took back: {act.said}", {}, by)
    return act


def _open(session: Session, by: User) -> Session:
    require(by, RUN, session)
    # One facilitator at a time: another who acts in the same moment waits here.
    held = Session.objects.select_for_update().get(pk=session.pk)
    if held.state != Session.State.OPEN:
        raise RefusedError(
            "This session is closed."
            if held.state == Session.State.CLOSED
            else "This session is not open yet: open it first."
        )
    return held


def _put_state(note: Note | None, state: str, by: User) -> None:
    if note is not None:
        note.state, note._history_user = state, by
        note.save()


def _opened(session: Session) -> list[Ballot]:
    return list(session.ballots.filter(state=Ballot.State.OPEN))


def _show(ballot: Ballot) -> None:
    Session.objects.filter(pk=ballot.session_id).update(showing=ballot, prompt="")


def _put(ballot: Ballot, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(ballot, name, value)
    ballot.save(update_fields=list(fields))


def _before(session: Session, *touched: Ballot) -> dict[str, Any]:
    return {
        "current": session.current_id,
        "showing": session.showing_id,
        "prompt": session.prompt,
        "ballots": {
            one.key: {
                "state": one.state,
                "rounds": one.rounds,
                "revealed": one.revealed,
            }
            for one in touched
        },
    }
