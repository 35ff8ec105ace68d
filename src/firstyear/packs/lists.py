"""The short lists that sessions and reviews work from, each under its own name."""

from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, get_args

from firstyear.errors import UsageError
from firstyear.packs import reader
from firstyear.packs.models_lists import (
    Duty,
    LifeCourseRow,
    ListName,
    Point,
    Poll,
    Role,
)


@cache
def lists() -> Mapping[str, tuple[Point, ...]]:
    """Every short list by name, its points in order.

    Example:
        >>> import firstyear as fy
        >>> [point.name for point in fy.packs.lists()["four-lenses"]][2:]
        ['People, places and risk', 'Service improvement']
    """
    points = reader.read(Point, *reader.pack_paths("lists"))
    return MappingProxyType(
        {
            name: tuple(
                sorted(
                    (point for point in points if point.list == name),
                    key=lambda point: point.number,
                )
            )
            for name in get_args(ListName)
        }
    )


def points(name: ListName) -> tuple[Point, ...]:
    """The points of the list of this name. Raises UsageError where there is none.

    Example:
        >>> import firstyear as fy
        >>> len(fy.packs.points("high-impact-changes"))
        16
    """
    known = lists()
    if name not in known:
        raise UsageError(f"list {name!r} is not one of {', '.join(known)}")
    return known[name]


@cache
def small_groups() -> tuple[str, ...]:
    """Small groups beside the room that make one role or another unnecessary in it.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.small_groups()
        ('febrile-infant', 'immunisation', 'screening')
    """
    return tuple(sorted({name for role in _roles() for name in role.unless}))


def roles(*, beside: Collection[str] = ()) -> tuple[Role, ...]:
    """Who should be in the room, given the small groups that meet beside it.

    Raises UsageError for a small group no rule knows.

    Example:
        >>> import firstyear as fy
        >>> len(fy.packs.roles()), len(fy.packs.roles(beside=["screening"]))
        (24, 22)
    """
    for name in beside:
        if name not in small_groups():
            known = ", ".join(small_groups())
            raise UsageError(f"small group {name!r} is not one of {known}")
    return tuple(role for role in _roles() if not set(role.unless) & set(beside))


def polls(form: Literal["opening", "evaluation"] = "opening") -> tuple[Poll, ...]:
    """The live questions of a session's opening, or of the form after it, in order.

    Example:
        >>> import firstyear as fy
        >>> [poll.kind for poll in fy.packs.polls()]
        ['word-cloud', 'choose-several', 'scale', 'rank-three']
    """
    return tuple(poll for poll in _polls() if poll.form == form)


@cache
def duties() -> tuple[Duty, ...]:
    """Duties on equality and inequalities, and whose they are.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.duties()[0].law, fy.packs.duties()[0].section
        ('Equality Act 2010', '149')
    """
    return reader.read(Duty, "duties.yaml")


@cache
def life_course() -> tuple[LifeCourseRow, ...]:
    """What helps at each stage of life, in the order of the source.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.life_course()[9].stages
        ('pregnancy', 'birth', 'first-year')
    """
    return reader.read(LifeCourseRow, "life_course.yaml")


@cache
def _roles() -> tuple[Role, ...]:
    return reader.read(Role, "roles.yaml")


@cache
def _polls() -> tuple[Poll, ...]:
    return reader.read(Poll, "polls.yaml")
