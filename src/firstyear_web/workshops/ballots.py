"""What a session votes on: parts, starred questions and polls of its agenda."""

from typing import Any

from firstyear import packs
from firstyear.errors import InputError
from firstyear.packs import Instrument
from firstyear.packs.models_lists import Poll
from firstyear.sessions import EVALUATION
from firstyear_web.workshops.models import AgendaLine, Ballot, Session

# What the packs call a poll's kind, and what a record does.
KINDS = {
    "word-cloud": "cloud",
    "choose-several": "choose",
    "choose-one": "choose",
    "scale": "scale",
    "rank-three": "rank",
    "open": "text",
}


NONE = "None of these"


def renew(session: Session, instrument: Instrument) -> None:
    """Ballots for the agenda as it is; nothing has been voted on yet."""
    session.ballots.all().delete()
    position = 0
    lines = list(session.agenda.all())
    for line in lines:
        of_line = _of_line(line, instrument)
        if line == lines[-1]:
            of_line += [_evaluation(one) for one in packs.polls("evaluation")]
        for fields in of_line:
            position += 1
            Ballot.objects.create(
                session=session, line=line, position=position, **fields
            )


def _of_line(line: AgendaLine, instrument: Instrument) -> list[dict[str, Any]]:
    if line.kind == "poll":
        return [_poll(line.ref)]
    if line.kind != "part":
        return []
    part = instrument.part(line.ref)
    whole = {
        "key": f"part:{part.id}",
        "kind": "level",
        "title": part.title,
        "helper": part.says,
        "part": part.id,
        "options": list(instrument.scale),
    }
    return [whole, *(_starred(each, instrument) for each in line.starred)]


def _starred(question_id: str, instrument: Instrument) -> dict[str, Any]:
    question = instrument.question(question_id)
    levels = question.answer == "yes-no-level"
    # What is chosen from are the rows below; a question without any is answered freely.
    rows = (
        [row.text for row in instrument.children(question.id)]
        if question.answer == "choose-several"
        else []
    )
    return {
        "key": f"question:{question.id}",
        "kind": "level" if levels else "choose" if rows else "text",
        "title": question.text,
        "helper": question.helper,
        "part": question.part,
        "question": question.id,
        "options": [*rows, NONE] if rows else list(question.levels),
        "moderated": not levels and not rows,
    }


def _poll(poll_id: str) -> dict[str, Any]:
    poll = next((one for one in packs.polls() if one.id == poll_id), None)
    if poll is None:
        raise InputError(f"There is no poll {poll_id!r}.")
    return {"key": f"poll:{poll.id}", **_asked(poll)}


def _evaluation(poll: Poll) -> dict[str, Any]:
    """A question of the form about the session itself.

    Nobody opens it: whoever leaves may answer, and its answers are shown at the end.
    """
    return {"key": f"{EVALUATION}{poll.id}", "rounds": 1, **_asked(poll)}


def _says(poll: Poll) -> str:
    """What people read under the question: for a scale, what its ends mean."""
    if poll.kind != "scale":
        return poll.says
    return f"{poll.says} 1 is {poll.lowest}, 5 is {poll.highest}."


def _asked(poll: Poll) -> dict[str, Any]:
    return {
        "kind": KINDS[poll.kind],
        "title": poll.question,
        "helper": _says(poll),
        "options": list(poll.options),
        "most": 1 if poll.kind == "choose-one" else poll.most or 0,
        "moderated": poll.kind == "open",
    }
