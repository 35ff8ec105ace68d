"""Certificates: the proof that a local release gives no small count away. Private."""

import datetime
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa
from pydantic import BaseModel, ConfigDict

import firstyear
from firstyear.figures.content import content_checksum
from firstyear.figures.ordering import STORED, in_order
from firstyear.figures.private import private_folder, write_private

FOLDER: Final = "certificates"


class HiddenCell(BaseModel):
    """One hidden cell: why it is hidden, and what a reader can narrow it to.

    `why` is `small` (its own count is in the hidden range), `to protect others`, or
    `hidden before`. `least` and `most` are what fits everything published; `most` is
    None where nothing bounds it.
    """

    model_config = ConfigDict(frozen=True)

    indicator: str
    area: str
    date_from: datetime.date
    date_to: datetime.date
    dimension: str
    category: str
    basis: str
    place: str
    why: str
    explanation: str
    least: float
    most: float | None


class Certificate(BaseModel):
    """What was proven, of which figures, by what means.

    `figures` is the checksum of the figures as they may be released: a certificate
    holds for these and no others. `inputs` are checksums of what went in, `table_set`
    that of every count and sum; `beside` are the releases of others that were known
    (None in certificates of earlier versions); `cost` is what the cells hidden for
    others weigh and `at_least` a proven bound of it; `insiders` counts cells in which
    a bereaved family knows that few others died; `witnesses` how many other tables
    attest the pattern.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    made: datetime.datetime
    version: str
    rules: tuple[str, ...]
    drawn_from: str
    cells: int
    sums: dict[str, int]
    hidden: tuple[HiddenCell, ...]
    cost: float
    at_least: float
    insiders: int
    witnesses: int
    table_set: str
    seconds: float
    method: str
    with_releases: tuple[str, ...]
    beside: tuple[str, ...] | None = None
    inputs: tuple[str, ...]
    figures: str

    def covers(self, figures: pa.Table) -> bool:
        """Whether these are the figures it was made for."""
        return self.figures == checksum_of(figures)


def checksum_of(figures: pa.Table) -> str:
    """The checksum of figures as a local release stores them, in its order of rows."""
    return content_checksum(in_order(figures, STORED), "local")


def name_of(made: datetime.datetime, figures: str) -> str:
    """A name that tells two certificates apart and nothing else."""
    short = hashlib.sha256(f"{made.isoformat()}{figures}".encode()).hexdigest()[:12]
    return f"{made:%Y%m%dT%H%M%SZ}-{short}"


def keep(home: Path, certificate: Certificate) -> Path:
    """Write a certificate where only its owner can read it."""
    path = private_folder(home, FOLDER) / f"{certificate.id}.json"
    write_private(path, text_of(certificate))
    return path


def text_of(certificate: Certificate) -> str:
    """The certificate as a file has it."""
    held = certificate.model_dump(mode="json")
    return json.dumps(held, indent=2, sort_keys=False) + "\n"


def made_now(
    *, figures: pa.Table, hidden: Sequence[HiddenCell], **known: object
) -> Certificate:
    """A certificate of this moment for `figures`."""
    made = datetime.datetime.now(datetime.UTC)
    checksum = checksum_of(figures)
    return Certificate.model_validate(
        {
            **known,
            "id": name_of(made, checksum),
            "made": made,
            "version": firstyear.__version__,
            "hidden": tuple(hidden),
            "figures": checksum,
        }
    )
