"""Changes to what is loaded: each checks permission, and the release says who."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from firstyear.errors import RefusedError
from firstyear.figures import Provenance, Release, approve, load
from firstyear.figures.ledger import Entry
from firstyear.figures.own_counts import look
from firstyear_web.data import uploads
from firstyear_web.data.doer import doer_of, viewer
from firstyear_web.data.gate import SECONDS
from firstyear_web.data.reading import read_upload
from firstyear_web.data.standing import APPROVE, refusal
from firstyear_web.data.uploads import Upload
from firstyear_web.people import actions as people
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require

LOAD = "people.load_figures"
OWN_COUNTS = "people.see_own_counts"
NO_TEAM = (
    "Your account belongs to no organisation, so nobody can tell whose own counts "
    "these are. Ask an administrator of this site."
)


def keep_upload(
    *,
    files: Sequence[UploadedFile],
    provenance: Provenance,
    by: User,
    policy: str = "",
    own_counts: bool = False,
) -> Upload:
    """The files, waiting to be accepted; nothing is loaded yet.

    own_counts: whether people of the same organisation may see the true counts.
    """
    require(by, LOAD)
    team = ""
    if own_counts:
        if by.organisation is None:
            raise RefusedError(NO_TEAM)
        team = by.organisation.name
    vouched = provenance.model_copy(
        update={"released_by": doer_of(by), "supplied_by": team}
    )
    return uploads.keep(_home(), files, vouched, by.pk, policy)


def accept_upload(
    *, upload: Upload, accept_refusals: bool, by: User
) -> tuple[Release, bool]:
    """The release that now holds the figures, and whether it was there already.

    Local figures pass the gate first. Raises RefusedError where rows are faulty and
    nobody has accepted leaving them out, NotCertified where local figures could not be
    proven safe: then nothing is loaded.
    """
    require(by, LOAD)
    _own(upload, by)
    found = read_upload(upload)
    if found.faults and not accept_refusals:
        raise RefusedError(
            "Some rows cannot be taken. Mend the file and load it again, or choose to "
            "load the good rows without them."
        )
    release = load(
        _home(),
        found.readings,
        upload.provenance,
        policy=upload.policy,
        seconds=SECONDS,
    ).release
    uploads.discard(upload)
    return release, release.repeated


def approve_release(*, release: Release, by: User) -> Entry:
    """The entry of the ledger that makes a local release public.

    Raises RefusedError where the account may not, or loaded the release itself.
    """
    require(by, APPROVE)
    why_not = refusal(release, by)
    if why_not:
        raise RefusedError(why_not)
    entry = approve(_home(), release.id, by=doer_of(by))
    people.note(account=by, done=f"release approved: {release.id}", by=by)
    return entry


def look_at_own_counts(*, release: Release, by: User, way: str) -> pa.Table:
    """The true counts, for the team that supplied them; the look is written down.

    Raises RefusedError for anybody else.
    """
    require(by, OWN_COUNTS)
    return look(_home(), release, viewer(by), way=way)


def discard_upload(*, upload: Upload, by: User) -> None:
    """The files go; nothing was loaded."""
    require(by, LOAD)
    _own(upload, by)
    uploads.discard(upload)


def _own(upload: Upload, by: User) -> None:
    if upload.by != by.pk:
        raise RefusedError("Only who sent a file can load it.")


def _home() -> Path:
    home: Path = settings.FIRSTYEAR_HOME
    return home
