"""What people wrote freely: held back where it looks like a person, until cleared."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

if TYPE_CHECKING:
    from firstyear_web.people.models import User

ID_LENGTH = 32
SHORT, LONG = 300, 4000


class Words(models.Model):
    """Something of a review that holds what people wrote.

    `TEXTS` are its free texts. `held` says that one of them looks like a person: no
    view shows them then, but the page where somebody reads and decides. `cleared` that
    somebody has read them and they may be shared beyond the review.
    """

    TEXTS: ClassVar[tuple[str, ...]] = ()

    review = models.ForeignKey(
        "reviews.Review", models.CASCADE, related_name="%(class)s_rows"
    )
    held = models.BooleanField(default=False)
    cleared = models.BooleanField(default=False)

    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["pk"]

    def open_to(self, user: "User") -> bool:
        """Whether they are of the review's organisation or in its team."""
        return bool(self.review.open_to(user))

    @property
    def written(self) -> tuple[str, ...]:
        """Every text of it, blank ones left out."""
        found = (getattr(self, name) for name in self.TEXTS)
        return tuple(one for one in found if one)
