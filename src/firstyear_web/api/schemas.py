"""What answers hold, for the OpenAPI description."""

import datetime
from typing import Any, Literal

from ninja import Schema

from firstyear.figures.schema import LEVELS, ORIGINS, STATUSES


class Problem(Schema):
    """What is wrong with the call, and what to do."""

    detail: str


class Figure(Schema):
    """A count over a denominator for a place, a period and a group."""

    indicator: str
    area: str
    name: str
    level: Literal[("", *LEVELS)]  # type: ignore[valid-type]
    date_from: datetime.date
    date_to: datetime.date
    dimension: str
    category: str
    count: float | None
    denominator: float | None
    value: float | None
    lower: float | None
    upper: float | None
    lower_998: float | None
    upper_998: float | None
    status: Literal[STATUSES]  # type: ignore[valid-type]
    flags: str
    basis: str
    place: str
    source: str
    origin: Literal[ORIGINS]  # type: ignore[valid-type]
    withheld_by: str
    per: float | None
    note: str
    release: str


class Meaning(Schema):
    """What an indicator is, and how many of the rows asked for have no number."""

    indicator: str
    name: str
    definition: str
    numerator: str
    denominator: str
    per: float | None
    unit: str
    source: str
    caution: str
    first_period: str
    last_period: str
    areas: int
    rows: int
    suppressed: int
    missing: int
    not_applicable: int
    not_calculated: int


class Page(Schema):
    """How many rows there are, and which of them are here."""

    total: int
    limit: int
    offset: int


class FiguresPage(Page):
    figures: list[Figure]
    dictionary: list[Meaning]


class Comparison(Figure):
    """A figure beside its benchmark's, by the interval and by the funnel."""

    benchmark: str
    benchmark_value: float | None
    comparison: Literal["", "higher", "similar", "lower"]
    margin: float | None
    method: str
    deaths_to_change: float | None = None
    funnel_comparison: Literal[
        "", "higher-998", "higher-95", "similar", "lower-95", "lower-998"
    ] = ""
    funnel_method: str = ""
    agree: bool | None = None
    sentence: str = ""


class ComparisonsPage(Page):
    comparisons: list[Comparison]
    dictionary: list[Meaning]


class Area(Schema):
    """A place and one of its parents."""

    area: str
    name: str
    level: str
    parent: str
    complete: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    successor: str
    share: float | None


class AreasPage(Page):
    areas: list[Area]


class Codes(Schema):
    """The dictionary, the gaps and the code list of the figures of some indicators."""

    dictionary: list[Meaning]
    gaps: list[dict[str, Any]]
    codes: list[dict[str, Any]]


class Releases(Schema):
    """Where everything comes from, newest first."""

    releases: list[dict[str, Any]]


class Pack(Schema):
    """The entries of a pack."""

    name: str
    entries: list[dict[str, Any]]


class PackNames(Schema):
    packs: list[str]


CSV_TOO: dict[str, Any] = {
    "responses": {
        200: {
            "headers": {
                "ETag": {"schema": {"type": "string"}},
                "Link": {"schema": {"type": "string"}},
                "X-Total-Count": {"schema": {"type": "string"}},
            },
            "content": {"text/csv": {"schema": {"type": "string"}}},
        }
    }
}
NOT_MODIFIED: dict[int, Any] = {304: None, 400: Problem, 404: Problem, 503: Problem}
