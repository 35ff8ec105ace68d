"""Findings by lens, and what each of them rests on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from firstyear_web.design.formats import day
from firstyear_web.reviews import actions, queries
from firstyear_web.reviews.informants import informants
from firstyear_web.reviews.lists import check_list
from firstyear_web.reviews.models import Review
from firstyear_web.reviews.places import places
from firstyear_web.reviews.presenters.findings import by_lens
from firstyear_web.reviews.presenters.wording import words
from firstyear_web.reviews.record_forms import EVIDENCE_FORMS, RefForm
from firstyear_web.reviews.views.answering import answered
from firstyear_web.reviews.views.doors import doing, page, reading, running

TITLES = {
    "figure": "Rest a finding on a figure",
    "document": "Rest a finding on a document",
    "interview": "Rest a finding on an interview",
    "session": "Rest a finding on a session",
}


@reading
def findings(request: HttpRequest, found: Review) -> HttpResponse:
    """Every finding through the four lenses."""
    return page(request, "findings", found, lenses=by_lens(found))


@running
def evidence(
    request: HttpRequest, found: Review, finding: str, kind: str
) -> HttpResponse:
    """A piece of evidence for a finding."""
    of = queries.thing(found, "finding", finding)
    form_class = EVIDENCE_FORMS[kind]
    more: dict[str, Any] = {}
    if issubclass(form_class, RefForm):
        more["refs"] = _refs(found, kind)
    if kind == "session":
        more["places"] = [(key, said[:100]) for key, said in places(found).items()]
    form = form_class(request.POST or None, initial={"bearing": "agrees"}, **more)

    def save(given: dict[str, Any]) -> object:
        return actions.add_evidence(finding=of, kind=kind, by=request.user, **given)

    return answered(
        request,
        found,
        form,
        save,
        back="review-findings",
        title=TITLES[kind],
        says=words(of)["text"],
    )


@doing
def remove(request: HttpRequest, found: Review, key: str) -> HttpResponse:
    actions.remove_evidence(
        evidence=queries.thing(found, "evidence", key),
        by=request.user,
    )
    return redirect("review-findings", found.pk)


def _refs(found: Review, kind: str) -> list[tuple[str, str]]:
    """What the review has of a kind that a finding can rest on."""
    if kind == "document":
        came = queries.checks(found, "documents").values()
        return [
            (one.point, check_list("documents").item(one.point).name)
            for one in came
            if one.status in ("received", "read")
        ]
    if kind == "interview":
        return [
            (
                str(one.pk),
                informants().get(one.role, one.role)
                + (f", {day(one.on)}" if one.on else ""),
            )
            for one in queries.rows(found, "interview")
            if one.consent == "given"
        ]
    return [
        (one.session_id, f"{one.session.title}, {day(one.session.date)}")
        for one in queries.links(found)
    ]
