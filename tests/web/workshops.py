"""What tests of a workshop share: joining, answering, counting."""

import uuid
from typing import Any

from firstyear_web.workshops import actions
from firstyear_web.workshops.actions import Given
from firstyear_web.workshops.models import Ballot, Session, Voice


def join(room: Session, **how: Any) -> Voice:
    return actions.join(session=room, **how).voice


def answered(voice: Voice, ballot: Ballot, **content: Any) -> Given:
    """An answer of this voice; `id`, `round` and `order` where they matter."""
    return actions.give_answer(
        answer_id=content.pop("id") if "id" in content else uuid.uuid4().hex,
        ballot=ballot.key,
        round_=content.pop("round", 1),
        order=content.pop("order", 0),
        content=content,
        by=voice,
    )


def counted(ballot: Ballot, round_: int = 1) -> list[int | None]:
    """Levels of the answers that count, in order."""
    rows = ballot.answers.filter(round=round_, counts=True)
    levels = [one.level for one in rows]
    return sorted(levels, key=lambda one: -1 if one is None else one)
