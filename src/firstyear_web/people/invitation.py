"""A link with which a person chooses their password: what an administrator hands on."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from firstyear.errors import RefusedError
from firstyear_web.people import actions
from firstyear_web.people.models import User
from firstyear_web.people.permissions import Doer, require


def invitation_address(request: HttpRequest, *, account: User, by: Doer) -> str:
    """The whole address of the link: it works once, for three days."""
    require(by, "people.manage_accounts")
    if not account.is_active:
        raise RefusedError("This account is closed: open it first.")
    actions.note(account=account, done="link to choose a password made", by=by)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(account),
            "key": default_token_generator.make_token(account),
        },
    )
    return request.build_absolute_uri(path)
