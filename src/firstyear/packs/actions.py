"""Bodies, interventions and standards: what questions, actions and pages refer to."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from firstyear.packs import reader
from firstyear.packs.models_action import Body, Intervention, Standard


@cache
def bodies() -> Mapping[str, Body]:
    """Organisations by id: their name today, and whose work of 2011 they now do.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.bodies()["healthwatch"].then
        'Local Involvement Network (LINk)'
    """
    found = reader.read(Body, "bodies.yaml")
    return MappingProxyType({entry.id: entry for entry in found})


@cache
def interventions() -> Mapping[str, Intervention]:
    """What is done so that fewer babies die, by id.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.interventions()["safer-sleep"].part_one
        '1.1.a.6'
    """
    found = reader.read(Intervention, "interventions.yaml")
    return MappingProxyType({entry.id: entry for entry in found})


@cache
def standards() -> Mapping[str, Standard]:
    """Published standards, duties and programmes, by id.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.standards()["green-book"].body
        'UK Health Security Agency'
    """
    found = reader.read(Standard, "standards.yaml")
    return MappingProxyType({entry.id: entry for entry in found})
