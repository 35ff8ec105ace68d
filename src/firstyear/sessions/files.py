"""A session's answers and notes as CSV, safe to open in a spreadsheet.

Words that are held back or were removed stay blank.
"""

import csv
import io
from collections.abc import Sequence
from typing import Final

from firstyear.sessions.record import Answer, Frozen, Note, Session

# What a spreadsheet takes for the beginning of a formula.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def answers_csv(session: Session) -> str:
    """One line an answer, with the columns of `Answer`; lists have spaces between."""
    return _table(Answer, session.answers)


def notes_csv(session: Session) -> str:
    """One line a note, with the columns of `Note`."""
    return _table(Note, session.notes)


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet runs.

    Examples:
        >>> cell("=1+1"), cell(None), cell([1, 2]), cell(3)
        ("'=1+1", '', '1 2', '3')
    """
    if value is None:
        return ""
    if isinstance(value, list):
        return " ".join(str(one) for one in value)
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _table(model: type[Frozen], rows: Sequence[Frozen]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(model.model_fields)
    for row in rows:
        held = row.model_dump(mode="json")
        if held["state"] != "shown":  # a table goes from hand to hand
            held["text"] = ""
        writer.writerow(cell(held[name]) for name in model.model_fields)
    # The mark at the beginning tells Excel that it is UTF-8.
    return "\ufeff" + out.getvalue()
