"""What people get before the day: an invitation, and how to join on the day."""

import datetime

from firstyear.charts.qr import qr_svg
from firstyear.reports.paper import (
    Block,
    Figure,
    Grid,
    Heading,
    Notice,
    Paper,
    Points,
    Words,
    pdf,
    word,
)
from firstyear.reports.session.beside import invitation_blocks
from firstyear.reports.session.words import (
    CONTENT_NOTICE,
    NO_REAL_PERSON,
    clock,
    content_notice,
    day,
    heading_line,
    instrument_of,
)
from firstyear.sessions import Invitee, Session, roles_by_id

WHY = {
    "commissioning-and-public-health": (
        "You see where money and plans go, and the whole population they are for."
    ),
    "hospital": "You see how care before, during and after birth works in practice.",
    "community-and-primary-care": (
        "You see families at home and near it, before pregnancy and after the birth."
    ),
    "council-and-safeguarding": (
        "You see homes, money, safety and schooling: much of what decides a baby’s "
        "chances."
    ),
    "voluntary-and-experience": (
        "You know what it is like to be on the other side of our services, and what "
        "families do not tell us."
    ),
}
TOKEN = (
    (
        "On plain http a phone holds only a random token that can answer as that phone "
        "and dies with the session."
    ),
    (
        "No account and no name are needed: you choose your role. The link from a vote "
        "to a device is destroyed when the session closes."
    ),
    (
        "Anyone near who can listen in on the Wi-Fi could read what a phone sends. "
        "Write nothing about a real person."
    ),
)
ASKED = "to be confirmed"


def invitation_word(
    session: Session,
    invitee: Invitee | None = None,
    *,
    contact: str = "",
    reply_by: datetime.date | None = None,
    support_person: str = "",
    quiet_space: str = "",
) -> bytes:
    """The letter to one invitee, or to whoever holds a role, as Word (.docx).

    Date, place, their role and why it matters, what to expect, access, support. The
    questions are not in it: they are not sent in advance. What is blank is marked as
    to be confirmed.
    """
    return word(
        _invitation(session, invitee, contact, reply_by, support_person, quiet_space)
    )


def invitation_pdf(
    session: Session,
    invitee: Invitee | None = None,
    *,
    contact: str = "",
    reply_by: datetime.date | None = None,
    support_person: str = "",
    quiet_space: str = "",
) -> bytes:
    """The same letter as PDF/UA-1."""
    return pdf(
        _invitation(session, invitee, contact, reply_by, support_person, quiet_space)
    )


def joining_sheet_word(session: Session, *, address: str, code: str) -> bytes:
    """How to join, for walls and tables, as Word: QR code, address, short code.

    `address` is what the QR code opens, `code` what people type instead.
    """
    return word(_joining(session, address, code))


def joining_sheet_pdf(session: Session, *, address: str, code: str) -> bytes:
    """The same sheet as PDF/UA-1."""
    return pdf(_joining(session, address, code))


def _invitation(
    session: Session,
    invitee: Invitee | None,
    contact: str,
    reply_by: datetime.date | None,
    support_person: str,
    quiet_space: str,
) -> Paper:
    role = roles_by_id().get(invitee.role) if invitee else None
    name = invitee.name if invitee else ""
    hours = _hours(session.minutes)
    reply = f"Please reply by {day(reply_by)}" if reply_by else "Please reply"
    return Paper(
        title=f"Invitation: {session.title}",
        # A letter is one sheet of paper.
        size=10,
        subtitle=", ".join(
            part for part in (name, invitee.organisation if invitee else "") if part
        ),
        blocks=(
            content_notice(session),
            Words(f"Dear {name or (role.today if role else 'colleague')},"),
            Words(
                f"We invite you to spend {hours} with people from every side of the "
                f"system in {session.area_name}, to find where each of us can "
                "influence why babies die here, and to agree what to do."
            ),
            Grid(
                ("What", "Where and when"),
                (
                    ("Date", day(session.date)),
                    *_times(session),
                    ("Place", session.place or ASKED),
                    *((("Your part", role.today),) if role else ()),
                ),
                (1, 4),
            ),
            *_why(role.broad_group if role else "", role.note if role else ""),
            *invitation_blocks(session),
            Heading("What to expect"),
            Points(
                (
                    (
                        "We go through the parts of the work one by one. For each you "
                        "say alone and in private how far it is in place here and how "
                        "sure you are; then we look at it together and talk."
                    ),
                    (
                        "You answer on your own phone, on a shared one, or on paper. "
                        "No account and no name are needed."
                    ),
                    (
                        "You need not prepare. The questions are not sent out before, "
                        "so that everybody answers from their own work and not from a "
                        "file."
                    ),
                    "Levels are for this area’s own use over time. Nobody is graded.",
                    NO_REAL_PERSON,
                )
            ),
            Heading("If it is hard"),
            Points(
                (
                    f"Support person on the day: {support_person or ASKED}.",
                    f"Quiet space: {quiet_space or ASKED}.",
                    (
                        "There are breaks, and you may leave at any time without "
                        "saying why."
                    ),
                )
            ),
            Heading("Access"),
            Words(
                "Tell us what you need: an interpreter, large print, step-free access, "
                "a place to feed a baby, a seat near the door, or anything else."
            ),
            Words(
                f"{reply} to {contact or ASKED}. If you cannot come, please name "
                "somebody from your work who can decide."
            ),
        ),
    )


def _times(session: Session) -> list[tuple[str, str]]:
    hours = _hours(session.minutes)
    if session.starts is None:
        return [("How long", hours)]
    return [("Time", f"{clock(session)} to {clock(session, session.minutes)}")]


def _why(group: str, note: str) -> list[Block]:
    if group not in WHY:
        return []
    said = [one for one in (WHY[group], note) if one]
    return [Heading("Why your part matters"), *(Words(one) for one in said)]


def _hours(minutes: int) -> str:
    """So long in words.

    Examples:
        >>> _hours(240), _hours(90), _hours(45)
        ('4 hours', '1 hour 30 minutes', '45 minutes')
    """
    whole, rest = divmod(minutes, 60)
    said = [
        f"{whole} hour{'' if whole == 1 else 's'}" if whole else "",
        f"{rest} minutes" if rest else "",
    ]
    return " ".join(one for one in said if one)


def _joining(session: Session, address: str, code: str) -> Paper:
    return Paper(
        title=f"Join: {session.title}",
        subtitle=heading_line(session),
        size=13,
        blocks=(
            Points(
                (
                    (
                        "Join the Wi-Fi of the room. Its name and password are on the "
                        "wall."
                    ),
                    (
                        "Point your camera at this picture, or type the address and "
                        "the code."
                    ),
                    "Choose your role. You are in.",
                )
            ),
            Figure(qr_svg(address), f"QR code that opens {address}", 0.42),
            Words(address, "strong"),
            Words(code, "code"),
            Notice("What your phone holds", TOKEN),
            Words(
                "No phone, or do not want to use yours? Ask for a shared one or for "
                "paper: it counts the same. You may leave at any time; nobody sees it.",
            ),
            Words(f"{instrument_of(session).topic}. {CONTENT_NOTICE}", "small"),
        ),
    )
