"""Instruments of one's own: put in, looked through, offered no longer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from firstyear import packs
from firstyear.errors import Fault, FirstyearError, InputError
from firstyear_web.people.permissions import require
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.actions.instruments import MOST_BYTES
from firstyear_web.workshops.actions.planning import RUN

MOST_FAULTS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def instruments(request: HttpRequest) -> HttpResponse:
    """Every instrument, and the way to put in one's own."""
    require(request.user, RUN)
    problem = ""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            made = actions.add_instrument(
                instrument=actions.read_files(_files(request)), by=request.user
            )
        except InputError as error:
            problem = str(error).splitlines()[0]
            faults = tuple(error.faults)
        except FirstyearError as error:
            problem = str(error)
        else:
            messages.success(
                request, f"{made.title} {made.version} can be chosen for a session."
            )
            return redirect("instruments")
    return render(
        request,
        "workshops/instruments.html",
        {
            "ours": packs.instruments().values(),
            "own": queries.own_instruments(),
            "problem": problem,
            "faults": faults[:MOST_FAULTS],
            "more": max(0, len(faults) - MOST_FAULTS),
            "kilobytes": MOST_BYTES // 1024,
        },
        status=422 if problem else 200,
    )


@require_POST
@never_cache
@login_required
def retire(request: HttpRequest, number: str) -> HttpResponse:
    """New sessions are not planned with it."""
    require(request.user, RUN)
    found = queries.own_instrument(int(number))
    if found is None:
        raise Http404("There is no such instrument.")
    actions.retire_instrument(instrument=found, by=request.user)
    messages.success(
        request, f"{found.title} {found.version} is offered for new sessions no longer."
    )
    return redirect("instruments")


def _files(request: HttpRequest) -> dict[str, bytes]:
    """What was chosen, by name; nothing is read of what is larger than it may be."""
    given = request.FILES.getlist("files")
    actions.fits([one.size or 0 for one in given])
    names = [one.name or "" for one in given]
    if len(set(names)) != len(names):
        raise InputError("Two of these files have the same name.")
    return {one.name or "": one.read() for one in given}
