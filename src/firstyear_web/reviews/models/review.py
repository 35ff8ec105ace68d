"""The review itself: area, dates, team, tier, sessions, and consent to share."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from firstyear_web.reviews.models.words import ID_LENGTH, LONG, SHORT, Words

if TYPE_CHECKING:
    from firstyear_web.people.models import User


class Tier(models.TextChoices):
    """What an area is offered. The targeted offer comes on top of the universal."""

    UNIVERSAL = "universal", "Universal"
    TARGETED = "targeted", "Targeted"


class Review(models.Model):
    """A review of an area. It belongs to one organisation, which is the area's own.

    `tier_found` is what the rule said of public figures on `tier_on`, with the rule
    and the figures as it gave them then; what people decided instead is a TierChoice.
    """

    id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    title = models.CharField("title", max_length=200)
    area = models.CharField("area code", max_length=80)
    area_name = models.CharField("area", max_length=200)
    indicator = models.CharField(max_length=80, default="infant-mortality")
    begins = models.DateField("first day")
    ends = models.DateField("last day")
    organisation = models.ForeignKey(
        "people.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews",
    )
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews_led"
    )
    tier_found = models.CharField(max_length=12, blank=True)
    tier_rule = models.CharField(max_length=1000, blank=True)
    tier_figures = models.CharField(max_length=1000, blank=True)
    tier_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["-begins", "title"]

    def __str__(self) -> str:
        return self.title

    def open_to(self, user: "User") -> bool:
        """Whether they are of the review's organisation or in its team."""
        if self.organisation_id and self.organisation_id == user.organisation_id:
            return True
        return self.members.filter(person=user).exists()


class Member(models.Model):
    """Somebody of this site with a part in a review. They see all of it."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="review_parts"
    )
    part = models.CharField("part", max_length=120)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "person"], name="one_part_each")
        ]

    def open_to(self, user: "User") -> bool:
        return self.review.open_to(user)


class TierChoice(Words):
    """Another tier than the rule gives, and why. The latest one counts."""

    TEXTS: ClassVar = ("reason",)

    tier = models.CharField(max_length=12, choices=Tier)
    reason = models.CharField(max_length=LONG)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()


class SessionLink(models.Model):
    """A session that belongs to the review."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="session_links")
    session = models.ForeignKey(
        "workshops.Session", models.PROTECT, related_name="review_links"
    )

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["session__date", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "session"], name="one_link_each")
        ]

    def open_to(self, user: "User") -> bool:
        return self.review.open_to(user)


class Consent(Words):
    """The area agreed that an organisation may see one thing of a review.

    `thing` is a whole kind (`findings`) or one object of it (`finding:12`).
    `given_by` is a role or a body, in words. It is never deleted: `withdrawn_on` ends
    it.
    """

    TEXTS: ClassVar = ("given_by", "purpose", "withdrawn_by")

    to = models.ForeignKey(
        "people.Organisation", models.PROTECT, related_name="consents"
    )
    thing = models.CharField(max_length=60)
    given_by = models.CharField(max_length=SHORT)
    given_on = models.DateField()
    purpose = models.CharField(max_length=LONG)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=SHORT, blank=True)
