"""What scribes write, what is put aside, what a facilitator did, and what follows."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from firstyear.sessions import NOTE_KINDS
from firstyear_web.workshops.models.session import ID_LENGTH, Session


class Note(models.Model):
    """What a scribe wrote, by the id that was made for it where it was written."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    session = models.ForeignKey(Session, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=16, choices=[(one, one) for one in NOTE_KINDS])
    text = models.CharField(max_length=4000)
    part = models.CharField(max_length=40, blank=True)
    question = models.CharField(max_length=80, blank=True)
    group = models.PositiveIntegerField(null=True, blank=True)
    point = models.PositiveIntegerField(default=0)
    lead = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True, blank=True)
    approach = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=8, default="shown")
    cleared = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["position", "id"]


class Parked(models.Model):
    """Something put aside for another time."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="parked")
    text = models.CharField(max_length=4000)
    part = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=8, default="shown")

    class Meta:
        ordering: ClassVar = ["pk"]


class Act(models.Model):
    """What a facilitator did in the room, and how things stood before: for undo."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="acts")
    verb = models.CharField(max_length=20)
    said = models.CharField(max_length=400)
    before = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    at = models.DateTimeField(auto_now_add=True)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-pk"]


class Circulation(models.Model):
    """Who was sent which version of the report, and when."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="circulated")
    to = models.CharField(max_length=400)
    on = models.DateField()
    version = models.CharField(max_length=24)

    class Meta:
        ordering: ClassVar = ["on", "pk"]


class Offer(models.Model):
    """What somebody can offer or looks for: shown to others who left theirs, and gone
    after twelve months."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="offers")
    email = models.EmailField()
    offers = models.CharField(max_length=1000, blank=True)
    seeks = models.CharField(max_length=1000, blank=True)
    until = models.DateField()

    class Meta:
        ordering: ClassVar = ["pk"]
