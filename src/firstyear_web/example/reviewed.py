"""The example review, which rests on the example session."""

import datetime
from typing import Any, Final

from firstyear_web.example.said import ADVICE, FINDINGS, HEARD
from firstyear_web.people.models import User
from firstyear_web.reviews import actions
from firstyear_web.reviews.lists import check_lists
from firstyear_web.reviews.models import Review
from firstyear_web.reviews.queries import tier_by_rule
from firstyear_web.workshops.models import Session

TITLE: Final = "Example: looking after babies"
WEEKS_BEFORE: Final = 3
POINTS_A_LIST: Final = 2


def hold_review(session: Session, *, by: User, today: datetime.date) -> Review:
    """A review with findings on evidence of several kinds, advice and feedback."""
    made = actions.start_review(
        title=TITLE,
        area=session.area,
        area_name=session.area_name,
        begins=session.date - datetime.timedelta(weeks=WEEKS_BEFORE),
        ends=today,
        tier=tier_by_rule(session.area),
        by=by,
    )
    actions.link_session(review=made, session=session, by=by)
    actions.fill_swot(review=made, by=by)
    _check(made, by)
    talk = actions.record_interview(
        review=made,
        role="parent",
        consent="given",
        consent_on=made.begins,
        heard=HEARD,
        themes=["roundtable-leadership"],
        by=by,
    )
    found = [
        actions.add_finding(
            review=made, nature=nature, lens=lens, text=text, part=part,
            themes=["roundtable-leadership"] if part == "13" else [], by=by,
        )
        for nature, lens, text, part in FINDINGS
    ]  # fmt: skip
    _stand_on(found[1], session, str(talk.pk), by)
    for finding, (text, level, control, approach) in zip(
        (found[1], found[3], found[2]), ADVICE, strict=True
    ):
        actions.recommend(
            review=made, text=text, level=level, reach="all", control=control,
            approach=approach, finding=finding, lead="Director of midwifery",
            offer="A day with the regional team", provider="Midshire", by=by,
        )  # fmt: skip
    for thing in (*found, *made.recommendation_rows.all()):
        actions.clear_words(thing=thing, cleared=True, by=by)
    return made


def _check(review: Review, by: User) -> None:
    """The first points of each list, each as it might stand."""
    for name, each in check_lists().items():
        for place, point in enumerate(each.items()[:POINTS_A_LIST]):
            actions.answer_check(
                review=review,
                name=name,
                point=point.id,
                status=each.states[place % len(each.states)][0],
                text="An example of an answer",
                more=dict.fromkeys(each.more, "An example"),
                by=by,
            )


def _stand_on(finding: Any, session: Session, talk: str, by: User) -> None:
    evidence: dict[str, dict[str, str]] = {
        "figure": {"indicator": "infant-mortality", "period": "2021 to 2023"},
        "interview": {"ref": talk},
        "session": {"ref": session.pk, "place": "part:13"},
    }
    for kind, more in evidence.items():
        actions.add_evidence(
            finding=finding, kind=kind, says="It points the same way", by=by, **more
        )
