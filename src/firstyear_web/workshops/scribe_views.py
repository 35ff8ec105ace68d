"""The scribe's page: what a group says, written down as it says it."""

import re
import uuid
from secrets import compare_digest
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from firstyear import packs
from firstyear.errors import InputError, RefusedError
from firstyear.sessions import NOTE_KINDS
from firstyear_web.workshops import actions, devices, queries
from firstyear_web.workshops.join_views import (
    GONE,
    NO_VOICE,
    NOT_WRITTEN,
    outside,
)
from firstyear_web.workshops.models import Note, Session, Voice
from firstyear_web.workshops.presenters.choosing import opened_questions
from firstyear_web.workshops.reading import day_or_none, whole


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def scribe(request: HttpRequest) -> HttpResponse:
    """A scribe's page: notes of one group, new ones and ones in other words."""
    voice = devices.voice_of(request)
    if voice is None or voice.scribe_for is None:
        if _wants_json(request):
            return JsonResponse({"problem": GONE, "gone": True}, status=410)
        return outside(request)
    problem, written, status = "", None, 200
    if request.method == "POST":
        try:
            written = actions.write_note(
                session=voice.session,
                note_id=request.POST.get("id", ""),
                kind=request.POST.get("kind", ""),
                text=request.POST.get("text", ""),
                part=request.POST.get("part", ""),
                question=request.POST.get("question", ""),
                point=whole(request.POST.get("point", "0")),
                lead=request.POST.get("lead", ""),
                due=day_or_none(request.POST.get("due", "")),
                approach=request.POST.get("approach", ""),
                by=voice,
            )
        except (InputError, RefusedError) as error:
            problem, status = str(error), 422
        except DatabaseError:
            problem, status = NOT_WRITTEN, 503
        if _wants_json(request):
            return JsonResponse(
                {"problem": problem}
                if written is None
                else {
                    "id": written.note.pk,
                    "receipt": actions.receipt(written.note.pk),
                    "likeness": list(written.likeness),
                    "html": scribe_fragment(voice),
                },
                status=status,
            )
    return render(
        request,
        "workshops/scribe.html",
        {
            **_scribe(voice),
            "problem": problem,
            "written": written,
            **_in_form(request, voice, problem),
            "voice": voice,
        },
        status=status,
    )


@require_safe
@never_cache
def scribe_live(request: HttpRequest) -> HttpResponse:
    voice = devices.voice_of(request)
    if voice is None or voice.scribe_for is None:
        return HttpResponse(NO_VOICE, status=401, content_type="text/plain")
    return HttpResponse(scribe_fragment(voice))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def join_as_scribe(
    request: HttpRequest, code: str, group: str, key: str
) -> HttpResponse:
    """The link that a facilitator gives the scribe of a group.

    The figures of the room alone make nobody a scribe, who reads and changes what a
    group said.
    """
    # What others try keeps no scribe with the right link out.
    devices.may_guess(request, alone=True)
    session = queries.session_by_code(code)
    place = int(group) - 1
    known = session is not None and place < len(session.groups)
    if session is None or not known or not _right(key, session, place):
        devices.guessed_wrong(request)
        return outside(request)
    if request.method == "POST":
        joined = actions.join(session=session, scribe_for=place)
        answer = redirect("scribe")
        devices.remember(request, answer, joined)
        return answer
    return render(
        request,
        "workshops/join_scribe.html",
        {"session": session, "group": session.groups[place]},
    )


def _right(key: str, session: Session, place: int) -> bool:
    return compare_digest(key, actions.scribe_key(session, place))


def scribe_fragment(voice: Voice) -> str:
    return render_to_string("workshops/scribe_live.html", _scribe(voice))


def _scribe(voice: Voice) -> dict[str, Any]:
    session = voice.session
    place = voice.scribe_for
    line = session.current
    return {
        "session": session,
        "group": queries.group_names(session.groups, place),
        "notes": queries.notes(session, place),
        "line": line,
        "parts": session.instrument["parts"],
        "questions": opened_questions(session),
        "kinds": NOTE_KINDS,
        "approaches": packs.points("population-approaches"),
        "typed_again": _typed_again,
    }


def _in_form(request: HttpRequest, voice: Voice, problem: str) -> dict[str, Any]:
    """What stands in the form: what was not taken, or `?note=` one of the group's."""
    if problem:
        return {"typed": request.POST, "new_id": _id(request.POST.get("id", ""))}
    there = queries.note(voice.session, request.GET.get("note", ""))
    if there is None or there.group != voice.scribe_for or there.state == "removed":
        return {"typed": {}, "new_id": uuid.uuid4().hex}
    typed = _typed_again(there)
    return {"typed": typed, "new_id": typed["id"]}


def _id(typed: str) -> str:
    """The same note again where it has an id, and else one of its own."""
    known = re.fullmatch(r"[0-9a-f]{32}", typed)
    return typed if known else uuid.uuid4().hex


def _typed_again(note: Note) -> dict[str, str]:
    """A note as its form has it."""
    return {
        "id": note.pk,
        "kind": note.kind,
        "part": note.part,
        "question": note.question,
        "text": note.text,
        "lead": note.lead,
        "due": "" if note.due is None else f"{note.due:%d %m %Y}",
        "point": str(note.point),
        "approach": note.approach,
    }


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
