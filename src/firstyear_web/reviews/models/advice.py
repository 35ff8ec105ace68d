"""What the review advised, said back, and what became of it."""

from typing import ClassVar

from django.db import models

from firstyear_web.reviews.models.evidence import Finding
from firstyear_web.reviews.models.words import LONG, SHORT, Words


class Recommendation(Words):
    """What should be done, at which level, for whom, and who can see to it."""

    TEXTS: ClassVar = ("text", "offer", "progress")

    class Level(models.TextChoices):
        POLICY = "policy", "Policy: rules, money, plans"
        PRACTICE = "practice", "Practice: how people work"
        PROGRAMME = "programme", "Programme: one service or project"

    class Reach(models.TextChoices):
        SOME = "some", "Some of the people it is for"
        MOST = "most", "Most of the people it is for"
        ALL = "all", "Everybody it is for"

    class Control(models.TextChoices):
        OWN = "own", "The organisation itself"
        PARTNERS = "partners", "Partners together"
        REGION = "region", "The region"
        NATION = "nation", "The country"

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        ACCEPTED = "accepted", "Accepted"
        UNDER_WAY = "under-way", "Under way"
        DONE = "done", "Done"
        NOT_TAKEN_UP = "not-taken-up", "Not taken up"

    text = models.CharField(max_length=LONG)
    finding = models.ForeignKey(
        Finding, models.SET_NULL, null=True, blank=True, related_name="advice"
    )
    level = models.CharField(max_length=12, choices=Level)
    reach = models.CharField(max_length=8, choices=Reach)
    control = models.CharField(max_length=12, choices=Control)
    approach = models.CharField(max_length=20)
    change = models.CharField(max_length=80, blank=True)
    stage = models.CharField(max_length=40, blank=True)
    themes = models.JSONField(default=list, blank=True)
    lead = models.CharField(max_length=SHORT, blank=True)
    due = models.DateField(null=True, blank=True)
    offer = models.CharField(max_length=LONG, blank=True)
    provider = models.CharField(max_length=SHORT, blank=True)
    offer_until = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=16, choices=Status, default=Status.PROPOSED)
    progress = models.CharField(max_length=LONG, blank=True)


class Feedback(Words):
    """What was said back, to whom, and what they answered."""

    TEXTS: ClassVar = ("said", "answered")

    on = models.DateField()
    to = models.CharField(max_length=SHORT)
    said = models.CharField(max_length=LONG)
    answered = models.CharField(max_length=LONG, blank=True)


class FollowUp(Words):
    """A look again, so many months after the review."""

    TEXTS: ClassVar = ("done", "outcome")

    months = models.PositiveIntegerField()
    due = models.DateField()
    held_on = models.DateField(null=True, blank=True)
    done = models.CharField(max_length=LONG, blank=True)
    outcome = models.CharField(max_length=LONG, blank=True)

    class Meta(Words.Meta):
        ordering: ClassVar = ["months", "pk"]
