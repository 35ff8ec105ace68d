"""Signing in through an organisation's own service: invited people only."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from firstyear_tests_pages import problems

from firstyear_web.people import actions, queries
from firstyear_web.people.models import User

SERVICE = {
    "provider_id": "trust",
    "name": "the Trust's sign-in",
    "client_id": "firstyear",
    "secret": "not a real one",
    "settings": {"server_url": "https://login.example.invalid"},
}


@pytest.fixture(autouse=True)
def service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        settings,
        "SOCIALACCOUNT_PROVIDERS",
        {"openid_connect": {"APPS": [SERVICE]}},
        raising=False,
    )


def come_back(email: str, *, checked: bool = True, process: str = "login") -> Any:
    """What happens when the service sends somebody back to us."""
    from allauth.core import context

    request: HttpRequest = RequestFactory().get("/", headers={"host": "localhost"})
    SessionMiddleware(lambda _: HttpResponse()).process_request(request)
    MessageMiddleware(lambda _: HttpResponse()).process_request(request)
    request.user = AnonymousUser()
    provider = get_adapter(request).get_provider(request, "trust")
    login = SocialLogin(
        user=User(email=email),
        account=SocialAccount(provider="trust", uid=email, extra_data={}),
        email_addresses=[EmailAddress(email=email, verified=checked, primary=True)],
        provider=provider,
    )
    login.state = {"process": process}
    with context.request_context(request):
        response = complete_social_login(request, login)
    return response, request


def test_invited_person_comes_in(people: dict[str, User]) -> None:
    response, request = come_back("Analyst@example.org")
    assert response.status_code == 302
    assert request.user == people["analyst"]
    assert not SocialAccount.objects.exists(), "nothing is linked"
    people["analyst"].refresh_from_db()
    assert people["analyst"].has_usable_password()


@pytest.mark.parametrize(
    "how",
    [
        {"email": "stranger@example.org"},
        {"email": "analyst@example.org", "checked": False},
        {"email": "analyst@example.org", "process": "connect"},
    ],
)
def test_others_stay_outside(people: dict[str, User], how: dict[str, Any]) -> None:
    before = queries.people().count()
    response, request = come_back(**how)
    assert response.status_code == 403
    assert problems(response.content) == []
    assert not request.user.is_authenticated
    assert queries.people().count() == before
    assert not SocialAccount.objects.exists()


def test_closed_account_stays_closed(people: dict[str, User]) -> None:
    actions.close_account(account=people["analyst"], by=people["administrator"])
    response, request = come_back("analyst@example.org")
    assert response.status_code == 403
    assert not request.user.is_authenticated


def test_sign_in_page_offers_the_service(client: Client) -> None:
    page = client.get("/accounts/login/?next=/data/load")
    assert problems(page.content) == []
    html = page.content.decode()
    assert "Sign in with the Trust&#39;s sign-in" in html
    assert "/accounts/oidc/trust/login/" in html
