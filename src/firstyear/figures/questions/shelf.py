"""The releases a question is asked of, in the order in which they win."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from firstyear.errors import InputError, StorageError
from firstyear.figures.manifest import AREAS_FILE, LAYOUT_FILE, Release
from firstyear.figures.schema import AREAS, LAYOUT

# A made-up figure never stands in front of one that was published.
RANK: Final[Mapping[str, int]] = MappingProxyType(
    {"published": 0, "derived": 1, "local": 2, "synthetic": 3}
)


class Shelf:
    """A fixed set of releases, and an engine to ask them with."""

    def __init__(
        self,
        folders: tuple[Path, ...],
        engine: duckdb.DuckDBPyConnection,
        releases: Sequence[Release] = (),
    ) -> None:
        self.folders = folders
        self.engine = engine
        self.releases = tuple(
            sorted(releases, key=lambda each: (each.created, each.id), reverse=True)
        )
        self._by_id = {folder.name: folder for folder in folders}

    @cached_property
    def winning_order(self) -> tuple[Release, ...]:
        """Releases by who wins: published first, and the newest first among equals."""
        return tuple(sorted(self.releases, key=lambda each: RANK[each.origin]))

    def only(self, release: str | None) -> "Shelf":
        """This shelf, or the one release of that id alone."""
        if release is None:
            return self
        chosen = [each for each in self.releases if each.id == release]
        if not chosen:
            raise InputError(
                f"There is no release {release!r}: see `firstyear releases`"
            )
        return Shelf((self._by_id[release],), self.engine, chosen)

    def path(self, release: Release, name: str) -> Path:
        """Where a file of a release lies."""
        return self._by_id[release.id] / name

    @cached_property
    def area_rows(self) -> pa.Table:
        """Areas of every release, in the order of winning, with the release's place."""
        return self._stacked(AREAS_FILE, AREAS)

    @cached_property
    def layout_rows(self) -> pa.Table:
        """Places on tile maps of every release, in the order of winning."""
        return self._stacked(LAYOUT_FILE, LAYOUT)

    def _stacked(self, name: str, schema: pa.Schema) -> pa.Table:
        tables = []
        for release in self.winning_order:
            try:
                tables.append(pq.read_table(self.path(release, name), schema=schema))
            except (OSError, pa.ArrowException) as problem:
                raise damaged(release) from problem
        return pa.concat_tables([schema.empty_table(), *tables])


def damaged(release: Release) -> StorageError:
    """What people are told of a release whose files do not open."""
    return StorageError(
        f"Release {release.id} cannot be read: run `firstyear check`, and restore it "
        "from a backup"
    )
