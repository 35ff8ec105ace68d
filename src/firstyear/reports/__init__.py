"""Documents: from results to HTML that opens anywhere and prints well."""

from firstyear.reports.profile import profile_html

__all__ = ["profile_html"]
