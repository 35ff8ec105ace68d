"""Who may see which release: a local one stays for its audience until it is approved.

Published, derived and made-up releases are for everybody. A local one is for people
who are signed in, or for the partners it names, until the ledger says that a second
person approved it. Where the ledger does not hold together, nothing local is public.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from firstyear.errors import CheckFailed, Fault, InputError, StorageError
from firstyear.figures import ledger
from firstyear.figures.manifest import Provenance, Release


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks: whether signed in, of which organisation, by which name.

    `account` is the name under which releases say who loaded them.
    """

    signed_in: bool = False
    organisation: str = ""
    account: str = ""


NOBODY: Final = Viewer()


def may_see(release: Release, viewer: Viewer, public: Collection[str]) -> bool:
    """Whether somebody may see a release; `public` are the local ones for everybody.

    Examples
    --------
    >>> import datetime
    >>> from firstyear.figures.audiences import NOBODY, Viewer, may_see
    >>> from firstyear.figures.manifest import Release
    >>> made = Release(
    ...     id="20250301T101502123456Z-deaths-0a1b2c3d", origin="local",
    ...     created=datetime.datetime(2025, 3, 1), content="", files=(), sources=(),
    ...     disclosure_rule="", method_version="")
    >>> colleague = Viewer(signed_in=True, organisation="Midshire")
    >>> may_see(made, NOBODY, []), may_see(made, colleague, [])
    (False, True)
    >>> may_see(made, NOBODY, [made.id])
    True
    """
    if release.origin != "local" or release.id in public:
        return True
    if not viewer.signed_in:
        return False
    return release.audience == "public" or _is_named(release, viewer)


def is_own(release: Release, viewer: Viewer) -> bool:
    """Whether the viewer is of the team that supplied what a release was made from."""
    return (
        viewer.signed_in
        and bool(release.supplied_by)
        and release.supplied_by == viewer.organisation
    )


def public_releases(home: Path | str) -> frozenset[str]:
    """The local releases that everybody may see; none where the ledger is broken."""
    try:
        return ledger.public(ledger.entries(home))
    except (CheckFailed, StorageError):
        return frozenset()


class PublicReleases:
    """The local releases that everybody may see, read again when the ledger changes.

    Pages ask at every view: where the file is as it was, so is the answer.
    """

    def __init__(self, home: Path | str) -> None:
        self._home = Path(home)
        self._seen: tuple[tuple[int, ...], frozenset[str]] | None = None

    def now(self) -> frozenset[str]:
        """Their ids; none where there is no ledger or it does not hold together."""
        try:
            told = (self._home / ledger.FILE).stat()
        except OSError:
            return frozenset()
        mark = (told.st_mtime_ns, told.st_size, told.st_ino)
        if self._seen is None or self._seen[0] != mark:
            self._seen = (mark, public_releases(self._home))
        return self._seen[1]


def same_person(one: str, other: str) -> bool:
    """Whether two names are one, however they were typed."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def sound(provenance: Provenance) -> None:
    """Raises InputError where an audience is not what an audience has to be."""
    faults = []
    partners = provenance.audience == "partners"
    if provenance.origin != "local" and (partners or provenance.supplied_by):
        faults.append(
            Fault("an audience for figures that are not local", "leave it out")
        )
    if partners and not provenance.agreement.strip():
        faults.append(Fault("partners without an agreement", "give --agreement"))
    if partners and not any(each.strip() for each in provenance.partners):
        faults.append(Fault("no partner is named", "give --partner, once for each"))
    if not partners and (provenance.agreement or provenance.partners):
        faults.append(
            Fault("partners of figures for everybody", "give --audience partners")
        )
    if faults:
        raise InputError("It is not clear for whom these figures are", faults)


def _is_named(release: Release, viewer: Viewer) -> bool:
    loaded = bool(viewer.account) and viewer.account == release.released_by
    named = bool(viewer.organisation) and viewer.organisation in release.partners
    return loaded or named or is_own(release, viewer)
