"""What the facilitator counts in: a show of hands, and answers that came late."""

import uuid
from collections.abc import Sequence
from typing import Final

from django.db import transaction

from firstyear.errors import InputError, RefusedError
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops.actions.content import LEVELS
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.actions.steps import did
from firstyear_web.workshops.models import Answer, Ballot, Session

MOST_HANDS: Final = 200


@transaction.atomic
def key_hands(
    *, ballot: Ballot, counts: Sequence[int], by: User, sheet: str = ""
) -> int:
    """Answers of a show of hands: so many people a level. Returns how many.

    What was keyed before for this round and `sheet` is replaced, so that keying twice
    counts once.
    """
    require(by, RUN, ballot.session)
    session = Session.objects.select_for_update().get(pk=ballot.session_id)
    ballot.refresh_from_db()
    if session.state != Session.State.OPEN or ballot.rounds == 0:
        raise RefusedError("Open the question first, then key in the hands.")
    if ballot.kind != "level" or len(counts) not in (len(LEVELS), len(LEVELS) + 1):
        raise InputError("Key in one number for each level.")
    if any(not 0 <= one <= MOST_HANDS for one in counts):
        raise InputError(f"Each number is between 0 and {MOST_HANDS}.")
    before = put_hands(ballot, counts, sheet)
    did(
        session,
        "hands",
        f"Keyed in {sum(counts)} hands for “{ballot.title}”",
        {"hands": {"ballot": ballot.key, "sheet": sheet, "counts": before}},
        by,
    )
    return sum(counts)


def put_hands(ballot: Ballot, counts: Sequence[int], sheet: str) -> list[int]:
    """Hands of one sheet in the place of those it had; returns what it had."""
    space = uuid.uuid5(uuid.NAMESPACE_OID, f"{ballot.pk} {ballot.rounds} {sheet}")
    ids = [
        [
            uuid.uuid5(space, str(level * MOST_HANDS + one)).hex
            for one in range(MOST_HANDS)
        ]
        for level in range(len(LEVELS) + 1)
    ]
    there = [Answer.objects.filter(pk__in=level) for level in ids]
    before = [level.count() for level in there]
    for level in there:
        level.delete()
    Answer.objects.bulk_create(
        Answer(
            id=ids[level][number],
            session_id=ballot.session_id,
            ballot=ballot,
            round=ballot.rounds,
            level=level if level < len(LEVELS) else None,
        )
        for level, people in enumerate(counts)
        for number in range(people)
    )
    return before


@transaction.atomic
def count_late(*, ballot: Ballot, by: User) -> int:
    """Answers that came after the room had seen the others count too. How many.

    Only while the session is open: afterwards nobody knows any more which of them are
    of one phone.
    """
    require(by, RUN, ballot.session)
    session = Session.objects.select_for_update().get(pk=ballot.session_id)
    if session.state != Session.State.OPEN:
        raise RefusedError("This session is closed: what came late stays out.")
    before: dict[str, dict[str, bool]] = {}
    late = ballot.answers.select_for_update().filter(late=True)
    taken = list(late.order_by("order", "pk"))
    for answer in taken:
        before[answer.pk] = {"late": True, "counts": answer.counts}
        of_voice = Answer.objects.filter(
            ballot=ballot, round=answer.round, voice=answer.voice, counts=True
        ).exclude(pk=answer.pk)
        if answer.voice_id is not None:
            for other in of_voice:
                before.setdefault(other.pk, {"late": other.late, "counts": True})
            of_voice.update(counts=False)
        answer.late, answer.counts = False, True
        answer.save(update_fields=["late", "counts"])
    if taken:
        said = f"Counted {len(taken)} late for “{ballot.title}”"
        did(session, "late", said, {"answers": before}, by)
    return len(taken)
