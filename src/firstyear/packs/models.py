"""What an entry of each pack holds. Every model is frozen and refuses extra fields."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

Polarity = Literal["lower-is-better", "higher-is-better", "neutral"]
Kind = Literal["rate", "proportion", "ratio", "score"]
PeriodType = Literal["calendar-year", "financial-year", "point-in-time"]
Quadrant = Literal["outcomes", "people-and-places", "care", "capacity-and-data"]
Domain = Literal[
    "deaths",
    "birth",
    "smoking",
    "mothers-health",
    "feeding",
    "antenatal-care",
    "around-birth",
    "vaccines",
    "after-birth",
    "capacity",
    "wider-conditions",
]

FEWEST_YEARS = 1
MOST_YEARS = 10


class Entry(BaseModel):
    """One thing in a pack, with who keeps it and when it is next looked at."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    owner: Text
    review_date: date


class Indicator(Entry):
    """A number about a place and a period: what is counted, over what, and why.

    `per` multiplies count over denominator (1,000 births, 100 for per cent).
    `bounded` says that the count cannot exceed the denominator. `outcome` marks a
    measure of deaths. `family_phrase` is what a page for families calls the count.
    `identifiers` holds what other publishers call it, by scheme. `default_years`
    is how many years a local figure pools.
    """

    id: Id
    name: Text
    short_name: Text
    family_phrase: Text
    definition: Text
    numerator: Text
    denominator: Text
    per: Annotated[float, Field(gt=0)]
    unit: str
    polarity: Polarity
    kind: Kind
    bounded: bool
    period_type: PeriodType
    source: Text
    identifiers: dict[str, tuple[str, ...]] = {}
    quadrant: Quadrant
    caution: Text
    domain: Domain
    outcome: bool
    default_years: Annotated[int, Field(ge=FEWEST_YEARS, le=MOST_YEARS)]

    @model_validator(mode="after")
    def _kind_agrees(self) -> Self:
        if self.kind == "proportion" and not (self.bounded and self.per == 100):
            raise ValueError("a proportion is bounded and per 100")
        if self.outcome and self.domain != "deaths":
            raise ValueError("an outcome is a measure of deaths: domain is deaths")
        return self


class Identity(Entry):
    """Deaths that add up: the count of `total` is the sum of the counts of `parts`.

    Counts add up, rates need not: `note` says where the denominators differ.
    """

    id: Id
    total: Id
    parts: tuple[Id, ...]
    note: Text

    @model_validator(mode="after")
    def _has_parts(self) -> Self:
        if len(set(self.parts)) < 2 or self.total in self.parts:
            raise ValueError("an identity needs two parts or more, none the total")
        return self


class Nested(Entry):
    """A measure within another: the count of `part` is among those of `whole`.

    `rest` says whom the difference counts: two figures side by side publish it.
    """

    id: Id
    whole: Id
    part: Id
    rest: Text
