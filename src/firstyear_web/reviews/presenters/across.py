"""Across reviews: what areas agreed to show, what recurs, and what was done."""

from collections.abc import Iterable
from dataclasses import dataclass

from firstyear import packs
from firstyear.picture.tiers import AreaTier
from firstyear.sessions import ApproachBalance
from firstyear_web.people.models import User
from firstyear_web.reviews import queries
from firstyear_web.reviews.lists import themes
from firstyear_web.reviews.models import Finding, Recommendation, Review
from firstyear_web.reviews.presenters.advice import (
    AdviceRow,
    advice_row,
    balance,
)
from firstyear_web.reviews.presenters.findings import FindingRow, finding_row
from firstyear_web.reviews.presenters.lists import ListPage, list_page
from firstyear_web.reviews.presenters.overview import TierWords, tier_words
from firstyear_web.reviews.presenters.report import REPORTED, Said
from firstyear_web.reviews.presenters.wording import sharable, words

EVERYTHING = frozenset(
    {"tier", "findings", "recommendations", "followup", "story", "lists", "themes"}
)
RECURS = 2  # areas


@dataclass(frozen=True)
class ThemeCount:
    """How many areas, findings and recommendations bear a theme; how many are done."""

    id: str
    name: str
    areas: int
    findings: int
    advice: int
    done: int

    @property
    def recurs(self) -> bool:
        return self.areas >= RECURS


@dataclass(frozen=True)
class Shown:
    """What may be seen of one review by somebody, and what of it was cleared."""

    review: Review
    own: bool
    things: frozenset[str]
    tier: TierWords | None
    findings: tuple[FindingRow, ...]
    advice: tuple[AdviceRow, ...]
    followup: tuple[Said, ...]
    story: tuple[tuple[str, str], ...]
    lists: tuple[ListPage, ...]


@dataclass(frozen=True)
class AcrossPage:
    shown: tuple[Shown, ...]
    themes: tuple[ThemeCount, ...]
    changes: tuple[ThemeCount, ...]
    statuses: tuple[tuple[str, int], ...]
    balance: ApproachBalance
    areas: int


@dataclass(frozen=True)
class TierRow:
    """An area's tier by the rule, and what its review decided where that is shown."""

    tier: AreaTier
    decided: str
    review: Shown | None


def shown(review: Review, things: frozenset[str], *, own: bool) -> Shown:
    """What of a review these consents let be seen: cleared words only."""
    return Shown(
        review=review,
        own=own,
        things=things,
        tier=_tier(review) if "tier" in things else None,
        findings=tuple(
            finding_row(one, shared=True)
            for one in _agreed(queries.findings(review), "finding", things)
        ),
        advice=tuple(
            advice_row(one, shared=True)
            for one in _agreed(queries.advice(review), "recommendation", things)
        ),
        followup=tuple(
            Said(one, words(one))
            for one in sharable(queries.rows(review, "follow-up"))
            if one.held_on is not None
        )
        if "followup" in things
        else (),
        story=_story(review) if "story" in things else (),
        lists=tuple(list_page(review, name, None) for name in REPORTED)
        if "lists" in things
        else (),
    )


def across_page(user: User) -> AcrossPage:
    """Reviews of their own organisation, and of others as far as those agreed."""
    seen = (
        *(shown(one, EVERYTHING, own=True) for one in queries.own(user)),
        *(
            shown(one, queries.seen_by(one, user.organisation), own=False)
            for one in queries.shown_to(user)
        ),
    )
    advice = [row.advice for one in seen for row in one.advice]
    return AcrossPage(
        shown=seen,
        themes=_counted(seen, dict(themes())),
        changes=_counted(
            seen,
            {one.id: one.name for one in packs.points("high-impact-changes")},
        ),
        statuses=tuple(
            (label, sum(one.status == status for one in advice))
            for status, label in Recommendation.Status.choices
        ),
        balance=balance(advice),
        areas=len({one.review.area for one in seen}),
    )


def tier_rows(tiers: Iterable[AreaTier], page: AcrossPage) -> tuple[TierRow, ...]:
    """A region's areas with their tiers, and what reviews decided where agreed."""
    by_area: dict[str, Shown] = {}
    for one in sorted(page.shown, key=lambda one: one.review.begins):
        by_area[one.review.area] = one
    rows = []
    for tier in tiers:
        seen = by_area.get(tier.place.code)
        told = seen.tier if seen is not None else None
        decided = told.now if told is not None and told.decided else ""
        rows.append(TierRow(tier, decided, seen))
    return tuple(rows)


def _tier(review: Review) -> TierWords:
    found = tier_words(review)
    if found.choice is None or (found.choice.cleared and not found.choice.held):
        return found
    return TierWords(found.now, found.rule, found.figures, found.by_rule, found.choice)


def _agreed(
    things: tuple[Finding, ...] | tuple[Recommendation, ...],
    kind: str,
    agreed: frozenset[str],
) -> tuple[Finding | Recommendation, ...]:
    whole = f"{kind}s" in agreed
    return tuple(
        one for one in sharable(things) if whole or f"{kind}:{one.pk}" in agreed
    )


def _counted(seen: Iterable[Shown], names: dict[str, str]) -> tuple[ThemeCount, ...]:
    """Themes by how many areas bear them. Coding counts where themes were agreed."""
    findings: list[tuple[str, str]] = []
    advice: list[tuple[str, str, bool]] = []
    for one in seen:
        if "themes" not in one.things:
            continue
        area = one.review.area
        for finding in queries.findings(one.review):
            findings += [(area, theme) for theme in finding.themes]
        for each in queries.advice(one.review):
            codes = {*each.themes, each.change} - {""}
            advice += [(area, theme, each.status == "done") for theme in codes]
    made = [
        ThemeCount(
            key,
            name,
            len(
                {area for area, theme in findings if theme == key}
                | {area for area, theme, _ in advice if theme == key}
            ),
            sum(theme == key for _, theme in findings),
            sum(theme == key for _, theme, _ in advice),
            sum(theme == key and done for _, theme, done in advice),
        )
        for key, name in names.items()
    ]
    # Most areas first; the order of the pack where as many have it.
    return tuple(sorted(made, key=lambda one: -one.areas))


def _story(review: Review) -> tuple[tuple[str, str], ...]:
    answers = queries.checks(review, "action-focus")
    return tuple(
        (point.name, answers[point.id].text)
        for point in packs.points("action-focus")
        if point.id in answers and sharable([answers[point.id]])
    )
