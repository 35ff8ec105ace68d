"""What the room votes on, the devices in it, and what people answer.

An answer belongs to a voice only while the session is open: voices are deleted when
it closes, and nothing is left that says which device an answer came from. For the same
reason answers keep no history.
"""

from typing import ClassVar

from django.db import models

from firstyear_web.workshops.models.session import ID_LENGTH, AgendaLine, Session


class Ballot(models.Model):
    """Something the room votes on. One at a time is open.

    `rounds` counts the votes held; `revealed` is the latest round that the room has
    seen. Answers to a later round than that are nobody's to look at.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Not opened yet"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    session = models.ForeignKey(Session, models.CASCADE, related_name="ballots")
    line = models.ForeignKey(AgendaLine, models.CASCADE, related_name="ballots")
    key = models.CharField(max_length=120)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8)
    title = models.CharField(max_length=400)
    helper = models.CharField(max_length=1000, blank=True)
    part = models.CharField(max_length=40, blank=True)
    question = models.CharField(max_length=80, blank=True)
    options = models.JSONField(default=list)
    most = models.PositiveIntegerField(default=0)
    moderated = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    rounds = models.PositiveIntegerField(default=0)
    revealed = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "key"], name="ballot_key")
        ]


class Voice(models.Model):
    """A device in the room, or a person at a shared one: a token, and a role.

    Only digests of the token and of the code that brings a phone back are kept.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="voices")
    token = models.CharField(max_length=64, unique=True)
    resume = models.CharField(max_length=64)
    role = models.CharField(max_length=80, blank=True)
    group = models.CharField(max_length=60, blank=True)
    scribe_for = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "resume"], name="resume_code")
        ]


class Answer(models.Model):
    """An answer, by the id that was made for it where it was given.

    `counts` says whether it is the last word of its voice in its round. `late` that it
    came when the round had been shown already: it is kept and waits for the
    facilitator. `order` is the voice's own count of its answers.
    """

    id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    session = models.ForeignKey(Session, models.CASCADE, related_name="answers")
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="answers")
    voice = models.ForeignKey(
        Voice, models.SET_NULL, null=True, blank=True, related_name="answers"
    )
    round = models.PositiveIntegerField()
    level = models.PositiveIntegerField(null=True, blank=True)
    confidence = models.CharField(max_length=12, blank=True)
    chosen = models.JSONField(default=list)
    scores = models.JSONField(default=list)
    text = models.CharField(max_length=4000, blank=True)
    state = models.CharField(max_length=8, default="shown")
    kept = models.BooleanField(default=False)
    cleared = models.BooleanField(default=False)
    group = models.CharField(max_length=60, blank=True)
    order = models.PositiveBigIntegerField(default=0)
    counts = models.BooleanField(default=True)
    late = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["ballot", "round", "counts"])]
