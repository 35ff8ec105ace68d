"""Who may see what of a review, and words that somebody has read and decided on."""

import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from firstyear.errors import InputError, RefusedError
from firstyear_web.people.models import Organisation, User
from firstyear_web.people.permissions import require
from firstyear_web.reviews.actions.keeping import (
    RUN,
    keep,
    likenesses,
    put,
    unsay_before,
    without_persons,
)
from firstyear_web.reviews.models import (
    Consent,
    Finding,
    Recommendation,
    Review,
    Words,
)

# What an area can agree to show, one thing at a time.
THINGS: Final = {
    "tier": "The tier, with its rule and reason",
    "findings": "All findings",
    "recommendations": "All recommendations and what became of them",
    "followup": "Follow-up: what was done and what came of it",
    "story": "The shared story",
    "lists": "The self-checks and lists",
    "themes": "Themes, counted with those of other areas",
}
ONE: Final = {"finding": Finding, "recommendation": Recommendation}


@transaction.atomic
def give_consent(
    *,
    review: Review,
    to: Organisation,
    thing: str,
    given_by: str,
    given_on: datetime.date,
    purpose: str,
    by: User,
) -> Consent:
    """The area agrees that an organisation may see one thing of the review.

    Written down by somebody of the review's own organisation: a team member from
    elsewhere cannot agree for the area.
    """
    require(by, RUN, review)
    _own(review, by)
    if to.pk == review.organisation_id:
        raise InputError("This is the organisation the review belongs to.")
    _known(review, thing)
    if not given_by.strip() or not purpose.strip():
        raise InputError("Say who agreed, by role, and what for.")
    if given_on > timezone.localdate():
        raise InputError("The day of the consent is in the future.")
    if likenesses(given_by, purpose):
        raise InputError("Say who agreed by role or body, and name nobody.")
    if review.consent_rows.filter(to=to, thing=thing, withdrawn_on=None).exists():
        raise InputError(f"{to.name} may see this already.")
    made: Consent = put(
        Consent(review=review, to=to, thing=thing),
        f"consent: {thing}",
        by,
        given_by=given_by,
        given_on=given_on,
        purpose=purpose,
    )
    return made


@transaction.atomic
def withdraw_consent(*, consent: Consent, withdrawn_by: str, by: User) -> Consent:
    """From now on they see it no longer. That it was given stays on record."""
    require(by, RUN, consent)
    _own(consent.review, by)
    if consent.withdrawn_on is not None:
        raise RefusedError("This consent was withdrawn already.")
    if not withdrawn_by.strip() or likenesses(withdrawn_by):
        raise InputError("Say who withdrew it, by role or body.")
    kept: Consent = put(
        consent,
        f"consent withdrawn: {consent.thing}",
        by,
        withdrawn_on=timezone.localdate(),
        withdrawn_by=withdrawn_by,
    )
    return kept


@transaction.atomic
def release_held(*, thing: Words, by: User) -> None:
    """Somebody has read a held text: it is about no person."""
    require(by, RUN, thing)
    thing.held = False
    keep(thing, "read, and about no person", by)


@transaction.atomic
def remove_held(*, thing: Words, by: User) -> None:
    """Texts that look like a person go, here and in the history; the act stays."""
    require(by, RUN, thing)
    if not thing.held:
        raise RefusedError("Only a text that is held back can be removed.")
    without_persons(thing, thing.TEXTS)
    thing.held = False
    keep(thing, "text about a person removed", by)
    unsay_before(thing)


@transaction.atomic
def clear_words(*, thing: Words, cleared: bool, by: User) -> None:
    """Somebody has read these words: they may be shared, or not any longer."""
    require(by, RUN, thing)
    if cleared and thing.held:
        raise RefusedError("Read and release the held text first.")
    thing.cleared = cleared
    keep(thing, "may be shared" if cleared else "may not be shared", by)


def _own(review: Review, by: User) -> None:
    if review.organisation_id is None:
        raise RefusedError(
            "This review belongs to no organisation, so that nobody can agree for it."
        )
    if by.organisation_id != review.organisation_id:
        raise RefusedError(
            "Only people of the review's own organisation write down its consent."
        )


def _known(review: Review, thing: str) -> None:
    kind, _, key = thing.partition(":")
    if thing in THINGS:
        return
    if (
        kind in ONE
        and key.isdecimal()
        and len(key) < 10
        and ONE[kind].objects.filter(review=review, pk=int(key)).exists()
    ):
        return
    raise InputError("Choose what may be seen.")
