"""Before the day: sessions, what they ask, who is asked to come."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from firstyear import packs
from firstyear.errors import FirstyearError, InputError
from firstyear.sessions import Item, open_agenda
from firstyear_web.config.store import current_store
from firstyear_web.people.permissions import require
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.actions.planning import RUN, Line, line_of
from firstyear_web.workshops.forms import (
    InviteeForm,
    NewSessionForm,
    SessionForm,
    SmallGroupForm,
    details_of,
)
from firstyear_web.workshops.models import Session
from firstyear_web.workshops.presenters.plan import (
    areas_to_choose,
    plan_page,
)
from firstyear_web.workshops.presenters.prompts import prompts

BLANK = Item("part", "", 10)


@require_safe
@never_cache
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Every session, and the way to a new one."""
    require(request.user, RUN)
    actions.end_in_time()
    return render(
        request,
        "workshops/index.html",
        {
            "sessions": queries.sessions_for(request.user),
            "start": packs.points("starting-questions"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def plan(request: HttpRequest) -> HttpResponse:
    """A new session."""
    require(request.user, RUN)
    areas = areas_to_choose(current_store())
    own = queries.own_instruments(offered=True)
    form = NewSessionForm(
        request.POST or None,
        areas=areas,
        own=[(f"own:{one.pk}", f"{one.title} (version {one.version})") for one in own],
        initial={"area": request.GET.get("area", "")},
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        kind = given.pop("kind")
        made = actions.plan_session(
            **given,
            area_name=dict(areas)[given["area"]],
            instrument=_instrument(kind),
            by=request.user,
        )
        if kind == "open":
            actions.set_agenda(
                session=made,
                lines=[Line(one) for one in open_agenda()],
                by=request.user,
            )
        return redirect("session", made.pk)
    return render(request, "workshops/plan.html", {"form": form, "session": None})


@require_safe
@never_cache
@login_required
def session(request: HttpRequest, pk: str) -> HttpResponse:
    """A session on one page: what is planned, what to mind, what comes next."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    return session_page(request, found, InviteeForm())


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change(request: HttpRequest, pk: str) -> HttpResponse:
    """Other details."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    areas = dict(areas_to_choose(current_store())) | {found.area: found.area_name}
    form = SessionForm(
        request.POST or None, areas=areas.items(), initial=details_of(found)
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_session(
                session=found, by=request.user, area_name=areas[given["area"]], **given
            )
        except InputError as problem:
            form.add_error("groups", str(problem))
        else:
            messages.success(request, "The details are changed.")
            return redirect("session", pk)
    return render(request, "workshops/plan.html", {"form": form, "session": found})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def agenda(request: HttpRequest, pk: str) -> HttpResponse:
    """The agenda: order, minutes, and what is left out."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    problem = ""
    if request.method == "POST":
        try:
            actions.set_agenda(
                session=found, lines=_lines(request, found), by=request.user
            )
        except (FirstyearError, ValueError) as error:
            problem = str(error)
        else:
            messages.success(request, "The agenda is changed.")
            return redirect("session", pk)
    return render(
        request,
        "workshops/agenda.html",
        {
            "session": found,
            "lines": queries.agenda(found),
            "more": _left_out(found),
            "problem": problem,
        },
        status=422 if problem else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def part(request: HttpRequest, pk: str, line: str) -> HttpResponse:
    """The questions of a part, to read and to star."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    chosen = queries.line(found, int(line))
    if request.method == "POST":
        actions.star(
            session=found,
            line=chosen,
            questions=request.POST.getlist("starred"),
            by=request.user,
        )
        messages.success(request, f"The votes of {chosen.title} are changed.")
        return redirect("session", pk)
    instrument = queries.instrument(found)
    return render(
        request,
        "workshops/part.html",
        {
            "session": found,
            "line": chosen,
            "part": instrument.part(chosen.ref),
            "questions": prompts(found, instrument.questions(chosen.ref)),
        },
    )


@require_POST
@never_cache
@login_required
def invite(request: HttpRequest, pk: str) -> HttpResponse:
    """Somebody more is asked to come."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    form = InviteeForm(request.POST)
    if form.is_valid():
        actions.invite(session=found, by=request.user, **form.cleaned_data)
        return redirect(f"{request.path.removesuffix('/invite')}#invited")
    return session_page(request, found, form, status=422)


@require_POST
@never_cache
@login_required
def uninvite(request: HttpRequest, pk: str, invitee: str) -> HttpResponse:
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    actions.uninvite(invitee=queries.invitee(found, int(invitee)), by=request.user)
    return redirect("session", pk)


def _instrument(kind: str) -> packs.Instrument:
    """The instrument of a choice of the form."""
    which, _, number = kind.partition(":")
    found = queries.own_instrument(int(number)) if which == "own" else None
    if found is not None:
        return packs.Instrument.from_dict(found.content)
    whole = packs.instrument("generic" if which == "generic" else "infant-mortality")
    if which != "core":
        return whole
    title = f"{whole.title} The core set"
    return packs.keep_core(
        packs.copy_instrument(whole, f"{whole.id}-core", title=title)
    )


def session_page(
    request: HttpRequest,
    found: Session,
    form: InviteeForm,
    *,
    group: SmallGroupForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a session, with forms as somebody filled them in."""
    return render(
        request,
        "workshops/session.html",
        {
            "page": plan_page(found),
            "session": found,
            "form": form,
            "group_form": group or SmallGroupForm(),
        },
        status=status,
    )


def _lines(request: HttpRequest, found: Session) -> list[Line]:
    """Lines that are ticked, in the order their places say."""
    stored = {str(one.pk): line_of(one) for one in queries.agenda(found)}
    more = {f"more-{place}": one for place, one in enumerate(_left_out(found))}
    known: dict[str, Line] = {**stored, **more}
    chosen: list[tuple[float, int, Line]] = []
    for number, (key, line) in enumerate(known.items()):
        if f"use-{key}" not in request.POST:
            continue
        place = _number(request.POST.get(f"place-{key}", ""), "place", line)
        minutes = _number(request.POST.get(f"minutes-{key}", ""), "minutes", line)
        item = Item(line.item.kind, line.item.title, int(minutes), line.item.ref)
        chosen.append((place, number, Line(item, line.starred)))
    return [line for *_, line in sorted(chosen, key=lambda one: one[:2])]


def _number(text: str, what: str, line: Line) -> float:
    try:
        found = float(text)
    except ValueError:
        found = -1
    if not 0 < found <= 600:
        raise ValueError(f"{line.item.title}: enter its {what} as a number from 1.")
    return found


def _left_out(found: Session) -> list[Line]:
    """Parts, polls and breaks that the agenda could have and has not."""
    there = {(one.kind, one.ref) for one in queries.agenda(found)}
    lines: list[Any] = [
        *(
            Item("part", one["title"], one.get("minutes", 10), one["id"])
            for one in found.instrument["parts"]
        ),
        *(
            Item("poll", one.heading or one.question, 6, one.id)
            for one in packs.polls()
        ),
        *(
            Item("discussion", one.name, 15, one.id)
            for one in packs.points("discussion-questions")
        ),
    ]
    return [
        *(Line(one) for one in lines if (one.kind, one.ref) not in there),
        Line(Item("break", "Break", 15)),
    ]
