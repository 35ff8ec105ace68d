"""What was heard and found, and what it rests on."""

from typing import ClassVar

from django.db import models

from firstyear_web.reviews.models.words import LONG, Words


class Interview(Words):
    """A talk with somebody who knows, by their role alone: no name has a place here."""

    TEXTS: ClassVar = ("heard",)

    class Agreed(models.TextChoices):
        NOT_ASKED = "not-asked", "Not asked yet"
        GIVEN = "given", "Given"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    role = models.CharField(max_length=80)
    on = models.DateField(null=True, blank=True)
    consent = models.CharField(max_length=12, choices=Agreed, default=Agreed.NOT_ASKED)
    consent_on = models.DateField(null=True, blank=True)
    themes = models.JSONField(default=list, blank=True)
    heard = models.CharField(max_length=LONG, blank=True)


class Finding(Words):
    """What the review found, seen through one lens, about one part or none."""

    TEXTS: ClassVar = ("text",)

    class Nature(models.TextChoices):
        STRENGTH = "strength", "Strength"
        GAP = "gap", "Gap"
        CAUSE = "cause", "Cause or driver"

    text = models.CharField(max_length=LONG)
    nature = models.CharField(max_length=12, choices=Nature, default=Nature.GAP)
    lens = models.CharField(max_length=80)
    part = models.CharField(max_length=40, blank=True)
    themes = models.JSONField(default=list, blank=True)


class Evidence(Words):
    """One thing that a finding rests on, of one of four kinds.

    A figure is an indicator, an area and a period; a document is a point of the list
    of documents; an interview and a session are named by `ref`, and of a session
    `place` says which part, vote or note.
    """

    TEXTS: ClassVar = ("says",)

    class Kind(models.TextChoices):
        FIGURE = "figure", "Figure"
        DOCUMENT = "document", "Document"
        INTERVIEW = "interview", "Interview"
        SESSION = "session", "Session"

    class Bearing(models.TextChoices):
        AGREES = "agrees", "Agrees with the finding"
        DISAGREES = "disagrees", "Says otherwise"
        UNSURE = "unsure", "Does not settle it"

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=12, choices=Kind)
    bearing = models.CharField(max_length=12, choices=Bearing, default=Bearing.AGREES)
    indicator = models.CharField(max_length=80, blank=True)
    area = models.CharField(max_length=80, blank=True)
    period = models.CharField(max_length=60, blank=True)
    ref = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=140, blank=True)
    says = models.CharField(max_length=LONG, blank=True)

    class Meta(Words.Meta):
        indexes: ClassVar = [models.Index(fields=["finding", "kind"])]
