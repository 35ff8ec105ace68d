"""Is it real? Ten checks before anyone acts on a number, and one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from firstyear.errors import UsageError
from firstyear.measures.methods import METHODS

CHECKS: Mapping[str, str] = MappingProxyType(
    {
        "numbers": "Are there enough deaths for the rate to be steady?",
        "chance": "Is it more than chance among many areas would give?",
        "windows": "Does it hold in periods that do not share years?",
        "gestation": "Is it there without births before 24 weeks, and are signs of "
        "life recorded as elsewhere?",
        "registration": "Are late registrations and inquests in?",
        "boundary": "Did the area and its code stay the same?",
        "place": "Is it counted by where mothers live in both area and benchmark?",
        "definition": "Do both sources define the deaths alike?",
        "anomaly": "Is it more than the share of congenital anomalies explains?",
        "tests": "Do the interval and the funnel agree?",
    }
)


@dataclass(frozen=True)
class Reality:
    """The checks passed, failed and unknown, by name, in the order of `CHECKS`."""

    passed: tuple[str, ...]
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    version: str = METHODS["is-it-real"]

    def sentence(self) -> str:
        """What a councillor can be told."""
        counts = (
            f"{len(self.passed)} of 10 checks passed, {len(self.failed)} failed and "
            f"{len(self.unknown)} could not be made"
        )
        if not self.failed and not self.unknown:
            return f"This looks real: {counts}."
        if not self.failed:
            return f"Nothing speaks against it, but it is not settled: {counts}."
        return f"This may not be real: {counts}. First look at: {self.failed[0]}."


def is_it_real(answers: Mapping[str, bool | None]) -> Reality:
    """What ten checks of a difference come to; those not answered are unknown.

    answers: True passed, False failed, None unknown, by the names in `CHECKS`.

    Raises UsageError for a name that is not a check.

    >>> import firstyear as fy
    >>> fy.measures.is_it_real({"numbers": True, "windows": False}).sentence()
    'This may not be real: 1 of 10 checks passed, 1 failed and 8 could not be made. \
First look at: windows.'
    """
    for name in answers:
        if name not in CHECKS:
            raise UsageError(f"{name!r} is not one of {', '.join(CHECKS)}")

    def having(wanted: bool | None) -> tuple[str, ...]:
        return tuple(name for name in CHECKS if answers.get(name) is wanted)

    return Reality(having(True), having(False), having(None))
