"""Before people go: how it was, and what they offer or look for."""

import uuid
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firstyear.errors import InputError, RefusedError
from firstyear_web.design.mistakes import NOT_WRITTEN
from firstyear_web.workshops import actions, devices, queries
from firstyear_web.workshops.join_views import outside
from firstyear_web.workshops.models import Ballot, Offer, Voice
from firstyear_web.workshops.reading import answer_content

SALT = "firstyear offers"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def leaving(request: HttpRequest) -> HttpResponse:
    """Two forms, neither of which anybody has to fill in."""
    voice = devices.voice_of(request)
    if voice is None:
        return outside(request)
    problem, received = "", []
    if request.method == "POST":
        try:
            if request.POST.get("form") == "offer":
                made = _offer(request, voice)
                return redirect("offers", signing.dumps(made.pk, salt=SALT))
            received = _evaluated(request.POST, voice)
            if not received:
                raise InputError("Answer one of the questions first.")
        except (InputError, RefusedError) as error:
            problem = str(error)
        except OperationalError:
            problem = NOT_WRITTEN
    return render(
        request,
        "workshops/leaving.html",
        {
            "session": voice.session,
            "questions": queries.evaluation(voice.session),
            "problem": problem,
            "received": received,
            "typed": request.POST if problem else {},
            "new_id": uuid.uuid4().hex,
        },
        status=422 if problem else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def offers(request: HttpRequest, token: str) -> HttpResponse:
    """What others left, for somebody who left theirs; the address is their own."""
    mine = _mine(token)
    if request.method == "POST":
        actions.take_offer_back(offer=mine)
        return redirect("left")
    today = timezone.localdate()
    return render(
        request,
        "workshops/offers.html",
        {
            "session": mine.session,
            "mine": mine,
            "offers": queries.offers(mine.session, today),
        },
    )


def _mine(token: str) -> Offer:
    actions.remove_old_offers(today=timezone.localdate())
    try:
        found = queries.offer(int(signing.loads(token, salt=SALT)))
    except (signing.BadSignature, TypeError, ValueError):
        found = None
    if found is None:
        raise Http404("There is no such offer, or its twelve months are over.")
    return found


def _offer(request: HttpRequest, voice: Voice) -> Offer:
    email = request.POST.get("email", "").strip()
    try:
        validate_email(email)
    except ValidationError:
        raise InputError("Enter a work e-mail such as name@nhs.net.") from None
    return actions.leave_offer(
        session=voice.session,
        email=email,
        offers=request.POST.get("offers", ""),
        seeks=request.POST.get("seeks", ""),
        today=timezone.localdate(),
    )


def _evaluated(form: QueryDict, voice: Voice) -> list[str]:
    """Receipts of what was answered; sent again, they are the same answers."""
    receipts = []
    for place, ballot in enumerate(queries.evaluation(voice.session)):
        content = _one(form, f"q{place}-", ballot)
        if content is None:
            continue
        name = f"{form.get('id', '')} {voice.pk} {ballot.pk}"
        given = actions.give_answer(
            answer_id=uuid.uuid5(uuid.NAMESPACE_OID, name).hex,
            ballot=ballot.key,
            round_=1,
            content=content,
            order=0,
            by=voice,
        )
        receipts.append(given.receipt)
    return receipts


def _one(form: QueryDict, prefix: str, ballot: Ballot) -> dict[str, Any] | None:
    """The content of one question; None where it was left out."""
    own = QueryDict(mutable=True)
    for name, values in form.lists():
        if name.startswith(prefix):
            own.setlist(name.removeprefix(prefix), values)
    content = answer_content(own)
    given = {
        "scale": any(content["scores"]),
        "choose": bool(content["chosen"]),
    }
    answered = given.get(ballot.kind, bool(str(content["text"]).strip()))
    return content if answered else None
