"""Pages to read: methods, glossary, support, accessibility; and the health check."""

from django.db import connection
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

import firstyear
from firstyear.errors import FirstyearError
from firstyear_web.care import queries as care
from firstyear_web.config.store import current_store
from firstyear_web.people.permissions import allowed
from firstyear_web.shelf import method_pages as pages
from firstyear_web.shelf.words import words

LONGEST_SEARCH = 100


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    return render(request, "shelf/methods.html", {"methods": pages.methods()})


@require_safe
def method(request: HttpRequest, slug: str) -> HttpResponse:
    page = pages.method(slug)
    if page is None:
        return render(
            request,
            "shelf/no_method.html",
            {"slug": slug, "methods": pages.methods()},
            status=404,
        )
    return render(
        request, "shelf/method.html", {"page": page, "body": pages.body(page)}
    )


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "")[:LONGEST_SEARCH]
    letters = words(asked)
    return render(
        request,
        "shelf/glossary.html",
        {
            "asked": asked,
            "letters": letters,
            "found": sum(len(each) for _, each in letters),
        },
    )


@require_safe
def support(request: HttpRequest) -> HttpResponse:
    """Who helps; with `?area=` those near that area too."""
    area = request.GET.get("area", "")[:LONGEST_SEARCH]
    return render(
        request,
        "shelf/support.html",
        {
            "support": care.support(area),
            "concerns": care.concern_routes(area),
            "edits": allowed(request.user, "care.edit_help"),
        },
    )


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "shelf/accessibility.html")


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether figures and database answer: for whatever watches over the site."""
    answer: dict[str, object] = {"status": "ok", "version": firstyear.__version__}
    try:
        answer["releases"] = len(current_store().releases())
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_user")
    except FirstyearError as problem:
        return _unwell(answer, str(problem))
    except DatabaseError:
        return _unwell(answer, "The database does not answer, or is not made yet.")
    return JsonResponse(answer)


def _unwell(answer: dict[str, object], problem: str) -> JsonResponse:
    return JsonResponse(
        {**answer, "status": "not well", "problem": problem}, status=503
    )
