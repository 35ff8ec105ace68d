"""Is it real? Ten checks of an area's figure, then one sentence for a councillor.

The questions and what each answer means are the pack's; `reality_checks` finds out
which answer holds, and `fy.measures.is_it_real` counts them.
"""

from dataclasses import dataclass

from firstyear import measures, packs
from firstyear.picture.reality_checks import FINDERS, Case
from firstyear.picture.results import Check

LASTING, MOSTLY = 0.8, 0.5  # shares of periods higher
FEW_DOUBTS = 2
PASSED = {"passed": True, "failed": False, "unknown": None}


@dataclass(frozen=True)
class Reality:
    """The ten checks in order, how many came out how, the sentence they come to."""

    checks: tuple[Check, ...]
    found: measures.Reality
    sentence: str


def is_it_real(case: Case) -> Reality:
    """All ten checks and the sentence. An area that is not high is told so first."""
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
    lasting = share >= LASTING
    if not found.failed and lasting:
        return f"{name}'s higher rate looks real and has lasted: {tally}."
    if not found.failed:
        return f"Nothing here explains {name}'s higher rate away: {tally}."
    if lasting and len(found.failed) <= FEW_DOUBTS:
        return (
            f"{name}'s higher rate has lasted too long to be chance, but look at what "
            f"did not pass before acting on its size: {tally}."
        )
    return (
        f"{name}'s higher rate may not be real; look at what did not pass first: "
        f"{tally}."
    )
