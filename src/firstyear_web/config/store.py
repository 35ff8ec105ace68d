"""The open store of figures: read-only, of the newest releases, as its reader sees it.

A local release that no second person has approved is for people who are signed in.
Who reads is known to the request alone, so the middleware here says it once; whatever
asks without a request reads as somebody who is not signed in.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.decorators import sync_and_async_middleware

from firstyear.figures import Store, Viewer
from firstyear.figures import open as open_store
from firstyear.figures.audiences import NOBODY

# Each keeps the areas it read: one for everybody, and a few for people signed in.
KEPT_STORES: Final = 64
_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


@cache
def _whole(home: Path) -> Store:
    return open_store(home)


@lru_cache(KEPT_STORES)
def _store(home: Path, viewer: Viewer) -> Store:
    return _whole(home).seen_by(viewer)


def public_store() -> Store:
    """What everybody may see."""
    return _store(settings.FIRSTYEAR_HOME, NOBODY)


def current_store() -> Store:
    """The store of the data folder; it sees a release as soon as it is swapped in.

    Take it once at the beginning of a view: what an answer sends later is sent when
    the request is over, and by then nobody is signed in.
    """
    public, request = public_store(), _request.get()
    if request is None or not holds_private():
        return public
    # From here on the answer is this reader's and no cache in between may keep it.
    request.firstyear_reader = True
    return _store(settings.FIRSTYEAR_HOME, viewer_of(request))


def viewer_of(request: HttpRequest) -> Viewer:
    """Who reads, as releases name them."""
    from firstyear_web.data.doer import viewer

    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return NOBODY
    return viewer(user)


def holds_private() -> bool:
    """Whether there is a release that not everybody may see."""
    return _whole(settings.FIRSTYEAR_HOME).version != public_store().version


def shows_private() -> bool:
    """Whether this reader sees a release that not everybody may see."""
    return current_store().version != public_store().version


def holds_synthetic() -> bool:
    """Whether any release is made up: every page says so then."""
    return any(each.origin == "synthetic" for each in current_store().releases())


@sync_and_async_middleware
def remember_reader(get_response: Callable[[HttpRequest], Any]) -> Callable[..., Any]:
    """While a request is answered, figures are those its reader may see."""
    if iscoroutinefunction(get_response):

        async def async_middleware(request: HttpRequest) -> HttpResponse:
            before = _request.set(request)
            try:
                return _marked(request, await get_response(request))
            finally:
                _request.reset(before)

        return async_middleware

    def middleware(request: HttpRequest) -> HttpResponse:
        before = _request.set(request)
        try:
            return _marked(request, get_response(request))
        finally:
            _request.reset(before)

    return middleware


def _marked(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if getattr(request, "firstyear_reader", False):
        patch_vary_headers(response, ["Cookie"])
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True)
    return response
