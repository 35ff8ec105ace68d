"""Questions of the people database: views and actions ask here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.http import Http404

from firstyear_web.people.models import Organisation, Role, User

# How the address ends of an account whose name was taken away.
FORGOTTEN: Final = "@account.invalid"


@dataclass(frozen=True)
class Act:
    """One line of a history: what was done, by whom, when."""

    when: datetime
    done: str
    by: str


def people() -> QuerySet[User]:
    """Everybody with an account, open ones first."""
    return User.objects.select_related("organisation").order_by(
        "-is_active", "display_name", "email"
    )


def person(pk: int) -> User:
    found = people().filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such account.")
    return found


def person_by_email(email: str) -> User | None:
    return (
        User.objects.select_related("organisation").filter(email=email.lower()).first()
    )


def at_work(person: User) -> str:
    """Somebody in a list to choose from: their name, and where they work."""
    if person.organisation is None:
        return person.display_name
    return f"{person.display_name}, {person.organisation.name}"


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.order_by("name")


def organisation(pk: int) -> Organisation:
    found = organisations().filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such organisation.")
    return found


def other_administrators(account: User) -> int:
    """How many open administrators there are beside this one."""
    return (
        User.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
        .exclude(pk=account.pk)
        .count()
    )


def closed_before(day: date) -> list[User]:
    """Accounts closed before a day that still have their names."""
    closed = User.history.filter(
        history_change_reason="account closed", history_date__date__gte=day
    )
    return list(
        User.objects.filter(is_active=False)
        .exclude(email__endswith=FORGOTTEN)
        .exclude(pk__in=closed.values("id"))
    )


def acts(thing: User | Organisation) -> list[Act]:
    """What was done to a person's account or an organisation, newest first."""
    return [
        Act(
            when=record.history_date,
            done=record.history_change_reason or "changed",
            by=record.history_user.display_name
            if record.history_user
            else "the command line",
        )
        for record in thing.history.select_related("history_user").order_by(
            "-history_date", "-history_id"
        )
    ]
