"""A session, what the room votes on, what people answer, and what scribes write.

An answer belongs to a voice only while the session is open: voices are deleted when
it closes, and nothing is left that says which device an answer came from. For the same
reason answers keep no history.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from firstyear.sessions import NOTE_KINDS

ID_LENGTH = 32


class Session(models.Model):
    """A workshop of an area: planned, open, then closed.

    `turn` grows with everything that a screen in the room should show, and is what
    screens wait for.
    """

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    class Mode(models.TextChoices):
        PHONES = "phones", "Phones"
        TABLETS = "tablets", "Shared tablets"
        ONE_DEVICE = "one-device", "One device"

    id = models.CharField(primary_key=True, max_length=ID_LENGTH)
    title = models.CharField("title", max_length=200)
    area = models.CharField("area code", max_length=80)
    area_name = models.CharField("area", max_length=200)
    date = models.DateField("date")
    starts = models.TimeField("start")
    place = models.CharField("place", max_length=300, blank=True)
    minutes = models.PositiveIntegerField("minutes", default=240)
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.PHONES)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    instrument = models.JSONField()
    expected = models.PositiveIntegerField("people expected", null=True, blank=True)
    groups = models.JSONField(default=list)
    support_person = models.CharField(max_length=200, blank=True)
    quiet_space = models.CharField(max_length=200, blank=True)
    access_needs = models.TextField(max_length=2000, blank=True)
    interpreter = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=6, blank=True, db_index=True)
    code_until = models.DateTimeField(null=True, blank=True)
    current = models.ForeignKey(
        "AgendaLine",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    showing = models.ForeignKey(
        "Ballot", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    turn = models.PositiveBigIntegerField(default=0)
    joined = models.PositiveIntegerField(default=0)
    joined_by_role = models.JSONField(default=dict)
    opened = models.DateTimeField(null=True, blank=True)
    closed = models.DateTimeField(null=True, blank=True)
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sessions"
    )

    history = HistoricalRecords(excluded_fields=["turn", "joined", "joined_by_role"])

    class Meta:
        ordering: ClassVar = ["-date", "title"]

    def __str__(self) -> str:
        return self.title


class AgendaLine(models.Model):
    """A line of the agenda. `starred` are the questions that the room votes on too."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="agenda")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=400)
    minutes = models.PositiveIntegerField()
    ref = models.CharField(max_length=120, blank=True)
    starred = models.JSONField(default=list)
    began = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]


class Invitee(models.Model):
    """Somebody asked to come, by their work: no private details."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="invited")
    role = models.CharField(max_length=80)
    name = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    came = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["pk"]


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
