"""What an entry holds in the packs for sessions and reviews: lists, roles, polls."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from firstyear.packs.models import Entry, Id, Text
from firstyear.packs.models_action import Address, Stage

ListName = Literal[
    "high-impact-changes",
    "programme-characteristics",
    "population-approaches",
    "whole-system-features",
    "four-lenses",
    "documents",
    "review-stages",
    "social-factors",
    "roundtable-2023",
    "action-focus",
    "universal-offer",
    "targeted-offer",
    "outputs",
    "session-aim",
    "session-outcomes",
    "session-plan",
    "starting-questions",
    "discussion-questions",
    "group-discussion",
    "alignment-measures",
    "equality-duty",
    "protected-characteristics",
]
BroadGroup = Literal[
    "commissioning-and-public-health",
    "hospital",
    "community-and-primary-care",
    "council-and-safeguarding",
    "voluntary-and-experience",
]
Number = Annotated[int, Field(ge=1)]
Rule = Annotated[
    str,
    StringConstraints(pattern=r"^(always|only-if-no-small-group:[a-z-]+(,[a-z-]+)*)$"),
]
ALWAYS = "always"
UNLESS = "only-if-no-small-group:"
CHOICES = {"choose-several", "choose-one", "rank-three", "scale"}


class Point(Entry):
    """One point of a short list: its name in a few words, and a sentence that says it.

    `number` is its place in `list`. `group` divides a list, or says where a point of
    law stands; `looks_at` is what a lens looks at; `minutes` how long a step takes.
    """

    id: Id
    list: ListName
    number: Number
    name: Text
    says: Text
    group: str = ""
    looks_at: tuple[Text, ...] = ()
    minutes: Number | None = None
    indicators: tuple[Id, ...] = ()
    interventions: tuple[Id, ...] = ()
    bodies: tuple[Id, ...] = ()


class Role(Entry):
    """Somebody who should be in the room, as called today and in the source.

    `group` is the source's. `broad_group` is one of five that answers may be shown by
    where enough people of each took part. `rule` says when the role is needed.
    """

    id: Id
    number: Number
    today: Text
    then: Text
    group: Literal[
        "planning", "trust", "health-protection", "council", "data", "voluntary"
    ]
    broad_group: BroadGroup
    rule: Rule
    bodies: tuple[Id, ...]
    note: str = ""

    @property
    def unless(self) -> tuple[str, ...]:
        """The small groups, any one of which makes the role unnecessary in the room."""
        if self.rule == ALWAYS:
            return ()
        return tuple(self.rule.removeprefix(UNLESS).split(","))


class Poll(Entry):
    """A question answered on phones: at the opening of a session, or about it after.

    `options` are what can be chosen, ordered or set on a scale from `lowest` to
    `highest`. `most` is how many words or choices one person has.
    """

    id: Id
    form: Literal["opening", "evaluation"]
    number: Number
    heading: str = ""
    question: Text
    kind: Literal[
        "word-cloud", "choose-several", "choose-one", "scale", "rank-three", "open"
    ]
    says: Text
    options: tuple[Text, ...] = ()
    lowest: str = ""
    highest: str = ""
    most: Number | None = None

    @model_validator(mode="after")
    def _options_fit_the_kind(self) -> Self:
        if bool(self.options) != (self.kind in CHOICES):
            raise ValueError(f"kind {self.kind} does not go with these options")
        if (self.kind == "scale") != bool(self.lowest and self.highest):
            raise ValueError("a scale says what its lowest and highest ends mean")
        if len(set(self.options)) != len(self.options):
            raise ValueError("two options are the same")
        return self


class Duty(Entry):
    """A duty in law: whose, what, and where it stands. Nobody's legal advice.

    `year` is when the section came into being, `then` what the source of 2011 said in
    its place. `in_force` is False for what stands in the Act and is not in force in
    England.
    """

    id: Id
    who: Text
    duty: Text
    law: Text
    section: Text
    year: int
    address: Address
    then: Text
    in_force: bool
    note: str = ""


class LifeCourseRow(Entry):
    """What helps, and at which stages of life. `note` says where the source is unclear.

    The source tells where a row starts; how far it runs is our reading.
    """

    id: Id
    number: Number
    name: Text
    stages: tuple[Stage, ...]
    kind: Literal["health", "wider-determinants"]
    interventions: tuple[Id, ...] = ()
    note: str = ""
