"""The stages of linking one after another, each on what the one before left."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa

from firstyear.records.engines import Engine
from firstyear.records.linkage import assigning, blocking, passes, sides, weighing
from firstyear.records.linkage.assigning import NOTHING_TO_REVIEW
from firstyear.records.linkage.passes import Pass

Expr = Any

_LINK = {
    "death_id": "string",
    "birth_id": "string",
    "method": "string",
    "weight": "float64",
    "probability": "float64",
}


@dataclass(frozen=True)
class Asked:
    """What a user asks of linking: the passes, whether pairs are weighed, and how
    many pairs people want to look at."""

    passes: tuple[Pass, ...]
    weigh: bool
    review: int


@dataclass(frozen=True)
class Found:
    """The links of all stages as an expression of `_LINK`, and pairs to look at.

    `able` says whether both files hold enough for any pair to be looked at.
    """

    links: Expr
    review: pa.Table
    able: bool = True


def found(
    births: Expr, deaths: Expr, taken: Expr, asked: Asked, engine: Engine
) -> Found:
    """Links for the deaths that name no birth.

    `births` and `deaths` are as `sides` gives them; `taken` are the births that a
    death names already.
    """
    held, number = common(births, deaths, engine)
    if not any(set(fields) <= set(held) for fields in blocking.BLOCKS):
        return Found(_none(engine), NOTHING_TO_REVIEW, able=False)
    in_question = blocking.candidates(births, deaths, taken, engine)
    pairs = engine.hold(
        passes.levels(blocking.pairs_of(in_question, deaths, engine))
    )  # fmt: skip
    links = [passes.by_identifier(pairs, engine)]
    pairs = passes.without(pairs, links[-1], engine)
    for place, each in enumerate(asked.passes, start=1):
        links.append(passes.by_pass(pairs, each, f"pass-{place}", engine))
        pairs = passes.without(pairs, links[-1], engine)
    review = NOTHING_TO_REVIEW
    if asked.weigh and engine.rows(pairs.limit(1)).num_rows:
        everyone = weighing.Files(deaths, in_question, births, tuple(held), number)
        weights = weighing.weighed(everyone, _left(everyone, pairs, engine), engine)
        told = assigning.assigned(pairs, weights, engine)
        links.append(assigning.links_of(told))
        near = assigning.to_review(told, threshold(), asked.review)
        review = engine.rows(near)
    return Found(engine.hold(ibis.union(*links)), review)


def threshold() -> float:
    """The weight, in bits, of a pair as likely as it must be to be linked."""
    return math.log2(assigning.LIKELY / (1 - assigning.LIKELY))


def common(births: Expr, deaths: Expr, engine: Engine) -> tuple[Sequence[str], int]:
    """The fields that both files hold something in, and how many births there are."""
    counts = []
    for table in (deaths, births):
        asked = {name: table[name].count() for name in sides.COMPARED}
        row = engine.rows(table.aggregate(rows=table.count(), **asked)).to_pylist()[0]
        counts.append(row)
    held = [name for name in sides.COMPARED if all(row[name] for row in counts)]
    return held, int(counts[1]["rows"])


def _left(
    files: "weighing.Files", pairs: Expr, engine: Engine
) -> tuple[Expr, Expr]:  # fmt: skip
    """The deaths and births that are still in some pair."""
    return (
        engine.hold(files.deaths.semi_join(pairs.select("death_id"), "death_id")),
        engine.hold(files.in_question.semi_join(pairs.select("birth_id"), "birth_id")),
    )


def _none(engine: Engine) -> Expr:
    kinds = {"string": pa.string(), "float64": pa.float64()}
    return engine.frame(
        pa.table({name: pa.array([], kinds[kind]) for name, kind in _LINK.items()})
    )
