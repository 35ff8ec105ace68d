"""Whose a session is, who runs it, and who came."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from firstyear.errors import FirstyearError
from firstyear_web.people.permissions import require
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.forms import HandOverForm, RunnerForm
from firstyear_web.workshops.models import Session
from firstyear_web.workshops.presenters.people import people_page
from firstyear_web.workshops.reading import key_or_none, whole_or_none


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def people(request: HttpRequest, pk: str) -> HttpResponse:
    """Three small forms: whose it is, who else runs it, who came."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    hand, ask = HandOverForm(), RunnerForm()
    problem = ""
    if request.method == "POST":
        if request.POST.get("form") == "hand-over":
            hand = HandOverForm(request.POST)
        elif request.POST.get("form") == "runner":
            ask = RunnerForm(request.POST)
        try:
            said = _do(request, found, hand, ask)
        except FirstyearError as error:
            problem = str(error)
        else:
            if said:
                messages.success(request, said)
                # Who hands a session over may be left without it.
                here = queries.session(pk).open_to(request.user)
                return redirect("session-people", pk) if here else redirect("sessions")
    wrong = problem or hand.errors or ask.errors
    return render(
        request,
        "workshops/people.html",
        {
            "page": people_page(found, request.POST if problem else None),
            "session": found,
            "hand": hand,
            "ask": ask,
            "problem": problem,
        },
        status=422 if wrong else 200,
    )


@require_POST
@never_cache
@login_required
def let_go(request: HttpRequest, pk: str, runner: str) -> HttpResponse:
    """Somebody who was asked in runs it no longer."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    actions.let_go(runner=queries.runner(found, int(runner)), by=request.user)
    here = found.open_to(request.user)
    return redirect("session-people", pk) if here else redirect("sessions")


def _do(request: HttpRequest, found: Session, hand: Form, ask: Form) -> str:
    """What was done in words; blank where a form has to be mended first."""
    by: Any = request.user
    if hand.is_bound:
        if not hand.is_valid():
            return ""
        given = hand.cleaned_data["organisation"]
        actions.hand_over(session=found, organisation=given, by=by)
        return f"The session belongs to {given.name} now."
    if ask.is_bound:
        if not ask.is_valid():
            return ""
        person = ask.cleaned_data["person"]
        actions.ask_in(session=found, person=person, by=by)
        return f"{person.display_name} runs the session too."
    actions.say_who_came(
        session=found,
        came=[key_or_none(one) or 0 for one in request.POST.getlist("came")],
        people=whole_or_none(request.POST.get("people", "")),
        by=by,
    )
    return "Who came is kept."
