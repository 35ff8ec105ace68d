"""Documents of a session: before the day, for the room, and after it."""

from firstyear.reports.session.before import (
    invitation_pdf,
    invitation_word,
    joining_sheet_pdf,
    joining_sheet_word,
)
from firstyear.reports.session.feedback import report_slides
from firstyear.reports.session.guide import (
    facilitator_guide_pdf,
    facilitator_guide_word,
    facilitator_slides,
)
from firstyear.reports.session.printed import (
    paper_sheet_pdf,
    recording_book_pdf,
    recording_book_word,
)
from firstyear.reports.session.report import report_pdf, report_word
from firstyear.reports.session.versions import Version

__all__ = [
    "Version",
    "facilitator_guide_pdf",
    "facilitator_guide_word",
    "facilitator_slides",
    "invitation_pdf",
    "invitation_word",
    "joining_sheet_pdf",
    "joining_sheet_word",
    "paper_sheet_pdf",
    "recording_book_pdf",
    "recording_book_word",
    "report_pdf",
    "report_slides",
    "report_word",
]
