"""Figures that are loaded, read-only: releases, what they hold, and questions.

Each question is one file in `questions/`; the store only knows which releases there
are. It looks again at every question, so that a long-running site sees a release as
soon as it is swapped in.
"""

import datetime
import hashlib
import threading
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from firstyear.errors import CheckFailed, UsageError
from firstyear.figures.areas import Area
from firstyear.figures.audiences import PublicReleases, Viewer, may_see
from firstyear.figures.manifest import Release, read_manifest
from firstyear.figures.questions import areas as area_questions
from firstyear.figures.questions import counted as counted_questions
from firstyear.figures.questions import figures as figure_questions
from firstyear.figures.questions import indicators as indicator_questions
from firstyear.figures.questions import layout as layout_questions
from firstyear.figures.questions import verify as verify_questions
from firstyear.figures.questions.indicators import HeldIndicator
from firstyear.figures.questions.shelf import Shelf
from firstyear.figures.releases import release_folders, releases_folder


class Store:
    """Read-only questions of a home folder. Open it with `fy.figures.open(home)`.

    Threads may share one store: each question has a cursor of its own.
    """

    def __init__(
        self,
        home: Path | str,
        *,
        viewer: Viewer | None = None,
        beside: "Store | None" = None,
    ) -> None:
        self.home = Path(home).resolve()
        # Whoever has the folder has all that is in it: no viewer means all.
        self._viewer = viewer
        self._folder = releases_folder(self.home)
        if beside is None:
            self._manifests: dict[str, Release] = {}
            self._public = PublicReleases(self.home)
            self._engine = duckdb.connect(":memory:")
            # Releases never change: what a file's footer says is read once.
            self._engine.execute("set parquet_metadata_cache = true")
        else:
            self._manifests = beside._manifests
            self._public = beside._public
            self._engine = beside._engine
        self._lock = threading.Lock()
        self._shelf = Shelf((), self._engine)

    def seen_by(self, viewer: Viewer) -> "Store":
        """The same home folder with only what somebody may see, on the same engine."""
        return Store(self.home, viewer=viewer, beside=self)

    @property
    def version(self) -> str:
        """A short text that changes with the set of releases: for caches and ETags."""
        ids = "\n".join(each.name for each in self._folders())
        return hashlib.sha256(ids.encode()).hexdigest()[:16]

    def releases(self) -> tuple[Release, ...]:
        """Every release, newest first."""
        return self._current().releases

    def indicators(self) -> tuple[HeldIndicator, ...]:
        """What is held of each indicator: rows, levels, first and last day."""
        return indicator_questions.indicators(self._current())

    def counted(self) -> Mapping[str, frozenset[str]]:
        """Codes of the areas that have figures for everyone, by indicator.

        Without the indicators of a release whose file cannot be read.
        """
        return counted_questions.counted(self._current())

    def figures(
        self,
        indicator: str | Sequence[str],
        *,
        areas: Collection[str] | None = None,
        level: str | None = None,
        date_from: datetime.date | None = None,
        date_to: datetime.date | None = None,
        dimension: str | None = "",
        category: str | None = None,
        release: str | None = None,
    ) -> pa.Table:
        """Canonical figures and the release of each, sorted by indicator, level,
        dimension, category, period and area.

        Of a figure that several releases give, the newest release's is here
        (published before derived before synthetic). `date_from` and `date_to` keep
        periods that lie within them. `dimension` is blank for everyone, None for
        every breakdown; `release` asks one release alone.

        Raises
        ------
        InputError
            if no release holds the indicator, saying which are held.
        """
        wanted = figure_questions.Wanted(
            indicators=(indicator,) if isinstance(indicator, str) else tuple(indicator),
            areas=None if areas is None else tuple(areas),
            level=level,
            date_from=date_from,
            date_to=date_to,
            dimension=dimension,
            category=category,
        )
        return figure_questions.figures(self._current().only(release), wanted)

    def areas(self, level: str | None = None) -> pa.Table:
        """Areas of `schema.AREAS`, one row a parent, sorted by name."""
        return area_questions.areas(self._current(), level)

    def area(self, code: str) -> Area:
        """One area, its parents and what became of its code.

        Raises
        ------
        InputError
            if no release knows the code.
        """
        return area_questions.area(self._current(), code)

    def children(self, code: str, level: str | None = None) -> tuple[Area, ...]:
        """Areas that name `code` as a parent, sorted by name."""
        return area_questions.children(self._current(), code, level)

    def parents(self, code: str) -> tuple[Area, ...]:
        """The parents that an area names, largest level first."""
        return area_questions.parents(self._current(), code)

    def layout(self, level: str) -> dict[str, tuple[int, int]]:
        """A place on the tile map, (q, r), for every area of the level."""
        return layout_questions.layout(self._current(), level)

    def verify(self) -> None:
        """Compare every file with its checksum.

        Raises
        ------
        CheckFailed
            naming each file that is missing, has changed, or is not expected.
        """
        wrong = verify_questions.verify(release_folders(self._folder))
        if wrong:
            raise CheckFailed("\n".join(["Releases are not as written:", *wrong]))

    def close(self) -> None:
        """Let go of the files."""
        self._engine.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def _current(self) -> Shelf:
        folders = self._folders()
        with self._lock:
            if folders != self._shelf.folders:
                self._shelf = Shelf(
                    folders,
                    self._engine,
                    tuple(self._manifest(folder) for folder in folders),
                )
            return self._shelf

    def _folders(self) -> tuple[Path, ...]:
        """Releases that the viewer may see, oldest first."""
        folders = release_folders(self._folder)
        if self._viewer is None:
            return tuple(folders)
        releases = [self._manifest(folder) for folder in folders]
        if all(each.origin != "local" for each in releases):
            return tuple(folders)
        public = self._public.now()
        return tuple(
            folder
            for folder, release in zip(folders, releases, strict=True)
            if may_see(release, self._viewer, public)
        )

    def _manifest(self, folder: Path) -> Release:
        """A manifest, read once: releases never change."""
        if folder.name not in self._manifests:
            self._manifests[folder.name] = read_manifest(folder)
        return self._manifests[folder.name]


def open_store(home: Path | str, *, viewer: Viewer | None = None) -> Store:
    """The store of a home folder; an empty one where nothing is loaded yet.

    viewer: who looks. Only releases that they may see are there then; without one
    all of them are, for whoever has the folder.

    Raises
    ------
    UsageError
        if the home is a file.
    """
    path = Path(home)
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file; the home of Firstyear is a folder")
    return Store(path, viewer=viewer)
