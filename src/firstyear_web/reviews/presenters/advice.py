"""Recommendations: where they stand, and whether they pull any long lever."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from firstyear import packs
from firstyear.sessions import ApproachBalance, approach_balance, approach_name
from firstyear_web.reviews import queries
from firstyear_web.reviews.lists import themes
from firstyear_web.reviews.models import Recommendation, Review
from firstyear_web.reviews.presenters.wording import (
    sharable,
    words,
)
from firstyear_web.reviews.stages import STAGES

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
class AdvicePage:
    rows: tuple[AdviceRow, ...]
    warning: str
    balance: ApproachBalance
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
        approach=approach_name(one.approach),
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


def balance(advice: Iterable[Recommendation]) -> ApproachBalance:
    """How many work through the population, communities, or services one by one."""
    return approach_balance((one.approach for one in advice), noun="recommendation")


def _label(label: str) -> str:
    return label.partition(":")[0]
