"""Addresses of places and indicators, for links in charts and tables."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse

# What a page of another place can be asked for too, as it stands.
KEPT = ("indicator", "years", "since")


# A page of the country names each area some twenty times.
@lru_cache(maxsize=4096)
def address_of_area(code: str) -> str:
    return reverse("area", args=[code])


def kept(options: Mapping[str, str]) -> str:
    """The part of an address that keeps the choices of a page on the next one.

    Examples:
        >>> kept({"indicator": "stillbirth", "level": "board"}), kept({})
        ('?indicator=stillbirth', '')
    """
    chosen = {name: options[name] for name in KEPT if options.get(name)}
    return f"?{urlencode(chosen)}" if chosen else ""


def areas_with(options: Mapping[str, str]) -> Callable[[str], str]:
    """The address of an area's page, with the choices of the page that links to it."""
    query = kept(options)
    return lambda code: f"{address_of_area(code)}{query}"


def address_of_indicator(indicator: str) -> str:
    return reverse("indicator", args=[indicator])
