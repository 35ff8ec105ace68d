"""Local help, how long names are kept, and a name taken away on request."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from firstyear.errors import FirstyearError, InputError
from firstyear_web.care import actions, names, queries
from firstyear_web.care.actions.keeping import MANAGE
from firstyear_web.care.actions.local_help import EDIT
from firstyear_web.care.forms import HelpForm, NameForm
from firstyear_web.care.models import LocalHelp
from firstyear_web.care.presenters import areas_for, keeping_rows
from firstyear_web.config.store import current_store
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require

FIELDS = ("kind", "area", "name", "says", "telephone", "web")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def local_help(request: HttpRequest) -> HttpResponse:
    """What they may change, and a form for one more."""
    require(request.user, EDIT)
    return _help(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change_help(request: HttpRequest, pk: str) -> HttpResponse:
    """One entry."""
    require(request.user, EDIT)
    return _help(request, queries.entry(_user(request), int(pk)))


@require_POST
@never_cache
@login_required
def remove_help(request: HttpRequest, pk: str) -> HttpResponse:
    require(request.user, EDIT)
    user = _user(request)
    entry = queries.entry(user, int(pk))
    name = entry.name
    actions.remove_help(entry=entry, by=user)
    messages.success(request, f"{name} is taken off.")
    return redirect("local-help")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def keeping(request: HttpRequest) -> HttpResponse:
    """How long each kind is kept, what is due, and the press that ends it."""
    require(request.user, MANAGE)
    today = timezone.localdate()
    problem = ""
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        try:
            if "months" in request.POST:
                months = request.POST["months"].strip()
                # isdecimal: a figure such as ² is a digit and no number.
                number = int(months) if months.isdecimal() and len(months) < 6 else 0
                actions.keep_for(kind=kind, months=number, by=_user(request))
                said = "The keeping time is changed."
            else:
                ended = actions.end_keeping(kind=kind, today=today, by=_user(request))
                said = f"Names were taken out of {_records(ended)}."
        except FirstyearError as error:
            problem = str(error)
        else:
            messages.success(request, said)
            return redirect("keeping")
    return render(
        request,
        "care/keeping.html",
        {
            "rows": keeping_rows(today),
            "log": queries.taken_away(),
            "problem": problem,
        },
        status=422 if problem else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def take_name_away(request: HttpRequest) -> HttpResponse:
    """A name, on request: first where it stands, then gone from there."""
    require(request.user, MANAGE)
    form = NameForm(request.POST or None)
    found: dict[str, int] | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["name"].splitlines()
        try:
            if "sure" in request.POST:
                number = actions.take_name_away(
                    people=given, role=form.cleaned_data["role"], by=_user(request)
                )
                messages.success(request, f"It was in {_records(number)}, and is not.")
                return redirect("keeping")
            found = dict(names.found(*given))
        except InputError as error:
            form.add_error("name", str(error))
    return render(
        request,
        "care/name.html",
        {"form": form, "found": found, "total": sum((found or {}).values())},
        status=422 if form.errors else 200,
    )


def _help(request: HttpRequest, entry: LocalHelp | None) -> HttpResponse:
    user = _user(request)
    areas = areas_for(user, current_store())
    if entry is not None and entry.area not in dict(areas):
        areas = [*areas, (entry.area, entry.area_name or entry.area)]
    start = (
        {name: getattr(entry, name) for name in FIELDS}
        if entry is not None
        else {"area": areas[0][0] if areas else ""}
    )
    form = HelpForm(request.POST or None, areas=areas, initial=start)
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = dict(form.cleaned_data)
        values["area_name"] = dict(areas)[values["area"]] if values["area"] else ""
        try:
            if entry is None:
                made = actions.add_help(by=user, **values)
            else:
                made = actions.change_help(entry=entry, by=user, **values)
        except FirstyearError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{made.name} is kept.")
            return redirect("local-help")
    return render(
        request,
        "care/local_help.html",
        {
            "form": form,
            "entry": entry,
            "entries": queries.local_help(user),
            "areas": areas,
        },
        status=422 if form.errors else 200,
    )


def _user(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # login_required
    return user


def _records(number: int) -> str:
    return "1 record" if number == 1 else f"{number:,} records"
