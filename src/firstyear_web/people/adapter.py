"""How people come in: nobody signs themselves up, whichever door they try."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest
from django.shortcuts import render

from firstyear_web.people import actions
from firstyear_web.people.models import User

log = logging.getLogger(__name__)


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Send it if the server takes it. The page says the same either way, so that
        nobody learns who has an account; the log tells whoever runs the site."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as problem:  # also what a mail server answers
            log.error("A mail could not be sent: %s", type(problem).__name__)

    def set_password(self, user: User, password: str) -> None:
        actions.set_password(account=user, password=password, by=user)


class InvitedSocialAdapter(DefaultSocialAccountAdapter):
    """OpenID Connect opens accounts that an administrator has made, and no others.

    The address decides each time: it must be one that the provider has checked, of
    an open account. Nothing is linked, so that closing or changing an account here
    is enough.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        return True

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        connecting = sociallogin.state.get("process") == AuthProcess.CONNECT
        known = sociallogin.is_existing and sociallogin.user.is_active
        if connecting or not known:
            raise ImmediateHttpResponse(
                render(request, "socialaccount/not_invited.html", status=403)
            )
