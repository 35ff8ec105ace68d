"""A frame of Spark that no longer knows how it came about."""

from typing import Any, Final

_CONSTRAINTS: Final = "spark.sql.constraintPropagation.enabled"


def copied(session: Any, query: str) -> Any:
    """The rows of a query, worked out now and kept by Spark without their plan."""
    before = session.conf.get(_CONSTRAINTS)
    # Spark 4 would keep constraints on columns that the copy no longer has.
    session.conf.set(_CONSTRAINTS, "false")
    try:
        return session.sql(query).localCheckpoint()
    finally:
        session.conf.set(_CONSTRAINTS, before)
