"""A question of a session: in other words, or left out."""

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firstyear.errors import FirstyearError, InputError
from firstyear_web.people.permissions import require
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.models import Session

MOST_LETTERS = 400


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def question(request: HttpRequest, pk: str, question: str) -> HttpResponse:
    """Other words for a question and its levels, for this session alone."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    row = queries.instrument(found).question(question)
    typed = {
        "text": row.text,
        "helper": row.helper,
        "levels": list(row.levels),
    }
    problem = ""
    if request.method == "POST":
        typed = {
            "text": request.POST.get("text", "").strip(),
            "helper": request.POST.get("helper", "").strip(),
            "levels": [
                request.POST.get(f"level-{place}", "").strip()
                for place in range(len(row.levels))
            ],
        }
        try:
            _change(request, found, question, typed)
        except FirstyearError as error:
            problem = str(error)
        else:
            messages.success(request, f"{question} is changed for this session.")
            line = found.agenda.filter(ref=row.part).first()
            if line is None:
                return redirect("session", pk)
            return redirect("session-part", pk, line.pk)
    return render(
        request,
        "workshops/question.html",
        {"session": found, "row": row, "typed": typed, "problem": problem},
        status=422 if problem else 200,
    )


def _change(
    request: HttpRequest, found: Session, question: str, typed: Mapping[str, object]
) -> None:
    if request.POST.get("verb") == "leave-out":
        actions.leave_out(session=found, question=question, by=request.user)
        return
    text, helper, levels = typed["text"], typed["helper"], typed["levels"]
    assert isinstance(text, str)
    assert isinstance(helper, str)
    assert isinstance(levels, list)
    if any(len(one) > MOST_LETTERS for one in (text, helper, *levels)):
        raise InputError(
            f"A question or a level is {MOST_LETTERS} letters long at most: it is "
            "read aloud."
        )
    actions.reword(
        session=found,
        question=question,
        text=text,
        helper=helper,
        levels=levels or None,
        by=request.user,
    )
