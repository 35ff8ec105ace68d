"""How the deaths of babies are counted in parts, and what the parts add up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

import numpy as np
from numpy.typing import ArrayLike

from firstyear.errors import Fault, InputError, UsageError
from firstyear.measures.arrays import Floats, Reading
from firstyear.measures.estimate import Estimate
from firstyear.measures.methods import METHODS
from firstyear.measures.rates import rate

# total, then the two parts it is the sum of
IDENTITIES: tuple[tuple[str, tuple[str, str]], ...] = (
    ("infant", ("neonatal", "post_neonatal")),
    ("neonatal", ("early_neonatal", "late_neonatal")),
    ("perinatal", ("stillbirth", "early_neonatal")),
    ("extended_perinatal", ("stillbirth", "neonatal")),
    ("extended_perinatal", ("perinatal", "late_neonatal")),
)
PER_TOTAL_BIRTHS = ("stillbirth", "perinatal", "extended_perinatal")


@dataclass(frozen=True, eq=False)
class Mortality:
    """Counts of stillbirths and deaths by age; NaN where they cannot be known.

    stillbirth: born without signs of life from 24 weeks; early_neonatal: died under
    7 days; late_neonatal: at 7 to 27 days; neonatal: under 28 days; post_neonatal:
    from 28 days to under a year; infant: under a year; perinatal: stillbirths and
    early neonatal deaths; extended_perinatal: stillbirths and neonatal deaths.
    """

    stillbirth: Floats
    early_neonatal: Floats
    late_neonatal: Floats
    neonatal: Floats
    post_neonatal: Floats
    infant: Floats
    perinatal: Floats
    extended_perinatal: Floats
    version: str = field(default=METHODS["definitions"], init=False)

    def counts(self) -> dict[str, Floats]:
        """The eight counts by name."""
        return {name: getattr(self, name) for name in OUTCOMES}


OUTCOMES = tuple(part.name for part in fields(Mortality) if part.init)


def mortality(counts: Mapping[str, ArrayLike], *, tolerance: float = 0) -> Mortality:
    """Every count that follows from those given, by the sums that define them.

    infant = neonatal + post-neonatal; neonatal = early + late neonatal;
    perinatal = stillbirth + early neonatal;
    extended perinatal = stillbirth + neonatal = perinatal + late neonatal.

    counts: arrays by name (`stillbirth`, `early_neonatal`, `late_neonatal`,
    `neonatal`, `post_neonatal`, `infant`, `perinatal`, `extended_perinatal`); leave
    out what is not known, or give NaN.
    tolerance: how far a total may be from its parts, for counts that were rounded.

    Raises InputError, with positions, where a total differs from its parts or a part
    would be negative.

    Source: the definitions of the Office for National Statistics.

    >>> import firstyear as fy
    >>> known = {"infant": 353, "neonatal": 279, "stillbirth": 271}
    >>> deaths = fy.measures.mortality(known)
    >>> int(deaths.post_neonatal), int(deaths.extended_perinatal)
    (74, 550)
    """
    unknown_names = sorted(set(counts) - set(OUTCOMES))
    if unknown_names:
        raise UsageError(
            f"{unknown_names[0]!r} is not a count of deaths known here; "
            f"they are {', '.join(OUTCOMES)}"
        )
    reading = Reading("These counts of deaths cannot all be right")
    given = {name: reading.numbers(name, data) for name, data in counts.items()}
    if given:
        given = dict(zip(given, reading.same_shape(**given), strict=True))
    reading.finish()
    shape = next(iter(given.values())).shape if given else ()
    known: dict[str, Floats] = {
        name: np.array(given[name]) if name in given else np.full(shape, np.nan)
        for name in OUTCOMES
    }
    # each pass carries what is known one identity further
    for _ in IDENTITIES:
        for total, (one, other) in IDENTITIES:
            _fill(known[total], known[one] + known[other])
            _fill(known[one], known[total] - known[other])
            _fill(known[other], known[total] - known[one])
    faults = _contradictions(known, tolerance)
    if faults:
        raise InputError(reading.summary, faults)
    return Mortality(**known)


def mortality_rates(
    deaths: Mortality,
    live_births: ArrayLike,
    *,
    per: float = 1000,
    confidence: float | ArrayLike = 0.95,
) -> dict[str, Estimate]:
    """The rate of each outcome over its own births, by name.

    Stillbirths, perinatal and extended perinatal deaths are per `per` total births
    (live births and stillbirths); the others per `per` live births.

    Raises InputError as `rate` does.

    >>> import firstyear as fy
    >>> deaths = fy.measures.mortality({"infant": 353, "stillbirth": 271})
    >>> rates = fy.measures.mortality_rates(deaths, 66_000)
    >>> float(rates["infant"].value.round(2)), float(rates["stillbirth"].value.round(2))
    (5.35, 4.09)
    """
    births = Reading("Live births cannot be used").numbers("live_births", live_births)
    total_births = births + deaths.stillbirth
    return {
        name: rate(
            data,
            total_births if name in PER_TOTAL_BIRTHS else births,
            per=per,
            confidence=confidence,
        )
        for name, data in deaths.counts().items()
    }


def _fill(known: Floats, found: Floats) -> None:
    np.copyto(known, found, where=np.isnan(known))


def _contradictions(known: dict[str, Floats], tolerance: float) -> list[Fault]:
    faults = []
    for name, data in known.items():
        for position in np.flatnonzero(data < -tolerance):
            faults.append(
                Fault(
                    "would be negative: its total is smaller than the other part",
                    "Check that the counts are of one source, place and period",
                    row=int(position),
                    column=name,
                    value=f"{data.flat[position]:g}",
                )
            )
    for total, parts in IDENTITIES:
        summed = known[parts[0]] + known[parts[1]]
        for position in np.flatnonzero(np.abs(known[total] - summed) > tolerance):
            faults.append(
                Fault(
                    f"is not {parts[0]} + {parts[1]} = {summed.flat[position]:g}",
                    "Check that the counts are of one source, place and period",
                    row=int(position),
                    column=total,
                    value=f"{known[total].flat[position]:g}",
                )
            )
    return faults
