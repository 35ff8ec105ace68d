"""What the command line asks for: the demo's account, the first administrator.

Nothing of Django is imported before it is needed: the command line sets it up first.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from firstyear.errors import InputError, UsageError
from firstyear.figures import open as open_store

if TYPE_CHECKING:
    from firstyear_web.people.models import User

DEMO_ORGANISATION = "The made-up maternity system of Midshire"
DEMO_REGION = "Midshire"


def ensure_demo(home: Path | str | None = None) -> "User":
    """The demo's analyst, who belongs to the made-up region's organisation.

    Makes the database, the organisation and the account where they are not there
    yet; publishing the made-up region is `firstyear.synthetic`'s work.
    """
    from django.db import transaction

    from firstyear_web.people import actions, queries
    from firstyear_web.people.demo import DEMO_EMAIL
    from firstyear_web.people.models import Kind, Role
    from firstyear_web.people.permissions import CommandLine

    _prepare(home)
    here = CommandLine()
    area = _demo_area()
    with transaction.atomic():
        found = queries.organisations().filter(name=DEMO_ORGANISATION).first()
        if found is None:
            found = actions.add_organisation(
                name=DEMO_ORGANISATION, area=area, kind=Kind.SYSTEM, by=here
            )
        elif area and found.area != area:
            actions.change_organisation(
                organisation=found,
                name=found.name,
                area=area,
                kind=Kind.SYSTEM,
                by=here,
            )
        account = queries.person_by_email(DEMO_EMAIL)
        if account is None:
            account = actions.create_account(
                email=DEMO_EMAIL,
                display_name="Demo analyst",
                role=Role.ANALYST,
                organisation=found,
                by=here,
            )
    return account


def create_administrator(
    email: str, *, password: str, display_name: str = ""
) -> "User":
    """A new administrator with a password; the database is made if need be.

    Raises InputError where the address is taken or the password is too weak.
    """
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from firstyear_web.people import actions
    from firstyear_web.people.models import Role, User
    from firstyear_web.people.permissions import CommandLine

    _prepare(None)
    here = CommandLine()
    name = display_name or email.partition("@")[0]
    try:
        validate_password(password, User(email=email, display_name=name))
    except ValidationError as problem:
        raise InputError(" ".join(problem.messages)) from problem
    with transaction.atomic():
        account = actions.create_account(
            email=email, display_name=name, role=Role.ADMINISTRATOR, by=here
        )
        return actions.set_password(account=account, password=password, by=here)


def _demo_area() -> str:
    """The code of Midshire where it is loaded; its organisation sees it first."""
    from django.conf import settings

    with open_store(settings.FIRSTYEAR_HOME) as store:
        regions = store.areas("region").to_pylist()
    codes = [row["area"] for row in regions if row["name"] == DEMO_REGION]
    return codes[0] if codes else ""


def _prepare(home: Path | str | None) -> None:
    from django.conf import settings

    from firstyear_web.config.database import migrate

    if home is not None and Path(home).resolve() != settings.FIRSTYEAR_HOME:
        raise UsageError(
            f"The site was set up for {settings.FIRSTYEAR_HOME}, not for {home}: set "
            "FIRSTYEAR_HOME before it starts"
        )
    migrate()
