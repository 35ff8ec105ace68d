"""The ledger of local releases: what went out, by which rule, who did it, in order.

One line of JSON an entry, each with the checksum of the one before it, so that a
line that was changed or taken out shows. It holds no count of anybody.
"""

import datetime
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from firstyear.errors import CheckFailed, StorageError
from firstyear.figures.writing import replace_file

FILE: Final = "ledger.jsonl"
# `released` went before everybody at once: what folders of earlier versions hold.
What = Literal["loaded", "approved", "released", "called published", "rounded"]
PUBLIC: Final[tuple[What, ...]] = ("approved", "released")


class Entry(BaseModel):
    """One entry: what happened to which release, when, and by whose word.

    `by` loaded it; `second` is the second person, who approved it or agreed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: datetime.datetime
    what: What
    release: str
    title: str
    by: str
    second: str = ""
    rule: str
    tables: int
    shown: int
    hidden: int
    certificate: str
    before: str = ""

    @property
    def line(self) -> str:
        return self.model_dump_json()

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.line.encode()).hexdigest()


def entries(home: Path | str) -> tuple[Entry, ...]:
    """Every entry, oldest first.

    Raises
    ------
    CheckFailed
        where a line does not follow the one before it: the ledger was changed.
    """
    path = Path(home) / FILE
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as problem:
        raise StorageError(
            f"{path} cannot be read: restore it from a backup"
        ) from problem
    found: list[Entry] = []
    for number, line in enumerate(lines, start=1):
        try:
            entry = Entry.model_validate_json(line)
        except ValidationError as problem:
            raise _changed(path, number) from problem
        if entry.before != (found[-1].checksum if found else ""):
            raise _changed(path, number)
        found.append(entry)
    return tuple(found)


def public(held: Iterable[Entry]) -> frozenset[str]:
    """The local releases that everybody may see."""
    return frozenset(entry.release for entry in held if entry.what in PUBLIC)


def add(home: Path | str, entry: Entry) -> Entry:
    """Put an entry at the end, tied to the one before it: there whole or not at all."""
    held = entries(home)
    tied = entry.model_copy(update={"before": held[-1].checksum if held else ""})
    with replace_file(Path(home) / FILE) as building:
        lines = [each.line for each in (*held, tied)]
        building.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return tied


def _changed(path: Path, number: int) -> CheckFailed:
    return CheckFailed(
        f"{path}, line {number}: it does not follow from the line before. The ledger "
        "was changed by hand: restore it from a backup"
    )
