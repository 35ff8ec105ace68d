"""What is loaded, what it means, and taking it away."""

import csv
from collections.abc import AsyncIterator, Iterator
from os import SEEK_END

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http import StreamingHttpResponse as Streaming
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from firstyear.errors import CheckFailed
from firstyear.figures import Release, Store
from firstyear.figures.ledger import entries
from firstyear_web.config.store import current_store
from firstyear_web.data import actions, exports, ledger_page, uploads
from firstyear_web.data.presenters import definitions as by_domain
from firstyear_web.data.presenters import release_page
from firstyear_web.design.mistakes import explained
from firstyear_web.people.models import User
from firstyear_web.people.permissions import allowed

LONGEST_SEARCH = 100
UNAVAILABLE = 503
ZIP_PIECE = 1 << 16
CSV = "text/csv; charset=utf-8"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    colleague = request.user.is_authenticated
    uploads.clean(settings.FIRSTYEAR_HOME)
    return render(
        request,
        "data/index.html",
        {
            "releases": [
                release_page(each, reader(request))
                for each in current_store().releases()
            ],
            "may_load": colleague and allowed(request.user, "people.load_figures"),
        },
    )


@require_safe
def release(request: HttpRequest, release: str) -> HttpResponse:
    page = release_page(release_of(release), reader(request))
    known = {each.id for each in current_store().releases()}
    return render(request, "data/release.html", {"page": page, "known": known})


@require_POST
@never_cache
@login_required
def approve(request: HttpRequest, release: str) -> HttpResponse:
    """A second person makes a local release public."""
    entry = actions.approve_release(release=release_of(release), by=request.user)
    messages.success(request, "Approved. Everybody sees these figures from now on.")
    return redirect("release", entry.release)


@require_safe
def release_file(request: HttpRequest, release: str, name: str) -> HttpResponse:
    """The figures, or one of the files that explain them, or all in one ZIP."""
    chosen, store = release_of(release), current_store()
    if name == "everything.zip":
        return _zip(chosen)
    if name == "figures.csv":
        response: HttpResponse = Streaming(_figures(store, chosen), content_type=CSV)
        response["Link"] = ", ".join(
            f'<{each}>; rel="describedby"; type="text/csv"' for each in exports.BESIDE
        )
    else:
        made = exports.beside(store, chosen, name)
        response = HttpResponse(exports.csv_text(made), content_type=CSV)
    response["Content-Disposition"] = (
        f'attachment; filename="firstyear-{chosen.id}-{name}"'
    )
    return response


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """What local figures went out, by which rule; open to everybody."""
    try:
        found = _ledger(request)
    except CheckFailed:
        # Its own message names a file of the server.
        return render(
            request,
            "data/ledger.html",
            {"problem": ledger_page.BROKEN},
            status=UNAVAILABLE,
        )
    return render(request, "data/ledger.html", {"lines": found})


@require_safe
def ledger_file(request: HttpRequest) -> HttpResponse:
    try:
        found = _ledger(request)
    except CheckFailed:
        return explained(request, ledger_page.BROKEN, UNAVAILABLE)
    response = HttpResponse(content_type=CSV)
    response["Content-Disposition"] = 'attachment; filename="firstyear-ledger.csv"'
    csv.writer(response, lineterminator="\n").writerows(ledger_page.rows(found))
    return response


def _ledger(request: HttpRequest) -> tuple[ledger_page.Line, ...]:
    return ledger_page.lines(
        entries(settings.FIRSTYEAR_HOME),
        [each.id for each in current_store().releases()],
        to_colleague=request.user.is_authenticated,
    )


@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "")[:LONGEST_SEARCH]
    held = [each.indicator for each in current_store().indicators()]
    domains = by_domain(asked, held)
    return render(
        request,
        "data/definitions.html",
        {
            "asked": asked,
            "domains": domains,
            "found": sum(len(each) for _, each in domains),
        },
    )


def reader(request: HttpRequest) -> User | None:
    """The account that is signed in, for what only colleagues are told."""
    return request.user if request.user.is_authenticated else None


def release_of(identifier: str) -> Release:
    """The release of that id, if this reader may see it."""
    found = [each for each in current_store().releases() if each.id == identifier]
    if not found:
        raise Http404("There is no release of this name.")
    return found[0]


def _zip(release: Release) -> HttpResponse:
    file = exports.bundle(current_store(), release)
    size = file.seek(0, SEEK_END)
    file.seek(0)

    async def pieces() -> AsyncIterator[bytes]:
        with file:
            while piece := file.read(ZIP_PIECE):
                yield piece

    response = Streaming(pieces(), content_type="application/zip")
    response["Content-Length"] = str(size)
    response["Content-Disposition"] = (
        f'attachment; filename="firstyear-{release.id}.zip"'
    )
    return response


async def _figures(store: Store, release: Release) -> AsyncIterator[str]:
    """The figures in pieces: a server that waits for nobody holds one at a time."""
    pieces = _pieces(store, release)
    while (piece := await sync_to_async(lambda: next(pieces, None))()) is not None:
        yield piece


def _pieces(store: Store, release: Release) -> Iterator[str]:
    for number, table in enumerate(exports.figures_of(store, release)):
        for place, lines in enumerate(exports.csv_lines(table)):
            if place or not number:
                yield lines
