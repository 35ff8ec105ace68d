"""Your account; and, for administrators, everybody's."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
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

from firstyear_web.people import actions, queries
from firstyear_web.people.demo import DEMO_EMAIL
from firstyear_web.people.forms import (
    DetailsForm,
    NewAccountForm,
    OrganisationForm,
    details_of,
    details_of_organisation,
)
from firstyear_web.people.invitation import invitation_address
from firstyear_web.people.models import Role
from firstyear_web.people.permissions import allowed, may, require

MANAGE = "people.manage_accounts"


@require_safe
@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    manages = allowed(request.user, MANAGE)
    return render(
        request,
        "people/account.html",
        {
            "person": request.user,
            "role": Role(request.user.role).label,
            "may": may(request.user),
            "second_factor": is_mfa_enabled(request.user),
            "is_demo": settings.FIRSTYEAR_DEMO and request.user.email == DEMO_EMAIL,
            "manages": manages,
            "people": queries.people() if manages else (),
            "organisations": queries.organisations() if manages else (),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def add_account(request: HttpRequest) -> HttpResponse:
    require(request.user, MANAGE)
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.create_account(**form.cleaned_data, by=request.user)
        return _invitation(request, made.pk)
    return render(request, "people/account_add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change_account(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, MANAGE)
    person = queries.person(pk)
    form = DetailsForm(request.POST or None, initial=details_of(person))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        actions.change_role(account=person, role=Role(given["role"]), by=request.user)
        if form.has_changed():
            actions.change_account(
                account=person,
                display_name=given["display_name"],
                organisation=given["organisation"],
                by=request.user,
            )
        messages.success(request, f"The account of {person.display_name} is changed.")
        return redirect("account-change", pk)
    return render(
        request,
        "people/account_change.html",
        {"form": form, "person": person, "acts": queries.acts(person)},
    )


@require_POST
@never_cache
@login_required
def change_account_state(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    require(request.user, MANAGE)
    person = queries.person(pk)
    if verb == "invite":
        return _invitation(request, pk)
    what = {
        "close": (actions.close_account, "closed"),
        "open": (actions.open_account, "open again"),
        "forget": (actions.forget_person, "without a name now"),
    }
    action, done = what[verb]
    action(account=person, by=request.user)
    messages.success(request, f"The account of {person.display_name} is {done}.")
    return redirect("account-change", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def add_organisation(request: HttpRequest) -> HttpResponse:
    require(request.user, MANAGE)
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.add_organisation(**form.cleaned_data, by=request.user)
        messages.success(request, f"{made.name} is added.")
        return redirect("account")
    return render(
        request,
        "people/organisation.html",
        {"form": form, "heading": "Add an organisation", "acts": ()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def change_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    require(request.user, MANAGE)
    organisation = queries.organisation(pk)
    form = OrganisationForm(
        request.POST or None,
        initial=details_of_organisation(organisation),
        own=organisation,
    )
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(
            organisation=organisation, **form.cleaned_data, by=request.user
        )
        messages.success(request, f"{organisation.name} is changed.")
        return redirect("account")
    return render(
        request,
        "people/organisation.html",
        {
            "form": form,
            "heading": organisation.name,
            "acts": queries.acts(organisation),
        },
    )


def _invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """A link to choose a password, shown once: mail may not be set up."""
    person = queries.person(pk)
    address = invitation_address(request, account=person, by=request.user)
    return render(
        request, "people/invitation.html", {"person": person, "address": address}
    )
