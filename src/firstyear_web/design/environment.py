"""The Jinja2 environment of every template: formats, addresses, NHS components."""

import hashlib
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from jinja2 import ChainableUndefined, Environment

from firstyear_web.design import formats
from firstyear_web.design.explained import explained
from firstyear_web.design.terms import term


@cache
def _digest(path: str) -> str:
    found = finders.find(path)
    if found is None:
        return ""
    with open(found, "rb") as file:  # noqa: PTH123 - finders give text paths
        return hashlib.sha256(file.read()).hexdigest()[:10]


def asset(path: str) -> str:
    """The address of a static file, which changes when its content does."""
    digest = "" if settings.DEBUG else _digest(path)
    return static(path) + (f"?v={digest}" if digest else "")


def area_address(code: str) -> str:
    """The page of an area; the start page where no address can hold its code."""
    try:
        return reverse("area", args=[code])
    except NoReverseMatch:
        return reverse("start")


def environment(**options: Any) -> Environment:
    # The NHS components test parameters that callers leave out.
    options["undefined"] = ChainableUndefined
    options["trim_blocks"] = True
    options["lstrip_blocks"] = True
    made = Environment(**options)  # noqa: S701 - Django passes autoescape=True
    made.globals.update(asset=asset, area_address=area_address, url=reverse, term=term)
    made.filters.update(formats.FILTERS, explained=explained)
    return made
