"""While a room is served, other devices reach the room and nothing else of the site.

The room is on plain http, where anybody on the hotspot can listen: so nobody signs in
from there, and a session of somebody signed in counts on this machine only.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from firstyear_web.people.demo import on_this_machine

PAGES: Final = frozenset({"/join", "/left", "/healthz", "/support/"})
FOLDERS: Final = ("/join/", "/room/", "/offers/", "/static/")


def only_the_room(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.FIRSTYEAR_ROOM or on_this_machine(request):
            return get_response(request)
        if not for_the_room(request.path):
            return HttpResponse(
                render_to_string("workshops/laptop_only.html"), status=403
            )
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return get_response(request)

    return middleware


def for_the_room(path: str) -> bool:
    """Whether a device in the room may ask for this.

    Examples:
        >>> for_the_room("/room/answer"), for_the_room("/accounts/login/")
        (True, False)
        >>> for_the_room("/joined"), for_the_room("/room/../account")
        (False, False)
    """
    if ".." in path:
        return False
    return path in PAGES or path.startswith(FOLDERS)
