"""Sheets of paper that people voted on, keyed in one after the other."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firstyear.errors import FirstyearError
from firstyear_web.design.mistakes import NOT_WRITTEN
from firstyear_web.people.permissions import require
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.presenters.room import LETTERS
from firstyear_web.workshops.reading import answer_content, key_or_none


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def sheet(request: HttpRequest, pk: str, key: str) -> HttpResponse:
    """A sheet for a question, as its paper asks it; then the next sheet."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    ballot = queries.ballot(found, key)
    number, problem = request.GET.get("sheet", "1"), ""
    if request.method == "POST":
        number = request.POST.get("sheet", "")
        try:
            given = actions.key_sheet(
                ballot=ballot,
                sheet=number,
                content=answer_content(request.POST),
                by=request.user,
            )
        except FirstyearError as error:
            problem = str(error)
        except OperationalError:
            problem = NOT_WRITTEN
        else:
            held = " It waits to be read first." if given.state == "held" else ""
            messages.success(request, f"Sheet {number.strip()} is kept.{held}")
            last = key_or_none(number.strip())
            following = "" if last is None else last + 1
            address = reverse("session-sheet", args=[pk, key])
            return redirect(f"{address}?sheet={following}")
    return render(
        request,
        "workshops/sheet.html",
        {
            "session": found,
            "ballot": ballot,
            "number": number[:40],
            "typed": request.POST,
            "problem": problem,
            "letters": LETTERS,
        },
        status=422 if problem else 200,
    )
