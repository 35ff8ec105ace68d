"""Local help: added, changed, taken off."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import persons_in
from firstyear_web.care.models import LocalHelp
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require

EDIT: Final = "care.edit_help"


@transaction.atomic
def add_help(*, by: User, **values: Any) -> LocalHelp:
    """Somebody near who helps, or whom a concern is told to.

    `values` are fields of LocalHelp. Raises InputError for what a field cannot hold,
    RefusedError for an area that is not theirs.
    """
    return _save(LocalHelp(), "added", by, values)


@transaction.atomic
def change_help(*, entry: LocalHelp, by: User, **values: Any) -> LocalHelp:
    """The same entry with other fields."""
    require(by, EDIT, entry)
    return _save(entry, "changed", by, values)


@transaction.atomic
def remove_help(*, entry: LocalHelp, by: User) -> None:
    """It is on no page any more; its history stays."""
    require(by, EDIT, entry)
    entry._history_user, entry._change_reason = by, "taken off"
    entry.delete()


def _save(entry: LocalHelp, done: str, by: User, values: dict[str, Any]) -> LocalHelp:
    for name, value in values.items():
        setattr(entry, name, value.strip() if isinstance(value, str) else value)
    if by.role != "administrator" and not entry.area:
        raise RefusedError(
            "Only administrators add help for every area: choose the area of your "
            "organisation."
        )
    require(by, EDIT, entry)
    if persons_in(f"{entry.name}\n{entry.says}"):
        raise InputError(
            "This looks as if it named a person. Name the team or the service; the "
            "telephone number and the website have boxes of their own."
        )
    entry._history_user, entry._change_reason = by, done
    try:
        entry.full_clean()
    except ValidationError as problem:
        raise InputError("; ".join(problem.messages)) from problem
    entry.save()
    return entry
