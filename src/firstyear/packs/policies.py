"""Rules of what is hidden, as data with their citation."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from firstyear.errors import Fault, InputError
from firstyear.measures import Policy
from firstyear.packs import reader
from firstyear.packs.models_content import Rule


@cache
def policies() -> Mapping[str, Rule]:
    """Every rule by id, loosest first.

    Example:
        >>> import firstyear as fy
        >>> list(fy.packs.policies())
        ['registrations-3', 'breakdowns-5', 'nhs-8', 'nhs-equalities']
    """
    entries = reader.read(Rule, "policies.yaml")
    return MappingProxyType({entry.id: entry for entry in entries})


def policy(name: str) -> Rule:
    """The rule with this id. Raises InputError if there is none, naming them all.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.policy("registrations-3").top
        2
    """
    known = policies()
    if name not in known:
        fault = Fault(
            "there is no such policy", f"One of {', '.join(known)}", value=name
        )
        raise InputError("Unknown policy:", [fault])
    return known[name]


def as_measure(rule: Rule) -> Policy:
    """The rule as `fy.measures.protect` and `attack` take it.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.as_measure(fy.packs.policy("nhs-8")).round_to
        5
    """
    return Policy(
        rule.id,
        rule.top,
        round_to=rule.round_to,
        small_as=rule.small_as,
        dominance=rule.dominance,
        citation=rule.citation,
    )
