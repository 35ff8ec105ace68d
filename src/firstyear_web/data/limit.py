"""How much may be sent at once, said clearly before anything is looked at."""

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware

from firstyear_web.design.mistakes import explained

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 200
# The form around the files is small.
_ALLOWANCE = MEGABYTE
TOO_MUCH = (
    f"The files are larger than {MOST_MEGABYTES} MB together. Send fewer files at a "
    "time, leave out columns and years you do not need, or save them as Parquet, which "
    "is smaller. Whoever runs this site can also load large files with “firstyear "
    "load”."
)


@sync_and_async_middleware
def refuse_large_uploads(
    get_response: Callable[[HttpRequest], Any],
) -> Callable[..., Any]:
    """A request with too large a body gets a page that says so, unread.

    It stands before whatever reads forms, or the whole body would be read first.
    """
    if iscoroutinefunction(get_response):

        async def async_middleware(request: HttpRequest) -> HttpResponse:
            if _too_large(request):
                return await sync_to_async(explained)(request, TOO_MUCH, 413)
            return await get_response(request)

        return async_middleware

    def middleware(request: HttpRequest) -> HttpResponse:
        if _too_large(request):
            return explained(request, TOO_MUCH, 413)
        return get_response(request)

    return middleware


def _too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    most = MOST_MEGABYTES * MEGABYTE + _ALLOWANCE
    return not length.isdigit() or int(length) > most
