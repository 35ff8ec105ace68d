"""What a picture says of places, as small frozen results that charts and pages show."""

import math
from dataclasses import dataclass
from datetime import date

from firstyear import measures


@dataclass(frozen=True)
class Place:
    """An area by its code, name and level."""

    code: str
    name: str
    level: str


@dataclass(frozen=True, order=True)
class Span:
    """A period by its first and last day."""

    date_from: date
    date_to: date

    @property
    def years(self) -> float:
        """Length in years, to the nearest month."""
        months = (
            (self.date_to.year - self.date_from.year) * 12
            + self.date_to.month
            - self.date_from.month
            + 1
        )
        return months / 12

    def overlaps(self, other: "Span") -> bool:
        return self.date_from <= other.date_to and other.date_from <= self.date_to


@dataclass(frozen=True)
class Number:
    """A count over a denominator with its rate and limits; NaN where there is none.

    `value` and the limits are per `per`; `status` says why a number is absent.
    """

    count: float
    denominator: float
    value: float
    lower: float
    upper: float
    status: str
    per: float
    flags: str = ""
    withheld_by: str = ""
    note: str = ""

    @property
    def known(self) -> bool:
        return self.status == "value" and math.isfinite(self.value)

    @property
    def absence(self) -> str:
        """Why there is no number: `hidden` to protect families, `withheld` by its
        publisher, `missing`, `not-applicable` or `not-calculated`."""
        if self.status == "suppressed":
            return "withheld" if self.withheld_by else "hidden"
        return self.status if self.status != "value" else "missing"


@dataclass(frozen=True)
class Verdict:
    """One place against the benchmark in one period, by both tests.

    `mark` is how it is drawn: higher, above, similar, lower or none. `margin` is in
    units of the rate and positive where the nearer limit is clear of the benchmark;
    `deaths_to_change` is by how many events the interval verdict stands. `excess` is
    how many more events there were than at the benchmark's rate, with its limits.
    """

    comparison: str
    mark: str
    margin: float
    deaths_to_change: float
    funnel: str
    agree: bool | None
    benchmark_value: float
    excess: float
    excess_lower: float
    excess_upper: float


@dataclass(frozen=True)
class Stabilised:
    """The rate allowing for small numbers, and how sure it is above the benchmark."""

    value: float
    lower: float
    upper: float
    probability_higher: float
    own_share: float
    belief: str

    @property
    def mark(self) -> str:
        return {
            "very likely higher": "higher",
            "likely higher": "above",
            "very likely lower": "lower",
        }.get(self.belief, "similar")


@dataclass(frozen=True)
class Persistence:
    """How often a place was higher, period by period, oldest first."""

    strip: str
    periods: tuple[Span, ...]
    higher: int
    lower: int
    compared: int
    independent: int
    first_high: Span | None
    last_high: Span | None
    smallest_margin: float
    closest: Span | None
    closest_deaths: float
    change: str  # "", "new", "back", "left": the latest period against the one before
    absences: tuple[str, ...] = ()  # why a period has no number; blank where it has

    def on(self, side: str) -> int:
        """How many periods were on one side of the benchmark, higher or lower."""
        return self.lower if side == "lower" else self.higher

    def apart(self, side: str) -> int:
        """How many of the periods on one side share no years."""
        symbol = "-" if side == "lower" else "#"
        pairs = zip(self.periods, self.strip, strict=True)
        spans = [span for span, mark in pairs if mark == symbol]
        if not spans:
            return 0
        return measures.independent_windows(
            [span.date_from.toordinal() for span in spans],
            [span.date_to.toordinal() for span in spans],
        )


@dataclass(frozen=True)
class Standing:
    """Everything the picture knows of one area on one outcome in the latest period."""

    place: Place
    number: Number
    verdict: Verdict
    stabilised: Stabilised
    persistence: Persistence


@dataclass(frozen=True)
class LookFirst:
    """One line of "where to look first": which areas, and why, by the stated rule."""

    places: tuple[Place, ...]
    reason: str
    kind: str  # every, most, left, new, some, likely


@dataclass(frozen=True)
class Benchmark:
    """What areas are compared with, period by period."""

    place: Place
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Spread:
    """How the areas of a level spread on one indicator in one period."""

    least: float = math.nan
    lower_quarter: float = math.nan
    upper_quarter: float = math.nan
    most: float = math.nan
    known_share: float = 0.0


@dataclass(frozen=True)
class SpineRow:
    """One indicator of an area's profile, beside the country, the region, all areas.

    `verdict` is better, worse, similar, higher, lower (where neither is better) or
    blank; `worth` says in words what the difference comes to a year.
    """

    indicator: str
    title: str
    domain: str
    polarity: str
    span: Span
    number: Number
    benchmark: Number
    region: Number | None
    spread: Spread
    stabilised: float
    verdict: str
    clear: bool
    trend: str
    worth: str


@dataclass(frozen=True)
class Gap:
    """The gap between two groups of one place: difference and ratio with limits.

    `reason` says why there is none where a figure does not allow it; `pairs` is how
    many pairs of groups these two were picked from, which their limits allow for.
    """

    dimension: str
    worst_off: str = ""
    best_off: str = ""
    difference: float = math.nan
    difference_lower: float = math.nan
    difference_upper: float = math.nan
    ratio: float = math.nan
    ratio_lower: float = math.nan
    ratio_upper: float = math.nan
    reason: str = ""
    groups: tuple[tuple[str, Number], ...] = ()
    whole: Number | None = None
    span: Span | None = None
    pairs: int = 1

    @property
    def known(self) -> bool:
        return not self.reason


@dataclass(frozen=True)
class Check:
    """One of the ten checks of "Is it real?": passed, failed or unknown, and why."""

    id: str
    question: str
    state: str
    finding: str


@dataclass(frozen=True)
class Fact:
    """A key fact: its name, the number as people read it, what goes with it."""

    name: str
    value: str
    note: str = ""
