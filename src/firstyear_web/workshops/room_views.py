"""The room as phones and scribes see it: joining, answering, writing, leaving."""

import json
import uuid
from collections.abc import AsyncIterator
from typing import Any

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections
from django.http import (
    HttpRequest,
    HttpResponse,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from firstyear import packs
from firstyear.errors import InputError, RefusedError
from firstyear.sessions import BROAD_GROUPS
from firstyear_web.care import queries as care
from firstyear_web.workshops import actions, devices, queries
from firstyear_web.workshops.actions.voices import words_of
from firstyear_web.workshops.hub import Hub
from firstyear_web.workshops.join_views import GONE, NO_VOICE, NOT_WRITTEN, outside
from firstyear_web.workshops.models import Session, Voice
from firstyear_web.workshops.presenters.room import LETTERS, room_page
from firstyear_web.workshops.reading import answer_content, whole


@require_safe
@never_cache
def room(request: HttpRequest) -> HttpResponse:
    """The phone's page: what is open now, and what this phone has sent."""
    voice = devices.voice_of(request)
    if voice is None:
        return outside(request)
    if voice.scribe_for is not None:
        return redirect("scribe")
    return _phone(request, voice)


@require_safe
@never_cache
def room_live(request: HttpRequest) -> HttpResponse:
    """The part of a phone's page that changes, for phones whose stream is cut."""
    voice = devices.voice_of(request)
    if voice is None:
        return HttpResponse(NO_VOICE, status=401, content_type="text/plain")
    return HttpResponse(phone_fragment(voice.session_id))


@require_POST
@never_cache
def answer(request: HttpRequest) -> HttpResponse:
    """An answer, as JSON from the queue of a phone or as a form without JavaScript."""
    sent_as_json = request.content_type == "application/json"
    voice = devices.voice_of(request)
    if voice is None:
        if sent_as_json:
            return JsonResponse({"problem": GONE, "gone": True}, status=410)
        return outside(request)
    try:
        body = _body(request) if sent_as_json else None
        content = body if body is not None else answer_content(request.POST)
        given = actions.give_answer(
            answer_id=str(content.get("id", "")),
            ballot=str(content.get("ballot", "")),
            round_=whole(content.get("round")),
            content=content,
            order=whole(content.get("order", 0)),
            by=voice,
        )
    except (InputError, RefusedError) as error:
        if sent_as_json:
            return JsonResponse({"problem": str(error)}, status=422)
        return _phone(request, voice, problem=str(error), status=422)
    except DatabaseError:
        if sent_as_json:
            return JsonResponse({"problem": NOT_WRITTEN, "again": True}, status=503)
        return _phone(request, voice, problem=NOT_WRITTEN, status=503)
    if sent_as_json:
        return JsonResponse(
            {
                "id": given.id,
                "receipt": given.receipt,
                "state": given.state,
                "likeness": list(given.likeness),
            }
        )
    return _phone(request, voice, given=given)


@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Every answer of this phone with its receipt, and what still waits here."""
    voice = devices.voice_of(request)
    if voice is None:
        return outside(request)
    return render(
        request,
        "workshops/mine.html",
        {
            "voice": voice,
            "next_order": actions.next_order(voice),
            "answers": _receipts(voice),
            "session": voice.session,
        },
    )


@require_safe
@never_cache
def concern(request: HttpRequest) -> HttpResponse:
    """Where a concern about a child or an incident goes. Nothing is stored here."""
    voice = devices.voice_of(request)
    area = voice.session.area if voice is not None else ""
    return render(
        request, "workshops/concern.html", {"routes": care.concern_routes(area)}
    )


async def stream(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """Server-sent events of the room of this device."""
    voice = await sync_to_async(devices.voice_of)(request)
    await let_go()
    if voice is None:
        return HttpResponse(NO_VOICE, status=401, content_type="text/plain")
    kind = "phone" if voice.scribe_for is None else "scribe"
    return event_stream(hub.events(voice.session_id, kind))


async def let_go() -> None:
    """A stream goes on for hours: it keeps no connection of the database so long."""
    await sync_to_async(close_old_connections)()


def event_stream(events: AsyncIterator[str]) -> StreamingHttpResponse:
    """An answer that goes on for as long as somebody listens."""
    return StreamingHttpResponse(
        events,
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def phone_fragment(session: str) -> str:
    """What every phone of a session shows now."""
    page = room_page(queries.session(session))
    return render_to_string(
        "workshops/phone_live.html", {"page": page, "letters": LETTERS}
    )


def projector_fragment(session: str) -> str:
    """What the projector of a session shows now."""
    page = room_page(queries.session(session))
    return render_to_string("workshops/projector_live.html", {"page": page})


hub = Hub({"phone": phone_fragment, "projector": projector_fragment})


def _phone(
    request: HttpRequest,
    voice: Voice,
    *,
    given: actions.Given | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "workshops/phone.html",
        {
            "page": room_page(voice.session),
            "voice": voice,
            "next_order": actions.next_order(voice),
            "role": _role(voice),
            "words": words_of(request.COOKIES[devices.COOKIE]),
            "given": given,
            "problem": problem,
            "typed": request.POST if problem else {},
            "new_id": uuid.uuid4().hex,
            "letters": LETTERS,
            "answers": _receipts(voice),
            "support": care.support(voice.session.area),
            "shared": voice.session.mode == Session.Mode.TABLETS,
        },
        status=status,
    )


def _receipts(voice: Voice) -> list[dict[str, Any]]:
    return [
        {
            "title": one.ballot.title,
            "round": one.round,
            "receipt": actions.receipt(one.pk),
            "counts": one.counts,
            "late": one.late,
            "held": one.state == "held",
            "answer": one,
            "options": one.ballot.options,
        }
        for one in queries.own_answers(voice)
    ]


def _role(voice: Voice) -> str:
    known = {one.id: one.today for one in packs.roles()}
    return known.get(voice.role) or BROAD_GROUPS.get(voice.group, "")


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        found = json.loads(request.body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise InputError("This answer could not be read: send it again from the page.")
    return found
