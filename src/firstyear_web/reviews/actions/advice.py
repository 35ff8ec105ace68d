"""What the review advises, says back, and finds when it looks again."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from firstyear import packs
from firstyear.errors import InputError
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.reviews.actions.keeping import RUN, put, refuse_persons, work_name
from firstyear_web.reviews.lists import known_themes
from firstyear_web.reviews.models import (
    Feedback,
    Finding,
    FollowUp,
    Recommendation,
    Review,
)
from firstyear_web.reviews.stages import STAGES


@transaction.atomic
def recommend(
    *,
    review: Review,
    text: str,
    level: str,
    reach: str,
    control: str,
    approach: str,
    by: User,
    finding: Finding | None = None,
    change: str = "",
    stage: str = "",
    themes: Sequence[str] = (),
    lead: str = "",
    due: datetime.date | None = None,
    offer: str = "",
    provider: str = "",
    offer_until: datetime.date | None = None,
    recommendation: Recommendation | None = None,
) -> Recommendation:
    """Something that should be done; `recommendation` to change one.

    Raises InputError for an offer of support that does not say whose it is.
    """
    require(by, RUN, review)
    if approach not in {one.group for one in packs.points("population-approaches")}:
        raise InputError("Choose one of the three approaches.")
    if change and change not in {one.id for one in packs.points("high-impact-changes")}:
        raise InputError("There is no such high-impact change.")
    if stage and stage not in STAGES:
        raise InputError("There is no such stage of life.")
    if finding is not None and finding.review_id != review.pk:
        raise InputError("This finding belongs to another review.")
    if bool(offer.strip()) != bool(provider.strip()):
        raise InputError("An offer of support says what is offered and by whom.")
    kept: Recommendation = put(
        recommendation or Recommendation(review=review),
        "recommendation changed" if recommendation else "recommendation made",
        by,
        text=text,
        level=level,
        reach=reach,
        control=control,
        approach=approach,
        finding=finding,
        change=change,
        stage=stage,
        themes=known_themes(list(themes)),
        lead=work_name("The lead", lead),
        due=due,
        offer=offer,
        provider=refuse_persons("The provider", provider),
        offer_until=offer_until,
    )
    return kept


@transaction.atomic
def move_on(
    *, recommendation: Recommendation, status: str, progress: str, by: User
) -> Recommendation:
    """Where a recommendation stands now, and what was done."""
    require(by, RUN, recommendation)
    if status not in Recommendation.Status.values:
        raise InputError("Choose where it stands.")
    words = Recommendation.Status(status).label.lower()
    kept: Recommendation = put(
        recommendation, f"now {words}", by, status=status, progress=progress
    )
    return kept


@transaction.atomic
def say_back(
    *,
    review: Review,
    on: datetime.date,
    to: str,
    said: str,
    by: User,
    answered: str = "",
    feedback: Feedback | None = None,
) -> Feedback:
    """What was said back, and what people answered; `feedback` to change one."""
    require(by, RUN, review)
    kept: Feedback = put(
        feedback or Feedback(review=review),
        "feedback changed" if feedback else "feedback written down",
        by,
        on=on,
        to=refuse_persons("Who it was said to", to),
        said=said,
        answered=answered,
    )
    return kept


@transaction.atomic
def look_again(
    *,
    followup: FollowUp,
    held_on: datetime.date,
    done: str,
    outcome: str,
    by: User,
) -> FollowUp:
    """What was done since, and what came of it."""
    require(by, RUN, followup)
    if not done.strip():
        raise InputError("Say what was done since, or that nothing was.")
    kept: FollowUp = put(
        followup,
        f"looked again after {followup.months} months",
        by,
        held_on=held_on,
        done=done,
        outcome=outcome,
    )
    return kept
