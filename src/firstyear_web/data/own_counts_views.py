"""Own counts of a local release: for the team that supplied them, each look logged."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from firstyear.figures.own_counts import looks
from firstyear_web.data import actions, exports
from firstyear_web.data.own_counts_page import seen, small_rows
from firstyear_web.data.presenters import release_page
from firstyear_web.data.views import release_of


@require_safe
@never_cache
@login_required
def own_counts(request: HttpRequest, release: str) -> HttpResponse:
    """The counts that pages hide, with who looked before."""
    chosen = release_of(release)
    table = actions.look_at_own_counts(release=chosen, by=request.user, way="page")
    return render(
        request,
        "data/own_counts.html",
        {
            "page": release_page(chosen, request.user),
            "rows": small_rows(chosen, table),
            "looks": seen(looks(settings.FIRSTYEAR_HOME, chosen.id)),
        },
    )


@require_safe
@never_cache
@login_required
def own_counts_file(request: HttpRequest, release: str) -> HttpResponse:
    """All of them as CSV, marked in its name and in every row."""
    chosen = release_of(release)
    table = actions.look_at_own_counts(release=chosen, by=request.user, way="file")
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        'attachment; filename="NOT-FOR-RELEASE-own-counts.csv"'
    )
    for lines in exports.csv_lines(table):
        response.write(lines)
    return response
