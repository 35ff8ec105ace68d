"""Addresses of places and indicators, for links in charts and tables."""

from django.urls import reverse


def address_of_area(code: str) -> str:
    return reverse("area", args=[code])


def address_of_indicator(indicator: str) -> str:
    return reverse("indicator", args=[indicator])
