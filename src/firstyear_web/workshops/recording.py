"""A session of the database as its record: the contract of export and reports."""

from collections import Counter
from typing import Any

from firstyear import sessions as library
from firstyear_web.care import queries as care
from firstyear_web.workshops.grouping import group_shown, shown_groups
from firstyear_web.workshops.models import Answer, Ballot, Note, Parked, Session


def record(of: Session) -> library.Session:
    """The session as its record: the contract of export, import and reports.

    While the session is open nobody learns from it what the room has not been shown.
    """
    ballots = tuple(of.ballots.all())
    keys = {one.pk: one.key for one in ballots}
    groups = list(of.groups)
    # Where nobody joined by a device, whoever was ticked as there stands for them.
    came = Counter(one.role for one in of.invited.all() if one.came)
    given = tuple(of.answers.filter(counts=True))
    shown = shown_groups(ballots, given)
    if of.state == Session.State.OPEN:
        seen = {one.pk: one.revealed for one in ballots}
        given = tuple(one for one in given if one.round <= seen[one.ballot_id])
    return library.Session(
        id=of.pk,
        title=of.title,
        area=of.area,
        area_name=of.area_name,
        date=of.date,
        place=of.place,
        mode=of.mode,
        state=of.state,
        minutes=of.minutes,
        starts=of.starts,
        expected=of.expected,
        support_person=of.support_person,
        quiet_space=of.quiet_space,
        access_needs=of.access_needs,
        interpreter=of.interpreter,
        instrument=of.instrument,
        groups=tuple(groups),
        help_near=tuple(one.line for one in care.support(of.area) if one.near),
        joined=max(of.in_room or 0, of.joined or _joined(of), came.total()),
        joined_by_role=of.joined_by_role or dict(came),
        agenda=tuple(
            library.AgendaLine(
                kind=one.kind,
                title=one.title,
                minutes=one.minutes,
                ref=one.ref,
                began=one.began,
                ended=one.ended,
                starred=tuple(one.starred),
            )
            for one in of.agenda.all()
        ),
        invited=tuple(
            library.Invitee(
                role=one.role,
                name=one.name,
                organisation=one.organisation,
                email=one.email,
                came=one.came,
            )
            for one in of.invited.all()
        ),
        small_groups=tuple(
            library.SmallGroup.model_validate(one) for one in of.small_groups
        ),
        ballots=tuple(_ballot(one) for one in ballots),
        answers=tuple(
            answer_record(one, keys[one.ballot_id], group_shown(one, shown))
            for one in given
        ),
        notes=tuple(_note(one, groups) for one in of.notes.all()),
        parked=tuple(
            library.Parked(text=_text(one), part=one.part, state=_state(one.state))
            for one in of.parked.all()
        ),
        circulated=tuple(
            library.Circulated(to=one.to, on=one.on, version=one.version)
            for one in of.circulated.all()
        ),
    )


def _joined(of: Session) -> int:
    return of.left + of.voices.filter(scribe_for=None).count()


def _state(state: Any) -> library.NoteState:
    return state  # the record checks its words


def _text(one: Answer | Note | Parked) -> str:
    """Words that are kept out of every view are in no file either."""
    return library.REMOVED if one.state == "removed" else one.text


def _ballot(one: Ballot) -> library.Ballot:
    return library.Ballot(
        id=one.key,
        kind=one.kind,
        title=one.title,
        part=one.part,
        question=one.question,
        options=tuple(one.options),
        most=one.most,
        rounds=one.rounds,
        revealed=one.revealed,
    )


def answer_record(one: Answer, key: str, group: str = "") -> library.Answer:
    return library.Answer(
        id=one.pk,
        ballot=key,
        round=one.round,
        level=one.level,
        confidence=one.confidence,
        chosen=tuple(one.chosen),
        scores=tuple(one.scores),
        text=_text(one),
        state=_state(one.state),
        kept=one.kept,
        group=group,
    )


def _note(one: Note, groups: list[str]) -> library.Note:
    return library.Note(
        id=one.pk,
        kind=one.kind,
        text=_text(one),
        part=one.part,
        question=one.question,
        group=_group(groups, one.group),
        point=one.point,
        lead=one.lead,
        due=one.due,
        approach=one.approach,
        state=_state(one.state),
    )


def _group(groups: list[str], place: int | None) -> str:
    return groups[place] if place is not None and place < len(groups) else ""
