"""A question of a session: in other words, left out, or one's own."""

from collections.abc import Mapping
from typing import Any

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
LEVELS = 4
BY_LEVEL = "yes-no-level"
ANSWERS = (
    (BY_LEVEL, "By level, 0 to 3, each described below"),
    ("open", "In words"),
    ("figure", "With a figure, its years and where it is from"),
    ("who", "With who it is, by role"),
    ("choose-several", "Yes, no, or do not know"),
)


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


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def add(request: HttpRequest, pk: str, line: str) -> HttpResponse:
    """A question of one's own, at the end of a part, for this session alone."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    chosen = queries.line(found, int(line))
    part = queries.instrument(found).part(chosen.ref)
    typed = {
        name: request.POST.get(name, "").strip() for name in ("text", "helper")
    } | {
        "answer": request.POST.get("answer", BY_LEVEL),
        "levels": [
            request.POST.get(f"level-{place}", "").strip() for place in range(LEVELS)
        ],
    }
    problem = ""
    if request.method == "POST":
        try:
            made = _add(request, found, part.id, typed)
        except FirstyearError as error:
            problem = str(error)
        else:
            messages.success(request, f"Your question is there as {made}.")
            return redirect("session-part", pk, chosen.pk)
    return render(
        request,
        "workshops/add_question.html",
        {
            "session": found,
            "line": chosen,
            "part": part,
            "typed": typed,
            "answers": ANSWERS,
            "problem": problem,
        },
        status=422 if problem else 200,
    )


def _add(
    request: HttpRequest, found: Session, part: str, typed: Mapping[str, Any]
) -> str:
    _short(typed["text"], typed["helper"], *typed["levels"])
    if not typed["text"] or not typed["helper"]:
        raise InputError("Write the question, and what to look at.")
    by_level = typed["answer"] == BY_LEVEL
    if by_level and not all(typed["levels"]):
        raise InputError("Describe each of the four levels, in words of its own.")
    return actions.add_own(
        session=found,
        part=part,
        text=typed["text"],
        helper=typed["helper"],
        answer=typed["answer"],
        levels=typed["levels"] if by_level else (),
        by=request.user,
    )


def _short(*texts: str) -> None:
    if any(len(one) > MOST_LETTERS for one in texts):
        raise InputError(
            f"A question or a level is {MOST_LETTERS} letters long at most: it is "
            "read aloud."
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
    _short(text, helper, *levels)
    actions.reword(
        session=found,
        question=question,
        text=text,
        helper=helper,
        levels=levels or None,
        by=request.user,
    )
