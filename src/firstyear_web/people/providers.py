"""Which other services people may sign in with, for the sign-in page."""

from dataclasses import dataclass
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from django.http import HttpRequest


@dataclass(frozen=True)
class Provider:
    name: str
    address: str


def sign_in(request: HttpRequest) -> dict[str, Any]:
    """A function, so that only the page that lists them asks."""
    return {"sign_in_providers": providers}


def providers(request: HttpRequest) -> list[Provider]:
    wanted = {"next": request.GET["next"]} if request.GET.get("next") else {}
    return [
        Provider(each.name, each.get_login_url(request, process="login", **wanted))
        for each in get_adapter(request).list_providers(request)
    ]
