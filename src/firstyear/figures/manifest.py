"""The manifest of a release: where its figures come from, and what must not change."""

import datetime
import re
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from firstyear.errors import StorageError

SCHEMA_VERSION = 1
MANIFEST = "manifest.json"
FIGURES_FILE = "figures.parquet"
AREAS_FILE = "areas.parquet"
LAYOUT_FILE = "layout.parquet"

RELEASE_ID = re.compile(r"\d{8}T\d{12}Z-[a-z0-9]+(-[a-z0-9]+)*")
# One plain file name: never a folder, never a way up.
_FILE_NAME = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"

Origin = Literal["published", "derived", "local", "synthetic"]
# For whom a local release is meant; it is public only when a second person says so.
Audience = Literal["public", "partners"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StoredFile(_Frozen):
    """A file of the release, as it was when it was written."""

    name: str = Field(pattern=_FILE_NAME)
    sha256: str
    size: int


class SourceFile(_Frozen):
    """A file that was read: what it was, what was recognised, taken and refused."""

    name: str
    sha256: str
    size: int
    format: str
    recognised: str
    taken: int
    refused: int
    states: dict[str, int] = {}
    notes: tuple[str, ...] = ()


class Held(_Frozen):
    """One indicator of the release: rows, levels, breakdowns, first and last day."""

    indicator: str
    rows: int
    levels: tuple[str, ...]
    dimensions: tuple[str, ...]
    date_from: datetime.date
    date_to: datetime.date


class Disclosure(_Frozen):
    """What the gate did with a local release, in numbers that anybody may know.

    `tables` counts the tables protected together, `shown` and `hidden` their rows;
    `public_already` rows that were left out because a published release has them;
    `too_few_births` rows that were left out because a mark would tell among so few;
    `certificate` is the name of the certificate, which itself is private.
    """

    rules: tuple[str, ...]
    drawn_from: str = ""
    tables: int
    shown: int
    hidden: int
    public_already: int = 0
    too_few_births: int = 0
    with_releases: tuple[str, ...] = ()
    certificate: str


class Provenance(_Frozen):
    """Who says so: what a release must know about where its figures come from.

    `origin` is `local` unless said otherwise. `published` needs `publisher`,
    `address` and `publication_date`; `licence` and `retrieved` are recorded.
    `drawn_from` says what local figures were counted from, where somebody knows.
    `audience` says for whom local figures are: for everybody once a second person
    approves, or for `partners`, the organisations named under an `agreement`.
    `supplied_by` is the organisation that supplied the records, where its people may
    see their own counts. `second_person` agreed that figures which are held as local
    ones are public by now.
    """

    origin: Origin = "local"
    publisher: str = ""
    title: str = ""
    address: str = ""
    publication_date: datetime.date | None = None
    licence: str = ""
    retrieved: datetime.date | None = None
    released_by: str = ""
    note: str = ""
    drawn_from: Literal["", "registration", "nhs"] = ""
    audience: Audience = "public"
    agreement: str = ""
    partners: tuple[str, ...] = ()
    supplied_by: str = ""
    second_person: str = ""


class Release(Provenance):
    """One release: immutable once it is in place."""

    id: str = Field(pattern=f"^{RELEASE_ID.pattern}$")
    created: datetime.datetime
    content: str
    files: tuple[StoredFile, ...]
    sources: tuple[SourceFile, ...]
    holds: tuple[Held, ...] = ()
    areas: int = 0
    # Set on what `publish` hands back, never written: was this content held already?
    repeated: bool = Field(default=False, exclude=True)
    disclosure_rule: str
    disclosure: Disclosure | None = None
    method_version: str
    schema_version: int = SCHEMA_VERSION

    @property
    def taken(self) -> int:
        """Rows taken from all its files."""
        return sum(source.taken for source in self.sources)

    @property
    def refused(self) -> int:
        """Rows refused in all its files."""
        return sum(source.refused for source in self.sources)


def read_manifest(folder: Path) -> Release:
    """The manifest of a release folder.

    Raises
    ------
    StorageError
        if it is not there or does not say what a manifest says.
    """
    path = folder / MANIFEST
    try:
        release = Release.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as problem:
        raise StorageError(
            f"The manifest of release {folder.name} cannot be read: restore it from "
            "a backup, or move the folder out of releases/"
        ) from problem
    if release.id != folder.name:
        raise StorageError(
            f"Release {folder.name} calls itself {release.id}: it was renamed or "
            "copied by hand"
        )
    return release
