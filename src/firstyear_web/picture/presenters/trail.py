"""The way from the start to a place: country, region."""

from dataclasses import dataclass

from django.urls import reverse

from firstyear.figures import Store
from firstyear.picture.geography import atlas


@dataclass(frozen=True)
class Step:
    text: str
    href: str


def trail(store: Store, code: str, *, itself: bool = False) -> list[Step]:
    """Start, country and region above a place; and the place, for pages below it."""
    known = atlas(store)
    steps = [Step("Start", reverse("start"))]
    here = known.place(code)
    above = []
    if here.level != "country":
        above.append(known.country_of(code))
        region = known.region_of(code)
        if region is not None and region.code != code:
            above.append(region)
    steps += [Step(place.name, reverse("region", args=[place.code])) for place in above]
    if itself:
        steps.append(Step(here.name, reverse("area", args=[code])))
    return steps
