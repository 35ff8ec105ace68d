"""The demo signs its reader in without a password, on this machine only."""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Any

from asgiref.sync import iscoroutinefunction, sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware
from django.utils.functional import SimpleLazyObject

from firstyear_web.design.mistakes import explained
from firstyear_web.people.models import User
from firstyear_web.people.queries import person_by_email

DEMO_EMAIL = "demo@example.invalid"
LOOPBACK_NAMES = {"localhost", "127.0.0.1", "[::1]", "::1"}
# A proxy in front means that the reader may be anywhere, whatever the address says.
# There a reader may become somebody else, to see what an administrator sees.
SIGN_IN_PAGES = "/accounts/"
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
REASON = (
    "This is a demonstration that signs everybody in. It answers only on the machine "
    "it runs on, at 127.0.0.1 or localhost. To share Firstyear, run "
    "“firstyear serve” and give people accounts."
)


@sync_and_async_middleware
def sign_in_demo_user(get_response: Callable[[HttpRequest], Any]) -> Callable[..., Any]:
    """Anonymous readers become the demo user; requests from elsewhere get a 403."""
    if iscoroutinefunction(get_response):

        async def async_middleware(request: HttpRequest) -> HttpResponse:
            if settings.FIRSTYEAR_DEMO:
                if not on_this_machine(request):
                    return await sync_to_async(explained)(request, REASON, 403)
                await sync_to_async(_sign_in)(request)
            return await get_response(request)

        return async_middleware

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.FIRSTYEAR_DEMO:
            if not on_this_machine(request):
                return explained(request, REASON, 403)
            _sign_in(request)
        return get_response(request)

    return middleware


def on_this_machine(request: HttpRequest) -> bool:
    """Whether the connection and the name asked for are both loopback."""
    if any(name in request.META for name in FORWARDED):
        return False
    try:
        remote = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    host = request.get_host()
    name, _, port = host.rpartition(":")
    return remote.is_loopback and (name if port.isdigit() else host) in LOOPBACK_NAMES


def _sign_in(request: HttpRequest) -> None:
    if request.path.startswith(SIGN_IN_PAGES):
        return
    # Somebody who signed in on purpose (to see what an administrator sees) stays so.
    signed_in = request.user

    def person() -> Any:
        return signed_in if signed_in.is_authenticated else demo_user() or signed_in

    request.user = SimpleLazyObject(person)

    async def auser() -> Any:
        return await sync_to_async(person)()

    request.auser = auser


def demo_user() -> User | None:
    """The demo's analyst, once `setup.ensure_demo` has made it."""
    found = person_by_email(DEMO_EMAIL)
    return found if found is not None and found.is_active else None
