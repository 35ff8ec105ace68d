"""The facilitator's screens: the console and the projector."""

from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from firstyear.charts.qr import qr_svg
from firstyear.errors import FirstyearError, InputError
from firstyear_web.design.mistakes import NOT_WRITTEN
from firstyear_web.people.permissions import allowed, require
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.models import Session
from firstyear_web.workshops.presenters.console import cloud_words
from firstyear_web.workshops.presenters.console import console as console_page
from firstyear_web.workshops.presenters.prompts import talk
from firstyear_web.workshops.presenters.room import room_page, warm
from firstyear_web.workshops.reading import key_or_none
from firstyear_web.workshops.room_views import event_stream, hub, let_go

BALLOT = {
    "open": actions.open_ballot,
    "close": actions.close_ballot,
    "reveal": actions.reveal,
    "hide": actions.hide,
    "again": actions.vote_again,
}


@require_safe
@never_cache
@login_required
def console(request: HttpRequest, pk: str) -> HttpResponse:
    """The console; with `?live` only the part of it that changes."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    if found.state == Session.State.PLANNED:
        return redirect("session", pk)
    return _console(request, found)


@require_POST
@never_cache
@login_required
def do(request: HttpRequest, pk: str) -> HttpResponse:
    """One step of the facilitator: a verb, and what it is done to."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    verb, thing = request.POST.get("verb", ""), request.POST.get("thing", "")
    problem = ""
    try:
        _do(request, found, verb, thing)
    except FirstyearError as error:
        problem = str(error)
    except OperationalError:
        problem = NOT_WRITTEN
    if problem or "live" in request.GET:
        return _console(request, queries.session_for(request.user, pk), problem)
    return redirect(f"{reverse('console', args=[pk])}#{request.POST.get('at', 'now')}")


@require_safe
@never_cache
@login_required
def projector(request: HttpRequest, pk: str) -> HttpResponse:
    """What the room looks at together."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    return render(
        request,
        "workshops/projector.html",
        {"page": room_page(found), **_joining(request, found)},
    )


async def stream(
    request: HttpRequest, pk: str, kind: str
) -> HttpResponse | StreamingHttpResponse:
    """Server-sent events for the console and the projector."""
    user = await request.auser()
    may = await sync_to_async(allowed)(user, RUN)
    if not may:
        return HttpResponse("Sign in first.", status=401, content_type="text/plain")
    await sync_to_async(queries.session_for)(user, pk)
    await let_go()
    return event_stream(hub.events(pk, kind))


def _do(request: HttpRequest, found: Session, verb: str, thing: str) -> None:
    by: Any = request.user
    if verb in BALLOT:
        BALLOT[verb](ballot=queries.ballot(found, thing), by=by)
    elif verb == "move":
        line = queries.line(found, key_or_none(thing) or 0)
        actions.move_to(session=found, line=line, by=by)
    elif verb == "undo":
        actions.undo(session=found, by=by)
    elif verb == "late":
        actions.count_late(ballot=queries.ballot(found, thing), by=by)
    elif verb == "park":
        text = request.POST.get("text", "")
        if not text.strip():
            raise InputError("Write what is parked first.")
        actions.park(session=found, text=text, by=by, part=request.POST.get("part", ""))
    elif verb == "hands":
        actions.key_hands(
            ballot=queries.ballot(found, thing),
            counts=[
                _people(request.POST.get(f"hands-{level}") or "0") for level in range(5)
            ],
            sheet=request.POST.get("sheet", "")[:40],
            by=by,
        )
    elif verb == "prompt":
        actions.put_on_screens(session=found, question=thing, by=by)
    elif verb == "keep-out":
        text = request.POST.get("text", "")
        actions.keep_out(ballot=queries.ballot(found, thing), text=text, by=by)
    elif verb in ("show", "remove", "clear", "unclear"):
        kind, _, key = thing.partition(":")
        actions.clear(thing=queries.thing(found, kind, key), verb=verb, by=by)
    else:
        raise InputError("The console has no such button.")


def _console(request: HttpRequest, found: Session, problem: str = "") -> HttpResponse:
    warm(found)
    context = {
        "page": console_page(found, timezone.now()),
        "room": room_page(found),
        "words": cloud_words(found.showing),
        "talk": talk(found, found.current, queries.instrument(found)),
        "session": found,
        "problem": problem,
        **_joining(request, found),
    }
    if "live" in request.GET:
        return HttpResponse(
            render_to_string("workshops/console_live.html", context, request)
        )
    status = 422 if problem else 200
    return render(request, "workshops/console.html", context, status=status)


def _joining(request: HttpRequest, found: Session) -> dict[str, Any]:
    """How people join: the address, the code, and both as a picture."""
    if found.state != Session.State.OPEN:
        return {"join_address": "", "join_qr": "", "long_code": "", "scribes": ()}
    long = actions.long_code(found)
    address = room_address(request, reverse("join-code", args=[long]))
    return {
        "join_address": room_address(request, reverse("join")),
        "long_code": long,
        "join_qr": Markup(qr_svg(address)),  # noqa: S704 - squares alone
        "scribes": [
            {
                "name": name,
                "address": room_address(
                    request,
                    reverse(
                        "join-scribe",
                        args=[found.code, place + 1, actions.scribe_key(found, place)],
                    ),
                ),
            }
            for place, name in enumerate(found.groups)
        ],
    }


def room_address(request: HttpRequest, path: str) -> str:
    """The address of a page as phones of the room reach it."""
    from django.conf import settings

    if settings.FIRSTYEAR_ROOM:
        return f"{settings.FIRSTYEAR_ROOM}{path}"
    return request.build_absolute_uri(path)


def _people(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise InputError("Key in how many hands as a number.") from None
