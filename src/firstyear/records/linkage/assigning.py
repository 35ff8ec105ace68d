"""From weights to links: each death one birth, each birth one death, or neither.

A pair is linked where it is the best of its death and the best of its birth, is
likely enough, and no second comes close. What is near is for people to look at.
"""

from typing import Any, Final

import ibis
import pyarrow as pa

from firstyear.records.engines import Engine
from firstyear.records.fields import SEXES
from firstyear.records.linkage.sides import COMPARED

Expr = Any

PROBABILISTIC: Final = "probabilistic"
LIKELY: Final = 0.99
# In bits: the second best pair of the death, or of the birth, is 16 times less likely.
APART: Final = 4.0
DOUBTFUL: Final = 0.01  # pairs less likely than this nobody needs to look at
ABOVE, BELOW, CLOSE = "just above", "below", "close second"

_REVIEW: dict[str, Any] = {
    "death_id": pa.string(),
    "birth_id": pa.string(),
    "weight": pa.float64(),
    "probability": pa.float64(),
    "linked": pa.bool_(),
    "doubt": pa.string(),
} | {
    f"{side}_{name}": pa.date32() if name == "born" else pa.string()
    for name in COMPARED
    for side in ("death", "birth")
}
NOTHING_TO_REVIEW: Final = pa.schema(_REVIEW).empty_table()


def assigned(pairs: Expr, weights: Expr, engine: Engine) -> Expr:
    """The pairs that could be, with their weights and whether each is `linked`.

    `doubt` says why a pair that is likely is not linked, or that it only just is.
    """
    told = pairs.inner_join(weights, ["death_id", "birth_id"])
    for identifier in ("death_id", "birth_id"):
        best = ibis.window(
            group_by=identifier,
            order_by=[ibis.desc("weight"), ibis.asc("death_id"), ibis.asc("birth_id")],
        )
        told = told.mutate(
            **{
                f"turn_{identifier}": ibis.row_number().over(best),
                f"next_{identifier}": ibis._.weight.lead(1).over(best),
            }
        )
    first = (told.turn_death_id == 0) & (told.turn_birth_id == 0)
    apart = (told.weight - told.next_death_id >= APART).fill_null(True)
    apart &= (told.weight - told.next_birth_id >= APART).fill_null(True)
    likely = told.probability >= LIKELY
    linked = first & apart & likely
    doubt = ibis.cases(
        (linked, ABOVE),
        (likely, CLOSE),
        else_=BELOW,
    )
    return engine.hold(told.mutate(linked=linked, doubt=doubt))


def links_of(told: Expr) -> Expr:
    """The pairs that are linked, as links of other stages are."""
    linked = told.filter(told.linked)
    return linked.select(
        "death_id", "birth_id", method=ibis.literal(PROBABILISTIC),
        weight=linked.weight, probability=linked.probability,
    )  # fmt: skip


def to_review(told: Expr, threshold: float, number: int) -> Expr:
    """So many pairs nearest to the weight at which pairs are linked, nearest first.

    What was compared stands beside it, for people to see.
    """
    doubtful = told.filter(told.probability >= DOUBTFUL)
    near = doubtful.mutate(distance=(doubtful.weight - threshold).abs())
    chosen = near.order_by("distance", "death_id", "birth_id").limit(number)
    sides = {
        f"{side}_{name}": _readable(chosen[at + name], name)
        for name in COMPARED
        for side, at in (("death", ""), ("birth", "birth_"))
    }
    return chosen.select(
        "death_id", "birth_id", "weight", "probability", "linked", "doubt", **sides
    )


def _readable(column: Expr, name: str) -> Expr:
    if name != "sex":
        return column
    return ibis.cases(*((column == at, word) for at, word in enumerate(SEXES)))
