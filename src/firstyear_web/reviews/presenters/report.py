"""What a review says, as its report shows it: whole, or as it may be shared."""

from dataclasses import dataclass
from typing import Any, Final

from firstyear_web.design.formats import day
from firstyear_web.reviews import queries
from firstyear_web.reviews.models import Feedback, FollowUp, Member, Review
from firstyear_web.reviews.presenters.advice import AdvicePage, advice_page
from firstyear_web.reviews.presenters.board import Board, board
from firstyear_web.reviews.presenters.findings import LensRows, by_lens
from firstyear_web.reviews.presenters.lists import ListPage, list_page
from firstyear_web.reviews.presenters.overview import TierWords, tier_words
from firstyear_web.reviews.presenters.wording import several, sharable, words

FEW: Final = 5  # talks: with fewer, their number says too much of who was asked
CLOSED: Final = (
    "Not for publication (and may be asked for under freedom of information)"
)
SHARED: Final = "Share-safe: no names, no roles, no words that nobody has cleared"
# Lists that a report tells of; the others are work in hand.
REPORTED: Final = (
    "high-impact-changes",
    "programme-characteristics",
    "whole-system-features",
)


@dataclass(frozen=True)
class Said:
    """Something with its texts as this report shows them."""

    thing: Any
    words: dict[str, str]


@dataclass(frozen=True)
class ReportPage:
    review: Review
    shared: bool
    mark: str
    headline: str
    tier: TierWords
    talks: str
    team: tuple[Member, ...]
    lenses: tuple[LensRows, ...]
    advice: AdvicePage
    board: Board
    feedback: tuple[Said, ...]
    followup: tuple[Said, ...]
    lists: tuple[ListPage, ...]
    held: int


def report_page(review: Review, *, shared: bool) -> ReportPage:
    """The report of a review; with `shared` only what anybody may see."""
    lenses = by_lens(review, shared=shared)
    advice = advice_page(review, shared=shared)
    tier = tier_words(review)
    if shared and tier.choice is not None and not tier.choice.cleared:
        tier = TierWords(tier.now, tier.rule, tier.figures, tier.by_rule, tier.choice)
    return ReportPage(
        review=review,
        shared=shared,
        mark=SHARED if shared else CLOSED,
        headline=_headline(lenses, advice),
        tier=tier,
        talks=_talks(review, shared=shared),
        team=() if shared else queries.team(review),
        lenses=lenses,
        advice=advice,
        board=board(review, shared=shared),
        feedback=_said(queries.rows(review, "feedback"), shared=shared),
        followup=_said(_held_looks(review), shared=shared),
        lists=tuple(list_page(review, name, None) for name in REPORTED),
        held=0 if shared else len(queries.held(review)),
    )


def feedback_deck(review: Review, *, shared: bool) -> dict[str, Any]:
    """What the slides of the feedback say, as plain data: titles and short points."""
    page = report_page(review, shared=shared)
    rows = [row for lens in page.lenses for row in lens.rows]
    slides = [
        {
            "title": f"What we found in {review.area_name}",
            "points": [page.headline, page.talks],
        },
        *(
            {
                "title": one.lens.name,
                "points": [f"{row.nature}: {row.text}" for row in one.rows],
            }
            for one in page.lenses
            if one.rows
        ),
        {
            "title": "What we recommend",
            "points": [
                row.text + (f" Offer: {row.offer}" if row.offer else "")
                for row in page.advice.rows
            ],
        },
        {
            "title": "What comes next",
            "points": [
                f"We look again on {day(one.due)}"
                for one in review.followup_rows.filter(held_on=None)
            ],
        },
    ]
    return {
        "title": review.title,
        "area": review.area_name,
        "dates": f"{day(review.begins)} to {day(review.ends)}",
        "mark": page.mark,
        "findings": len(rows),
        "slides": [one for one in slides if one["points"]],
    }


def _headline(lenses: tuple[LensRows, ...], advice: AdvicePage) -> str:
    natures = [row.finding.nature for lens in lenses for row in lens.rows]
    offers = sum(bool(row.advice.offer) for row in advice.rows)
    counts = (
        f"{several(natures.count('strength'), 'strength')}, "
        f"{several(natures.count('gap'), 'gap')} and "
        f"{several(natures.count('cause'), 'cause or driver', 'causes or drivers')} "
        "were found."
    )
    advised = several(len(advice.rows), "recommendation")
    helped = f", {offers or 'none'} with an offer of support" if advice.rows else ""
    return (
        f"{counts[0].upper()}{counts[1:]} "
        f"There {'is' if len(advice.rows) == 1 else 'are'} {advised}{helped}."
    )


def _talks(review: Review, *, shared: bool) -> str:
    talks = review.interview_rows.filter(consent="given").count()
    read = review.check_rows.filter(list="documents", status="read").count()
    sessions = review.session_links.count()
    if shared and 0 < talks < FEW:
        told = "fewer than five interviews"
    else:
        told = several(talks, "interview")
    if not (read or talks or sessions):
        return "It rests on no document, interview or session yet."
    return (
        f"It rests on {several(read, 'document')}, {told} and "
        f"{several(sessions, 'session')}."
    )


def _held_looks(review: Review) -> tuple[FollowUp, ...]:
    return tuple(review.followup_rows.exclude(held_on=None))


def _said(
    things: tuple[Feedback, ...] | tuple[FollowUp, ...], *, shared: bool
) -> tuple[Said, ...]:
    kept = sharable(things) if shared else things
    return tuple(Said(one, words(one)) for one in kept)
