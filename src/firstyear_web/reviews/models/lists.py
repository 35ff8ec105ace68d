"""Where a review stands on the points of the lists, and the logs beside them."""

from typing import ClassVar

from django.db import models

from firstyear_web.reviews.models.words import LONG, SHORT, Words


class Check(Words):
    """Where things stand on one point of a list (lists.py says which there are).

    `more` are further texts that a list asks for, by their names.
    """

    TEXTS: ClassVar = ("text",)

    list = models.CharField(max_length=60)
    point = models.CharField(max_length=80)
    status = models.CharField(max_length=20)
    text = models.CharField(max_length=LONG, blank=True)
    more = models.JSONField(default=dict, blank=True)
    lead = models.CharField(max_length=SHORT, blank=True)
    on = models.DateField(null=True, blank=True)

    class Meta(Words.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["review", "list", "point"], name="one_answer_each"
            )
        ]

    @property
    def written(self) -> tuple[str, ...]:
        return tuple(one for one in (self.text, *self.more.values()) if one)


class SwotEntry(Words):
    """A strength, weakness, opportunity or threat, under one social factor or none.

    `note` is the note of a session that it was taken from.
    """

    TEXTS: ClassVar = ("text",)

    class Side(models.TextChoices):
        STRENGTH = "strength", "Strength"
        WEAKNESS = "weakness", "Weakness"
        OPPORTUNITY = "opportunity", "Opportunity"
        THREAT = "threat", "Threat"

    side = models.CharField(max_length=12, choices=Side)
    factor = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=LONG)
    note = models.CharField(max_length=32, blank=True)

    class Meta(Words.Meta):
        verbose_name_plural = "swot entries"


class Reached(Words):
    """Somebody who needs to know: told, or not yet. A role or a body, never a name."""

    TEXTS: ClassVar = ("who", "how")

    who = models.CharField(max_length=SHORT)
    told_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=LONG, blank=True)


class DueRegard(Words):
    """A decision, and how each limb of the equality duty was thought of in it."""

    TEXTS: ClassVar = (
        "decision",
        "eliminate",
        "advance",
        "foster",
        "people",
        "changed",
        "watched",
    )

    decision = models.CharField(max_length=LONG)
    on = models.DateField()
    body = models.CharField(max_length=SHORT)
    eliminate = models.CharField(max_length=LONG)
    advance = models.CharField(max_length=LONG)
    foster = models.CharField(max_length=LONG)
    people = models.CharField(max_length=LONG)
    changed = models.CharField(max_length=LONG)
    watched = models.CharField(max_length=LONG)
    look_again = models.DateField()
