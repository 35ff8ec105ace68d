"""After: clearing words, sending the report, offers, and a session brought in."""

import datetime
from typing import Final

from django.db import transaction

from firstyear.errors import InputError, RefusedError
from firstyear.sessions import persons_in
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops.actions.content import plain, short_enough
from firstyear_web.workshops.actions.planning import RUN, bump
from firstyear_web.workshops.actions.steps import did
from firstyear_web.workshops.actions.unsaying import unsay
from firstyear_web.workshops.models import (
    Answer,
    Circulation,
    Note,
    Offer,
    Parked,
    Session,
)

OFFER_DAYS: Final = 365
MOST_OFFER: Final = 1000
MOST_EMAIL: Final = 254
VERSIONS: Final = ("not-for-publication", "share-safe")
SEEN: Final = ("show", "remove")
VERBS: Final = ("show", "remove", "clear", "unclear")


@transaction.atomic
def clear(*, thing: Note | Answer | Parked, verb: str, by: User) -> None:
    """What a person who has read the words decides of them.

    `show` lets what was held be seen in the room, `remove` keeps it out of every view
    and, once the session is closed, takes it out of the database and its history;
    `clear` lets it into what is shared beyond the room, `unclear` takes that back.
    """
    require(by, RUN, thing.session)
    if verb not in VERBS:
        raise InputError("Choose what to do with it.")
    before = thing.state
    if verb in SEEN:
        thing.state = "shown" if verb == "show" else "removed"
    elif isinstance(thing, Parked):
        raise RefusedError("The parking list is not shared.")
    else:
        thing.cleared = verb == "clear"
    if isinstance(thing, Note):
        thing._history_user = by
    # These fields only: whether an answer counts may change in the same moment.
    thing.save(update_fields=["state"] if verb in SEEN else ["cleared"])
    if verb == "remove" and thing.session.state != Session.State.OPEN:
        unsay(thing)
    if verb in SEEN and thing.session.state == Session.State.OPEN:
        said = "Showed what was held" if verb == "show" else "Kept words out of view"
        did(thing.session, verb, said, {_kind(thing): {str(thing.pk): before}}, by)
    else:
        bump(thing.session)


@transaction.atomic
def circulate(
    *, session: Session, to: str, on: datetime.date, version: str, by: User
) -> Circulation:
    """A dated line of who was sent which version."""
    require(by, RUN, session)
    if version not in VERSIONS or not to.strip():
        raise InputError("Say who it was sent to, and which version.")
    made: Circulation = Circulation.objects.create(
        session=session, to=to.strip(), on=on, version=version
    )
    return made


@transaction.atomic
def leave_offer(
    *, session: Session, email: str, offers: str, seeks: str, today: datetime.date
) -> Offer:
    """A work e-mail with what somebody offers or seeks, for twelve months.

    Raises InputError for what is blank or too long, or looks like a person: others read
    it at once, and nobody else does before them.
    """
    offers = short_enough(plain(offers), MOST_OFFER, "What you offer")
    seeks = short_enough(plain(seeks), MOST_OFFER, "What you look for")
    if not offers and not seeks:
        raise InputError("Say what you can offer or what you are looking for.")
    if persons_in(f"{offers}\n{seeks}"):
        raise InputError(
            "This looks like a person. Remove it, or send it to the safeguarding lead: "
            "others read what you leave here."
        )
    if len(email) > MOST_EMAIL:
        raise InputError("Enter a shorter e-mail address: nobody could write to it.")
    made: Offer = Offer.objects.create(
        session=session,
        email=email,
        offers=offers,
        seeks=seeks,
        until=today + datetime.timedelta(days=OFFER_DAYS),
    )
    return made


@transaction.atomic
def take_offer_back(*, offer: Offer) -> None:
    """It is gone, and its e-mail address with it."""
    offer.delete()


def remove_old_offers(*, today: datetime.date) -> int:
    """Offers whose twelve months are over go. Returns how many."""
    gone, _ = Offer.objects.filter(until__lt=today).delete()
    return int(gone)


def _kind(thing: Note | Answer | Parked) -> str:
    """Where a step keeps how this was."""
    if isinstance(thing, Note):
        return "notes"
    return "answers" if isinstance(thing, Answer) else "parkings"
