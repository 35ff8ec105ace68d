"""Answers: each by the id its device made, kept once however often it is sent."""

import base64
import hashlib
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import persons_in
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops.actions.planning import RUN, bump
from firstyear_web.workshops.models import Answer, Ballot, Session, Voice

ID: Final = re.compile(r"[0-9a-f]{32}")
CONFIDENCE: Final = ("", "sure", "fairly-sure", "not-sure")
LEVELS: Final = (0, 1, 2, 3)
BEST_SCORE: Final = 5
MOST_TEXT: Final = 4000
MOST_CLOUD: Final = 60
MOST_HANDS: Final = 200
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


@transaction.atomic
def key_hands(
    *, ballot: Ballot, counts: Sequence[int], by: User, sheet: str = ""
) -> int:
    """Answers of a show of hands: so many people a level. Returns how many.

    What was keyed before for this round and `sheet` is replaced, so that keying twice
    counts once.
    """
    require(by, RUN)
    session = Session.objects.select_for_update().get(pk=ballot.session_id)
    ballot.refresh_from_db()
    if session.state != Session.State.OPEN or ballot.rounds == 0:
        raise RefusedError("Open the question first, then key in the hands.")
    if ballot.kind != "level" or len(counts) not in (len(LEVELS), len(LEVELS) + 1):
        raise InputError("Key in one number for each level.")
    if any(not 0 <= one <= MOST_HANDS for one in counts):
        raise InputError(f"Each number is between 0 and {MOST_HANDS}.")
    space = uuid.uuid5(uuid.NAMESPACE_OID, f"{ballot.pk} {ballot.rounds} {sheet}")
    whole = [uuid.uuid5(space, str(place)).hex for place in range(len(counts) * 200)]
    session.answers.filter(pk__in=whole).delete()
    made = [
        Answer(
            id=whole[level * MOST_HANDS + number],
            session=session,
            ballot=ballot,
            round=ballot.rounds,
            level=level if level < len(LEVELS) else None,
        )
        for level, people in enumerate(counts)
        for number in range(people)
    ]
    Answer.objects.bulk_create(made)
    bump(session)
    return len(made)


@transaction.atomic
def count_late(*, ballot: Ballot, by: User) -> int:
    """Answers that came after the room had seen the others count too. How many."""
    require(by, RUN)
    taken = 0
    for answer in ballot.answers.select_for_update().filter(late=True):
        earlier = Answer.objects.filter(
            ballot=ballot, round=answer.round, voice=answer.voice, counts=True
        ).exclude(pk=answer.pk)
        if answer.voice_id is not None:
            earlier.update(counts=False)
        answer.late, answer.counts = False, True
        answer.save(update_fields=["late", "counts"])
        taken += 1
    bump(ballot.session)
    return taken


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
    # Answers of one device come one after another, however they were sent.
    voice = Voice.objects.select_for_update().filter(pk=by.pk).first()
    if voice is None:
        raise RefusedError("This phone has left the session: join again.")
    there = Answer.objects.filter(pk=answer_id).first()
    if there is not None:
        return _again(there, voice)
    ballot = Ballot.objects.filter(session=voice.session_id, key=key).first()
    if ballot is None:
        raise InputError("This session has no such question.")
    if ballot.rounds == 0:
        raise RefusedError("This question has not been opened yet.")
    if not 1 <= round_ <= ballot.rounds:
        raise InputError("There was no such vote on this question.")
    fields = read_content(ballot, content)
    likeness = tuple(
        dict.fromkeys(one.what for one in persons_in(fields.get("text", "")))
    )
    waits = bool(likeness) or (ballot.moderated and bool(fields.get("text")))
    late = ballot.revealed >= round_ or round_ < ballot.rounds
    own = Answer.objects.filter(voice=voice, ballot=ballot, round=round_, late=False)
    last = own.filter(order__gt=order).exists()
    if not late and not last:
        own.update(counts=False)
    answer = Answer.objects.create(
        id=answer_id,
        session_id=voice.session_id,
        ballot=ballot,
        voice=voice,
        round=round_,
        group=voice.group,
        order=order,
        counts=not late and not last,
        late=late,
        state="held" if waits else "shown",
        **fields,
    )
    return _told(answer, likeness)


def _again(there: Answer, by: Voice) -> Given:
    if there.voice_id != by.pk:
        raise InputError("Another answer has this id: send yours again from the page.")
    return _told(there, tuple({one.what for one in persons_in(there.text)}))


def _told(answer: Answer, likeness: tuple[str, ...]) -> Given:
    state = "late" if answer.late else "held" if answer.state == "held" else "received"
    return Given(answer.pk, receipt(answer.pk), state, likeness)


def read_content(ballot: Ballot, content: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an answer to a ballot, checked. Raises InputError."""
    if ballot.kind == "level":
        return _level(content)
    if ballot.kind == "scale":
        return {"scores": _scores(ballot, content)}
    if ballot.kind in ("choose", "rank"):
        return {"chosen": _chosen(ballot, content)}
    limit = MOST_CLOUD if ballot.kind == "cloud" else MOST_TEXT
    text = str(content.get("text", "")).strip()
    if not text:
        raise InputError("Write something first.")
    if len(text) > limit:
        raise InputError(
            f"This is {len(text):,} letters long, and there is room for {limit:,}. "
            "Nothing was cut: shorten it and send it again."
        )
    return {"text": text.replace("\x00", "")}


def _level(content: Mapping[str, Any]) -> dict[str, Any]:
    level, confidence = content.get("level"), content.get("confidence", "")
    if level is not None and (isinstance(level, bool) or level not in LEVELS):
        raise InputError("Choose one of the four levels, or I do not know.")
    if confidence not in CONFIDENCE:
        raise InputError("Say how sure you are: sure, fairly sure or not sure.")
    text = str(content.get("text", "")).strip().replace("\x00", "")
    if len(text) > MOST_TEXT:
        raise InputError(
            f"Your view is {len(text):,} letters long, and there is room for "
            f"{MOST_TEXT:,}. Nothing was cut: shorten it and send it again."
        )
    return {
        "level": level,
        "confidence": confidence if level is not None else "",
        "text": text,
        "kept": bool(text) and bool(content.get("kept")),
    }


def _scores(ballot: Ballot, content: Mapping[str, Any]) -> list[int]:
    scores = content.get("scores")
    right = (
        isinstance(scores, Sequence)
        and len(scores) == len(ballot.options)
        and all(type(one) is int and 0 <= one <= BEST_SCORE for one in scores)
    )
    if not right or not any(scores or ()):
        raise InputError("Give at least one statement a number from 1 to 5.")
    return list(scores or ())


def _chosen(ballot: Ballot, content: Mapping[str, Any]) -> list[int]:
    chosen = content.get("chosen")
    known = range(len(ballot.options))
    if not isinstance(chosen, Sequence) or not all(
        type(one) is int and one in known for one in chosen
    ):
        raise InputError("Choose from the list.")
    if not chosen or len(set(chosen)) != len(chosen):
        raise InputError("Choose at least one, and none of them twice.")
    if ballot.most and len(chosen) > ballot.most:
        raise InputError(f"Choose {ballot.most} at most.")
    return list(chosen)
