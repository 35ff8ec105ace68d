"""The report of a session: to edit in Word, and to send as PDF."""

from firstyear.reports.paper import pdf, word
from firstyear.reports.session.contents import report_paper
from firstyear.reports.session.versions import Version
from firstyear.sessions import Session


def report_word(session: Session, *, version: Version = "not-for-publication") -> bytes:
    """The report as a Word document (.docx) that people go on to edit.

    Tree, actions with leads, recommendations, points of groups, every part with its
    votes and notes, polls, attendance, what was put aside, how to read it. The
    share-safe version is made of a record that `firstyear.sessions.share_safe` gave.

    Raises UsageError for an unknown version, RefusedError for a share-safe report of
    a record that still names people, InputError where the instrument in the record
    does not hold together.
    """
    return word(report_paper(session, version=version))


def report_pdf(session: Session, *, version: Version = "not-for-publication") -> bytes:
    """The same report as PDF/UA-1, which screen readers can read.

    Raises what `report_word` does.
    """
    return pdf(report_paper(session, version=version))
