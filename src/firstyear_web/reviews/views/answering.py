"""A form of a review shown, answered and shown again with what is wrong with it."""

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from firstyear.errors import InputError
from firstyear_web.reviews.models import Review, Words
from firstyear_web.reviews.views.doors import page

HELD = (
    "It is kept, and held back: something in it looks like a person. Somebody of the "
    "team reads it and decides."
)


def answered(
    request: HttpRequest,
    found: Review,
    form: forms.Form,
    save: Callable[[dict[str, Any]], object],
    *,
    back: str = "review",
    to: tuple[str, ...] = (),
    **context: Any,
) -> HttpResponse:
    """Save what a form says and go `back`; else the form, with what is to be mended."""
    if request.method == "POST" and form.is_valid():
        try:
            kept = save(form.cleaned_data)
        except InputError as error:
            form.add_error(None, str(error))
        else:
            if isinstance(kept, Words) and kept.held:
                messages.warning(request, HELD)
            return redirect(back, found.pk, *to)
    return form_page(request, found, form, **context)


def form_page(
    request: HttpRequest, found: Review | None, form: forms.Form, **context: Any
) -> HttpResponse:
    """The form as a page; 422 where something in it has to be mended."""
    return page(
        request,
        context.pop("template", "form"),
        found,
        form=form,
        status=422 if form.is_bound and form.errors else 200,
        **{"button": "Save", "says": "", "below": (), **context},
    )


def as_typed(day: datetime.date | None) -> str:
    """A day as people write it in a field."""
    return "" if day is None else f"{day.day} {day.month} {day.year}"
