"""What was heard and found, and what a finding rests on."""

import datetime
import re
from collections.abc import Sequence
from typing import Final

from django.db import transaction

from firstyear import packs
from firstyear.errors import InputError
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.reviews.actions.keeping import RUN, drop, put
from firstyear_web.reviews.informants import informants
from firstyear_web.reviews.lists import check_list, known_themes
from firstyear_web.reviews.models import Evidence, Finding, Interview, Review
from firstyear_web.reviews.places import places

# Years alone: nothing else has a place in a period.
PERIOD: Final = re.compile(r"\d{4}(/\d\d)?( to \d{4}(/\d\d)?)?")


@transaction.atomic
def record_interview(
    *,
    review: Review,
    role: str,
    by: User,
    on: datetime.date | None = None,
    consent: str = "not-asked",
    consent_on: datetime.date | None = None,
    themes: Sequence[str] = (),
    heard: str = "",
    interview: Interview | None = None,
) -> Interview:
    """A talk, planned or held, with somebody of a role; `interview` to change one.

    Nothing that was heard is kept without consent. Raises InputError where it is not
    given; where it is withdrawn, what was heard goes, here and in the history.
    """
    require(by, RUN, review)
    if role not in informants():
        raise InputError("Choose a role from the list.")
    chosen = known_themes(list(themes))
    if consent == "withdrawn":
        chosen, heard = [], ""
    elif (heard.strip() or chosen) and consent != "given":
        raise InputError(
            "Record that consent was given first: nothing that was heard is kept "
            "without it."
        )
    if consent == "given" and consent_on is None:
        raise InputError("Give the day on which consent was given.")
    done = "interview changed" if interview else "interview planned"
    kept: Interview = put(
        interview or Interview(review=review),
        done if consent != "withdrawn" else "consent withdrawn, what was heard removed",
        by,
        role=role,
        on=on,
        consent=consent,
        consent_on=consent_on,
        themes=chosen,
        heard=heard,
    )
    if consent == "withdrawn":
        kept.history.update(heard="", themes=[])
        _unsay(kept, by)
    return kept


@transaction.atomic
def add_finding(
    *,
    review: Review,
    text: str,
    lens: str,
    by: User,
    nature: str = "gap",
    part: str = "",
    themes: Sequence[str] = (),
    finding: Finding | None = None,
) -> Finding:
    """A finding through one of the four lenses; `finding` to change one."""
    require(by, RUN, review)
    if lens not in {one.id for one in packs.points("four-lenses")}:
        raise InputError("Choose one of the four lenses.")
    if part and part not in {
        one.id for one in packs.instrument("infant-mortality").parts
    }:
        raise InputError("There is no such part.")
    kept: Finding = put(
        finding or Finding(review=review),
        "finding changed" if finding else "finding added",
        by,
        text=text,
        lens=lens,
        nature=nature,
        part=part,
        themes=known_themes(list(themes)),
    )
    return kept


@transaction.atomic
def add_evidence(
    *,
    finding: Finding,
    kind: str,
    by: User,
    bearing: str = "agrees",
    indicator: str = "",
    area: str = "",
    period: str = "",
    ref: str = "",
    place: str = "",
    says: str = "",
) -> Evidence:
    """Something the finding rests on. Raises InputError where it is not there.

    A document has to be one that came, an interview one with consent, a session one
    that belongs to the review.
    """
    require(by, RUN, finding)
    review = finding.review
    if kind == "figure":
        if indicator not in packs.indicators():
            raise InputError("Choose what the figure measures.")
        if period and not PERIOD.fullmatch(period):
            raise InputError("Write the period in years, such as 2021 to 2023.")
        ref, area = "", area or review.area
    elif kind == "document":
        check_list("documents").item(ref)
        came = review.check_rows.filter(list="documents", point=ref)
        if not came.filter(status__in=("received", "read")).exists():
            raise InputError("This document has not been received yet.")
    elif kind == "interview":
        talk = (
            review.interview_rows.filter(pk=int(ref))
            if ref.isdecimal() and len(ref) < 10
            else None
        )
        if talk is None or not talk.filter(consent="given").exists():
            raise InputError("Choose an interview with consent.")
    elif kind == "session":
        if not review.session_links.filter(session_id=ref).exists():
            raise InputError("This session does not belong to the review.")
        if place and place not in places(review, ref):
            raise InputError("This session has no such part, vote or note.")
    else:
        raise InputError("Choose a figure, a document, an interview or a session.")
    if kind != "session":
        place = ""
    if kind != "figure":
        indicator = area = period = ""
    made: Evidence = put(
        Evidence(review=review, finding=finding),
        f"evidence added: {kind}",
        by,
        kind=kind,
        bearing=bearing,
        indicator=indicator,
        area=area,
        period=period,
        ref=ref,
        place=place,
        says=says,
    )
    return made


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User) -> None:
    """The finding no longer rests on it."""
    require(by, RUN, evidence)
    drop(evidence, f"evidence taken off: {evidence.kind}", by)


def _unsay(interview: Interview, by: User) -> None:
    """Evidence that rests on words somebody took back goes with them."""
    resting = interview.review.evidence_rows.filter(
        kind="interview", ref=str(interview.pk)
    )
    for one in resting:
        history = one.history.model.objects.filter(id=one.pk)
        drop(one, "consent withdrawn", by)
        history.update(says="")
