"""Which deaths count, at what age, and what is known of the birth of each.

Deaths are few, so all that needs both files is worked out on them: the births they
are linked to are fetched once, and births themselves are never joined to anything.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import ibis

from firstyear.records import states
from firstyear.records.births import FIRST_DAY, settled
from firstyear.records.certificate import causes_of, of_death
from firstyear.records.engines import Engine
from firstyear.records.fields import STILL
from firstyear.records.shaping import INVALID

Expr = Any

EARLY_DAYS, NEONATAL_DAYS = 7, 28
_A_YEAR = 10_000  # in days written as 20240229
_OF_BIRTH = ("birth_id", "date_of_birth", "time_of_birth", "outcome", "area")
_DATES = ("date_of_birth", "date_of_death", "date_of_registration")


def accepted(shaped: Expr, today: date, engine: Engine) -> Expr:
    """The deaths with a `state`: zero, or the reason why one is left out.

    Looks at the deaths alone. `birth_id` is blank where no link is to be trusted.
    """
    last = ibis.literal(today)
    wrong = [shaped[INVALID + name] for name in _DATES]
    wrong += [
        ((shaped[name] < ibis.literal(FIRST_DAY)) | (shaped[name] > last)).fill_null(
            False
        )
        for name in _DATES
    ]
    impossible = wrong[0]
    for each in wrong[1:]:
        impossible |= each
    state = ibis.cases(
        (shaped.death_id.isnull(), states.NO_DEATH_ID),
        (impossible, states.DEATH_DATE),
        (shaped.date_of_death.isnull() & shaped.age_days.isnull(),
         states.NO_DEATH_DATE),
        else_=0,
    )  # fmt: skip
    deaths = engine.keep(shaped.mutate(state=state.cast("int32")))
    return _links_once(_once(deaths, engine))


def _once(deaths: Expr, engine: Engine) -> Expr:
    named = deaths.filter(deaths.death_id.notnull())
    twice = engine.keep(
        named.group_by("death_id")
        .agg(copies=lambda t: t.count(), births=lambda t: t.birth_id.nunique())
        .filter(lambda t: t.copies > 1)
    )
    if not engine.rows(twice.limit(1)).num_rows:
        return deaths
    two = twice.filter(twice.births > 1).select("death_id")
    many = deaths.semi_join(two, "death_id")
    many = many.mutate(state=ibis.literal(states.TWO_BIRTHS, "int32"))
    rest = deaths.anti_join(two, "death_id")
    one = twice.filter(twice.births <= 1)
    return engine.keep(
        settled(rest, one, "death_id", states.DEATH_TWICE, engine).union(many)
    )


def _links_once(deaths: Expr) -> Expr:
    """Deaths that share a birth are left out: a baby dies once."""
    good = deaths.filter((deaths.state == 0) & deaths.birth_id.notnull())
    shared = (
        good.group_by("birth_id")
        .agg(copies=lambda t: t.count())
        .filter(lambda t: t.copies > 1)
        .select("birth_id")
        .mutate(shared=True)
    )
    joined = deaths.left_join(shared, "birth_id")
    both = joined.shared.fill_null(False) & (joined.state == 0)
    state = both.ifelse(ibis.literal(states.TWO_DEATHS, "int32"), joined.state)
    return joined.mutate(state=state).select(*deaths.columns)


def linked_births(
    births: Callable[[Expr], Expr],
    deaths: Expr,
    fields: Iterable[str],
    engine: Engine,
) -> Expr:
    """The births that deaths name, out of those that count, with the `fields`.

    `births` gives the births with these identifiers.
    """
    wanted = dict.fromkeys((*_OF_BIRTH, *fields, "state"))
    ids = deaths.filter(deaths.birth_id.notnull()).select("birth_id").distinct()
    found = engine.keep(births(ids).select(*wanted))
    return found.filter(found.state.isin([states.LIVE, states.STILL])).drop("state")


def with_birth(deaths: Expr, linked: Expr, basis: str) -> Expr:
    """Each death with its age as a `state`, its `area` and `day` by the basis, and
    the fields of its birth; those are null where the birth is not known.

    `unlinked` says so. The area and the first day are the death's own there, for its
    record has them.
    """
    fields = {name: "birth_" + name for name in linked.columns if name != "birth_id"}
    renamed = linked.select(
        birth_id=linked.birth_id, **{new: linked[old] for old, new in fields.items()}
    ).mutate(found=True)
    own = deaths.mutate(link_id=deaths.birth_id).drop("birth_id")
    both = own.left_join(renamed, own.link_id == renamed.birth_id)
    unlinked = both.found.isnull()
    born = unlinked.ifelse(both.date_of_birth, both.birth_date_of_birth)
    died = ibis.coalesce(
        both.date_of_death, born + both.age_days * ibis.interval(days=1)
    )
    days = _completed_days(both, born, unlinked)
    over = ((_ymd(died) - _ymd(born)) >= _A_YEAR).fill_null(False)
    state = ibis.cases(
        (both.state != 0, both.state),
        ((both.birth_outcome == STILL).fill_null(False), states.STILLBORN),
        (days.isnull(), states.NO_AGE),
        (days < 0, states.BEFORE_BIRTH),
        (over, states.OVER_A_YEAR),
        (days < EARLY_DAYS, states.EARLY),
        (days < NEONATAL_DAYS, states.LATE),
        else_=states.POST,
    ).cast("int32")
    here = {"birth-cohort": born, "occurrence": died,
            "registration": both.date_of_registration}[basis]  # fmt: skip
    area = both.area
    if basis == "birth-cohort":
        area = unlinked.ifelse(both.area, both.birth_area)
    placed = both.mutate(state=state, unlinked=unlinked, day=here, place=area, age=days)
    unregistered = placed.day.isnull() & placed.state.isin(states.DEATHS)
    placed = placed.mutate(
        state=unregistered.ifelse(
            ibis.literal(states.NOT_REGISTERED, "int32"), placed.state
        )
    )
    causes = causes_of(placed.causes_icd10)
    told = {"causes_unknown": causes.unknown, **of_death(causes, placed.state)}
    return placed.mutate(**told)


def _completed_days(both: Expr, born: Expr, unlinked: Expr) -> Expr:
    """Whole days lived: from the times of day where both are known, else from dates."""
    between = both.date_of_death.delta(born, unit="day")
    earlier = both.time_of_death < both.birth_time_of_birth
    short = (earlier & ~unlinked).fill_null(False).ifelse(1, 0)
    return ibis.coalesce(between - short, both.age_days)


def _ymd(day: Expr) -> Expr:
    """A day as a number such as 20240229: a year on is 10,000 more, leap or not."""
    return day.year() * _A_YEAR + day.month() * 100 + day.day()
