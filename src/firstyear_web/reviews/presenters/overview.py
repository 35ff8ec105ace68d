"""A review on one page: tier, stages, team, and how far each part has come."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from firstyear.picture.words import capital
from firstyear_web.people.models import User
from firstyear_web.reviews import queries
from firstyear_web.reviews.lists import CheckList, check_lists
from firstyear_web.reviews.models import Member, Review, SessionLink, TierChoice
from firstyear_web.reviews.presenters.wording import HELD, several
from firstyear_web.workshops.models import Session

TIERS: Final = {
    "targeted": "Targeted, on top of the universal offer",
    "universal": "Universal",
    "unknown": "Universal: the figures do not allow an answer",
    "": "Not worked out yet",
}


@dataclass(frozen=True)
class TierWords:
    """The tier in force, what the rule gave, and why people decided otherwise."""

    now: str
    rule: str
    figures: str
    by_rule: str
    choice: TierChoice | None = None
    reason: str = ""

    @property
    def decided(self) -> bool:
        return self.choice is not None


@dataclass(frozen=True)
class ListLine:
    list: CheckList
    answered: int
    settled: int
    of: int

    @property
    def words(self) -> str:
        return f"{self.answered} of {self.of} answered"


@dataclass(frozen=True)
class Way:
    """One stage of the work: where it leads, and how far it has come."""

    text: str
    href: str
    state: str


@dataclass(frozen=True)
class ReviewPage:
    review: Review
    tier: TierWords
    ways: tuple[Way, ...]
    lists: tuple[ListLine, ...]
    team: tuple[Member, ...]
    sessions: tuple[SessionLink, ...]
    linkable: tuple[Session, ...]
    readable: frozenset[str]
    held: int
    before: Review | None


def tier_words(review: Review) -> TierWords:
    """The tier of a review in words; what people decided last wins over the rule."""
    choice = queries.tier_choice(review)
    found = TIERS[review.tier_found]
    if choice is None:
        return TierWords(found, review.tier_rule, review.tier_figures, found)
    return TierWords(
        now=TIERS[choice.tier],
        rule=review.tier_rule,
        figures=review.tier_figures,
        by_rule=found,
        choice=choice,
        reason=HELD if choice.held else choice.reason,
    )


def review_page(review: Review, before: Review | None, reader: User) -> ReviewPage:
    """Everything that the page of a review shows. `before` is an earlier review."""
    answers = list(review.check_rows.all())
    lists = tuple(
        ListLine(
            one,
            sum(each.list == one.name for each in answers),
            sum(
                each.list == one.name and each.status in one.settled for each in answers
            ),
            len(one.items()),
        )
        for one in check_lists().values()
    )
    links = queries.links(review)
    return ReviewPage(
        review=review,
        tier=tier_words(review),
        ways=_ways(review, {one.list.name: one for one in lists}, len(links)),
        lists=lists,
        team=queries.team(review),
        sessions=links,
        linkable=queries.sessions_to_link(review, reader),
        readable=frozenset(
            one.session_id for one in links if one.session.open_to(reader)
        ),
        held=len(queries.held(review)),
        before=before,
    )


def _ways(review: Review, lists: dict[str, ListLine], sessions: int) -> tuple[Way, ...]:
    def to(name: str, *more: str) -> str:
        return reverse(name, args=[review.pk, *more])

    documents = lists["documents"]
    talks = review.interview_rows.all()
    findings = review.finding_rows.count()
    advice = review.recommendation_rows.all()
    looks = review.followup_rows.all()
    return (
        Way(
            "Desk review",
            to("review-list", "documents"),
            f"{documents.settled} of {documents.of} documents read, or not there",
        ),
        Way(
            "Interviews",
            to("review-records", "interview"),
            f"{talks.exclude(heard='').count()} of {talks.count()} written up"
            if talks
            else "None planned yet",
        ),
        Way(
            "Workshops",
            to("review") + "#sessions-title",
            capital(several(sessions, "session")),
        ),
        Way("Findings", to("review-findings"), capital(several(findings, "finding"))),
        Way(
            "Recommendations",
            to("review-advice"),
            f"{several(advice.count(), 'recommendation')}, "
            f"{advice.filter(status='done').count()} done"
            if advice
            else "No recommendations",
        ),
        Way(
            "Feedback",
            to("review-records", "feedback"),
            several(review.feedback_rows.count(), "time", "times")
            if review.feedback_rows.exists()
            else "Not given yet",
        ),
        Way(
            "Follow-up",
            to("review-records", "follow-up"),
            f"{looks.exclude(held_on=None).count()} of {looks.count()} held",
        ),
    )
