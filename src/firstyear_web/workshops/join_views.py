"""Coming into a room and going out of it: no account, no name."""

from contextlib import suppress
from urllib.parse import urlencode

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from firstyear import packs
from firstyear.errors import InputError, RefusedError
from firstyear.sessions import BROAD_GROUPS
from firstyear_web.care import queries as care
from firstyear_web.workshops import actions, devices, queries
from firstyear_web.workshops.models import Session

LONG_CODE = 12
NO_VOICE = (
    "This device is not in a session. Join with the code on the screen, or bring back "
    "your phone with its words."
)

GONE = (
    "This device is not in the session any more: it has ended, or another phone has "
    "taken this one's place. What is still kept here was not taken: tell it to the "
    "facilitator, who can write it down."
)
NOT_WRITTEN = (
    "The laptop could not write this down: its disk may be full. It is not lost on "
    "this device. Tell the facilitator."
)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join(request: HttpRequest, code: str = "") -> HttpResponse:
    """A code, then a role; the link of the QR code brings the code along."""
    given = request.POST.get("code", code).strip()
    session, problem, status = _looked_up(request, given)
    voice = devices.voice_of(request)
    if session is not None and voice is not None and voice.session_id == session.pk:
        # Who comes by the QR code again is the same voice, not another one.
        return redirect("room")
    if request.method == "POST" and session is not None and "role" in request.POST:
        role, _, group = request.POST["role"].partition(":")
        joined = actions.join(
            session=session,
            role="" if role == "group" else role,
            group=group if role == "group" else "",
        )
        answer = redirect("room")
        devices.remember(request, answer, joined)
        return answer
    return render(
        request,
        "workshops/join.html",
        {
            "session": session,
            "code": given if session else "",
            "problem": problem,
            "roles": packs.roles(),
            "groups": BROAD_GROUPS,
            "support": care.support(session.area if session else ""),
            "in_room": voice,
        },
        status=status,
    )


def _looked_up(request: HttpRequest, given: str) -> tuple[Session | None, str, int]:
    """The session of a code, else what is wrong with it, and the status to say it."""
    posted = request.method == "POST"
    if not given:
        problem = "Enter the six figures that the screen shows." if posted else ""
        return None, problem, 200
    try:
        session = session_of(request, given)
    except RefusedError as refused:
        return None, str(refused), 403
    if session is not None:
        return session, "", 200
    problem = (
        f"No open session has the code {given[:15]}. Check the six figures on the "
        "screen; the session may not be open yet."
    )
    return None, problem, 200 if posted else 404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def resume(request: HttpRequest) -> HttpResponse:
    """Words that a phone was given bring its answers to another phone."""
    problem = ""
    if request.method == "POST":
        session = session_of(request, request.POST.get("code", ""))
        try:
            if session is None:
                raise InputError("No open session has that code: check the figures.")
            devices.may_guess(request, f"words-{session.pk}")
            joined = actions.resume(
                session=session, code=request.POST.get("words", "")[:80]
            )
        except InputError as error:
            if session is not None:
                devices.guessed_wrong(request, f"words-{session.pk}")
            problem = str(error)
        else:
            answer = redirect("room")
            devices.remember(request, answer, joined)
            return answer
    return render(request, "workshops/resume.html", {"problem": problem})


@require_POST
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """One tap, and the phone shows a page that tells nobody anything."""
    voice = devices.voice_of(request)
    gone = redirect("left")
    if voice is not None:
        # Who helps near the area is shown on the page that they leave to.
        near = urlencode({"area": voice.session.area})
        gone = redirect(f"{reverse('left')}?{near}")
        # A laptop that can write nothing down keeps nobody in the room: without its
        # token the phone is out of it, and the rest goes when the session closes.
        with suppress(OperationalError):
            actions.leave(voice=voice)
    devices.forget(gone)
    return gone


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    area = request.GET.get("area", "")[:80]
    return render(request, "workshops/left.html", {"support": care.support(area)})


@require_POST
@never_cache
def next_person(request: HttpRequest) -> HttpResponse:
    """A shared tablet goes to the next person, who is another voice."""
    voice = devices.voice_of(request)
    if voice is None:
        return outside(request)
    if voice.session.mode != Session.Mode.TABLETS:
        return redirect("room")
    gone = redirect("join-code", actions.long_code(voice.session))
    devices.forget(gone)
    return gone


def session_of(request: HttpRequest, code: str) -> Session | None:
    """The open session with this code. Raises RefusedError after too many wrong ones.

    Never with the twelve figures of the QR code: whoever is in the hall comes in,
    whatever others try meanwhile.
    """
    if len(queries.figures_of(code)) != LONG_CODE:
        devices.may_guess(request)
    found = queries.session_by_code(code)
    if found is None and code:
        devices.guessed_wrong(request)
    return found


def outside(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "workshops/outside.html",
        {
            "message": NO_VOICE,
            "support": care.support(),
        },
        status=401,
    )
