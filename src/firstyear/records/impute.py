"""A missing length of pregnancy or birth weight filled in, only where it was asked for.

Each is given the mean of the babies that the other one, and being one or more, is
known of. Means are of whole numbers with whole division, so that every engine gives
the same; nothing is drawn by chance. What neither field tells stays unknown.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import ibis
import pyarrow as pa

from firstyear.errors import UsageError
from firstyear.figures.arrow import array
from firstyear.records import states
from firstyear.records.engines import Engine

Expr = Any

FEWEST: Final = 5  # babies behind a mean
CLASS_GRAMS: Final = 250
FIELDS: Final = {"gestation": "gestation_weeks", "birthweight": "birthweight_grams"}
_WORDS: Final = {
    "gestation": "Length of pregnancy filled in from birth weight",
    "birthweight": "Birth weight filled in from length of pregnancy",
}


@dataclass(frozen=True)
class Imputed:
    """What fills births in, and the sentence that says how many were."""

    fill: Callable[[Expr], Expr]
    note: str


def chosen(names: Iterable[str] | str | None) -> tuple[str, ...]:
    """`gestation`, `birthweight`, both or none. Raises UsageError for another."""
    listed = names.split(",") if isinstance(names, str) else list(names or ())
    wrong = [name for name in listed if name not in FIELDS]
    if wrong:
        raise UsageError(f"impute is gestation, birthweight or both, not {wrong[0]!r}.")
    return tuple(dict.fromkeys(listed))


def imputed(births: Expr, names: tuple[str, ...], engine: Engine) -> Imputed:
    """How to fill in the births, and what to say of it.

    The means are of births that count; two short questions to the engine.
    """
    good = births.filter(births.state.isin([states.LIVE, states.STILL]))
    classed = good.select(**_classes(good), **{each: good[each] for each in _BOTH})
    tables = {name: _means(classed, name, engine) for name in names}

    def fill(records: Expr) -> Expr:
        filled = records.mutate(**_classes(records))
        for name, table in tables.items():
            keys = [_FROM[name], "class_several"]
            filled = filled.left_join(ibis.memtable(table), keys).drop(
                *(f"{key}_right" for key in keys)
            )
        values = {
            FIELDS[name]: ibis.coalesce(filled[FIELDS[name]], filled[f"mean_{name}"])
            for name in names
        }
        return filled.mutate(**values).select(*records.columns)

    return Imputed(fill, _note(good, fill, names, engine))


_BOTH = tuple(FIELDS.values())
_FROM = {"gestation": "class_grams", "birthweight": "class_weeks"}


def _classes(births: Expr) -> dict[str, Expr]:
    """What a mean is of: the other field, in classes, and one baby or more."""
    grams = (births.birthweight_grams // CLASS_GRAMS).cast("int32")
    several = ibis.cases((births.plurality >= 2, 1), else_=0).cast("int32")
    return {
        "class_grams": grams,
        "class_weeks": births.gestation_weeks,
        "class_several": several,
    }


def _means(classed: Expr, name: str, engine: Engine) -> pa.Table:
    value = classed[FIELDS[name]]
    known = classed.filter(value.notnull() & classed[_FROM[name]].notnull())
    rows = engine.rows(
        known.group_by(_FROM[name], "class_several").agg(
            total=known[FIELDS[name]].cast("int64").sum(),
            babies=lambda t: t.count().cast("int64"),
        )
    ).to_pylist()
    kept = [row for row in rows if row["babies"] >= FEWEST]
    means = [
        (2 * int(row["total"]) + row["babies"]) // (2 * row["babies"]) for row in kept
    ]
    return pa.table(
        {
            _FROM[name]: array([row[_FROM[name]] for row in kept], pa.int32()),
            "class_several": array([row["class_several"] for row in kept], pa.int32()),
            f"mean_{name}": array(means, pa.int32()),
        }
    )


def _note(
    good: Expr, fill: Callable[[Expr], Expr], names: tuple[str, ...], engine: Engine
) -> str:
    before = {f"of_{name}": good[FIELDS[name]].count() for name in names}
    filled = fill(good)
    after = {f"in_{name}": filled[FIELDS[name]].count() for name in names}
    first = engine.rows(good.aggregate(births=good.count(), **before)).to_pylist()[0]
    second = engine.rows(filled.aggregate(**after)).to_pylist()[0]
    births = first["births"] or 1
    return " ".join(
        f"{_WORDS[name]} for "
        f"{100 * (second[f'in_{name}'] - first[f'of_{name}']) / births:.1f}% of births."
        for name in names
    )
