"""Mistakes explained: what happened and what to do, never a traceback."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from firstyear.errors import FirstyearError, RefusedError, StorageError, UsageError

# A disk that is full, a database that something else holds or that is gone.
NOT_WRITTEN = (
    "The database of this site does not answer, or takes nothing more: the disk may be "
    "full. What you sent just now was not kept; what was kept before is there. Go "
    "back, and try again in a moment."
)
STATUS = {UsageError: 404, RefusedError: 403, StorageError: 503}


def explain_mistakes(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(
        request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, OperationalError):
            return explained(request, NOT_WRITTEN, 503)
        if not isinstance(exception, FirstyearError):
            return None
        status = next(
            (code for kind, code in STATUS.items() if isinstance(exception, kind)), 400
        )
        return explained(request, str(exception), status)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def explained(request: HttpRequest, message: str, status: int) -> HttpResponse:
    """The message as a page, or as JSON for the API."""
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": message}, status=status)
    title = {404: "Not found", 403: "Not allowed", 413: "Too large"}.get(
        status, "This cannot be shown"
    )
    return render(
        request,
        "design/mistake.html",
        # The same page without what was asked for in its address, if anything was.
        {
            "title": title,
            "message": message,
            "again": request.path if request.GET and request.method == "GET" else "",
        },
        status=status,
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    said = exception.args[0] if exception.args else None
    # Django's own 404 carries the addresses it tried; ours carry a sentence.
    message = said if isinstance(said, str) else "There is no page at this address."
    return explained(request, message, 404)


def broken(request: HttpRequest) -> HttpResponse:
    # No context processor: whatever broke may be what they lean on.
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("design/broken.html"), status=500)
