"""The doors of a session: people may join, or it is over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firstyear_web.people.permissions import require
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.models import Session
from firstyear_web.workshops.presenters.plan import left_undone


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def open_or_close(request: HttpRequest, pk: str, verb: str) -> HttpResponse:
    """The doors: people may join, or the session is over.

    Closing cannot be taken back, so a page asks first.
    """
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    if request.method != "POST":
        if verb == "open" or found.state != Session.State.OPEN:
            return redirect("session", pk)
        return render(
            request,
            "workshops/close.html",
            {"session": found, "undone": left_undone(found)},
        )
    if verb == "open":
        actions.open_session(session=found, by=request.user)
        return redirect("console", pk)
    actions.close_session(session=found, by=request.user)
    messages.success(
        request, "The session is closed. No answer can be traced to a device any more."
    )
    return redirect("session-report", pk)
