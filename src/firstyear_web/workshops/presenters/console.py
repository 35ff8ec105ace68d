"""The facilitator's console: the agenda with its clock, and what can be done now."""

import datetime
from dataclasses import dataclass

from firstyear.sessions import EVALUATION
from firstyear_web.workshops import queries
from firstyear_web.workshops.actions.moderating import written
from firstyear_web.workshops.models import (
    Act,
    AgendaLine,
    Answer,
    Ballot,
    Note,
    Parked,
    Session,
)

# Notes of all groups that the console shows; the report has every one.
LATEST = 10


@dataclass(frozen=True)
class Choice:
    """Something the facilitator can do with a ballot: a verb and its button."""

    verb: str
    text: str
    main: bool = False


@dataclass(frozen=True)
class BallotRow:
    ballot: Ballot
    answered: int
    late: int
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class LineRow:
    """A line of the agenda; `left` is minutes left of it, None where it is not on."""

    line: AgendaLine
    current: bool
    done: bool
    spent: int | None
    ballots: tuple[BallotRow, ...]
    # How many filled in the form about the session; None where the line has no form.
    form: int | None = None
    # What that form asks: on paper, each question is a sheet of its own.
    asked: tuple[Ballot, ...] = ()

    @property
    def left(self) -> int | None:
        return None if self.spent is None else self.line.minutes - self.spent


@dataclass(frozen=True)
class Console:
    session: Session
    lines: tuple[LineRow, ...]
    people: int
    spent: int
    ahead: int
    held: tuple[Answer | Note | Parked, ...]
    acts: tuple[Act, ...]
    parked: tuple[Parked, ...]
    notes: tuple[Note, ...]
    written: int

    @property
    def left(self) -> int:
        """Minutes of the session that are left by the clock; below nought, over."""
        return self.session.minutes - self.spent

    @property
    def over_plan(self) -> int:
        """How many minutes more the rest of the plan takes than are left."""
        return max(0, self.ahead - self.left)


def console(session: Session, now: datetime.datetime) -> Console:
    """Everything the console shows at this moment."""
    lines = tuple(
        _line(one, one.pk == session.current_id, now) for one in queries.agenda(session)
    )
    beat = queries.pulse(session.pk)
    notes = [one for one in queries.notes(session) if one.state == "shown"]
    return Console(
        session,
        lines,
        beat.voices if beat else 0,
        _minutes(session.opened, now),
        sum(
            max(0, row.left or 0) if row.current else row.line.minutes
            for row in lines
            if not row.done
        ),
        queries.held(session),
        queries.acts(session),
        tuple(session.parked.all()),
        tuple(reversed(notes[-LATEST:])),
        len(notes),
    )


def cloud_words(ballot: Ballot | None) -> tuple[str, ...]:
    """What people wrote for a cloud, each once, in the order of the alphabet.

    Nothing while they answer, and never how many wrote it: that is for the room.
    """
    if ballot is None or ballot.state == Ballot.State.OPEN or ballot.rounds == 0:
        return ()
    said = {one.text.casefold(): one.text for one in written(ballot)}
    return tuple(said[key] for key in sorted(said))


def choices(ballot: Ballot) -> tuple[Choice, ...]:
    """What may be done with a ballot as it stands, the likeliest first."""
    if ballot.state == Ballot.State.OPEN:
        return (
            Choice("reveal", "Show the answers", main=True),
            Choice("close", "Close without showing"),
        )
    if ballot.rounds == 0:
        return (Choice("open", "Open", main=True),)
    if ballot.revealed == ballot.rounds:
        return (
            Choice("again", "Vote again", main=True),
            Choice("hide", "Hide the answers"),
        )
    return (
        Choice("reveal", "Show the answers", main=True),
        Choice("open", "Open again"),
    )


def _line(line: AgendaLine, current: bool, now: datetime.datetime) -> LineRow:
    rows, filled, asked = [], [], []
    for ballot in line.ballots.all():
        answered, late = queries.counted(ballot)
        # Whoever leaves may fill in the form: nobody opens, shows or closes it.
        if ballot.key.startswith(EVALUATION):
            filled.append(answered)
            asked.append(ballot)
            continue
        rows.append(BallotRow(ballot, answered, late, choices(ballot)))
    return LineRow(
        line,
        current,
        done=line.ended is not None and not current,
        spent=_minutes(line.began, now) if current else None,
        ballots=tuple(rows),
        form=max(filled) if filled else None,
        asked=tuple(asked),
    )


def _minutes(since: datetime.datetime | None, now: datetime.datetime) -> int:
    return 0 if since is None else max(0, int((now - since).total_seconds() // 60))
