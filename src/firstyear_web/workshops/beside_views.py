"""Sessions of one area beside each other, and beside other areas that agreed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firstyear_web.people.permissions import require
from firstyear_web.workshops import queries
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.presenters.beside import sessions_beside
from firstyear_web.workshops.presenters.others import others_page


@require_safe
@never_cache
@login_required
def beside(request: HttpRequest, pk: str) -> HttpResponse:
    """Each part then and now, session by session."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    return render(
        request,
        "workshops/beside.html",
        {
            "session": found,
            "page": sessions_beside(found),
            "others": others_page(found, request.user),
        },
    )
