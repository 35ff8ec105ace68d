"""Every change to people and organisations: one function each, one transaction,
permission checked, history written."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from firstyear.errors import InputError, RefusedError
from firstyear_web.people import queries
from firstyear_web.people.models import Kind, Organisation, Role, User
from firstyear_web.people.permissions import CommandLine, Doer, require

VIEWER, OTHER = Role("viewer"), Kind("other")


@transaction.atomic
def create_account(
    *,
    email: str,
    display_name: str,
    by: Doer,
    role: Role = VIEWER,
    organisation: Organisation | None = None,
) -> User:
    """A new account with no password: a link to choose one is made apart from it.

    Raises InputError where the address is taken or something is not as it should be.
    """
    require(by, "people.manage_accounts")
    account = User(
        email=email.strip().lower(),
        display_name=display_name.strip(),
        role=role,
        organisation=organisation,
    )
    account.set_unusable_password()
    _save(account, f"account made, as {Role(role).label.lower()}", by)
    # An administrator vouches for the address: sign-in through OpenID Connect and
    # links to choose a password rest on it.
    EmailAddress.objects.create(
        user=account, email=account.email, primary=True, verified=True
    )
    return account


@transaction.atomic
def change_account(
    *,
    account: User,
    display_name: str,
    organisation: Organisation | None,
    by: Doer,
) -> User:
    """Another name or organisation."""
    require(by, "people.manage_accounts")
    account.display_name = display_name.strip()
    account.organisation = organisation
    _save(account, "name or organisation changed", by)
    return account


@transaction.atomic
def change_role(*, account: User, role: Role, by: Doer) -> User:
    """Another role. The last administrator keeps theirs."""
    require(by, "people.manage_accounts")
    if role == account.role:
        return account
    _keep_an_administrator(account)
    before, account.role = Role(account.role), role
    _save(
        account,
        f"role changed from {before.label.lower()} to {Role(role).label.lower()}",
        by,
    )
    return account


@transaction.atomic
def close_account(*, account: User, by: Doer) -> User:
    """They can no longer sign in, and whoever is signed in with it is signed out."""
    require(by, "people.manage_accounts")
    _keep_an_administrator(account)
    account.is_active = False
    _save(account, "account closed", by)
    return account


@transaction.atomic
def open_account(*, account: User, by: Doer) -> User:
    """A closed account opened again."""
    require(by, "people.manage_accounts")
    if account.email.endswith(queries.FORGOTTEN):
        raise RefusedError(
            "The name of this account was taken away, so that it cannot be opened "
            "again. Make a new one."
        )
    account.is_active = True
    _save(account, "account opened again", by)
    return account


@transaction.atomic
def set_password(*, account: User, password: str, by: Doer) -> User:
    """Another password. Wherever else they are signed in, they are signed out."""
    require(by, "people.change_password", account)
    account.set_password(password)
    _save(account, "password chosen", by)
    return account


@transaction.atomic
def note(*, account: User, done: str, by: Doer) -> User:
    """A line in the history of what a person did with their own sign-in."""
    require(by, "people.change_password", account)
    _save(account, done, by)
    return account


@transaction.atomic
def forget_person(*, account: User, by: Doer) -> User:
    """The name becomes the role, here and in the history; what was done stays."""
    require(by, "people.manage_accounts")
    _keep_an_administrator(account)
    account.display_name = f"{Role(account.role).label} {account.pk}"
    account.email = f"account-{account.pk}{queries.FORGOTTEN}"
    account.is_active = False
    account.set_unusable_password()
    for model in (EmailAddress, SocialAccount, Authenticator):
        model.objects.filter(user=account).delete()
    _save(account, "name taken away", by)
    account.history.update(display_name=account.display_name, email=account.email)
    return account


@transaction.atomic
def add_organisation(
    *, name: str, by: Doer, area: str = "", kind: Kind = OTHER
) -> Organisation:
    """A new organisation. Raises InputError where the name is taken."""
    require(by, "people.manage_accounts")
    made = Organisation(name=name.strip(), area=area.strip(), kind=kind)
    _save(made, "organisation added", by)
    return made


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, name: str, area: str, kind: Kind, by: Doer
) -> Organisation:
    """Another name, area or kind."""
    require(by, "people.manage_accounts")
    organisation.name, organisation.area = name.strip(), area.strip()
    organisation.kind = kind
    _save(organisation, "organisation changed", by)
    return organisation


def _keep_an_administrator(account: User) -> None:
    if account.role != Role.ADMINISTRATOR or not account.is_active:
        return
    if not queries.other_administrators(account):
        raise RefusedError(
            "This is the only open administrator. Make somebody else an administrator "
            "first, or nobody could manage accounts."
        )


def _save(thing: User | Organisation, done: str, by: Doer) -> None:
    thing._history_user = None if isinstance(by, CommandLine) else by
    thing._change_reason = done
    try:
        thing.full_clean(exclude=["password"] if isinstance(thing, User) else None)
        with transaction.atomic():
            thing.save()
    except ValidationError as problem:
        raise InputError("; ".join(problem.messages)) from problem
    except IntegrityError as problem:
        raise InputError("It is there already.") from problem
