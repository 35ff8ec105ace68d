"""What a good record looks like: rules of consistency and of time, by field.

A rule says when it applies and when it holds, as Ibis expressions over the shaped
table; for deaths the fields of the linked birth stand beside as `birth_...`.
"""

from typing import Any, Final

import ibis

from firstyear.records.certificate import causes_of
from firstyear.records.fields import STILL, Table

Expr = Any
Rule = tuple[Expr, Expr]

REGISTER_BIRTH_DAYS: Final = 42
REGISTER_DEATH_DAYS: Final = 5

# Grams that a baby of under so many weeks may weigh. Wide: they find a week or a
# weight that was typed wrong, not a baby who is small.
_WEIGHTS: Final = (
    (22, 150, 900),
    (24, 200, 1_500),
    (28, 300, 2_500),
    (32, 500, 3_800),
    (37, 800, 6_000),
    (46, 1_000, 8_000),
)


def consistent(records: Expr, table: Table) -> dict[str, Rule]:
    """Rules that two fields agree, by the field to look at."""
    return _births(records) if table == "births" else _deaths(records)


def timely(records: Expr, table: Table) -> dict[str, Rule]:
    """Rules that a record was made in time: what the law allows for registration."""
    start, days = (
        (records.date_of_birth, REGISTER_BIRTH_DAYS)
        if table == "births"
        else (records.date_of_death, REGISTER_DEATH_DAYS)
    )
    end = records.date_of_registration
    within = end.delta(start, unit="day") <= days
    return {"date_of_registration": (start.notnull() & end.notnull(), within)}


def _births(births: Expr) -> dict[str, Rule]:
    weeks, grams = births.gestation_weeks, births.birthweight_grams
    fits = ibis.cases(
        *((weeks < until, grams.between(low, high)) for until, low, high in _WEIGHTS),
        else_=True,
    )
    return {
        "birthweight_grams": (weeks.notnull() & grams.notnull(), fits),
        "gestation_weeks": (
            (births.outcome == STILL) & weeks.notnull(),
            weeks >= 24,
        ),
        "date_of_registration": _in_order(
            births.date_of_birth, births.date_of_registration
        ),
    }


def _deaths(deaths: Expr) -> dict[str, Rule]:
    codes = deaths.causes_icd10
    return {
        "date_of_death": _in_order(deaths.date_of_birth, deaths.date_of_death),
        "date_of_registration": _in_order(
            deaths.date_of_death, deaths.date_of_registration
        ),
        "date_of_birth": _same(deaths.date_of_birth, deaths.birth_date_of_birth),
        "sex": _same(deaths.sex, deaths.birth_sex),
        "causes_icd10": (codes.notnull(), ~causes_of(codes).unknown),
    }


def _in_order(first: Expr, second: Expr) -> Rule:
    return first.notnull() & second.notnull(), second >= first


def _same(one: Expr, other: Expr) -> Rule:
    return one.notnull() & other.notnull(), one == other
