"""A session, who runs it, its agenda, and who is asked to come."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

if TYPE_CHECKING:
    from firstyear_web.people.models import User

ID_LENGTH = 32


class Session(models.Model):
    """A workshop of an area: planned, open, then closed.

    It belongs to one organisation; others see it where its own people ask them in.
    `left_by_role` counts phones that answered and left before the end, `left` all that
    left, and `in_room` is how many people somebody counted. `turn` grows with
    everything that a screen in the room should show, and is what screens wait for.
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
    small_groups = models.JSONField(default=list)
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
    # A question to talk about that the screens of the room show, by its id.
    prompt = models.CharField(max_length=80, blank=True)
    turn = models.PositiveBigIntegerField(default=0)
    joined = models.PositiveIntegerField(default=0)
    joined_by_role = models.JSONField(default=dict)
    left_by_role = models.JSONField(default=dict)
    left = models.PositiveIntegerField(default=0)
    in_room = models.PositiveIntegerField(null=True, blank=True)
    opened = models.DateTimeField(null=True, blank=True)
    closed = models.DateTimeField(null=True, blank=True)
    facilitator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sessions"
    )
    organisation = models.ForeignKey(
        "people.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
    )

    history = HistoricalRecords(
        excluded_fields=[
            "prompt",
            "turn",
            "joined",
            "joined_by_role",
            "left_by_role",
            "left",
        ]
    )

    class Meta:
        ordering: ClassVar = ["-date", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def code_over(self) -> bool:
        """Whether nobody can join with its code any more."""
        return self.code_until is not None and self.code_until < timezone.now()

    def open_to(self, user: "User") -> bool:
        """Whether it is theirs, their organisation's, or they run it with others."""
        if self.organisation_id and self.organisation_id == user.organisation_id:
            return True
        asked_in = self.runners.filter(person=user)
        return self.facilitator_id == user.pk or asked_in.exists()


class Runner(models.Model):
    """Somebody else who runs a session, from wherever they work."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="runners")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="sessions_run"
    )

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person"], name="runs_once")
        ]


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
