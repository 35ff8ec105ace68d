"""What ties answers to devices goes when a session closes, and leaves no trace."""

from django.db import connection

from firstyear_web.workshops.grouping import group_shown, shown_groups
from firstyear_web.workshops.models import Answer, Session


def forget_devices(session: Session) -> None:
    """No answer knows its device any more, nor when it came, nor of how small a group.

    Answers are written anew in the order of their ids, which is no order at all: as
    the database had them, those that one phone sent together lay together. Steps
    forget how things stood before them, where answers of one device stand in a pair.
    """
    answers = list(session.answers.order_by("pk"))
    shown = shown_groups(session.ballots.all(), answers)
    for one in answers:
        one.voice, one.order, one.group = None, 0, group_shown(one, shown)
    session.answers.all().delete()
    Answer.objects.bulk_create(answers)
    session.voices.all().delete()
    session.acts.update(before={})


def overwrite() -> None:
    """What was deleted goes from the database's files too."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif connection.vendor == "postgresql":
            cursor.execute("VACUUM workshops_answer, workshops_voice")
