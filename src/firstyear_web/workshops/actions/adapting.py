"""Questions in other words, left out or added: a copy that says what differs."""

from collections.abc import Sequence
from itertools import count

from django.db import transaction
from pydantic import ValidationError

from firstyear import packs
from firstyear.errors import Fault, InputError, RefusedError
from firstyear.packs import Instrument, Question
from firstyear.sessions import persons_in
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops import ballots
from firstyear_web.workshops.actions.planning import RUN, instrument_of
from firstyear_web.workshops.models import Session

OWN_THEME = "Added for this session"


@transaction.atomic
def reword(
    *,
    session: Session,
    question: str,
    text: str,
    helper: str,
    levels: Sequence[str] | None,
    by: User,
) -> None:
    """A question in other words; `levels` are four sentences, None for no levels."""
    held = _planned(session, by)
    told = _copy(held)
    old = told.question(question)
    same = (old.text, old.helper, tuple(old.levels))
    if (text, helper, tuple(levels or ())) == same:
        return
    told = packs.reword_question(
        told, question, text=text, helper=helper, levels=levels or None
    )
    _keep(held, told, f"{question} in other words", by)


@transaction.atomic
def leave_out(*, session: Session, question: str, by: User) -> None:
    """Without a question and what belongs to it; no longer starred either."""
    held = _planned(session, by)
    told = packs.drop_question(_copy(held), question)
    there = {row.id for row in told.entries}
    for line in held.agenda.all():
        if not set(line.starred) <= there:
            line.starred = [one for one in line.starred if one in there]
            line.save()
    _keep(held, told, f"{question} left out", by)


@transaction.atomic
def add_own(
    *,
    session: Session,
    part: str,
    text: str,
    helper: str,
    answer: str,
    levels: Sequence[str],
    by: User,
) -> str:
    """A question of one's own, last of its part; returns the id that it was given.

    `levels` are four sentences where it is answered by level, and none otherwise.
    """
    held = _planned(session, by)
    told = _copy(held)
    told.part(part)
    there = {row.id for row in told.entries}
    free = next(
        name for number in count(1) if (name := f"{part}.own{number}") not in there
    )
    faults = [
        Fault(f"{one} looks as if it told of a person", "Say it of nobody")
        for one in (text, helper, *levels)
        if persons_in(one)
    ]
    if faults:
        raise InputError("A question is about no person:", faults)
    try:
        row = Question(
            id=free,
            part=part,
            theme=OWN_THEME,
            text=text,
            helper=helper,
            answer=answer,  # type: ignore[arg-type]  # checked as it is made
            levels=tuple(levels),
            owner=told.owner,
            review_date=told.review_date,
        )
    except ValidationError as error:
        raise InputError(
            "This question cannot be added:",
            [
                Fault(f"{'.'.join(map(str, one['loc'])) or 'question'}: {one['msg']}")
                for one in error.errors()
            ],
        ) from error
    _keep(held, packs.add_question(told, row), f"{free} added", by)
    return free


def _planned(session: Session, by: User) -> Session:
    require(by, RUN, session)
    held = Session.objects.select_for_update().get(pk=session.pk)
    if held.state != Session.State.PLANNED:
        raise RefusedError("Questions can be adapted until the session is opened.")
    return held


def _copy(session: Session) -> Instrument:
    """The session's own copy, made the first time that something is changed."""
    told = instrument_of(session)
    if told.copied_from:
        return told
    title = f"{told.title}, adapted for {session.area_name}"
    return packs.copy_instrument(told, f"{told.id}-{session.pk[:8]}", title=title)


def _keep(session: Session, told: Instrument, done: str, by: User) -> None:
    session.instrument = told.to_dict()
    session._history_user = by
    session._change_reason = done[:100]
    session.save()
    ballots.renew(session, told)
