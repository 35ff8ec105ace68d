"""How long records keep names: each kind, what is due, and what then happens to it."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q

from firstyear.sessions import REMOVED, roles_by_id
from firstyear_web.care import names
from firstyear_web.care.models import KeepingTime
from firstyear_web.people.actions import forget_person
from firstyear_web.people.models import User
from firstyear_web.people.queries import closed_before
from firstyear_web.reviews.models import Check, Recommendation, Review, Words
from firstyear_web.workshops.models import (
    Answer,
    Circulation,
    Invitee,
    Note,
    Parked,
    Session,
)

LEAD: Final = "Lead named then"
SENT: Final = "Somebody on the list"


@dataclass(frozen=True)
class Kind:
    """A kind of record. `due` gives what is older than a day; `end` takes the names
    of one such thing away, and says how many records changed."""

    key: str
    what: str
    then: str
    months: int
    due: Callable[[datetime.date], list[Any]]
    end: Callable[[Any, User], int]


def months_of(kind: Kind) -> int:
    """For how many months this site keeps it."""
    found = KeepingTime.objects.filter(kind=kind.key).first()
    return found.months if found else kind.months


def last_day(months: int, today: datetime.date) -> datetime.date:
    """What is older than this day was kept for that many months.

    Examples:
        >>> import datetime
        >>> last_day(24, datetime.date(2028, 2, 29))
        datetime.date(2026, 2, 28)
    """
    number = today.year * 12 + today.month - 1 - months
    year, month = divmod(number, 12)
    for day in range(today.day, 27, -1):
        try:
            return datetime.date(year, month + 1, day)
        except ValueError:
            continue
    return datetime.date(year, month + 1, min(today.day, 28))


def due(kind: Kind, today: datetime.date) -> list[Any]:
    """What of this kind has been kept for its time."""
    return kind.due(last_day(months_of(kind), today))


def _sessions(before: datetime.date) -> list[Session]:
    found = Session.objects.filter(date__lt=before).exclude(state=Session.State.OPEN)
    named = (
        Q(invited__in=Invitee.objects.exclude(name="", email=""))
        | Q(notes__in=Note.objects.exclude(_no_name()))
        | Q(circulated__in=Circulation.objects.exclude(to=SENT))
        | ~Q(support_person="")
        | ~Q(interpreter="")
    )
    ids = found.filter(named).values_list("pk", flat=True)
    return list(Session.objects.filter(pk__in=set(ids)))


def _end_session(session: Session, by: User) -> int:
    """Names become roles: of those invited everywhere in it, of leads, of the list."""
    known = roles_by_id()
    number = 0
    for one in session.invited.exclude(name="", email=""):
        role = known[one.role].today if one.role in known else "Somebody invited"
        if one.name.strip():
            # First in what was written: afterwards nobody knows whose name it was.
            for rows in _texts(session):
                number += names.replace(rows, [one.name], role)
        one.name, one.email = "", ""
        one.save(update_fields=["name", "email"])
        number += 1
    for table in (Note.objects, Note.history):
        led = table.filter(session_id=session.pk).exclude(_no_name())
        number += led.update(lead=LEAD)
    number += session.circulated.exclude(to=SENT).update(to=SENT)
    for table in (Session.objects, Session.history):
        number += table.filter(id=session.pk).update(support_person="", interpreter="")
    return number


def _texts(session: Session) -> Iterable[Any]:
    return (
        list(session.notes.all()),
        list(Note.history.filter(session_id=session.pk)),
        list(session.answers.exclude(text="")),
        list(session.parked.all()),
        list(session.circulated.all()),
    )


def _reviews(before: datetime.date) -> list[Review]:
    leads = Q(recommendation_rows__in=Recommendation.objects.exclude(_no_name())) | Q(
        check_rows__in=Check.objects.exclude(_no_name())
    )
    ids = Review.objects.filter(leads, ends__lt=before).values_list("pk", flat=True)
    return list(Review.objects.filter(pk__in=set(ids)))


def _no_name() -> Q:
    """Leads that say who leads without a name."""
    titles = {role.today for role in roles_by_id().values()}
    return Q(lead="") | Q(lead=LEAD) | Q(lead__in=titles)


def _end_review(review: Review, by: User) -> int:
    number = 0
    for model in (Recommendation, Check):
        for table in (model.objects, model.history):
            led = table.filter(review_id=review.pk).exclude(_no_name())
            number += led.update(lead=LEAD)
    return number


def _held(before: datetime.date) -> list[Any]:
    old = {"session__date__lt": before, "state": "held"}
    found: list[Any] = [
        row
        for model in (Answer, Note, Parked)
        for row in model.objects.filter(**old).exclude(session__state="open")
    ]
    for model in Words.__subclasses__():
        found += model.objects.filter(held=True, review__ends__lt=before)
    return found


def _end_held(thing: Any, by: User) -> int:
    """Words that nobody cleared are gone, here and in the history."""
    texts = thing.TEXTS if isinstance(thing, Words) else ("text",)
    gone: dict[str, Any] = {name: REMOVED for name in texts if getattr(thing, name)}
    if isinstance(thing, Check):
        gone["more"] = dict.fromkeys(thing.more, REMOVED)
    if hasattr(thing, "history"):
        thing.history.update(**gone)
    if isinstance(thing, Words):
        gone["held"] = False
    else:
        gone["state"] = "removed"
    type(thing)._base_manager.filter(pk=thing.pk).update(**gone)
    return 1


def _end_account(account: User, by: User) -> int:
    forget_person(account=account, by=by)
    return 1


KINDS: Final = (
    Kind(
        "session-names",
        "Names of people asked to a session, who leads an action, who was sent the "
        "report",
        "Names become roles. What was said, agreed and done stays.",
        24,
        _sessions,
        _end_session,
    ),
    Kind(
        "review-names",
        "Names of people who lead on a recommendation or a point of a list",
        "Names become the word lead. The recommendation and its progress stay.",
        24,
        _reviews,
        _end_review,
    ),
    Kind(
        "held-words",
        "Words held back because they look like a person, that nobody cleared",
        "The words are removed, from the history too.",
        3,
        _held,
        _end_held,
    ),
    Kind(
        "closed-accounts",
        "Names and e-mail addresses of closed accounts",
        "The name becomes the role, in the history too. What they did stays.",
        12,
        closed_before,
        _end_account,
    ),
)
BY_KEY: Final = {one.key: one for one in KINDS}
