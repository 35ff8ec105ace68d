"""Bringing figures in: files, then a report of what is in them, then yes or no."""

import csv
from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from firstyear.errors import Fault, FirstyearError, InputError
from firstyear.figures import Reading, already_held
from firstyear.figures.write import escaped
from firstyear_web.data import actions, uploads
from firstyear_web.data.forms import LoadForm
from firstyear_web.data.presenters import SHOWN_FAULTS, report
from firstyear_web.data.reading import read_upload
from firstyear_web.data.uploads import Upload
from firstyear_web.people.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def load(request: HttpRequest) -> HttpResponse:
    """The form; with files, they are kept aside and read, and nothing is loaded."""
    require(request.user, actions.LOAD)
    if request.method != "POST":
        return render(request, "data/load.html", {"form": LoadForm()})
    form = LoadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _again(request, form)
    kept = actions.keep_upload(
        files=form.cleaned_data["files"],
        provenance=form.provenance(),
        by=request.user,
    )
    try:
        found = read_upload(kept)
    except InputError as problem:
        actions.discard_upload(upload=kept, by=request.user)
        for message in _sentences(problem):
            form.add_error("files", message)
        return _again(request, form)
    if not found.faults and not any(map(_holds_something, found.readings)):
        actions.discard_upload(upload=kept, by=request.user)
        form.add_error(
            "files", "There is no row in it: check that it is the right file"
        )
        return _again(request, form)
    return redirect("load-report", kept.token)


@require_safe
@never_cache
@login_required
def load_report(request: HttpRequest, token: str) -> HttpResponse:
    return _report(request, _upload(request, token))


@require_POST
@never_cache
@login_required
def accept(request: HttpRequest, token: str) -> HttpResponse:
    kept = _upload(request, token)
    try:
        release, was_there = actions.accept_upload(
            upload=kept,
            accept_refusals=request.POST.get("accept_refusals") == "yes",
            by=request.user,
        )
    except FirstyearError as problem:
        return _report(request, kept, _sentences(problem))
    messages.success(
        request,
        "These figures were here already. Nothing has changed."
        if was_there
        else "The figures are loaded. Every page shows them from now on.",
    )
    return redirect("release", release.id)


@require_POST
@never_cache
@login_required
def discard(request: HttpRequest, token: str) -> HttpResponse:
    actions.discard_upload(upload=_upload(request, token), by=request.user)
    messages.success(request, "The files are removed. Nothing was loaded.")
    return redirect("load")


@require_safe
@never_cache
@login_required
def faults(request: HttpRequest, token: str) -> HttpResponse:
    """Every row that cannot be taken, as CSV, to mend the file by."""
    found = read_upload(_upload(request, token))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rows-not-taken.csv"'
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(["file", "row", "column", "value", "problem", "what_to_do"])
    for each in found.faults:
        writer.writerow(
            [
                escaped(each.file),
                each.row,
                escaped(each.column),
                escaped(each.value),
                escaped(each.message),
                escaped(each.remedy),
            ]
        )
    return response


def _report(
    request: HttpRequest, kept: Upload, errors: tuple[str, ...] = ()
) -> HttpResponse:
    found = read_upload(kept)
    held = already_held(settings.FIRSTYEAR_HOME, found.readings, kept.provenance)
    return render(
        request,
        "data/report.html",
        {
            "upload": kept,
            "report": report(found.readings, found.beside, found.faults),
            "held": held,
            "errors": errors,
        },
        status=400 if errors else 200,
    )


def _again(request: HttpRequest, form: LoadForm) -> HttpResponse:
    return render(request, "data/load.html", {"form": form}, status=400)


def _upload(request: HttpRequest, token: str) -> Upload:
    require(request.user, actions.LOAD)
    found = uploads.waiting(settings.FIRSTYEAR_HOME, token, request.user.pk)
    if found is None:
        raise Http404("These files do not wait any more: send them again.")
    return found


def _holds_something(reading: Reading) -> bool:
    return bool(reading.taken or reading.areas.num_rows or reading.layout.num_rows)


def _sentences(problem: FirstyearError) -> tuple[str, ...]:
    if isinstance(problem, InputError) and problem.faults:
        return tuple(_sentence(fault) for fault in problem.faults[:SHOWN_FAULTS])
    return (str(problem),)


def _sentence(fault: Fault) -> str:
    """`file.csv, row 3: not a number (found 'ten'). Write digits.`"""
    remedy = fault.remedy[:1].upper() + fault.remedy[1:]
    said = str(replace(fault, remedy="")).rstrip(".")
    return f"{said}. {remedy}" if remedy else said
