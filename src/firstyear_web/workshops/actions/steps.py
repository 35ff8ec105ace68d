"""A step of the facilitator, kept with how things stood before, so that it can be
taken back."""

from typing import Any

from firstyear_web.people.models import User
from firstyear_web.workshops.actions.planning import bump
from firstyear_web.workshops.models import Act, Session


def did(
    session: Session, verb: str, said: str, before: dict[str, Any], by: User
) -> None:
    """Keep the step, and tell every screen."""
    Act.objects.create(
        session=session, verb=verb, said=said[:400], before=before, by=by
    )
    bump(session)
