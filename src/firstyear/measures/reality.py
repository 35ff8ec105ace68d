"""Is it real? Ten checks before anyone acts on a number, and one sentence."""

from collections.abc import Mapping
from dataclasses import dataclass

from firstyear.errors import UsageError
from firstyear.measures.methods import METHODS

# The pack of the same name holds the question of each, and what its answers mean.
CHECKS = (
    "small-numbers",
    "chance-among-many",
    "overlapping-periods",
    "births-before-24-weeks",
    "late-registration",
    "boundary-change",
    "residence-or-place",
    "two-definitions",
    "congenital-anomalies",
    "two-tests-agree",
)


@dataclass(frozen=True)
class Reality:
    """The checks passed, failed and unknown, by id, in the order of `CHECKS`."""

    passed: tuple[str, ...]
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    version: str = METHODS["is-it-real"]

    def tally(self) -> str:
        """How many passed, did not pass and could not be made."""
        return (
            f"{len(self.passed)} of {len(CHECKS)} checks passed, "
            f"{len(self.failed)} did not and {len(self.unknown)} could not be made"
        )

    def sentence(self) -> str:
        """What a councillor can be told."""
        counts = self.tally()
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
    >>> answers = {"small-numbers": True, "overlapping-periods": False}
    >>> fy.measures.is_it_real(answers).sentence()
    'This may not be real: 1 of 10 checks passed, 1 did not and 8 could not be made. \
First look at: overlapping-periods.'
    """
    for name in answers:
        if name not in CHECKS:
            raise UsageError(f"{name!r} is not one of {', '.join(CHECKS)}")

    def having(wanted: bool | None) -> tuple[str, ...]:
        return tuple(name for name in CHECKS if answers.get(name) is wanted)

    return Reality(having(True), having(False), having(None))
