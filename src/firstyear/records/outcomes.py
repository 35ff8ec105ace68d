"""The outcomes that records give, what each adds up, and over which births."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

from firstyear.errors import UsageError

STILLBORN, EARLY, LATE, POST = "still", "early", "late", "post"
SUDDEN, WAITING = "sudden", "waiting"


@dataclass(frozen=True)
class Outcome:
    """An indicator of the pack: sums of `parts` over live births, or over all.

    With `weeks`, only births from so many completed weeks, in both. `follow` is how
    many days after a birth its last death can be.
    """

    indicator: str
    parts: tuple[str, ...]
    weeks: int = 0
    follow: int = 0

    @property
    def over_all_births(self) -> bool:
        """Whether stillbirths are in the denominator too."""
        return STILLBORN in self.parts


_ALL = {
    "infant-mortality": (EARLY, LATE, POST),
    "neonatal-mortality": (EARLY, LATE),
    "early-neonatal-mortality": (EARLY,),
    "late-neonatal-mortality": (LATE,),
    "post-neonatal-mortality": (POST,),
    "stillbirth": (STILLBORN,),
    "perinatal-mortality": (STILLBORN, EARLY),
    "extended-perinatal-mortality": (STILLBORN, EARLY, LATE),
    "sudden-unexpected-deaths": (SUDDEN,),
    "deaths-without-cause-yet": (WAITING,),
}
_BY_WEEKS = ("infant", "neonatal", "early-neonatal", "perinatal", "extended-perinatal")
_FOLLOW = {EARLY: 7, LATE: 28, POST: 366, SUDDEN: 366, WAITING: 366, STILLBORN: 0}
DEFAULT: Final = (
    "infant-mortality",
    "neonatal-mortality",
    "early-neonatal-mortality",
    "post-neonatal-mortality",
    "stillbirth",
    "perinatal-mortality",
    "extended-perinatal-mortality",
)


def _made(indicator: str, parts: tuple[str, ...], weeks: int = 0) -> Outcome:
    return Outcome(indicator, parts, weeks, max(_FOLLOW[part] for part in parts))


OUTCOMES: Final[Mapping[str, Outcome]] = MappingProxyType(
    {name: _made(name, parts) for name, parts in _ALL.items()}
    | {
        f"{name}-mortality-{weeks}-weeks": _made(
            f"{name}-mortality-{weeks}-weeks", _ALL[f"{name}-mortality"], weeks
        )
        for weeks in (22, 24)
        for name in _BY_WEEKS
    }
)
_SHORT: Final[Mapping[str, str]] = MappingProxyType(
    {name.replace("-mortality", ""): name for name in OUTCOMES}
    | {"sudden": "sudden-unexpected-deaths"}
)


def outcomes(names: Iterable[str] | str | None) -> tuple[Outcome, ...]:
    """The outcomes of these names, ids of the pack or short (`infant`, `neonatal`).

    None means the seven that interface and pages speak of. Raises UsageError for a
    name that is none.

    Examples:
        >>> [each.indicator for each in outcomes("infant,neonatal-24-weeks")]
        ['infant-mortality', 'neonatal-mortality-24-weeks']
    """
    if names is None:
        names = DEFAULT
    listed = names.split(",") if isinstance(names, str) else list(names)
    found: dict[str, Outcome] = {}
    for each in (name.strip() for name in listed):
        known = each if each in OUTCOMES else _SHORT.get(each)
        if known is None:
            near = get_close_matches(each, [*OUTCOMES, *_SHORT], n=1)
            perhaps = f" Perhaps {near[0]}?" if near else ""
            raise UsageError(
                f"{each!r} is not an outcome.{perhaps} Outcomes: {', '.join(_SHORT)}."
            )
        found[known] = OUTCOMES[known]
    return tuple(found.values())
