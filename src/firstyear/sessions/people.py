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

BEREAVED: Final = "bereaved-parents"
# What a small group beside a session can be about. Rules of the roles pack know some of
# these: such a group takes the place of those roles in the room. Nobody takes the place
# of people with experience.
SMALL_GROUPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "febrile-infant": "Care of a baby with a fever",
        "immunisation": "Immunisation",
        "screening": "Screening before and after birth",
        BEREAVED: "Parents and families whose baby has died",
        "community": "A community that we have not reached",
        "other": "Something else",
    }
)


@dataclass(frozen=True)
class Coverage:
    """Roles that should be there, those among them that nobody fills, and those that a
    small group beside the session takes the place of."""

    wanted: tuple[Role, ...]
    missing: tuple[Role, ...]
    groups_missing: tuple[str, ...]
    replaced: tuple[Role, ...] = ()


def roles_by_id() -> Mapping[str, Role]:
    """Every role of the pack.

    Examples:
        >>> roles_by_id()["gp-lead"].broad_group
        'community-and-primary-care'
    """
    return MappingProxyType({role.id: role for role in packs.roles()})


def coverage(filled: Iterable[str], *, beside: Iterable[str] = ()) -> Coverage:
    """Which roles and broad groups are missing among the `filled` ids of roles.

    `beside` are topics of small groups that meet beside the session. Those that the
    rules of the roles pack know take the place of some roles; others of none.

    Examples:
        >>> told = coverage(["gp-lead", "health-visiting-lead"])
        >>> len(told.missing), told.groups_missing[0]
        (22, 'Commissioning and public health')
        >>> [one.id for one in coverage([], beside=["screening", "community"]).replaced]
        ['screening-midwife', 'sonographer']
    """
    there = set(filled)
    known = roles_by_id()
    ruled = set(packs.small_groups()) & set(beside)
    wanted = packs.roles(beside=tuple(sorted(ruled)))
    asked = {role.id for role in wanted}
    present = {known[one].broad_group for one in there if one in known}
    return Coverage(
        wanted,
        tuple(role for role in wanted if role.id not in there),
        tuple(label for group, label in BROAD_GROUPS.items() if group not in present),
        tuple(
            role
            for role in known.values()
            if role.id not in asked and role.id not in there
        ),
    )
