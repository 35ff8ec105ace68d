"""Files that wait to be looked at: kept aside in the data folder, for a day.

They may hold small counts: only the account that sent them can open them, and on the
machine only whoever runs the site.
No name that a user gives ever becomes part of a path: folders have random names,
files have numbered ones with an ending from a list of ours.
"""

import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from firstyear.errors import StorageError
from firstyear.figures import Provenance

FOLDER = "uploads"
ABOUT = "about.json"
TOKEN = re.compile(r"[0-9a-f]{32}")
KEPT_SECONDS = 24 * 60 * 60
# Readers look at what is in a file; a few take a hint from how its name ends.
ENDINGS = ("areas.csv", ".csv", ".json", ".parquet", ".xlsx", ".xls", ".hexjson")
LONGEST_NAME = 120
OWNER_FOLDER, OWNER_FILE = 0o700, 0o600
_UNSHOWN = re.compile(r"[^\w .,()&+-]")


@dataclass(frozen=True)
class Upload:
    """Files of one person that wait. `names` are what the person called them.

    `policy` is the stricter rule that was chosen for local figures, or blank.
    """

    token: str
    folder: Path
    by: int
    provenance: Provenance
    names: Mapping[str, str]
    policy: str = ""

    @property
    def paths(self) -> list[Path]:
        return [self.folder / stored for stored in self.names]

    def in_words_of_the_user(self, text: str) -> str:
        """Messages speak of the file as the person knows it."""
        for stored, name in self.names.items():
            text = text.replace(stored, name)
        return text


def keep(
    home: Path,
    files: Sequence[UploadedFile],
    provenance: Provenance,
    by: int,
    policy: str = "",
) -> Upload:
    """Put the files aside. What others left longer than a day ago goes."""
    clean(home)
    token = secrets.token_hex(16)
    folder = home / FOLDER / token
    names = {
        f"upload-{number}{_ending(str(file.name))}": shown_name(str(file.name))
        for number, file in enumerate(files, start=1)
    }
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.parent.chmod(OWNER_FOLDER)
        folder.mkdir(mode=OWNER_FOLDER)
        for stored, file in zip(names, files, strict=True):
            with open(folder / stored, "xb", opener=_for_its_owner) as out:
                for chunk in file.chunks():
                    out.write(chunk)
        about = {
            "by": by,
            "names": names,
            "provenance": provenance.model_dump(mode="json"),
            "policy": policy,
        }
        with open(folder / ABOUT, "x", encoding="utf-8", opener=_for_its_owner) as out:
            json.dump(about, out)
    except OSError as problem:
        shutil.rmtree(folder, ignore_errors=True)
        raise StorageError(
            "The file could not be kept: there may be no room on the disk. Nothing "
            "was loaded."
        ) from problem
    return Upload(token, folder, by, provenance, names, policy)


def waiting(home: Path, token: str, by: int) -> Upload | None:
    """The upload of that token if it is this person's and a day is not over."""
    if not TOKEN.fullmatch(token):
        return None
    folder = home / FOLDER / token
    try:
        if _age(folder) > KEPT_SECONDS:
            return None
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except OSError:
        return None
    if about["by"] != by:
        return None
    provenance = Provenance.model_validate(about["provenance"])
    policy = str(about.get("policy", ""))
    return Upload(token, folder, by, provenance, about["names"], policy)


def discard(upload: Upload) -> None:
    shutil.rmtree(upload.folder, ignore_errors=True)


def clean(home: Path) -> int:
    """Remove what has waited for longer than a day, and say how many there were."""
    removed = 0
    for folder in (home / FOLDER).glob("*"):
        if TOKEN.fullmatch(folder.name) and _age(folder) > KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def shown_name(name: str) -> str:
    """What the person called the file, fit for a page: no folder, no odd signs."""
    last = re.split(r"[\\/]", name)[-1]
    return _UNSHOWN.sub("_", last).strip(". ")[-LONGEST_NAME:] or "file"


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, OWNER_FILE)


def _ending(name: str) -> str:
    lowered = name.lower()
    found = next((each for each in ENDINGS if lowered.endswith(each)), "")
    return f"-{found}" if found and not found.startswith(".") else found


def _age(folder: Path) -> float:
    return time.time() - folder.stat().st_mtime
