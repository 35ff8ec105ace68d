"""The people of a session: whose it is, who runs it, who was asked and came."""

from dataclasses import dataclass

from django.http import QueryDict

from firstyear.sessions import roles_by_id
from firstyear_web.people.queries import at_work
from firstyear_web.workshops import queries
from firstyear_web.workshops.models import Runner, Session


@dataclass(frozen=True)
class AskedToCome:
    """Somebody invited, in words, and whether they came."""

    pk: int
    words: str
    came: bool


@dataclass(frozen=True)
class PeoplePage:
    owner: str
    facilitator: str
    runners: tuple[tuple[Runner, str], ...]
    asked: tuple[AskedToCome, ...]
    devices: int
    people: str


def people_page(session: Session, typed: QueryDict | None = None) -> PeoplePage:
    """Everything that the page of people shows, with what was `typed` and not kept."""
    known = roles_by_id()
    ticked = typed.getlist("came") if typed is not None else None
    return PeoplePage(
        owner=session.organisation.name if session.organisation else "",
        facilitator=at_work(session.facilitator),
        runners=tuple((one, at_work(one.person)) for one in queries.runners(session)),
        asked=tuple(
            AskedToCome(
                one.pk,
                ", ".join(
                    part
                    for part in (
                        known[one.role].today if one.role in known else one.role,
                        one.name,
                        one.organisation,
                    )
                    if part
                ),
                one.came if ticked is None else str(one.pk) in ticked,
            )
            for one in session.invited.all()
        ),
        devices=queries.people(session),
        people=str(session.in_room or "") if typed is None else typed.get("people", ""),
    )
