"""An area's agreement that other areas may see its levels, without its name."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

if TYPE_CHECKING:
    from firstyear_web.people.models import User
    from firstyear_web.workshops.models.session import Session


class Agreement(models.Model):
    """The area of a closed session agreed to be among the others that areas see.

    `given_by` is a role or a body, in words. It is never deleted: `withdrawn_on` ends
    it. `recorded` and `ended` are the moments in which that happened here: areas are
    put together in the order of them.
    """

    session = models.ForeignKey(
        "workshops.Session", models.CASCADE, related_name="agreements"
    )
    given_by = models.CharField(max_length=300)
    given_on = models.DateField()
    recorded = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.CharField(max_length=300, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["-recorded", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session"],
                condition=models.Q(ended=None),
                name="one_agreement_in_force",
            )
        ]


def may_agree(session: "Session", user: "User") -> bool:
    """Whether somebody may write down what the area of a session agreed to.

    People of the organisation that it belongs to; whoever planned it where it belongs
    to none. Who was asked in from elsewhere cannot agree for an area.
    """
    if session.organisation_id is None:
        return session.facilitator_id == user.pk
    return session.organisation_id == user.organisation_id
