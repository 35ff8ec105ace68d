"""Sessions of one area beside each other: each part, then and now."""

from dataclasses import dataclass

from firstyear.charts.tree_words import middle_words
from firstyear.sessions import Branch, tree
from firstyear_web.workshops import queries
from firstyear_web.workshops.models import Session
from firstyear_web.workshops.recording import record


@dataclass(frozen=True)
class Then:
    """What one session said of a part: its middle answer, how many answered, gaps."""

    words: str
    people: int
    gaps: int
    changed: bool


@dataclass(frozen=True)
class Row:
    part: str
    title: str
    cells: tuple[Then, ...]


@dataclass(frozen=True)
class BesidePage:
    sessions: tuple[Session, ...]
    rows: tuple[Row, ...]
    sentence: str


def sessions_beside(session: Session) -> BesidePage:
    """This session and earlier closed ones of its area, oldest first.

    The levels are the area's own words at the time, and other people may have been in
    the room: a change of level is something to ask about, not a result.
    """
    held = (*queries.earlier(session), session)
    trees = [
        {one.part: one for one in tree(record(each), queries.instrument(each))}
        for each in held
    ]
    scale = tuple(session.instrument["scale"])
    rows = tuple(
        Row(part, branch.title, _cells([one.get(part) for one in trees], scale))
        for part, branch in trees[-1].items()
    )
    changed = sum(row.cells[-1].changed for row in rows)
    both = sum(
        bool(row.cells[-1].people and any(one.people for one in row.cells[:-1]))
        for row in rows
    )
    return BesidePage(held, rows, _sentence(len(held), changed, both))


def _cells(branches: list[Branch | None], scale: tuple[str, ...]) -> tuple[Then, ...]:
    cells = []
    before: tuple[int, ...] = ()
    for one in branches:
        middle = one.spread.middle if one is not None and one.spread else ()
        cells.append(
            Then(
                middle_words(middle, scale) if middle else "not voted on",
                one.spread.answered if one is not None and one.spread else 0,
                one.notes.get("gap", 0) if one is not None else 0,
                bool(middle and before and middle != before),
            )
        )
        before = middle or before
    return tuple(cells)


def _sentence(sessions: int, changed: int, both: int) -> str:
    if sessions == 1:
        return "This is the first session here on these questions."
    if not both:
        return "No part was voted on both now and before."
    parts = "part was" if both == 1 else "parts were"
    return (
        f"{both} {parts} voted on now and before; the middle answer is another in "
        f"{changed}. Other people may have been in the room."
    )
