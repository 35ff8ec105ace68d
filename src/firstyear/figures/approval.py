"""From local to public: a second person looks, and the ledger says who they are."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq
from pydantic import ValidationError

from firstyear.errors import CheckFailed, RefusedError, StorageError, UsageError
from firstyear.figures import certificates, ledger
from firstyear.figures.arrow import pc
from firstyear.figures.audiences import same_person
from firstyear.figures.certificates import Certificate
from firstyear.figures.loading import FACTS, facts_beside, settle
from firstyear.figures.manifest import FIGURES_FILE, Release, read_manifest
from firstyear.figures.private import FOLDER as PRIVATE
from firstyear.figures.private import gate_lock
from firstyear.figures.questions.protected import protected
from firstyear.figures.releases import release_folders, releases_folder
from firstyear.figures.schema import FIGURES

NOBODY_SAYS: Final = (
    "This release does not say who loaded it, so nobody can tell whether you are a "
    "second person: say who did"
)
THE_SAME: Final = (
    "Whoever loaded a release does not approve it: a second person looks at what is "
    "shown, and says so"
)
NEWER: Final = (
    "Others have published figures of the same measures since this release was "
    "protected. Load its file again, so that the proof takes them into account, and "
    "approve what comes of it"
)


def approve(
    home: Path | str, release: str, *, by: str, loaded_by: str = ""
) -> ledger.Entry:
    """The entry of the ledger that makes a local release public.

    by: the second person. loaded_by: who loaded it, for a release that does not say.

    Raises
    ------
    UsageError
        where there is no such release.
    RefusedError
        for a release that is not local or is public already; where the second person
        is the first or nobody says who the first was; where something was published
        since that the proof does not know.
    CheckFailed
        where the ledger, the proof or the figures are not as they were written.

    Examples
    --------
    >>> import tempfile, firstyear as fy
    >>> made = fy.synthetic.records.pair(births=2_000, seed=1)
    >>> counted = fy.records.tally(made.births, made.deaths, ["area,year"])
    >>> with tempfile.TemporaryDirectory() as home:
    ...     held = fy.records.release(counted, home, released_by="A. Analyst")
    ...     entry = fy.figures.approve(home, held.release.id, by="S. Second")
    >>> entry.what, entry.by, entry.second
    ('approved', 'A. Analyst', 'S. Second')
    """
    folder = Path(home)
    # Looked up before the lock is taken: a mistyped name waits for nobody.
    chosen = _release(folder, release)
    with gate_lock(folder):
        held = settle(folder)
        if chosen.id in ledger.public(held):
            raise RefusedError("Everybody can see this release already")
        first = _first_person(chosen, by, loaded_by)
        wrong = protected(folder, [chosen])
        if wrong:
            raise CheckFailed("\n  ".join(["This release cannot be approved", *wrong]))
        if not _proof_is_newest(folder, chosen):
            raise RefusedError(NEWER)
        told = chosen.disclosure
        return ledger.add(
            folder,
            ledger.Entry(
                when=datetime.datetime.now(datetime.UTC),
                what="approved",
                release=chosen.id,
                title=chosen.title,
                by=first,
                second=" ".join(by.split()),
                rule=chosen.disclosure_rule,
                tables=told.tables if told else 0,
                shown=told.shown if told else 0,
                hidden=told.hidden if told else 0,
                certificate=told.certificate if told else "",
            ),
        )


def _release(home: Path, identifier: str) -> Release:
    for folder in release_folders(releases_folder(home)):
        if folder.name == identifier:
            release = read_manifest(folder)
            if release.origin != "local":
                raise RefusedError(
                    "Only local releases are approved: everybody sees others already"
                )
            return release
    raise UsageError(f"There is no release {identifier!r}: see `firstyear releases`")


def _first_person(release: Release, by: str, loaded_by: str) -> str:
    if not by.strip():
        raise RefusedError("Say who approves: a name in the ledger")
    first = release.released_by or " ".join(loaded_by.split())
    if not first:
        raise RefusedError(NOBODY_SAYS)
    if same_person(first, by):
        raise RefusedError(THE_SAME)
    if loaded_by and not same_person(first, loaded_by):
        raise RefusedError("The release names somebody else as who loaded it")
    return first


def _proof_is_newest(home: Path, release: Release) -> bool:
    """Whether the figures were proven safe beside the last that others published.

    The proof names what it knew: clocks go back. What went through the gate itself
    takes every earlier local release into account, and later ones took this one;
    others ask nobody.
    """
    figures = pq.read_table(
        releases_folder(home) / release.id / FIGURES_FILE, schema=FIGURES
    )
    facts = facts_beside(home, figures)
    if not facts.num_rows:
        return True
    wanted = {str(each) for each in pc.unique(facts["release"])}
    newest = _newest(home, wanted)
    if newest is None:
        return True
    return any(
        (proof.made > newest if proof.beside is None else wanted.issubset(proof.beside))
        and proof.covers(figures)
        for proof in _proofs(home)
    )


def _newest(home: Path, wanted: set[str]) -> datetime.datetime | None:
    return max(
        (
            release.created
            for release in map(read_manifest, release_folders(releases_folder(home)))
            if release.origin in FACTS and release.id in wanted
        ),
        default=None,
    )


def _proofs(home: Path) -> Iterator[Certificate]:
    folder = home / PRIVATE / certificates.FOLDER
    for path in sorted(folder.glob("*.json"), reverse=True):
        try:
            yield Certificate.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as problem:
            # What a certificate holds is private: its own message could repeat it.
            raise StorageError(f"{path.name} cannot be read") from problem.__cause__
