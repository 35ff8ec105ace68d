"""Bringing figures in: files, then a report of what is in them, then yes or no."""

import csv
from collections.abc import Sequence
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
from firstyear.figures import Reading, Release, already_held
from firstyear.figures.write import escaped
from firstyear_web.config.store import current_store
from firstyear_web.data import actions, gate, uploads
from firstyear_web.data.forms import LoadForm
from firstyear_web.data.presenters import SHOWN_FAULTS, report
from firstyear_web.data.reading import read_upload
from firstyear_web.data.uploads import Upload
from firstyear_web.people.permissions import require

NOT_PUBLIC = (
    "The figures are loaded. This page says who sees them; everybody does when a "
    "second person approves them here."
)
FOR_OTHERS = (
    "These figures were here already, for partners of whom your organisation is none. "
    "Nothing has changed. Ask whoever runs this site for whom they should be."
)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def load(request: HttpRequest) -> HttpResponse:
    """The form; with files, they are kept aside and read, and nothing is loaded."""
    require(request.user, actions.LOAD)
    uploads.clean(settings.FIRSTYEAR_HOME)
    if request.method != "POST":
        return render(request, "data/load.html", {"form": LoadForm()})
    form = LoadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _again(request, form)
    kept = actions.keep_upload(
        files=form.cleaned_data["files"],
        provenance=form.provenance(),
        by=request.user,
        policy=form.chosen_rule(),
        own_counts=form.keeps_own_counts(),
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
        # What the gate would do is known now: it is not asked a second time.
        refused = gate.Outcome(problem=str(problem), beyond=gate.COMMAND)
        return _report(request, kept, _sentences(problem), refused)
    if was_there and release.id not in {e.id for e in current_store().releases()}:
        messages.info(request, FOR_OTHERS)
        return redirect("data")
    messages.success(
        request,
        "These figures were here already. Nothing has changed."
        if was_there
        else NOT_PUBLIC
        if release.origin == "local"
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


@require_safe
@never_cache
@login_required
def hidden_rows(request: HttpRequest, token: str) -> HttpResponse:
    """Every row that would be hidden and why, as CSV, for who sent the files alone."""
    kept = _upload(request, token)
    found = read_upload(kept)
    if kept.provenance.origin != "local":
        raise Http404("Nothing of these files is hidden by us.")
    made = gate.outcome(settings.FIRSTYEAR_HOME, kept, found.readings)
    if made.problem:
        raise Http404("These files have not passed the gate: see their page.")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        'attachment; filename="NOT-FOR-RELEASE-hidden-rows.csv"'
    )
    writer = csv.writer(response, lineterminator="\n")
    names = ["measure", "place", "period", "group", "why", "explanation"]
    writer.writerow([*names, "reader_can_tell"])
    for each in made.rows:
        writer.writerow(
            [
                *(escaped(getattr(each, name)) for name in names),
                each.reader_knows,
            ]
        )
    return response


def _report(
    request: HttpRequest,
    kept: Upload,
    errors: tuple[str, ...] = (),
    known: gate.Outcome | None = None,
) -> HttpResponse:
    found = read_upload(kept)
    local = kept.provenance.origin == "local"
    return render(
        request,
        "data/report.html",
        {
            "upload": kept,
            # With a file's checksum anybody could try its hidden counts out.
            "report": report(
                [replace(each, sha256="") for each in found.readings]
                if local
                else found.readings,
                found.beside,
                found.faults,
            ),
            "held": None if local else _held(kept, found.readings),
            "errors": errors,
            "gate": known or _gate(request, kept, found.readings) if local else None,
            "shown_rows": gate.SHOWN_ROWS,
        },
        status=400 if errors else 200,
    )


def _gate(
    request: HttpRequest, kept: Upload, readings: Sequence[Reading]
) -> gate.Outcome | None:
    if not any(each.table.num_rows for each in readings):
        return None
    return gate.outcome(
        settings.FIRSTYEAR_HOME,
        kept,
        readings,
        costs=request.GET.get("costs") == "1",
    )


def _held(kept: Upload, readings: Sequence[Reading]) -> Release | None:
    return already_held(settings.FIRSTYEAR_HOME, readings, kept.provenance)


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
