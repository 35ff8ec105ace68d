"""Questions that a note can be about, by part, as a list to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from firstyear_web.workshops import queries
from firstyear_web.workshops.models import Session

ITEM = "list-item"


@dataclass(frozen=True)
class QuestionsOfPart:
    """A part with the ids and words of its questions."""

    part: str
    title: str
    rows: tuple[tuple[str, str], ...]


def opened_questions(session: Session) -> tuple[QuestionsOfPart, ...]:
    """Questions of the parts that the room has come to, the one it is at first.

    Nobody sees a question before its part is opened, the scribes neither.
    """
    began = [
        one.ref
        for one in queries.agenda(session)
        if one.kind == "part" and one.began is not None
    ]
    now = session.current.ref if session.current is not None else ""
    return _of(session, sorted(began, key=lambda part: part != now))


def every_question(session: Session) -> tuple[QuestionsOfPart, ...]:
    """All of them, in running order: for who runs the session."""
    return _of(session, (one["id"] for one in session.instrument["parts"]))


def question_words(session: Session, question: str) -> str:
    """A question with its id in front; blank for none."""
    rows = (one for one in session.instrument["entries"] if one["id"] == question)
    return next((f"{one['id']} {one['text']}" for one in rows), question)


def _of(session: Session, parts: Iterable[str]) -> tuple[QuestionsOfPart, ...]:
    titles = {one["id"]: one["title"] for one in session.instrument["parts"]}
    rows: dict[str, list[dict[str, Any]]] = {}
    for one in session.instrument["entries"]:
        if one.get("kind") != ITEM:
            rows.setdefault(one["part"], []).append(one)
    return tuple(
        QuestionsOfPart(
            part,
            titles[part],
            tuple((one["id"], one["text"]) for one in rows[part]),
        )
        for part in parts
        if part in rows
    )
