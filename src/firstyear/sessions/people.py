"""Who is in the room: roles that should be there, and five broad groups of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from firstyear import packs
from firstyear.packs.models_lists import Role

BROAD_GROUPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "commissioning-and-public-health": "Commissioning and public health",
        "hospital": "Hospital",
        "community-and-primary-care": "Community and primary care",
        "council-and-safeguarding": "Council and safeguarding",
        "voluntary-and-experience": "Voluntary sector and people with experience",
    }
)


@dataclass(frozen=True)
class Coverage:
    """Roles that should be there, and those among them that nobody fills."""

    wanted: tuple[Role, ...]
    missing: tuple[Role, ...]
    groups_missing: tuple[str, ...]


def roles_by_id() -> Mapping[str, Role]:
    """Every role of the pack.

    Examples:
        >>> roles_by_id()["gp-lead"].broad_group
        'community-and-primary-care'
    """
    return MappingProxyType({role.id: role for role in packs.roles()})


def coverage(filled: Iterable[str], *, beside: Iterable[str] = ()) -> Coverage:
    """Which roles and broad groups are missing among the `filled` ids of roles.

    `beside` are small groups that meet beside the session, which take the place of
    some roles.

    Examples:
        >>> told = coverage(["gp-lead", "health-visiting-lead"])
        >>> len(told.missing), told.groups_missing[0]
        (22, 'Commissioning and public health')
    """
    there = set(filled)
    known = roles_by_id()
    wanted = packs.roles(beside=tuple(beside))
    present = {known[one].broad_group for one in there if one in known}
    return Coverage(
        wanted,
        tuple(role for role in wanted if role.id not in there),
        tuple(label for group, label in BROAD_GROUPS.items() if group not in present),
    )
