"""Questions of reviews: views and presenters ask here, always for somebody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import Http404

from firstyear.errors import FirstyearError
from firstyear.picture.tiers import AreaTier, area_tier
from firstyear_web.config.store import public_store
from firstyear_web.people.models import Organisation, User
from firstyear_web.reviews.models import (
    Check,
    Consent,
    DueRegard,
    Evidence,
    Feedback,
    Finding,
    FollowUp,
    Interview,
    Member,
    Reached,
    Recommendation,
    Review,
    SessionLink,
    SwotEntry,
    TierChoice,
    Words,
)
from firstyear_web.workshops import queries as workshops
from firstyear_web.workshops.models import Session

# What hangs on a review, by the word that addresses use.
KINDS: Final[dict[str, type[Words]]] = {
    "tier": TierChoice,
    "interview": Interview,
    "finding": Finding,
    "evidence": Evidence,
    "recommendation": Recommendation,
    "feedback": Feedback,
    "follow-up": FollowUp,
    "point": Check,
    "board": SwotEntry,
    "told": Reached,
    "due-regard": DueRegard,
    "consent": Consent,
}
MOST_ACTS: Final = 200


@dataclass(frozen=True)
class Act:
    """One line of a review's history."""

    when: datetime
    what: str
    done: str
    by: str


def reviews(user: User) -> QuerySet[Review]:
    """Reviews that are open to somebody: of their organisation, or their team."""
    theirs = Q(members__person=user)
    if user.organisation_id is not None:
        theirs |= Q(organisation_id=user.organisation_id)
    return (
        Review.objects.filter(theirs).select_related("lead", "organisation").distinct()
    )


def review(pk: str, user: User) -> Review:
    """The review. What is not open to them is not there for them."""
    found = reviews(user).filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such review.")
    return found


def thing(of: Review, kind: str, key: str) -> Any:
    """Something that hangs on the review, by kind and number."""
    found = None
    if kind in KINDS and key.isdecimal() and len(key) < 10:
        found = KINDS[kind].objects.filter(review=of, pk=int(key)).first()
    if found is None:
        raise Http404("There is no such thing in this review.")
    return found


def member(of: Review, key: str) -> Member:
    found = of.members.filter(pk=int(key)).first()
    if found is None:
        raise Http404("There is nobody of that number in the team.")
    return found


def team(of: Review) -> tuple[Member, ...]:
    return tuple(of.members.select_related("person", "person__organisation"))


def people_to_add(of: Review) -> QuerySet[User]:
    """Open accounts that are not in the team yet."""
    return (
        User.objects.filter(is_active=True)
        .exclude(review_parts__review=of)
        .select_related("organisation")
    )


def links(of: Review) -> tuple[SessionLink, ...]:
    return tuple(of.session_links.select_related("session"))


def link(of: Review, key: str) -> SessionLink:
    found = of.session_links.filter(pk=int(key)).first()
    if found is None:
        raise Http404("This session does not belong to the review.")
    return found


def sessions_to_link(of: Review, user: User) -> tuple[Session, ...]:
    """Sessions of the same area, open to them, that are not of this review yet."""
    theirs = workshops.sessions_for(user).filter(area=of.area)
    return tuple(theirs.exclude(review_links__review=of))


def tier_choice(of: Review) -> TierChoice | None:
    """What people decided last, None where the rule stands."""
    found = of.tierchoice_rows.select_related("by").order_by("-pk").first()
    return found if isinstance(found, TierChoice) else None


def held(of: Review) -> tuple[tuple[str, Words], ...]:
    """Every text that waits to be read, with its kind."""
    return tuple(
        (kind, one)
        for kind, model in KINDS.items()
        for one in model.objects.filter(review=of, held=True)
    )


def findings(of: Review) -> tuple[Finding, ...]:
    return tuple(of.finding_rows.prefetch_related("evidence").order_by("lens", "pk"))


def advice(of: Review) -> tuple[Recommendation, ...]:
    return tuple(of.recommendation_rows.select_related("finding"))


def rows(of: Review, kind: str) -> tuple[Any, ...]:
    """Everything of one kind that hangs on the review, in order."""
    return tuple(KINDS[kind].objects.filter(review=of))


def checks(of: Review, name: str) -> dict[str, Check]:
    """Answers of a list by its points."""
    return {one.point: one for one in of.check_rows.filter(list=name)}


def earlier(of: Review, user: User) -> Review | None:
    """The review of the same area before this one that is open to them."""
    found = reviews(user).filter(area=of.area, begins__lt=of.begins).exclude(pk=of.pk)
    return found.order_by("-begins").first()


def others(of: Review) -> QuerySet[Organisation]:
    """Organisations that an area can agree to show something to."""
    return Organisation.objects.exclude(pk=of.organisation_id)


def consents(of: Review) -> tuple[Consent, ...]:
    return tuple(of.consent_rows.select_related("to").order_by("-given_on", "-pk"))


def seen_by(of: Review, organisation: Organisation | None) -> frozenset[str]:
    """What an organisation may see of a review: nothing without consent in force."""
    if organisation is None:
        return frozenset()
    return frozenset(
        of.consent_rows.filter(to=organisation, withdrawn_on=None).values_list(
            "thing", flat=True
        )
    )


def shown_to(user: User) -> tuple[Review, ...]:
    """Reviews of others of which something was agreed to be shown to them."""
    if user.organisation_id is None:
        return ()
    return tuple(
        Review.objects.filter(
            consent_rows__to=user.organisation_id,
            consent_rows__withdrawn_on=None,
        )
        .exclude(organisation_id=user.organisation_id)
        .select_related("organisation")
        .distinct()
    )


def shown_review(pk: str, user: User) -> tuple[Review, frozenset[str]]:
    """A review of others, and what of it was agreed to be shown to them."""
    found = next((one for one in shown_to(user) if one.pk == pk), None)
    if found is None:
        raise Http404("There is no such review.")
    return found, seen_by(found, user.organisation)


def own(user: User) -> tuple[Review, ...]:
    """Reviews of their own organisation: no consent is needed for these."""
    if user.organisation_id is None:
        return ()
    return tuple(Review.objects.filter(organisation_id=user.organisation_id))


def acts(of: Review) -> list[Act]:
    """What was done in a review, newest first. It tells acts, never words."""
    histories: list[tuple[str, Any]] = [
        ("Review", of.history.model.objects.filter(id=of.pk)),
        ("Team", Member.history.model.objects.filter(review_id=of.pk)),
        ("Session", SessionLink.history.model.objects.filter(review_id=of.pk)),
        *(
            (kind.replace("-", " ").capitalize(), model.history.model.objects)
            for kind, model in KINDS.items()
        ),
    ]
    found = [
        Act(
            record.history_date,
            what,
            record.history_change_reason or "changed",
            record.history_user.display_name if record.history_user else "the site",
        )
        for place, (what, records) in enumerate(histories)
        for record in (
            records if place < 3 else records.filter(review_id=of.pk)
        ).select_related("history_user")[:MOST_ACTS]
    ]
    return sorted(found, key=lambda one: one.when, reverse=True)[:MOST_ACTS]


def tier_by_rule(area: str) -> AreaTier | None:
    """The tier of an area by figures that everybody may see; None where none allow it.

    Never by figures that wait for approval: the answer is shown to other organisations.
    """
    try:
        return area_tier(public_store(), area, indicator="infant-mortality")
    except FirstyearError:
        return None
