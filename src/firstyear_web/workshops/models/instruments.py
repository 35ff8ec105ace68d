"""Instruments of one's own that were put in on the site, each version by itself."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

if TYPE_CHECKING:
    from firstyear_web.people.models import User


class OwnInstrument(models.Model):
    """A version of an instrument, whole and checked, as sessions can be planned with.

    A session keeps a copy of what it was planned with: another version here, or one
    that is `retired`, changes no session.
    """

    key = models.CharField(max_length=120)
    version = models.CharField(max_length=40)
    title = models.CharField(max_length=400)
    content = models.JSONField()
    retired = models.BooleanField(default=False)
    added = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    history = HistoricalRecords(excluded_fields=["content"])

    def open_to(self, user: "User") -> bool:
        """Whether they put it in, or work where whoever did works."""
        own = self.by.organisation_id
        return self.by_id == user.pk or (
            own is not None and own == user.organisation_id
        )

    class Meta:
        ordering: ClassVar = ["key", "-added", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "version"], name="one_content_of_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.key} {self.version})"
