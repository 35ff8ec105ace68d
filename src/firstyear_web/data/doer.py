"""Who loaded a release: kept as an account's number, shown as a name.

A release never changes, and a name must be able to go: so the name is not in it.
"""

import re

from django.http import Http404

from firstyear.figures import Viewer
from firstyear_web.people import queries
from firstyear_web.people.models import User

# What a manifest says of people: told to colleagues, on pages alone.
PERSONS = {"released_by", "second_person"}
_ACCOUNT = re.compile(r"account-([0-9]{1,9})")


def doer_of(account: User) -> str:
    return f"account-{account.pk}"


def viewer(account: User) -> Viewer:
    """The account as releases name whoever looks at them."""
    where = account.organisation.name if account.organisation else ""
    return Viewer(signed_in=True, organisation=where, account=doer_of(account))


def doer_in_words(released_by: str, *, to_colleague: bool) -> str:
    """The name for people who are signed in; for others the organisation or role."""
    found = _ACCOUNT.fullmatch(released_by)
    if found is None:
        return released_by if to_colleague or not released_by else "the command line"
    try:
        account = queries.person(int(found.group(1)))
    except Http404:
        return "an account that is no longer here"
    where = account.organisation.name if account.organisation else ""
    if to_colleague:
        return f"{account.display_name}, {where}" if where else account.display_name
    return where or f"an {account.get_role_display().lower()}"
