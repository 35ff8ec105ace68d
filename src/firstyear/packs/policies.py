"""The rules of disclosure control by name, each with whose rule it is."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from firstyear.errors import UsageError
from firstyear.measures import Policy
from firstyear.packs import reader
from firstyear.packs.models import Entry, Id, Text


class Rule(Entry):
    """A rule of disclosure control: which counts are hidden, for what, and by whom.

    `holds_for` says what it is the rule of, `sentence` what is hidden in the words of
    every page and file, `stricter_than` which rules it may stand
    in for; `address` is blank where it has none. The numbers are those of
    `fy.measures.Policy`.
    """

    id: Id
    name: Text
    holds_for: Text
    sentence: Text
    top: Annotated[int, Field(ge=1)]
    zeros: Literal["shown", "hideable"]
    round_to: Annotated[int, Field(ge=1)]
    small_as: int | None = None
    dominance: bool
    citation: Text
    address: Annotated[str, StringConstraints(pattern=r"^(https://[a-z0-9./-]+)?$")]
    stricter_than: tuple[Id, ...]

    @model_validator(mode="after")
    def _makes_a_policy(self) -> Self:
        try:
            self.policy()
        except UsageError as error:
            raise ValueError(str(error)) from error
        return self

    def policy(self) -> Policy:
        """The rule as `fy.measures.protect` and `attack` take it."""
        return Policy(
            self.id,
            self.top,
            zeros=self.zeros,
            round_to=self.round_to,
            small_as=self.small_as,
            dominance=self.dominance,
            citation=self.citation,
        )


@cache
def policies() -> Mapping[str, Rule]:
    """Every rule by name.

    Example:
        >>> import firstyear as fy
        >>> {name: rule.top for name, rule in fy.packs.policies().items()}
        {'registrations-3': 2, 'breakdowns-5': 4, 'nhs-8': 7, 'nhs-equalities': 7}
    """
    return MappingProxyType(
        {rule.id: rule for rule in reader.read(Rule, "policies.yaml")}
    )


def policy(name: str) -> Policy:
    """The policy of this name. Raises UsageError where there is none.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.policy("registrations-3").top
        2
    """
    known = policies()
    if name not in known:
        raise UsageError(f"policy {name!r} is not one of {', '.join(known)}")
    return known[name].policy()
