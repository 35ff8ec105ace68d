"""Is it real? Ten checks of an area's figure, then one sentence a councillor can be told.

The questions and what each answer means are the pack's; this file only finds out
which answer holds, from what the releases say. What they do not say is unknown.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from firstyear import measures, packs
from firstyear.errors import FirstyearError
from firstyear.figures import Store
from firstyear.picture.geography import atlas
from firstyear.picture.grid import read_grid
from firstyear.picture.results import Check, Place, Standing
from firstyear.picture.standing import verdicts
from firstyear.picture.words import listed, spelt

ENOUGH_DEATHS = 20
YEARS_TO_REGISTER = 1.5
ANOMALIES = "congenital anomalies"


@dataclass(frozen=True)
class Reality:
    """The ten checks in order and the one sentence they come to."""

    checks: tuple[Check, ...]
    sentence: str

    def count(self, state: str) -> int:
        return sum(check.state == state for check in self.checks)


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


Finding = tuple[str, str]


def is_it_real(case: Case) -> Reality:
    """All ten checks and the sentence. An area that is not high is told so first."""
    checks = []
    for entry in packs.is_it_real():
        state, detail = FINDERS[entry.id](case)
        says = {
            "passed": entry.passed,
            "failed": entry.failed,
            "unknown": entry.unknown,
        }
        finding = " ".join(part for part in (says[state], detail) if part)
        checks.append(Check(entry.id, entry.question, state, finding))
    return Reality(tuple(checks), _sentence(case, checks))


def _sentence(case: Case, checks: list[Check]) -> str:
    passed = sum(check.state == "passed" for check in checks)
    failed = [check for check in checks if check.state == "failed"]
    unknown = sum(check.state == "unknown" for check in checks)
    tally = _tally(passed, len(failed), unknown)
    name, country = case.here.name, case.country.name
    mark = case.standing.verdict.mark
    kept = case.standing.persistence
    if mark == "none":
        return f"There is no rate for {name} to check."
    if mark == "lower":
        return f"{name} is lower than {country}: {tally}."
    if mark != "higher":
        long_high = kept.compared and kept.higher >= 0.5 * kept.compared
        then = (
            " but it was higher in most periods before, so keep watching"
            if long_high
            else ""
        )
        return (
            f"{name} is not clearly different from {country} in the latest "
            f"period{then}: {tally}."
        )
    strong = kept.compared and kept.higher >= 0.8 * kept.compared
    if not failed and strong:
        return f"{name}'s higher rate looks real and has lasted: {tally}."
    if not failed:
        return f"Nothing here explains {name}'s higher rate away: {tally}."
    if strong and len(failed) <= 2:
        return (
            f"{name}'s higher rate has lasted too long to be chance, but look at what "
            f"did not pass before acting on its size: {tally}."
        )
    return f"{name}'s higher rate may not be real; look at what did not pass first: {tally}."


def _tally(passed: int, failed: int, unknown: int) -> str:
    if not failed and not unknown:
        return "all ten checks passed"
    parts = [f"{spelt(passed)} of ten checks passed"]
    if failed:
        parts.append(f"{spelt(failed)} did not")
    if unknown:
        parts.append(f"{spelt(unknown)} could not be made")
    return listed(parts)


def _small_numbers(case: Case) -> Finding:
    count = case.standing.number.count
    if not math.isfinite(count):
        return "unknown", ""
    detail = f"{count:,.0f} babies died in the period."
    return ("passed" if count >= ENOUGH_DEATHS else "failed"), detail


def _chance_among_many(case: Case) -> Finding:
    compared = [s for s in case.everywhere if s.verdict.comparison]
    if len(compared) < 2:
        return "unknown", ""
    high = sum(s.verdict.comparison == "higher" for s in compared)
    expected = float(measures.expected_high_by_chance(len(compared)))
    beyond = case.standing.verdict.funnel == "higher-998"
    detail = (
        f"{high} of {len(compared)} areas are higher; about {expected:.0f} would be by "
        "chance alone."
    )
    passed = high >= 2 * expected or beyond
    return ("passed" if passed else "failed"), detail


def _overlapping(case: Case) -> Finding:
    kept = case.standing.persistence
    if kept.compared < 2:
        return "unknown", ""
    spans = [
        span for span, mark in zip(kept.periods, kept.strip, strict=True) if mark == "#"
    ]
    if not spans:
        return "unknown", "No period is higher."
    apart = measures.independent_windows(
        [span.date_from.toordinal() for span in spans],
        [span.date_to.toordinal() for span in spans],
    )
    detail = (
        f"Higher in {kept.higher} of {kept.compared} periods, of which {spelt(apart)} "
        "share no years."
    )
    return ("passed" if apart >= 2 else "failed"), detail


def _before_24_weeks(case: Case) -> Finding:
    other = f"{case.indicator}-24-weeks"
    if other not in packs.indicators():
        return "unknown", ""
    span = case.standing.persistence.periods[-1]
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
        return "unknown", ""
    if span not in grid.periods or not grid.number(0, grid.periods.index(span)).known:
        return "unknown", ""
    column = grid.periods.index(span)
    without = verdicts(grid, column)[0]
    whole = case.standing.verdict.excess
    detail = ""
    if whole > 0 and math.isfinite(without.excess):
        share = min(1.0, max(0.0, 1 - without.excess / whole))
        detail = (
            f"Births before 24 weeks are about {100 * share:.0f}% of the difference."
        )
    high = without.comparison == "higher" or case.standing.verdict.mark != "higher"
    return ("passed" if high else "failed"), detail


def _late_registration(case: Case) -> Finding:
    span = case.standing.persistence.periods[-1]
    flags = case.standing.number.flags
    if "provisional" in flags or "incomplete-period" in flags:
        return "failed", "The publisher marks these figures as not final."
    since = (case.today - span.date_to).days / 365.25
    if since < YEARS_TO_REGISTER:
        return "failed", f"The period ended {since:.1f} years ago."
    return "passed", ""


def _boundary(case: Case) -> Finding:
    known = atlas(case.store)
    history = known.changes.get(case.here.code, ())
    first = case.standing.persistence.periods[0].date_from
    last = case.standing.persistence.periods[-1].date_to
    if not known.changes:
        return "unknown", ""
    changes = [day for day in history if first < day <= last]
    if changes:
        years = ", ".join(str(day.year) for day in changes)
        return "failed", f"The area changed in {years}."
    return "passed", ""


def _residence(case: Case) -> Finding:
    known = {one for one in case.counted_at if one}
    if known == {"residence"} and "" not in case.counted_at:
        return "passed", ""
    return ("failed" if known - {"residence"} else "unknown"), ""


def _definitions(case: Case) -> Finding:
    sources = [source for source in case.sources if source]
    if not sources:
        return "unknown", ""
    if len(sources) == 1 and len(case.bases) == 1:
        return "passed", f"Source: {sources[0]}."
    if len(case.bases) > 1:
        return (
            "failed",
            f"Counted in different ways: {', '.join(b or 'not stated' for b in case.bases)}.",
        )
    return "failed", f"Sources: {'; '.join(sources)}."


def _anomalies(case: Case) -> Finding:
    shares = []
    span = case.standing.persistence.periods[-1]
    for code in (case.here.code, case.country.code):
        table = case.store.figures(case.indicator, areas=[code], dimension="cause")
        rows = [
            row
            for row in table.to_pylist()
            if (row["date_from"], row["date_to"]) == (span.date_from, span.date_to)
            and row["count"] is not None
        ]
        total = sum(row["count"] for row in rows)
        of_kind = sum(
            row["count"] for row in rows if ANOMALIES in row["category"].casefold()
        )
        if not total:
            return "unknown", ""
        shares.append(of_kind / total)
    here, there = shares
    detail = (
        f"{100 * here:.0f}% of deaths here, {100 * there:.0f}% in {case.country.name}."
    )
    return ("failed" if here > there + 0.15 else "passed"), detail


def _tests_agree(case: Case) -> Finding:
    agree = case.standing.verdict.agree
    if agree is None:
        return "unknown", ""
    return ("passed" if agree else "failed"), ""


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
