"""The example session: planned, opened, voted in, written down and closed."""

import datetime
import hashlib
from itertools import count
from typing import Final

from firstyear_web.example.said import (
    GROUPS,
    NOBODY_KNOWS,
    NOTES,
    PARKED,
    ROLES,
    VOTES,
    Vote,
)
from firstyear_web.people.models import User
from firstyear_web.workshops import actions
from firstyear_web.workshops.models import Ballot, Session, Voice

TITLE: Final = "Example: where we stand"
PLACE: Final = "Nowhere: nobody met, and every answer is made up"
DAYS_AGO: Final = 14
DUE_IN_DAYS: Final = 90
CONFIDENCE: Final = ("sure", "fairly-sure", "fairly-sure", "not-sure")


def hold_session(
    area: str, area_name: str, *, by: User, today: datetime.date
) -> Session:
    """A closed session of an area, with votes, a second vote, notes and actions."""
    made = actions.plan_session(
        title=TITLE,
        area=area,
        area_name=area_name,
        date=today - datetime.timedelta(days=DAYS_AGO),
        starts=datetime.time(9, 30),
        place=PLACE,
        expected=len(ROLES),
        groups=list(GROUPS),
        support_person="Nobody: this is an example",
        quiet_space="None: this is an example",
        by=by,
    )
    for role in ROLES:
        actions.invite(session=made, role=role, organisation=area_name, by=by)
    actions.open_session(session=made, by=by)
    voices = [actions.join(session=made, role=role).voice for role in ROLES]
    numbers = count(1)
    ballots = {one.key: one for one in made.ballots.all()}
    for vote in VOTES:
        _vote(ballots[vote.key], vote, voices, numbers, by)
    _write(made, by, today)
    actions.close_session(session=made, by=by)
    made.refresh_from_db()
    return made


def _vote(
    ballot: Ballot, vote: Vote, voices: list[Voice], numbers: "count[int]", by: User
) -> None:
    actions.open_ballot(ballot=ballot, by=by)
    for round_, levels in enumerate((vote.levels, vote.again), start=1):
        if not levels:
            break
        if round_ > 1:
            actions.vote_again(ballot=ballot, by=by)
        for place, (voice, level) in enumerate(zip(voices, levels, strict=True)):
            number = next(numbers)
            actions.give_answer(
                answer_id=_id(ballot.session, f"answer {number}"),
                ballot=ballot.key,
                round_=round_,
                order=number,
                by=voice,
                content={
                    "level": None if level == NOBODY_KNOWS else int(level),
                    "confidence": CONFIDENCE[(place + number) % len(CONFIDENCE)],
                    "text": vote.view if place == 0 and round_ == 1 else "",
                    "kept": bool(vote.view),
                },
            )
        actions.reveal(ballot=ballot, by=by)


def _write(made: Session, by: User, today: datetime.date) -> None:
    due = today + datetime.timedelta(days=DUE_IN_DAYS)
    for place, said in enumerate(NOTES):
        note = actions.write_note(
            session=made,
            note_id=_id(made, f"note {place}"),
            kind=said.kind,
            text=said.text,
            part=said.part,
            point=said.point,
            group=said.group,
            lead=said.lead,
            approach=said.approach,
            due=due if said.lead else None,
            by=by,
        ).note
        actions.clear(thing=note, verb="clear", by=by)
    for text in PARKED:
        actions.park(session=made, text=text, by=by)


def _id(of: Session, what: str) -> str:
    """An id as a phone would make it, another one in every session."""
    return hashlib.sha256(f"{of.pk} {what}".encode()).hexdigest()[:32]
