"""Small groups that meet beside a session: told of, and taken off."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from firstyear.errors import InputError
from firstyear_web.people.permissions import require
from firstyear_web.workshops import actions, queries
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.forms import InviteeForm, SmallGroupForm
from firstyear_web.workshops.plan_views import session_page


@require_POST
@never_cache
@login_required
def small_group(request: HttpRequest, pk: str) -> HttpResponse:
    """A small group meets beside the session."""
    require(request.user, RUN)
    found = queries.session_for(request.user, pk)
    form = SmallGroupForm(request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        name = given.pop("group_name")
        try:
            actions.add_small_group(session=found, name=name, by=request.user, **given)
        except InputError as problem:
            form.add_error("group_name", str(problem))
        else:
            return redirect(f"{reverse('session', args=[pk])}#beside")
    return session_page(request, found, InviteeForm(), group=form, status=422)


@require_POST
@never_cache
@login_required
def small_group_off(request: HttpRequest, pk: str, place: str) -> HttpResponse:
    require(request.user, RUN)
    actions.remove_small_group(
        session=queries.session_for(request.user, pk), place=int(place), by=request.user
    )
    return redirect(f"{reverse('session', args=[pk])}#beside")
