"""The way from the start to a place: country, region."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from firstyear.picture.results import Place


@dataclass(frozen=True)
class Step:
    text: str
    href: str


def trail(
    above: Sequence[Place], itself: Place | None = None, query: str = ""
) -> list[Step]:
    """Start, country and region above a place; and the place, for pages below it.

    `query` keeps the choices of the page on the others.
    """
    steps = [Step("Start", reverse("start"))]
    steps += [
        Step(place.name, reverse("region", args=[place.code]) + query)
        for place in above
    ]
    if itself is not None:
        steps.append(Step(itself.name, reverse("area", args=[itself.code]) + query))
    return steps
