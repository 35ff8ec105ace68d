"""Recommendations: where they stand, and whether they pull any long lever."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from firstyear import packs
from firstyear.packs import Point
from firstyear_web.reviews import queries
from firstyear_web.reviews.lists import themes
from firstyear_web.reviews.models import Recommendation, Review
from firstyear_web.reviews.presenters.wording import (
    listed,
    several,
    sharable,
    words,
)
from firstyear_web.reviews.stages import STAGES

WORK: Final = {
    "population": "through the whole population",
    "community": "through communities",
    "individual": "through services",
}
LOW_LEVELS: Final = frozenset({"practice", "programme"})
ALL_LOW: Final = (
    "Every recommendation stays at practice or programme level and within the "
    "organisation's own control. Reviews that stop there seldom change what lies "
    "behind the deaths: is there a rule, a budget or a plan that partners, the region "
    "or the country could change?"
)


@dataclass(frozen=True)
class AdviceRow:
    advice: Recommendation
    text: str
    offer: str
    progress: str
    level: str
    reach: str
    control: str
    approach: str
    change: str
    stage: str
    status: str
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Balance:
    """How recommendations spread over the three approaches, in words and numbers."""

    approaches: tuple[tuple[Point, int], ...]
    sentence: str

    @property
    def counts(self) -> dict[str, int]:
        return {point.group: number for point, number in self.approaches}


@dataclass(frozen=True)
class AdvicePage:
    rows: tuple[AdviceRow, ...]
    warning: str
    balance: Balance
    done: int


def advice_page(review: Review, *, shared: bool = False) -> AdvicePage:
    """Every recommendation of a review; with `shared` those that were cleared."""
    found = queries.advice(review)
    kept: Sequence[Recommendation] = sharable(found) if shared else found
    return AdvicePage(
        tuple(advice_row(one, shared=shared) for one in kept),
        leverage_warning(kept),
        balance(kept),
        sum(one.status == "done" for one in kept),
    )


def advice_row(one: Recommendation, *, shared: bool = False) -> AdviceRow:
    """One recommendation in words. `shared` says nothing of who leads."""
    told = words(one)
    changes = {point.id: point.name for point in packs.points("high-impact-changes")}
    return AdviceRow(
        advice=one,
        text=told["text"],
        offer=told["offer"],
        progress=told["progress"],
        level=_label(Recommendation.Level(one.level).label),
        reach=Recommendation.Reach(one.reach).label,
        control=Recommendation.Control(one.control).label,
        approach=_approach(one.approach),
        change=changes.get(one.change, ""),
        stage=STAGES.get(one.stage, ""),
        status=Recommendation.Status(one.status).label,
        themes=tuple(themes().get(each, each) for each in one.themes),
    )


def leverage_warning(advice: Iterable[Recommendation]) -> str:
    """What to say where no recommendation reaches beyond own practice; else blank."""
    found = list(advice)
    low = [one.level in LOW_LEVELS and one.control == "own" for one in found]
    return ALL_LOW if found and all(low) else ""


def balance(advice: Iterable[Recommendation]) -> Balance:
    """How many work through the population, communities, or services one by one."""
    tagged = [one.approach for one in advice]
    approaches = tuple(
        (point, tagged.count(point.group))
        for point in packs.points("population-approaches")
    )
    return Balance(approaches, _sentence(approaches))


def _sentence(approaches: Sequence[tuple[Point, int]]) -> str:
    total = sum(number for _, number in approaches)
    if not total:
        return "Nothing is recommended yet, so there is no balance to show."
    said = listed(
        f"{number} {WORK[point.group]}" for point, number in approaches if number
    )
    none = [WORK[point.group] for point, number in approaches if not number]
    told = f"Of {several(total, 'recommendation')}, {said}."
    if none:
        told += f" None {' or '.join(none)}."
    return told


def _approach(group: str) -> str:
    found = packs.points("population-approaches")
    return next((one.name for one in found if one.group == group), "")


def _label(label: str) -> str:
    return label.partition(":")[0]
