"""Documents: from results and sessions to HTML, Word, PDF and slides."""

from firstyear.reports import session
from firstyear.reports.profile import profile_html

__all__ = ["profile_html", "session"]
