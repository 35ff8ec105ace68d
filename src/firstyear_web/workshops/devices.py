"""Devices in a room: their cookie, and how often a code may be guessed."""

from contextlib import suppress
from typing import Final

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from firstyear.errors import RefusedError
from firstyear_web.workshops import queries
from firstyear_web.workshops.actions.voices import Joined
from firstyear_web.workshops.models import Voice

COOKIE: Final = "firstyear_room"
# As long as the longest day, breaks and all.
SECONDS: Final = 16 * 60 * 60
WRONG_GUESSES: Final = 12
WRONG_OF_ALL: Final = 400
GUESS_SECONDS: Final = 10 * 60


def voice_of(request: HttpRequest) -> Voice | None:
    """The voice whose token this device holds."""
    return queries.voice_by_token(request.COOKIES.get(COOKIE, ""))


def remember(request: HttpRequest, response: HttpResponse, joined: Joined) -> None:
    """The device keeps its token, and nothing else."""
    response.set_cookie(
        COOKIE,
        joined.token,
        max_age=SECONDS,
        path="/",
        httponly=True,
        samesite="Strict",
        secure=request.is_secure(),
    )


def forget(response: HttpResponse) -> None:
    """The device keeps nothing."""
    response.delete_cookie(COOKIE, path="/", samesite="Strict")


def may_guess(request: HttpRequest) -> None:
    """Raises RefusedError for whoever has guessed too many codes that nobody has."""
    for key, most in _keys(request):
        if cache.get(key, 0) >= most:
            raise RefusedError(
                "Too many codes have been tried that are not right. Wait ten minutes, "
                "or ask the facilitator."
            )


def guessed_wrong(request: HttpRequest) -> None:
    """One more code that nobody has."""
    for key, _ in _keys(request):
        cache.add(key, 0, GUESS_SECONDS)
        with suppress(ValueError):  # its ten minutes ended in this moment
            cache.incr(key)


def _keys(request: HttpRequest) -> tuple[tuple[str, int], ...]:
    address = request.META.get("REMOTE_ADDR", "")
    return (
        (f"room-guesses-{address}", WRONG_GUESSES),
        ("room-guesses", WRONG_OF_ALL),
    )
