"""Answers come beside one another, and never in the middle of a facilitator's step."""

from django.db import connection

from firstyear_web.workshops.models import Session

_TABLE = Session._meta.db_table
# The weakest lock there is: every answer takes it for its session anyway when it is
# written. Answers do not wait for one another; a step, which locks the session whole,
# waits for those that are being written, and those that come after wait for it.
_WAIT = f"SELECT 1 FROM {_TABLE} WHERE id = %s FOR KEY SHARE"  # noqa: S608


def wait_for_step(session: str) -> None:
    """Go on once no step of this session is half done; then read how things stand.

    To be called first in a transaction: steps lock the session before anything else.
    On SQLite only one transaction writes at a time, so that there is nothing to do.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_WAIT, [session])
