"""Is it real? Ten checks of an area's figure, then one sentence for a councillor.

The questions and what each answer means are the pack's; `reality_checks` finds out
which answer holds, and `fy.measures.is_it_real` counts them.
"""

from dataclasses import dataclass

from firstyear import measures, packs
from firstyear.picture.indicators import known_indicator
from firstyear.picture.reality_checks import FINDERS, Case
from firstyear.picture.results import Check

LASTING, MOSTLY = 0.8, 0.5  # shares of periods higher
FEWEST_APART = 2  # high periods that share no years: one bad year is not lasting
FEW_DOUBTS = 2
MOST_UNKNOWN = 3
NOT_DEATHS = (
    "The ten checks are about deaths. For this measure, look at its likely range and "
    "at how it changed over time."
)
PASSED = {"passed": True, "failed": False, "unknown": None}


@dataclass(frozen=True)
class Reality:
    """The ten checks in order, how many came out how, the sentence they come to."""

    checks: tuple[Check, ...]
    found: measures.Reality
    sentence: str


def is_it_real(case: Case) -> Reality:
    """All ten checks and the sentence. An area that is not high is told so first.

    The checks are about deaths: other measures have none, and are told why.
    """
    if not known_indicator(case.indicator).outcome:
        return Reality((), measures.is_it_real({}), NOT_DEATHS)
    checks = []
    for entry in packs.is_it_real():
        found = FINDERS[entry.id](case)
        says = {
            "passed": entry.passed,
            "failed": entry.failed,
            "unknown": entry.unknown,
        }
        words = (found.instead or says[found.state], found.detail)
        finding = " ".join(part for part in words if part)
        checks.append(Check(entry.id, entry.question, found.state, finding))
    found_in_all = measures.is_it_real({one.id: PASSED[one.state] for one in checks})
    return Reality(tuple(checks), found_in_all, _sentence(case, found_in_all))


def _sentence(case: Case, found: measures.Reality) -> str:
    name, country = case.here.name, case.country.name
    mark, kept = case.standing.verdict.mark, case.standing.persistence
    tally = found.tally()
    share = kept.higher / kept.compared if kept.compared else 0.0
    if case.here.code == case.country.code:
        return f"{name} is what areas are compared with, so nothing is there to check."
    if mark == "none":
        return f"There is no comparison of {name} to check."
    if mark == "lower":
        return f"{name} is lower than {country}: {tally}."
    if mark != "higher":
        then = (
            " but it was higher in most periods before, so keep watching"
            if share >= MOSTLY
            else ""
        )
        return (
            f"{name} is not clearly different from {country} in the latest "
            f"period{then}: {tally}."
        )
    lasting = share >= LASTING and kept.apart("higher") >= FEWEST_APART
    if not found.failed:
        if lasting and len(found.unknown) <= MOST_UNKNOWN:
            return f"{name}'s higher rate looks real and has lasted: {tally}."
        return f"Nothing here explains {name}'s higher rate away: {tally}."
    if lasting and len(found.failed) <= FEW_DOUBTS:
        return (
            f"{name}'s higher rate has lasted, but look at what did not pass before "
            f"acting on its size: {tally}."
        )
    return (
        f"{name}'s higher rate may not be real; look at what did not pass first: "
        f"{tally}."
    )
