"""A review, its team, its tier and its sessions."""

import datetime
import uuid
from typing import Final

from django.db import transaction
from django.utils import timezone

from firstyear.errors import InputError, RefusedError
from firstyear.picture.tiers import AreaTier
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.reviews.actions.keeping import (
    RUN,
    drop,
    keep,
    put,
    refuse_persons,
)
from firstyear_web.reviews.models import (
    FollowUp,
    Member,
    Review,
    SessionLink,
    TierChoice,
)
from firstyear_web.reviews.models.review import Tier
from firstyear_web.workshops.models import Session

LOOK_AGAIN: Final = (3, 6, 12)  # months after the last day


@transaction.atomic
def start_review(
    *,
    title: str,
    area: str,
    area_name: str,
    begins: datetime.date,
    ends: datetime.date,
    by: User,
    tier: AreaTier | None = None,
) -> Review:
    """A review of the organisation of whoever starts it, who leads its team.

    Looks again are put in the diary at 3, 6 and 12 months.
    """
    require(by, RUN)
    made = Review(
        id=uuid.uuid4().hex,
        title=refuse_persons("The title", title),
        area=area,
        area_name=area_name,
        organisation=by.organisation,
        lead=by,
    )
    _dates(made, begins, ends)
    _found(made, tier)
    keep(made, "review started", by)
    put(Member(review=made, person=by, part="Lead"), "joined the team", by)
    for months in LOOK_AGAIN:
        due = months_after(ends, months)
        put(FollowUp(review=made, months=months, due=due), "put in the diary", by)
    return made


@transaction.atomic
def change_review(
    *,
    review: Review,
    title: str,
    begins: datetime.date,
    ends: datetime.date,
    by: User,
) -> Review:
    """Another title or other dates. Looks again that were not held move along."""
    require(by, RUN, review)
    review.title = refuse_persons("The title", title)
    _dates(review, begins, ends)
    keep(review, "title or dates changed", by)
    for one in review.followup_rows.filter(held_on=None):
        put(one, "moved with the review", by, due=months_after(ends, one.months))
    return review


@transaction.atomic
def add_member(*, review: Review, person: User, part: str, by: User) -> Member:
    """Somebody with an account joins the team, and sees all of the review.

    People of another organisation are let in by the review's own people alone: it is
    consent to see all of it. Where it has no organisation, that is its lead.
    """
    require(by, RUN, review)
    inside = review.organisation_id is not None
    own = by.organisation_id == review.organisation_id if inside else by == review.lead
    if not own and not (inside and person.organisation_id == review.organisation_id):
        raise RefusedError(
            "Only people of the review's own organisation let in others to its team."
        )
    if not person.is_active:
        raise InputError("This account is closed.")
    part = refuse_persons("The part", part)
    made: Member = put(
        Member(review=review, person=person), "joined the team", by, part=part
    )
    return made


@transaction.atomic
def remove_member(*, member: Member, by: User) -> None:
    """Somebody leaves the team. The lead stays."""
    require(by, RUN, member)
    if member.person_id == member.review.lead_id:
        raise RefusedError("The lead of a review stays in its team.")
    drop(member, "left the team", by)


@transaction.atomic
def apply_tier_rule(*, review: Review, tier: AreaTier, by: User) -> Review:
    """What the rule says of the figures as they are now."""
    require(by, RUN, review)
    _found(review, tier)
    keep(review, f"tier by the rule: {tier.name}", by)
    return review


@transaction.atomic
def choose_tier(*, review: Review, tier: str, reason: str, by: User) -> TierChoice:
    """Another tier than the rule gives, with the reason, on record."""
    require(by, RUN, review)
    if tier not in Tier.values:
        raise InputError("Choose universal or targeted.")
    if not reason.strip():
        raise InputError("Give the reason: it stays on record.")
    made: TierChoice = put(
        TierChoice(review=review, by=by, on=timezone.localdate()),
        f"tier chosen: {tier}",
        by,
        tier=tier,
        reason=reason,
    )
    return made


@transaction.atomic
def link_session(*, review: Review, session: Session, by: User) -> SessionLink:
    """A session of the same area belongs to this review.

    Only by somebody who may run sessions: the link lets the team read what it said.
    """
    require(by, RUN, review)
    require(by, "workshops.run", session)
    if session.area != review.area:
        raise InputError("This session is about another area.")
    made: SessionLink = put(
        SessionLink(review=review, session=session), "session linked", by
    )
    return made


@transaction.atomic
def unlink_session(*, link: SessionLink, by: User) -> None:
    """The session no longer belongs to this review; it stays as it is."""
    require(by, RUN, link)
    drop(link, "session taken off", by)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last of that month.

    Examples:
        >>> months_after(datetime.date(2026, 11, 30), 3)
        datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = datetime.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - datetime.timedelta(days=1)).day
    return datetime.date(year, month + 1, min(day.day, last))


def _dates(review: Review, begins: datetime.date, ends: datetime.date) -> None:
    if ends < begins:
        raise InputError("The last day is before the first.")
    review.begins, review.ends = begins, ends


def _found(review: Review, tier: AreaTier | None) -> None:
    if tier is None:
        return
    review.tier_found = tier.name
    review.tier_rule, review.tier_figures = tier.rule, tier.figures
    review.tier_on = timezone.localdate()
