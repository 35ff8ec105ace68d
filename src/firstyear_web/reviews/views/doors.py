"""How every page of a review begins: who asks, and whether it is open to them."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from firstyear_web.people.permissions import allowed, require
from firstyear_web.reviews import queries
from firstyear_web.reviews.actions.keeping import READ, RUN
from firstyear_web.reviews.models import Review

View = Callable[..., HttpResponse]


def reading(view: View) -> View:
    """A page for who may read the review, which the view is given as `found`.

    A review that is not open to them is not there: nobody learns that it exists.
    """

    def opened(request: HttpRequest, pk: str, **named: str) -> HttpResponse:
        require(request.user, READ)
        found = queries.review(pk, request.user)
        return view(request, found, **named)

    return require_safe(never_cache(login_required(opened)))


def running(view: View) -> View:
    """A form for who may run the review."""
    return require_http_methods(["GET", "HEAD", "POST"])(
        never_cache(login_required(_run(view)))
    )


def doing(view: View) -> View:
    """A button for who may run the review."""
    return require_POST(never_cache(login_required(_run(view))))


def _run(view: View) -> View:
    def opened(request: HttpRequest, pk: str, **named: str) -> HttpResponse:
        require(request.user, READ)
        found = queries.review(pk, request.user)
        require(request.user, RUN, found)
        return view(request, found, **named)

    return opened


def page(
    request: HttpRequest, template: str, found: Review | None, **context: Any
) -> HttpResponse:
    """A page, with the review it is about and whether they may change it."""
    status = context.pop("status", 200)
    return render(
        request,
        f"reviews/{template}.html",
        {
            "review": found,
            "runs": found is not None and allowed(request.user, RUN, found),
            **context,
        },
        status=status,
    )
