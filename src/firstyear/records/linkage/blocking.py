"""Which births are looked at for which death: those alike in two things at least.

Births are millions and read once; what comes out is a few pairs for each death.
"""

from typing import Any, Final

import ibis

from firstyear.records.engines import Engine

Expr = Any

# A pair is looked at where all fields of one of these are alike. Two mistakes in one
# record still leave one of them whole, but for the rarest.
BLOCKS: Final[tuple[tuple[str, ...], ...]] = (
    ("nhs",),
    ("born", "forename"),
    ("born", "surname"),
    ("born", "mothers_surname"),
    ("born", "postcode"),
    ("surname", "forename"),
    ("surname", "postcode"),
    ("mothers_surname", "forename"),
    ("mothers_surname", "postcode"),
    ("forename", "postcode"),
)
DAYS_OF_A_YEAR = 366


def candidates(births: Expr, deaths: Expr, taken: Expr, engine: Engine) -> Expr:
    """The births alike to some death in the fields of a block, kept in the engine.

    `taken` are the identifiers of births that a death names already.
    """
    looked = births
    found = ibis.literal(False)
    for place, fields in enumerate(BLOCKS):
        known = deaths.select(*fields).drop_null().distinct()
        names = {f"k{place}_{name}": known[name] for name in fields}
        keys = known.select(**names)
        on = [looked[name] == keys[f"k{place}_{name}"] for name in fields]
        looked = looked.left_join(keys, on)
    for place, fields in enumerate(BLOCKS):
        found |= looked[f"k{place}_{fields[0]}"].notnull()
    alike = looked.filter(found).select(*births.columns)
    return engine.hold(alike.anti_join(taken, "birth_id"))


def pairs_of(births: Expr, deaths: Expr, engine: Engine) -> Expr:
    """Every pair of a death and a birth that share a block, with what is compared.

    Columns of a birth begin `birth_`. The death came after the birth, and within a
    year of it, wherever the day of death is known.
    """
    theirs = births.select(
        birth_id=births.birth_id,
        **{f"birth_{name}": births[name] for name in births.columns[1:]},
    )
    parts = []
    for fields in BLOCKS:
        on = [deaths[name] == theirs[f"birth_{name}"] for name in fields]
        parts.append(
            deaths.inner_join(theirs, on).filter(_could_be).select(
                "death_id", "birth_id"
            )
        )  # fmt: skip
    # A pair in several blocks is one pair.
    both = ibis.union(*parts, distinct=True)
    told = both.inner_join(deaths, "death_id").inner_join(theirs, "birth_id")
    return engine.hold(told)


def _could_be(pair: Expr) -> Expr:
    days = pair.died - pair.birth_born.epoch_days()
    return days.between(0, DAYS_OF_A_YEAR).fill_null(True)
