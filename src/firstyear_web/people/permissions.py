"""Who may do what: one table. Nothing else in the site decides it.

Everybody, signed in or not, may look at every figure that is public. Local ones that no
second person has approved are for people who are signed in (`figures/audiences.py`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import rules

from firstyear.errors import RefusedError
from firstyear_web.people.models import Role, User

Predicate = Callable[..., bool]


@dataclass(frozen=True)
class Permission:
    """One thing people may do. `own` lets anybody do it to what is their own.

    `within` allows it only with what is open to them: a thing says so by `open_to`.
    """

    name: str
    meaning: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    own: bool = False
    within: bool = False


PERMISSIONS = (
    Permission(
        "people.load_figures",
        "load figures",
        frozenset({Role("analyst"), Role("administrator")}),
    ),
    Permission(
        "workshops.run",
        "plan and run sessions of their organisation, and those they are asked into",
        frozenset({Role("facilitator"), Role("analyst"), Role("administrator")}),
        within=True,
    ),
    Permission(
        "reviews.read",
        "read reviews of their organisation, and what others agreed to show it",
        frozenset(Role),
        within=True,
    ),
    Permission(
        "reviews.run",
        "run reviews of an area",
        frozenset({Role("facilitator"), Role("analyst"), Role("administrator")}),
        within=True,
    ),
    # Of every area for administrators, of their organisation's own for others.
    Permission(
        "care.edit_help",
        "write down who helps near their area, and where a concern goes",
        frozenset({Role("facilitator"), Role("analyst"), Role("administrator")}),
        within=True,
    ),
    Permission(
        "people.approve_releases",
        "approve local figures for everybody",
        frozenset({Role("analyst"), Role("administrator")}),
    ),
    # Whose counts they are is asked for each release: the team's that supplied them.
    Permission(
        "people.see_own_counts",
        "see the true counts that their own organisation supplied",
        frozenset(Role),
    ),
    Permission(
        "people.manage_accounts",
        "add and change accounts and organisations",
        frozenset({Role("administrator")}),
    ),
    Permission(
        "people.change_password",
        "choose a new password for somebody else",
        frozenset({Role("administrator")}),
        own=True,
    ),
)


@dataclass(frozen=True)
class CommandLine:
    """Whoever runs a command on the machine: they hold the data folder itself."""

    display_name: str = "the command line"


Doer = User | CommandLine


@rules.predicate
def is_own(user: object, thing: object) -> bool:
    return isinstance(user, User) and user.is_active and user == thing


@rules.predicate
def is_open(user: object, thing: object) -> bool:
    """Whether the thing is open to them; without a thing the role alone decides."""
    return thing is None or (isinstance(user, User) and thing.open_to(user))  # type: ignore[attr-defined]


def has_role(roles: frozenset[Role]) -> Predicate:
    @rules.predicate(f"has_role:{','.join(sorted(roles))}")
    def predicate(user: object) -> bool:
        return isinstance(user, User) and user.is_active and user.role in roles

    return predicate


def register() -> None:
    """Put the table where `rules` and Django's backends look."""
    for each in PERMISSIONS:
        predicate = has_role(each.roles)
        if each.own:
            predicate = predicate | is_own
        if each.within:
            predicate = predicate & is_open
        rules.set_perm(each.name, predicate)


def allowed(doer: object, name: str, thing: object = None) -> bool:
    """Whether they may. An unknown name is a fault of ours, never a quiet no."""
    if name not in {each.name for each in PERMISSIONS}:
        raise LookupError(f"no permission is called {name}")
    if isinstance(doer, CommandLine):
        return True
    return bool(rules.has_perm(name, doer, thing))


def require(doer: object, name: str, thing: object = None) -> None:
    """Raises RefusedError, in words for the page, where they may not."""
    if allowed(doer, name, thing):
        return
    (permission,) = (each for each in PERMISSIONS if each.name == name)
    if permission.within and allowed(doer, name):
        raise RefusedError(
            "This belongs to another organisation, and you are not in the team."
        )
    who = " or ".join(
        f"{label.lower()}s" for role, label in Role.choices if role in permission.roles
    )
    raise RefusedError(
        f"Your account may not {permission.meaning}. {who.capitalize()} may: ask an "
        "administrator of this site."
    )


def may(doer: object) -> tuple[Permission, ...]:
    """What they may do to things that are not their own, for the account page."""
    return tuple(each for each in PERMISSIONS if allowed(doer, each.name))
