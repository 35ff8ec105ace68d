"""Second factors that are turned on or off are written into the account's history."""

from typing import Any

from allauth.mfa import signals

from firstyear_web.people.actions import note
from firstyear_web.people.models import User


def listen() -> None:
    signals.authenticator_added.connect(_added, dispatch_uid="people-factor-added")
    signals.authenticator_removed.connect(_removed, dispatch_uid="people-factor-gone")
    signals.authenticator_reset.connect(_reset, dispatch_uid="people-factor-reset")


def _added(sender: object, user: User, authenticator: Any, **rest: object) -> None:
    note(account=user, done=f"added a second factor ({_name(authenticator)})", by=user)


def _removed(sender: object, user: User, authenticator: Any, **rest: object) -> None:
    note(
        account=user, done=f"removed a second factor ({_name(authenticator)})", by=user
    )


def _reset(sender: object, user: User, authenticator: Any, **rest: object) -> None:
    note(account=user, done=f"renewed {_name(authenticator)}", by=user)


def _name(authenticator: Any) -> str:
    return {"totp": "app", "recovery_codes": "recovery codes"}.get(
        authenticator.type, str(authenticator.type)
    )
