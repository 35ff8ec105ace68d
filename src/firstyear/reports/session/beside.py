"""Small groups that meet beside a session, as letters and reports tell of them."""

from firstyear.reports.paper import Block, Heading, Points, Words
from firstyear.reports.session.words import day
from firstyear.sessions import BEREAVED, SMALL_GROUPS, Session, SmallGroup

# Said wherever such a group is told of: it is theirs, and nobody's to ask about.
OWN_WORDS = (
    "Parents and families whose baby has died meet by themselves, with somebody there "
    "for them. Nobody is asked to tell of a baby here. What they choose to share comes "
    "to the room in their own words and with their agreement; who took part is not "
    "told."
)


def group_line(group: SmallGroup, *, lead: bool = True) -> str:
    """One group in one line: what it is about, when, and who leads it.

    Examples:
        >>> group_line(SmallGroup(topic="screening", lead="Screening midwife"))
        'Screening before and after birth, led by Screening midwife'
    """
    told = [group.name or SMALL_GROUPS.get(group.topic, group.topic)]
    if group.on is not None:
        told.append(day(group.on))
    if lead and group.lead:
        told.append(f"led by {group.lead}")
    return ", ".join(told)


def invitation_blocks(session: Session) -> list[Block]:
    """What a letter says of them; nothing where none meets."""
    if not session.small_groups:
        return []
    return [
        Heading("Small groups that meet beside this session"),
        Words("What they find is brought to the room, so you need not be in both."),
        Points(tuple(group_line(one) for one in session.small_groups)),
        *_own_words(session),
    ]


def report_blocks(session: Session) -> list[Block]:
    """What a report says of them; nothing where none was told of."""
    if not session.small_groups:
        return []
    return [
        Words("Small groups that met beside this session:"),
        Points(tuple(group_line(one) for one in session.small_groups)),
        *_own_words(session),
    ]


def _own_words(session: Session) -> list[Block]:
    if any(one.topic == BEREAVED for one in session.small_groups):
        return [Words(OWN_WORDS)]
    return []
