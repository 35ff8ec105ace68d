"""The ten checks of "Is it real?" made on one area's figure, from what releases say.

Each finder answers passed, failed or unknown. What the releases do not say is unknown,
and unknown is never counted as passed.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from firstyear import packs
from firstyear.errors import FirstyearError
from firstyear.figures import Store
from firstyear.picture.geography import atlas
from firstyear.picture.grid import read_grid
from firstyear.picture.indicators import known_indicator
from firstyear.picture.results import Place, Span, Standing
from firstyear.picture.standing import verdicts
from firstyear.picture.words import by_chance, happened, period, plural, spelt

ENOUGH_DEATHS = 20
YEARS_TO_REGISTER = 1.5
MUCH_MORE = (
    0.15  # of all deaths: a larger share than elsewhere's by this says something
)
ANOMALIES = "congenital anomalies"
FROM_24_WEEKS = "-24-weeks"


@dataclass(frozen=True)
class Case:
    """What the checks look at."""

    store: Store
    indicator: str
    here: Place
    country: Place
    standing: Standing
    everywhere: tuple[Standing, ...]
    bases: tuple[str, ...]
    counted_at: tuple[str, ...]
    sources: tuple[str, ...]
    today: date

    @property
    def span(self) -> Span:
        """The period of the figure."""
        return self.standing.persistence.periods[-1]


@dataclass(frozen=True)
class Finding:
    """What a check found; `instead` stands in place of the pack's words, if given."""

    state: str
    detail: str = ""
    instead: str = ""


UNKNOWN = Finding("unknown")


def _passed_if(passed: bool, detail: str = "", instead: str = "") -> Finding:
    return Finding("passed" if passed else "failed", detail, instead)


def _small_numbers(case: Case) -> Finding:
    count = case.standing.number.count
    if not math.isfinite(count):
        return UNKNOWN
    told = happened(count, known_indicator(case.indicator))
    return _passed_if(count >= ENOUGH_DEATHS, f"{told} in {period(case.span)}.")


def _chance_among_many(case: Case) -> Finding:
    """This area's own answer: that many areas are high says nothing of any one."""
    compared = [s for s in case.everywhere if s.verdict.comparison]
    if len(compared) < 2 or not case.standing.verdict.funnel:
        return UNKNOWN
    high = sum(s.verdict.comparison == "higher" for s in compared)
    verb = plural(high, "is", "are")
    detail = (
        f"{high} of {len(compared)} areas {verb} higher, and {by_chance(len(compared))}"
        " would be by chance alone."
    )
    if case.standing.verdict.comparison != "higher":
        none = "This area is not higher, so there is nothing to put down to chance."
        return Finding("unknown", detail, none)
    if case.standing.verdict.funnel == "higher-998":
        beyond = (
            "This one is among the clear ones: it lies beyond the limit that chance "
            "passes once in a thousand."
        )
        return Finding("passed", detail, beyond)
    within = (
        "This one is not among the clear ones: it lies inside the limit that chance "
        "passes once in a thousand."
    )
    return Finding("failed", detail, within)


def _overlapping(case: Case) -> Finding:
    kept = case.standing.persistence
    if kept.compared < 2:
        return UNKNOWN
    if not kept.higher:
        none = "No period is higher, so there is none to count."
        return Finding("unknown", instead=none)
    apart = kept.apart("higher")
    detail = (
        f"Higher in {kept.higher} of {kept.compared} periods, of which {spelt(apart)} "
        f"{plural(apart, 'shares', 'share')} no years."
    )
    return _passed_if(apart >= 2, detail)


def _before_24_weeks(case: Case) -> Finding:
    if case.indicator.endswith(FROM_24_WEEKS):
        return Finding("passed", instead="Births before 24 weeks are not counted here.")
    other = f"{case.indicator}{FROM_24_WEEKS}"
    if other not in packs.indicators():
        return UNKNOWN
    span = case.span
    try:
        grid = read_grid(
            case.store,
            other,
            level=case.here.level,
            areas=[case.here],
            country=case.country,
            years=round(span.years),
        )
    except FirstyearError:
        return UNKNOWN
    if span not in grid.periods or not grid.number(0, grid.periods.index(span)).known:
        return UNKNOWN
    without = verdicts(grid, grid.periods.index(span))[0]
    verdict = case.standing.verdict
    same = without.comparison == verdict.comparison
    if verdict.comparison != "higher":
        answer = "the same answer" if same else f"another answer: {without.comparison}"
        told = f"Without births before 24 weeks the comparison gives {answer}."
        return _passed_if(same, instead=told)
    detail = ""
    if verdict.excess > 0 and math.isfinite(without.excess):
        share = min(1.0, max(0.0, 1 - without.excess / verdict.excess))
        detail = f"Births before 24 weeks are about {share:.0%} of the difference."
    return _passed_if(same, detail)


def _late_registration(case: Case) -> Finding:
    flags = case.standing.number.flags
    if "provisional" in flags or "incomplete-period" in flags:
        return Finding("failed", "The publisher marks these figures as not final.")
    since = (case.today - case.span.date_to).days / 365.25
    if since < 0:
        return Finding("failed", "The period has not ended yet.")
    if since < YEARS_TO_REGISTER:
        months = round(12 * since)
        noun = plural(months, "month", "months")
        return Finding("failed", f"The period ended {spelt(months)} {noun} ago.")
    return Finding("passed")


def _boundary(case: Case) -> Finding:
    """Only where this area's own history was read: another's says nothing of it."""
    history = atlas(case.store).changes.get(case.here.code, ())
    if not history:
        return UNKNOWN
    first = case.standing.persistence.periods[0].date_from
    changes = [day for day in history if first < day <= case.span.date_to]
    if changes:
        years = ", ".join(dict.fromkeys(str(day.year) for day in changes))
        return Finding("failed", f"The area changed in {years}.")
    return Finding("passed")


def _residence(case: Case) -> Finding:
    known = {one for one in case.counted_at if one}
    if known == {"residence"} and "" not in case.counted_at:
        return Finding("passed")
    return Finding("failed" if known - {"residence"} else "unknown")


def _definitions(case: Case) -> Finding:
    sources = [source for source in case.sources if source]
    if not sources:
        return UNKNOWN
    if len(case.bases) > 1:
        ways = ", ".join(basis or "not stated" for basis in case.bases)
        return Finding("failed", f"Counted in different ways: {ways}.")
    if len(sources) == 1:
        return Finding("passed", f"Source: {sources[0]}.")
    return Finding("failed", f"Sources: {'; '.join(sources)}.")


def _anomalies(case: Case) -> Finding:
    here, there = (
        _share_of_anomalies(case, code) for code in (case.here.code, case.country.code)
    )
    if here is None or there is None:
        return UNKNOWN
    detail = f"{here:.0%} of deaths here, {there:.0%} in {case.country.name}."
    return _passed_if(here <= there + MUCH_MORE, detail)


def _share_of_anomalies(case: Case, code: str) -> float | None:
    """The share of deaths with that cause; None unless every cause has its count."""
    table = case.store.figures(case.indicator, areas=[code], dimension="cause")
    rows = [
        row
        for row in table.to_pylist()
        if Span(row["date_from"], row["date_to"]) == case.span
    ]
    if any(row["count"] is None for row in rows):
        return None
    total = sum(row["count"] for row in rows)
    of_kind = [row["count"] for row in rows if ANOMALIES in row["category"].casefold()]
    return sum(of_kind) / total if total else None


def _tests_agree(case: Case) -> Finding:
    verdict = case.standing.verdict
    if verdict.agree is None:
        return UNKNOWN
    one, other = verdict.comparison, verdict.funnel.split("-")[0]
    if "higher" in (one, other):
        return _passed_if(verdict.agree)
    if verdict.agree:
        return Finding("passed", instead=f"The interval and the funnel both say {one}.")
    told = f"The interval says {one} and the funnel says {other}: the figure is close."
    return Finding("failed", instead=told)


FINDERS: dict[str, Callable[[Case], Finding]] = {
    "small-numbers": _small_numbers,
    "chance-among-many": _chance_among_many,
    "overlapping-periods": _overlapping,
    "births-before-24-weeks": _before_24_weeks,
    "late-registration": _late_registration,
    "boundary-change": _boundary,
    "residence-or-place": _residence,
    "two-definitions": _definitions,
    "congenital-anomalies": _anomalies,
    "two-tests-agree": _tests_agree,
}
