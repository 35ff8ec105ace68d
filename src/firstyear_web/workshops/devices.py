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
# Wrong guesses in ten minutes: from one address, and from all together. Against the
# short code 100 in ten minutes are 6,000 in the ten hours that a code holds, which is
# one chance in 166 of coming upon one room of a million codes for whoever tries all
# day and from many places. The twelve figures of the QR code are not limited: a
# thousand tries a second for ten hours are one chance in 28,000. A phone's words can
# be guessed only by whoever has the code.
WRONG_GUESSES: Final = 12
WRONG_OF_ALL: Final = 100
GUESS_SECONDS: Final = 10 * 60
TOO_MANY_CODES: Final = (
    "Too many codes have been tried that are not right. Point the camera of this phone "
    "at the square picture on the screen, or enter the twelve figures that stand "
    "there. Or wait ten minutes."
)
TOO_MANY_WORDS: Final = (
    "Too many words have been tried that are not right. Wait ten minutes, or join anew "
    "and tell the facilitator."
)


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


def may_guess(request: HttpRequest, of: str = "", *, alone: bool = False) -> None:
    """Raises RefusedError where too many codes were tried that nobody has.

    `of` says what is guessed where it is not a code; with `alone` what others
    have tried does not matter.
    """
    for key, most in _keys(request, of)[: 1 if alone else 2]:
        if cache.get(key, 0) >= most:
            raise RefusedError(TOO_MANY_WORDS if of else TOO_MANY_CODES)


def guessed_wrong(request: HttpRequest, of: str = "") -> None:
    """One more code that nobody has."""
    for key, _ in _keys(request, of):
        cache.add(key, 0, GUESS_SECONDS)
        with suppress(ValueError):  # its ten minutes ended in this moment
            cache.incr(key)


def _keys(request: HttpRequest, of: str) -> tuple[tuple[str, int], ...]:
    address = request.META.get("REMOTE_ADDR", "")
    return (
        (f"room-guesses-{of}-{address}", WRONG_GUESSES),
        (f"room-guesses-{of}", WRONG_OF_ALL),
    )
