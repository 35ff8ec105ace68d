"""The fields of a birth and of a death: what each is called here and what it holds.

A *layout* says which column of a file is which field. Blank is always unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Kind = Literal["text", "date", "time", "number", "choice"]
Table = Literal["births", "deaths"]


@dataclass(frozen=True)
class Field:
    """One field. A number outside `least` to `most` is not one, and is unknown.

    `values` are the words of a choice, which is kept as the position of its word;
    `linking` marks what serves linking only and is dropped right after it.
    """

    name: str
    kind: Kind
    least: int = 0
    most: int = 0
    values: tuple[str, ...] = ()
    linking: bool = False


SEXES: Final = ("Female", "Male")
OUTCOMES: Final = ("live", "still")
LIVE, STILL = 0, 1  # positions of the outcomes

_LINKING: Final = (
    Field("nhs_number", "text", linking=True),
    Field("surname", "text", linking=True),
    Field("forename", "text", linking=True),
    Field("postcode", "text", linking=True),
    Field("mothers_surname", "text", linking=True),
)

BIRTHS: Final = (
    Field("birth_id", "text"),
    Field("date_of_birth", "date"),
    Field("time_of_birth", "time"),
    Field("date_of_registration", "date"),
    Field("outcome", "choice", values=OUTCOMES),
    Field("area", "text"),
    Field("organisation", "text"),
    Field("sex", "choice", values=SEXES),
    Field("plurality", "number", 1, 9),
    Field("gestation_weeks", "number", 15, 45),
    Field("birthweight_grams", "number", 100, 8_000),
    Field("mothers_age", "number", 10, 60),
    Field("ethnic_group", "text"),
    Field("imd_decile", "number", 1, 10),
    Field("causes_icd10", "text"),
    *_LINKING,
)
DEATHS: Final = (
    Field("death_id", "text"),
    Field("birth_id", "text"),
    Field("date_of_birth", "date"),
    Field("date_of_death", "date"),
    Field("time_of_death", "time"),
    Field("date_of_registration", "date"),
    Field("age_days", "number", 0, 365),
    Field("area", "text"),
    Field("organisation", "text"),
    Field("sex", "choice", values=SEXES),
    Field("causes_icd10", "text"),
    *_LINKING,
)
FIELDS: Final[Mapping[Table, tuple[Field, ...]]] = MappingProxyType(
    {"births": BIRTHS, "deaths": DEATHS}
)
# A file without these is not a file of births, or of deaths.
NEEDED: Final[Mapping[Table, tuple[str, ...]]] = MappingProxyType(
    {
        "births": ("birth_id", "date_of_birth", "outcome"),
        "deaths": ("death_id", "date_of_death"),
    }
)
