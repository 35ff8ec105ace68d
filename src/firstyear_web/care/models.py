"""Local help beside the national charities, and how long records keep names."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from simple_history.models import HistoricalRecords

if TYPE_CHECKING:
    from firstyear_web.people.models import User

TELEPHONE = RegexValidator(
    r"^[0-9+() ]{3,24}\Z", "Enter a telephone number such as 0121 496 0000."
)
WEB = RegexValidator(
    r"^https?://[^\s\"'<>]+\Z", "Enter an address that begins with https://"
)


class LocalHelp(models.Model):
    """Somebody near who helps families, or whom a concern is told to.

    `area` is the code of the area whose pages and sessions show it; blank is every
    area. It names a team or a service, not a person.
    """

    class Kind(models.TextChoices):
        SUPPORT = "support", "Support for families or staff"
        CONCERN = "concern", "Where a concern about a child or an incident goes"

    kind = models.CharField("what it is", max_length=8, choices=Kind)
    area = models.CharField("area code", max_length=80, blank=True, db_index=True)
    area_name = models.CharField("area", max_length=200, blank=True)
    name = models.CharField("name", max_length=200)
    says = models.CharField("what they do", max_length=600, blank=True)
    telephone = models.CharField(max_length=24, blank=True, validators=[TELEPHONE])
    web = models.CharField("website", max_length=300, blank=True, validators=[WEB])

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def open_to(self, user: "User") -> bool:
        """Whether it is of their own area; every area is administrators'."""
        if user.role == "administrator":
            return True
        return bool(self.area) and self.area == user.own_area


class KeepingTime(models.Model):
    """For how many months one kind of record keeps names. None of a kind: the default
    (`keeping.KINDS`)."""

    kind = models.CharField(max_length=40, unique=True)
    months = models.PositiveIntegerField()

    history = HistoricalRecords()


class TakenAway(models.Model):
    """That names or words were taken away: what, how many, by whom; never which."""

    what = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
