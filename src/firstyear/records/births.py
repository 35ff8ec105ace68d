"""Which births count: each with its state, or the reason why it is left out."""

from datetime import date
from typing import Any

import ibis

from firstyear.records import states
from firstyear.records.engines import Engine
from firstyear.records.fields import LIVE, STILL
from firstyear.records.shaping import INVALID

Expr = Any

FIRST_DAY = date(1900, 1, 1)
STILLBORN_FROM = 24  # completed weeks: Still-Birth (Definition) Act 1992


def accepted(shaped: Expr, today: date) -> Expr:
    """The births with a `state`: live, still, or the reason why one is left out.

    Identifiers that come twice are not looked for here.
    """
    born = shaped.date_of_birth
    still = ibis.cases(
        (shaped.gestation_weeks < STILLBORN_FROM, states.LATE_LOSS),
        else_=states.STILL,
    )
    state = ibis.cases(
        (shaped.birth_id.isnull(), states.NO_BIRTH_ID),
        (shaped[INVALID + "date_of_birth"], states.BIRTH_DATE),
        (born.isnull(), states.NO_BIRTH_DATE),
        ((born < ibis.literal(FIRST_DAY)) | (born > ibis.literal(today)),
         states.BIRTH_DATE),
        (shaped.outcome == LIVE, states.LIVE),
        (shaped.outcome == STILL, still),
        else_=states.NO_OUTCOME,
    )  # fmt: skip
    return shaped.mutate(state=state.cast("int32"))


def once(births: Expr, engine: Engine) -> Expr:
    """The births with every identifier once.

    Where records with one identifier say the same, one is kept; where they differ,
    none is, for nobody can tell which is right. The rest are `BIRTH_TWICE`.

    Numbers made of the identifiers are looked at first: where none comes twice no
    identifier does, and that takes far less memory than grouping by the text itself.
    """
    number = engine.number_of(births.birth_id)
    named = births.filter(births.birth_id.notnull()).select(number=number)
    again = named.group_by("number").agg(rows=lambda t: t.count())
    if not engine.rows(again.filter(again.rows > 1).limit(1)).num_rows:
        return births
    twice = engine.keep(
        births.filter(births.birth_id.notnull())
        .group_by("birth_id")
        .agg(copies=lambda t: t.count())
        .filter(lambda t: t.copies > 1)
    )
    return settled(births, twice, "birth_id", states.BIRTH_TWICE, engine)


def settled(
    records: Expr, twice: Expr, identifier: str, reason: int, engine: Engine
) -> Expr:
    """Records whose identifiers are in `twice` settled: one kept, or all left out."""
    ids = twice.select(identifier)
    single = records.anti_join(ids, identifier)
    several = engine.keep(records.semi_join(ids, identifier))
    kinds = several.distinct().group_by(identifier).agg(kinds=lambda t: t.count())
    # Copies that say the same are alike, so it does not matter which one is first.
    turn = ibis.row_number().over(group_by=identifier, order_by=identifier)
    told = several.mutate(turn=turn).join(kinds, identifier)
    wrong = (told.kinds > 1) | (told.turn > 0)
    state = wrong.ifelse(ibis.literal(reason, "int32"), told.state)
    return single.union(told.mutate(state=state).select(*records.columns))
