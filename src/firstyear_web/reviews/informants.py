"""Whom a review talks to: by role alone, so that no name has a place to be written."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from firstyear.sessions import roles_by_id

BESIDE = {
    "parent": "A parent or somebody of the family",
    "voices-partnership": "Somebody of the voices partnership",
    "community-worker": "Somebody of a community or faith group",
    "front-line": "Front-line staff",
    "leader": "Somebody who leads an organisation",
}


@cache
def informants() -> Mapping[str, str]:
    """Roles by id: those of the workshop, families, and others."""
    return MappingProxyType(
        BESIDE | {key: role.today for key, role in roles_by_id().items()}
    )
