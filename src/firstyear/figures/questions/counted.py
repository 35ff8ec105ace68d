"""Which areas have figures of which indicators? One look at two columns of a file."""

from collections.abc import Mapping
from types import MappingProxyType

import duckdb

from firstyear.figures.manifest import FIGURES_FILE
from firstyear.figures.questions.shelf import Shelf


def counted(shelf: Shelf) -> Mapping[str, frozenset[str]]:
    """Codes of the areas with a row for everyone, by indicator, over all releases.

    An indicator of which some release cannot be read is not here, since a question
    for its figures would fail: one damaged file leaves the pages of others alone.
    """
    found: dict[str, set[str]] = {}
    unreadable: set[str] = set()
    for release in shelf.releases:
        try:
            with shelf.engine.cursor() as cursor:
                rows = cursor.execute(
                    "select indicator, list(distinct area) from read_parquet(?) "
                    "where dimension = '' group by indicator",
                    [str(shelf.path(release, FIGURES_FILE))],
                ).fetchall()
        except (duckdb.IOException, duckdb.InvalidInputException):
            unreadable.update(held.indicator for held in release.holds)
            continue
        for indicator, areas in rows:
            found.setdefault(indicator, set()).update(areas)
    return MappingProxyType(
        {key: frozenset(found[key]) for key in sorted(found.keys() - unreadable)}
    )
