"""A review of a made-up area, with something on each of its pages: for pictures and
for tests on other databases.

    python tools/hold_reviews.py HOME

Rests on what `tools/hold_sessions.py` holds there. Prints as JSON the ids of
the review and of one that has only begun.
"""

import datetime
import json
import os
import sys
from typing import Any

AREA, NAME = "X06000069", "Plovergate"
BEGINS, ENDS = datetime.date(2027, 5, 3), datetime.date(2027, 5, 28)
FINDINGS = (
    ("strength", "lens-system", "Midwives, health visitors and the council meet", "13"),
    ("gap", "lens-system", "Nobody answers the telephone at night", "13"),
    (
        "cause",
        "lens-before-pregnancy",
        "Women learn late how to book early",
        "9",
    ),
    ("gap", "lens-people-places", "Interpreters come to three of five clinics", "4"),
)
ADVICE = (
    ("Name one lead in every organisation", "policy", "partners", "population"),
    ("Pay for interpreters by need, not by clinic", "policy", "partners", "community"),
    ("Ask about smoking at every visit", "practice", "own", "individual"),
)


def hold() -> dict[str, str]:
    """The reviews, by the demo's analyst. Django is set up already."""
    from firstyear_web.people.setup import ensure_demo
    from firstyear_web.reviews import actions

    by = ensure_demo(os.environ["FIRSTYEAR_HOME"])
    begun = _begin(by, "Only begun")
    review = _begin(by, "Looking after babies in Plovergate")
    for session in _sessions():
        actions.link_session(review=review, session=session, by=by)
    actions.fill_swot(review=review, by=by)
    _lists(review, by)
    talk = actions.record_interview(
        review=review, role="parent", consent="given", consent_on=BEGINS,
        heard="Nobody rang back for two days", themes=["roundtable-leadership"], by=by,
    )  # fmt: skip
    found = [_finding(review, by, *each) for each in FINDINGS]
    _evidence(found[1], talk, by)
    for text, level, control, approach in ADVICE:
        actions.recommend(
            review=review, text=text, level=level, reach="all", control=control,
            approach=approach, finding=found[1], lead="Director of midwifery",
            offer="A day with the regional team", provider="Midshire Region", by=by,
        )  # fmt: skip
    actions.say_back(
        review=review, on=ENDS, to="Leaders of the three organisations",
        said="What we found, and what we would do first", by=by,
    )  # fmt: skip
    actions.log_reached(review=review, who="Health visitors", by=by)
    for thing in (*found, *review.recommendation_rows.all()):
        actions.clear_words(thing=thing, cleared=True, by=by)
    return {"full": review.pk, "begun": begun.pk}


def _begin(by: Any, title: str) -> Any:
    from firstyear_web.reviews import actions
    from firstyear_web.reviews.queries import tier_by_rule

    return actions.start_review(
        title=title, area=AREA, area_name=NAME, begins=BEGINS, ends=ENDS,
        tier=tier_by_rule(AREA), by=by,
    )  # fmt: skip


def _sessions() -> list[Any]:
    from firstyear_web.workshops.models import Session

    return list(Session.objects.filter(area=AREA, state="closed"))


def _lists(review: Any, by: Any) -> None:
    from firstyear_web.reviews import actions
    from firstyear_web.reviews.lists import check_lists

    for name, each in check_lists().items():
        for place, point in enumerate(each.items()[:4]):
            actions.answer_check(
                review=review, name=name, point=point.id,
                status=each.states[place % len(each.states)][0],
                text="Told by two of three organisations",
                more=dict.fromkeys(each.more, "Said in the papers"), by=by,
            )  # fmt: skip


def _finding(review: Any, by: Any, nature: str, lens: str, text: str, part: str) -> Any:
    from firstyear_web.reviews import actions

    return actions.add_finding(
        review=review, nature=nature, lens=lens, text=text, part=part,
        themes=["roundtable-data"], by=by,
    )  # fmt: skip


def _evidence(finding: Any, talk: Any, by: Any) -> None:
    from firstyear_web.reviews import actions

    given = {
        "figure": {"indicator": "infant-mortality", "period": "2021 to 2023"},
        "interview": {"ref": str(talk.pk)},
    }
    for session in _sessions()[:1]:
        given["session"] = {"ref": session.pk, "place": "part:13"}
    for kind, more in given.items():
        actions.add_evidence(
            finding=finding, kind=kind, says="It says so too", by=by, **more
        )


if __name__ == "__main__":
    os.environ["FIRSTYEAR_HOME"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "firstyear_web.config.settings"
    import django

    django.setup()
    print(json.dumps(hold()))
