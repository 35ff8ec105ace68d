"""Held texts, consent, the report, and what others may see."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firstyear.errors import InputError
from firstyear.picture.region import region_picture
from firstyear.picture.tiers import region_tiers
from firstyear.reports.paper import pdf, word
from firstyear.reports.slides import slides
from firstyear_web.care import queries as care
from firstyear_web.config.store import public_store
from firstyear_web.people.permissions import require
from firstyear_web.reviews import actions, queries
from firstyear_web.reviews.actions.keeping import READ, likenesses
from firstyear_web.reviews.actions.sharing import THINGS
from firstyear_web.reviews.forms import ConsentForm
from firstyear_web.reviews.models import Review
from firstyear_web.reviews.presenters.across import across_page, tier_rows
from firstyear_web.reviews.presenters.across import shown as shown_page
from firstyear_web.reviews.presenters.documents import feedback_slides, report_paper
from firstyear_web.reviews.presenters.report import feedback_deck, report_page
from firstyear_web.reviews.presenters.wording import words
from firstyear_web.reviews.views.answering import answered
from firstyear_web.reviews.views.doors import doing, page, reading, running
from firstyear_web.workshops.document_views import KINDS

VERBS = ("release", "remove", "clear", "unclear")
# Where a text was decided on: back there, and nowhere else.
BACK = {
    "held": "review-held",
    "findings": "review-findings",
    "advice": "review-advice",
    "board": "review-board",
    "report": "review-report",
    "story": "review-story",
}


@running
def held(request: HttpRequest, found: Review) -> HttpResponse:
    """Texts that look like a person: somebody reads them and decides."""
    waiting = [
        {"kind": kind, "thing": one, "why": likenesses(*one.written)}
        for kind, one in queries.held(found)
    ]
    return page(request, "held", found, waiting=waiting)


@doing
def decide(request: HttpRequest, found: Review) -> HttpResponse:
    """Somebody has read these words."""
    kind, _, key = request.POST.get("thing", "").partition(":")
    thing = queries.thing(found, kind, key)
    verb, by = request.POST.get("verb", ""), request.user
    if verb == "release":
        actions.release_held(thing=thing, by=by)
    elif verb == "remove":
        actions.remove_held(thing=thing, by=by)
    elif verb in VERBS:
        actions.clear_words(thing=thing, cleared=verb == "clear", by=by)
    else:
        raise InputError("Say what is to become of this text.")
    return redirect(BACK.get(request.POST.get("back", ""), "review-report"), found.pk)


@running
def sharing(request: HttpRequest, found: Review) -> HttpResponse:
    """What the area agreed to show, to whom, and what was withdrawn."""
    form = ConsentForm(
        request.POST or None, others=queries.others(found), single=_single(found)
    )

    def save(given: dict[str, Any]) -> object:
        return actions.give_consent(review=found, by=request.user, **given)

    names = dict([*THINGS.items(), *_single(found)])
    return answered(
        request,
        found,
        form,
        save,
        back="review-sharing",
        template="sharing",
        title="What others may see",
        says="Nobody of another organisation sees anything of this review, unless they "
        "are in its team or the area agrees. Of what it agrees to, they see words that "
        "somebody here has read and cleared.",
        button="Record the consent",
        consents=[
            {"given": one, "thing": names.get(one.thing, one.thing)}
            for one in queries.consents(found)
        ],
    )


@doing
def withdraw(request: HttpRequest, found: Review, key: str) -> HttpResponse:
    """From now on they see it no longer."""
    actions.withdraw_consent(
        consent=queries.thing(found, "consent", key),
        withdrawn_by=request.POST.get("withdrawn_by", ""),
        by=request.user,
    )
    return redirect("review-sharing", found.pk)


@reading
def report(request: HttpRequest, found: Review) -> HttpResponse:
    """The report; with `?version=share-safe` as anybody may see it."""
    return page(
        request,
        "report",
        found,
        page=report_page(found, shared=_shared(request)),
        support=care.support(found.area),
    )


@reading
def document(request: HttpRequest, found: Review, name: str) -> HttpResponse:
    """The report as Word or PDF, or the slides of the feedback, or their words as data.

    `?version=share-safe` for what may be shared.
    """
    shared = _shared(request)
    made: HttpResponse
    if name == "feedback.json":
        made = JsonResponse(
            feedback_deck(found, shared=shared),
            json_dumps_params={"indent": 1, "ensure_ascii": False},
        )
    elif name == "feedback.pptx":
        body = slides(feedback_slides(found, shared=shared))
        made = HttpResponse(body, content_type=KINDS["pptx"])
    else:
        make = pdf if name == "report.pdf" else word
        body = make(report_paper(found, shared=shared))
        made = HttpResponse(body, content_type=KINDS[name.rpartition(".")[2]])
    stem, _, ending = name.partition(".")
    mark = "-share-safe" if shared else ""
    file = f"{slugify(found.area_name) or 'review'}-{found.ends}-{stem}{mark}.{ending}"
    made["Content-Disposition"] = f'attachment; filename="{file}"'
    return made


@require_safe
@never_cache
@login_required
def shown(request: HttpRequest, pk: str) -> HttpResponse:
    """A review of others, as far as its area agreed to show it."""
    require(request.user, READ)
    found, things = queries.shown_review(pk, request.user)
    return page(
        request,
        "shown",
        None,
        page=shown_page(found, things, own=False),
        support=care.support(found.area),
    )


@require_safe
@never_cache
@login_required
def across(request: HttpRequest) -> HttpResponse:
    """Themes over areas, what recurs, and what was done."""
    require(request.user, READ)
    return page(request, "across", None, page=across_page(request.user))


@require_safe
@never_cache
@login_required
def learning(request: HttpRequest) -> HttpResponse:
    """What the reviews taught: across areas, without their names."""
    require(request.user, READ)
    return page(request, "learning", None, page=across_page(request.user))


@require_safe
@never_cache
@login_required
def tiers(request: HttpRequest, code: str) -> HttpResponse:
    """The tier of each area of a region by the rule, and what reviews decided."""
    require(request.user, READ)
    picture = region_picture(public_store(), code, indicator="infant-mortality")
    rows = tier_rows(region_tiers(picture), across_page(request.user))
    return page(request, "tiers", None, region=picture.region, rows=rows)


def _shared(request: HttpRequest) -> bool:
    return request.GET.get("version") == "share-safe"


def _single(found: Review) -> list[tuple[str, str]]:
    """Single findings and recommendations that an area can agree to show."""
    return [
        *(
            (f"finding:{one.pk}", f"Finding: {words(one)['text'][:80]}")
            for one in queries.findings(found)
        ),
        *(
            (f"recommendation:{one.pk}", f"Recommendation: {words(one)['text'][:80]}")
            for one in queries.advice(found)
        ),
    ]
