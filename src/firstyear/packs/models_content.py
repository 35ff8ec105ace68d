"""What an entry holds in the packs about groups, words, checks and support."""

import re
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from firstyear.packs.models import Entry, Id, Text

DimensionId = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(@[a-z0-9-]+)?$")
]
Where = Literal["everywhere", "public", "headline", "screening"]


class Dimension(Entry):
    """What a figure can be broken down by, and what its categories are.

    `of` says whose it is; `version` which list. `direction` says whether the order
    of `categories` means anything, and `best_off` is the category others are set
    against. `splits` is `count` where every category is over all births (causes),
    `both` where births are split as well. `holds` lists what a coarse label covers;
    `labels` is what pages call a category whose name is a number; `unknown` names
    the rows that make the categories add up to everyone.
    """

    id: DimensionId
    name: Text
    of: Literal["mother", "baby", "place", "death"]
    version: Text
    direction: Literal["last-is-best-off", "first-is-best-off", "ordered", "none"]
    best_off: str = ""
    categories: tuple[str, ...] = ()
    categories_as: str = ""
    labels: dict[str, str] = Field(default_factory=dict)
    holds: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    unknown: tuple[str, ...]
    splits: Literal["both", "count"]
    caution: Text

    @model_validator(mode="after")
    def _order_agrees(self) -> Self:
        if bool(self.categories) == bool(self.categories_as):
            raise ValueError("give categories or categories_as, one of them")
        ends = {"last-is-best-off": -1, "first-is-best-off": 0}
        if self.direction in ends:
            if (
                self.categories
                and self.best_off != self.categories[ends[self.direction]]
            ):
                raise ValueError("best_off is not at the end that direction says")
        elif self.best_off:
            raise ValueError("best_off needs a direction")
        for given in (self.labels, self.holds):
            if not set(given) <= set(self.categories):
                raise ValueError("labels and holds name categories only")
        return self

    def label(self, category: str) -> str:
        """What a page calls a category of this dimension."""
        return self.labels.get(category, category)


class Term(Entry):
    """A word, what it means, and what a page for families says in its place."""

    id: Id
    term: Text
    kind: Literal["word", "field", "data", "statistics"]
    definition: Text
    abbreviation: str
    say: str
    see: tuple[Id, ...]


class Support(Entry):
    """A charity that families can turn to. `telephone` is blank where it has none."""

    id: Id
    name: Text
    offers: Text
    web: Annotated[str, StringConstraints(pattern=r"^https://[a-z0-9./-]+$")]
    telephone: Annotated[str, StringConstraints(pattern=r"^(0[0-9 ]{9,13})?$")] = ""


class Check(Entry):
    """One of the ten checks of "Is it real?", with what each answer means."""

    id: Id
    question: Text
    passed: Text
    failed: Text
    unknown: Text


class Avoid(Entry):
    """Words to leave out, where, and what to say instead.

    `patterns` are regular expressions of whole words; text that matches one of
    `exceptions` is let be. `where` says which text they are kept out of.
    """

    id: Id
    patterns: tuple[str, ...]
    instead: Text
    where: Where
    exceptions: tuple[str, ...]
    case_sensitive: bool

    @model_validator(mode="after")
    def _patterns_compile(self) -> Self:
        for pattern in (*self.patterns, *self.exceptions):
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no regular expression") from error
        return self
