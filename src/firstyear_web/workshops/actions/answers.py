"""Answers: each by the id its device made, kept once however often it is sent."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import persons_in
from firstyear_web.workshops.actions.beside_steps import wait_for_step
from firstyear_web.workshops.actions.content import read_content
from firstyear_web.workshops.models import Answer, Ballot, Voice

ID: Final = re.compile(r"[0-9a-f]{32}")
KEY: Final = re.compile(r"[a-z0-9][a-z0-9.:-]{0,119}")
LARGEST_ORDER: Final = 2**53


@dataclass(frozen=True)
class Given:
    """What a device is told of an answer that is safely kept.

    `state` is received, held (it looks like a person, or waits to be read first) or
    late (the room has seen the answers; the facilitator decides).
    """

    id: str
    receipt: str
    state: str
    likeness: tuple[str, ...] = ()


def give_answer(
    *,
    answer_id: str,
    ballot: str,
    round_: int,
    content: Mapping[str, Any],
    order: int,
    by: Voice,
) -> Given:
    """An answer, written before it is acknowledged; the same receipt if sent again.

    `order` is the device's own count of its answers, from 1: the highest is its last
    word, in whatever order they arrive. 0 stands for a device that does not count, and
    then the last to arrive is.

    Raises InputError for a question the session does not have, a round there was not,
    or content that the question does not take; RefusedError for one not opened yet.
    """
    if not ID.fullmatch(answer_id):
        raise InputError("This answer has no id of its own: send it from the page.")
    if not 0 <= order <= LARGEST_ORDER:
        raise InputError("This answer's place in order is not a number we know.")
    try:
        with transaction.atomic():
            return _give(answer_id, ballot, round_, content, order, by)
    except IntegrityError:
        # The same answer came twice in the same moment: the other one is kept.
        return _again(Answer.objects.get(pk=answer_id), by)


def receipt(answer_id: str) -> str:
    """A short number that only this answer has, the same whenever it is asked for."""
    key = f"{settings.SECRET_KEY} {answer_id}".encode()
    letters = base64.b32encode(hashlib.sha256(key).digest()).decode()
    return f"{letters[:3]}-{letters[3:6]}"


def _give(
    answer_id: str,
    key: str,
    round_: int,
    content: Mapping[str, Any],
    order: int,
    by: Voice,
) -> Given:
    wait_for_step(by.session_id)
    # Answers of one device come one after another, however they were sent.
    voice = Voice.objects.select_for_update().filter(pk=by.pk).first()
    if voice is None:
        raise RefusedError("This phone has left the session: join again.")
    there = Answer.objects.filter(pk=answer_id).first()
    if there is not None:
        return _again(there, voice)
    if voice.scribe_for is not None:
        raise RefusedError("A scribe writes notes: join on a phone to answer.")
    known = Ballot.objects.filter(session=voice.session_id, key=key)
    ballot = known.first() if KEY.fullmatch(key) else None
    if ballot is None:
        raise InputError("This session has no such question.")
    if ballot.rounds == 0:
        raise RefusedError("This question has not been opened yet.")
    if not 1 <= round_ <= ballot.rounds:
        raise InputError("There was no such vote on this question.")
    fields = read_content(ballot, content)
    likeness = _likeness(fields.get("text", ""))
    waits = bool(likeness) or (ballot.moderated and bool(fields.get("text")))
    late = ballot.revealed >= round_ or round_ < ballot.rounds
    own = Answer.objects.filter(voice=voice, ballot=ballot, round=round_, late=False)
    order = order or next_order(voice)
    earlier = own.filter(order__gt=order).exists()
    if not late and not earlier:
        own.update(counts=False)
    answer = Answer.objects.create(
        id=answer_id,
        session_id=voice.session_id,
        ballot=ballot,
        voice=voice,
        round=round_,
        group=voice.group,
        order=order,
        counts=not late and not earlier,
        late=late,
        state="held" if waits else "shown",
        **fields,
    )
    return _told(answer, likeness)


def next_order(of: Voice) -> int:
    """The place in order of a device's next answer: after all that it gave."""
    last = of.answers.aggregate(last=Max("order"))["last"]
    return int(last or 0) + 1


def _again(there: Answer, by: Voice) -> Given:
    if there.voice_id != by.pk:
        raise InputError("Another answer has this id: send yours again from the page.")
    return _told(there, _likeness(there.text))


def _told(answer: Answer, likeness: tuple[str, ...]) -> Given:
    state = "late" if answer.late else "held" if answer.state == "held" else "received"
    return Given(answer.pk, receipt(answer.pk), state, likeness)


def _likeness(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.what for one in persons_in(text)))
