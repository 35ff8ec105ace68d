"""Words that every document of a session shares."""

import datetime

from firstyear import packs
from firstyear.charts.tree_words import NOTE_WORDS
from firstyear.figures.periods import MONTHS
from firstyear.packs import Instrument
from firstyear.reports.paper import Notice
from firstyear.sessions import Note, Session, roles_by_id

CONTENT_NOTICE = (
    "This is about why babies die, and what can be done. It may be hard to read, more "
    "so for anyone whose own baby has died. Stop whenever you want to."
)
NO_REAL_PERSON = "Do not describe a real person or family, here or anywhere in it."
NOT_SAID = "not yet fixed"
HEADINGS = {
    "strength": "Strengths",
    "good-practice": "Good practice",
    "gap": "Gaps",
    "recommendation": "Recommendations",
    "action": "Actions",
}


def day(date: datetime.date | None) -> str:
    """A date as people write it, blank for none.

    Examples:
        >>> day(datetime.date(2026, 5, 4))
        '4 May 2026'
    """
    return "" if date is None else f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def clock(session: Session, after: int = 0) -> str:
    """The time `after` minutes into a session, blank where nobody said when it starts.

    Examples:
        >>> from firstyear.sessions import Session
        >>> held = Session.model_construct(starts=datetime.time(9, 30))
        >>> clock(held), clock(held, 240)
        ('9:30am', '1:30pm')
    """
    if session.starts is None:
        return ""
    minutes = session.starts.hour * 60 + session.starts.minute + after
    hour, half = divmod(minutes // 60 % 24, 12)[::-1]
    return f"{hour or 12}:{minutes % 60:02d}{'pm' if half else 'am'}"


def instrument_of(session: Session) -> Instrument:
    """The instrument that the session was held with, as it was then."""
    return Instrument.from_dict(session.instrument)


def support_lines(session: Session) -> tuple[str, ...]:
    """Where families find support, those near first: who, telephone, address, what."""
    return (
        *session.help_near,
        *(
            f"{one.name}: "
            + ", ".join(part for part in (one.telephone, one.web) if part)
            + f". {one.offers}"
            for one in packs.support_links()
        ),
    )


def content_notice(session: Session) -> Notice:
    """What stands first in every document of a session."""
    return Notice("Before you read", (CONTENT_NOTICE, *support_lines(session)))


def role_name(role: str) -> str:
    """What a role is called today; its id where the pack has none."""
    known = roles_by_id().get(role)
    return known.today if known else role.replace("-", " ")


def note_words(note: Note, *, where: bool = False) -> str:
    """A note in one line, with its group and, where wanted, its part.

    Examples:
        >>> note_words(Note(id="0" * 32, kind="gap", text="Late", group="Blue"))
        'Late (Blue)'
    """
    after = [
        note.group,
        f"part {note.part}" if where and note.part[:1].isdigit() else "",
        f"question {note.question}" if note.question else "",
    ]
    said = ", ".join(one for one in after if one)
    return f"{note.text} ({said})" if said else note.text


def counted(number: int, kind: str) -> str:
    return f"{number} {NOTE_WORDS[kind][number != 1]}"


def heading_line(session: Session) -> str:
    """Where and when: the line under a document's title."""
    return ", ".join(
        one for one in (session.area_name, session.place, day(session.date)) if one
    )
