"""After a session: the report, what may be shared, and the session as files."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from firstyear.errors import FirstyearError, InputError
from firstyear.sessions import answers_csv, notes_csv, read_session
from firstyear_web.people.permissions import require
from firstyear_web.workshops import actions, others, queries
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.forms import AgreementForm, CirculationForm
from firstyear_web.workshops.presenters.others import others_page
from firstyear_web.workshops.presenters.report import report_page
from firstyear_web.workshops.recording import record

FILES = {
    "session.json": lambda held: held.to_json(),
    "answers.csv": answers_csv,
    "notes.csv": notes_csv,
}
MOST_BYTES = 20 * 1024 * 1024


@require_safe
@never_cache
@login_required
def report(request: HttpRequest, pk: str) -> HttpResponse:
    """What the session said; with `?version=share-safe` as anybody may see it."""
    require(request.user, RUN)
    return _report(request, pk)


@require_POST
@never_cache
@login_required
def clear(request: HttpRequest, pk: str) -> HttpResponse:
    """Somebody has read these words and decides whether they may be shared."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    kind, _, key = request.POST.get("thing", "").partition(":")
    actions.clear(
        thing=queries.thing(found, kind, key),
        verb=request.POST.get("verb", ""),
        by=request.user,
    )
    return redirect("session-report", pk)


@require_POST
@never_cache
@login_required
def circulate(request: HttpRequest, pk: str) -> HttpResponse:
    """A line on the circulation list."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    form = CirculationForm(request.POST)
    if not form.is_valid():
        return _report(request, pk, form=form, status=422)
    actions.circulate(session=found, by=request.user, **form.cleaned_data)
    return redirect("session-report", pk)


@require_POST
@never_cache
@login_required
def agree(request: HttpRequest, pk: str) -> HttpResponse:
    """The area agrees that others may see its levels, without its name."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    form = AgreementForm(request.POST)
    if form.is_valid():
        try:
            actions.agree(session=found, by=request.user, **form.cleaned_data)
        except InputError as problem:
            form.add_error("given_by", str(problem))
        else:
            messages.success(request, "It is written down that the area agrees.")
            return redirect("session-report", pk)
    return _report(request, pk, agreement=form, status=422)


@require_POST
@never_cache
@login_required
def take_back(request: HttpRequest, pk: str) -> HttpResponse:
    """Its levels are in no spread any longer."""
    require(request.user, RUN)
    held = others.agreement(queries.session_for(request.user, pk))
    if held is None:
        raise Http404("There is no agreement to take back.")
    actions.take_agreement_back(
        agreement=held,
        withdrawn_by=request.POST.get("withdrawn_by", ""),
        by=request.user,
    )
    messages.success(request, "The levels of this session are shown to nobody else.")
    return redirect("session-report", pk)


@require_safe
@never_cache
@login_required
def export(request: HttpRequest, pk: str, name: str) -> HttpResponse:
    """The whole session as JSON, or its answers and notes as CSV.

    While it is open, without answers that the room has not been shown.
    """
    require(request.user, RUN)
    held = record(queries.session_for(request.user, pk))
    body = FILES[name](held)
    kind = "application/json" if name.endswith(".json") else "text/csv"
    made = HttpResponse(body, content_type=f"{kind}; charset=utf-8")
    made["Content-Disposition"] = f'attachment; filename="{pk[:8]}-{name}"'
    return made


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def bring_in(request: HttpRequest) -> HttpResponse:
    """A session from another machine, as its JSON file."""
    require(request.user, RUN)
    problem = ""
    if request.method == "POST":
        try:
            made = actions.bring_in(record=_uploaded(request), by=request.user)
        except FirstyearError as error:
            problem = str(error)
        else:
            messages.success(request, f"{made.title} is here now.")
            return redirect("session-report", made.pk)
    return render(
        request,
        "workshops/bring_in.html",
        {"problem": problem},
        status=422 if problem else 200,
    )


def _report(
    request: HttpRequest,
    pk: str,
    *,
    form: CirculationForm | None = None,
    agreement: AgreementForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = queries.session_for(request.user, pk)
    shared = request.GET.get("version") == "share-safe"
    return render(
        request,
        "workshops/report.html",
        {
            "page": report_page(found, shared=shared),
            "session": found,
            # Where other areas are is not this area's to share: the version that may
            # be shared does not have it, and no document has.
            "others": None if shared else others_page(found, request.user),
            "form": form or CirculationForm(initial=_today("on")),
            "agreement_form": agreement or AgreementForm(initial=_today("given_on")),
            "shared": shared,
        },
        status=status,
    )


def _uploaded(request: HttpRequest) -> Any:
    file = request.FILES.get("file")
    if file is None:
        raise InputError("Choose the file of a session.")
    if (file.size or 0) > MOST_BYTES:
        raise InputError("This file is larger than any session: choose another.")
    return read_session(file.read(), file=file.name or "")


def _today(field: str) -> dict[str, str]:
    day = timezone.localdate()
    return {field: f"{day.day} {day.month} {day.year}"}
