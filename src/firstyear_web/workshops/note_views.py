"""The facilitator's own notes: new ones, in other words, or made of an answer."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from firstyear import packs
from firstyear.errors import FirstyearError
from firstyear.sessions import NOTE_KINDS
from firstyear_web.design.mistakes import NOT_WRITTEN
from firstyear_web.people.permissions import require
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.models import Session
from firstyear_web.workshops.presenters.choosing import every_question
from firstyear_web.workshops.reading import day_or_none, key_or_none, whole

FIELDS = ("kind", "text", "part", "question", "point", "lead", "due", "approach")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def note(request: HttpRequest, pk: str) -> HttpResponse:
    """A note: new, `?note=` one that is there, `?of=` made of an answer or a vote."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    form = _typed(request, found)
    problem = ""
    if request.method == "POST":
        try:
            made = actions.write_note(
                session=found,
                note_id=request.POST.get("id", ""),
                kind=form["kind"],
                text=form["text"],
                part=form["part"],
                question=form["question"],
                point=whole(form["point"] or 0),
                lead=form["lead"],
                due=day_or_none(form["due"]),
                approach=form["approach"],
                group=_group(request, found),
                by=request.user,
            )
        except FirstyearError as error:
            problem = str(error)
        except OperationalError:
            problem = NOT_WRITTEN
        else:
            if made.likeness:
                messages.warning(
                    request,
                    "This looks like a person. Remove it, or send it to the "
                    "safeguarding lead: the note is kept and is in no shared view.",
                )
            else:
                messages.success(request, "The note is kept.")
            return redirect("session-report", pk)
    return render(
        request,
        "workshops/note.html",
        {
            "session": found,
            "form": form,
            "problem": problem,
            "kinds": NOTE_KINDS,
            "approaches": packs.points("population-approaches"),
            "parts": found.instrument["parts"],
            "questions": every_question(found),
            "id": request.POST.get("id") or form["id"] or uuid.uuid4().hex,
        },
        status=422 if problem else 200,
    )


def _typed(request: HttpRequest, found: Session) -> dict[str, Any]:
    if request.method == "POST":
        given = {name: request.POST.get(name, "") for name in FIELDS}
        return given | {"id": "", "group": request.POST.get("group", "")}
    blank = dict.fromkeys((*FIELDS, "id", "group"), "")
    there = queries.note(found, request.GET.get("note", ""))
    if there is not None:
        return blank | {
            "id": there.pk,
            "kind": there.kind,
            "text": there.text,
            "part": there.part,
            "question": there.question,
            "point": str(there.point),
            "lead": there.lead,
            "due": "" if there.due is None else f"{there.due:%d %m %Y}",
            "approach": there.approach,
            "group": "" if there.group is None else str(there.group),
        }
    kind, _, key = request.GET.get("of", "").partition(":")
    if not kind:
        return blank | {"kind": request.GET.get("kind", "action")}
    if kind == "ballot":
        of = queries.ballot(found, key)
        return blank | {"kind": "action", "part": of.part, "question": of.question}
    source = queries.thing(found, kind, key)
    ballot = getattr(source, "ballot", None)
    return blank | {
        "kind": "action",
        "text": source.text,
        "part": getattr(source, "part", "") or (ballot.part if ballot else ""),
        "question": getattr(source, "question", "")
        or (ballot.question if ballot else ""),
    }


def _group(request: HttpRequest, found: Session) -> int | None:
    place = key_or_none(request.POST.get("group", ""))
    return place if place is not None and place < len(found.groups) else None
