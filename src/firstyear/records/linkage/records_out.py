"""Linked deaths as a table that any verb reads again: columns of the default layout."""

from collections.abc import Mapping
from typing import Any

import ibis
import pyarrow as pa

from firstyear.records.engines import Engine
from firstyear.records.fields import DEATHS
from firstyear.records.layout import Source

Expr = Any

_AN_HOUR = 60


def in_default_layout(
    deaths: Expr, links: Expr, held: Mapping[str, Source], engine: Engine
) -> pa.Table:
    """The deaths without what serves linking only, and how each was linked.

    What could not be read as what its field holds is blank.
    """
    kept = [
        field
        for field in DEATHS
        if not field.linking and (field.name in held or field.name == "birth_id")
    ]
    columns = {field.name: _written(deaths[field.name], field) for field in kept}
    told = links.select(
        linked_id=links.death_id,
        link_method=links.method,
        link_weight=links.weight,
        link_probability=links.probability,
    )
    written = deaths.select(**columns)
    both = written.left_join(told, written.death_id == told.linked_id)
    return engine.rows(both.drop("linked_id").order_by("death_id"))


def _written(column: Expr, field: Any) -> Expr:
    if field.kind == "choice":
        return ibis.cases(
            *((column == at, word) for at, word in enumerate(field.values))
        )
    if field.kind == "time":
        hours, minutes = column // _AN_HOUR, column % _AN_HOUR
        return (
            hours.cast("string").lpad(2, "0")
            + ":"
            + minutes.cast("string").lpad(2, "0")
        )
    return column
