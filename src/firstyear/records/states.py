"""What one record adds: a birth, a death at some age, or a refusal with its reason.

The engine groups by one small number that says all of it, so that a single count of
rows serves every outcome. These are the numbers, and their other way round.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

LIVE, STILL, EARLY, LATE, POST = 0, 1, 2, 3, 4
DEATHS: Final = (EARLY, LATE, POST)

# Each of these is left out; the text is what a report says.
LATE_LOSS = 8
NO_BIRTH_ID, NO_BIRTH_DATE, BIRTH_DATE, NO_OUTCOME, BIRTH_TWICE = 9, 10, 11, 12, 13
NO_DEATH_ID, NO_DEATH_DATE, DEATH_DATE, DEATH_TWICE = 16, 17, 18, 19
TWO_BIRTHS, TWO_DEATHS, STILLBORN, NO_AGE, BEFORE_BIRTH, OVER_A_YEAR = (
    20, 21, 22, 23, 24, 25,
)  # fmt: skip
NOT_REGISTERED, OTHER_YEAR = 26, 27


@dataclass(frozen=True)
class Reason:
    """Why a record is left out: a short name, the field to look at, and the words."""

    table: str
    id: str
    field: str
    words: str


REASONS: Final[Mapping[int, Reason]] = MappingProxyType(
    {
        LATE_LOSS: Reason(
            "births", "stillborn-before-24-weeks", "gestation_weeks",
            "stillborn before 24 weeks, which the law does not call a stillbirth",
        ),
        NO_BIRTH_ID: Reason("births", "no-identifier", "birth_id", "no identifier"),
        NO_BIRTH_DATE: Reason(
            "births", "no-date", "date_of_birth", "no date of birth"
        ),
        BIRTH_DATE: Reason(
            "births", "impossible-date", "date_of_birth", "an impossible date of birth"
        ),
        NO_OUTCOME: Reason(
            "births", "unknown-outcome", "outcome", "neither live nor still"
        ),
        BIRTH_TWICE: Reason(
            "births", "duplicate-identifier", "birth_id",
            "an identifier that another record has too",
        ),
        NO_DEATH_ID: Reason("deaths", "no-identifier", "death_id", "no identifier"),
        NO_DEATH_DATE: Reason(
            "deaths", "no-date", "date_of_death", "no date of death"
        ),
        DEATH_DATE: Reason(
            "deaths", "impossible-date", "date_of_death",
            "an impossible date of birth, death or registration",
        ),
        DEATH_TWICE: Reason(
            "deaths", "duplicate-identifier", "death_id",
            "an identifier that another record has too",
        ),
        TWO_BIRTHS: Reason(
            "deaths", "linked-to-two-births", "birth_id", "linked to two births"
        ),
        TWO_DEATHS: Reason(
            "deaths", "two-deaths-of-one-birth", "birth_id",
            "linked to a birth that another death is linked to",
        ),
        STILLBORN: Reason(
            "deaths", "linked-to-a-stillbirth", "birth_id",
            "linked to a baby who was stillborn",
        ),
        NO_AGE: Reason(
            "deaths", "no-age", "date_of_birth",
            "an age at death that cannot be worked out",
        ),
        BEFORE_BIRTH: Reason(
            "deaths", "death-before-birth", "date_of_death", "a death before its birth"
        ),
        OVER_A_YEAR: Reason(
            "deaths", "over-a-year", "date_of_death", "an age of a year or more"
        ),
        NOT_REGISTERED: Reason(
            "deaths", "not-registered", "date_of_registration",
            "no date of registration, which this basis counts by",
        ),
        OTHER_YEAR: Reason(
            "deaths", "outside-the-years", "date_of_death",
            "in a year of which the births are not in the file",
        ),
    }
)  # fmt: skip

# Bits above the state, so that one number holds them all.
WEEKS: Final = 32  # times 0 unknown or not asked, 1 under 22, 2 22 to 23, 3 from 24
MARK: Final = 128  # times 0 none, 1 sudden as registered, 2 no cause yet
APPROXIMATE: Final = 512
UNDER_22, UNDER_24, FROM_24 = 1, 2, 3
SUDDEN, WAITING = 1, 2
