"""Figures into the home folder, by the rule of their origin.

Published and made-up figures are written as they are. Local figures pass the gate
first; derived ones are looked through for what a publisher has hidden. What a local
release hides is called published only where a second person agrees.
"""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from firstyear.errors import StorageError
from firstyear.figures import certificates, ledger, own_counts
from firstyear.figures.arrow import array, pc
from firstyear.figures.audiences import sound
from firstyear.figures.claims import allow_claim
from firstyear.figures.derived import withhold
from firstyear.figures.disclosure import SECONDS, Around, Gated, gate
from firstyear.figures.manifest import FIGURES_FILE, Provenance, Release, read_manifest
from firstyear.figures.measure_families import family
from firstyear.figures.past import past_of
from firstyear.figures.private import gate_lock
from firstyear.figures.questions.shelf import damaged
from firstyear.figures.readers.reading import Reading
from firstyear.figures.releases import publish, release_folders, releases_folder
from firstyear.figures.rounded_products import refuse_rounded
from firstyear.figures.schema import AREAS, FIGURES
from firstyear.figures.store import Store
from firstyear.figures.table_costs import TableCost, costs
from firstyear.figures.table_sets.known import Past

FACTS = ("published", "derived")


@dataclass(frozen=True)
class Loaded:
    """The release that now holds the figures; for local ones, what the gate did."""

    release: Release
    gated: Gated | None = None


def load(
    home: Path | str,
    readings: Sequence[Reading],
    provenance: Provenance,
    *,
    policy: str = "",
    seconds: float = SECONDS,
) -> Loaded:
    """Publish readings by the rule of their origin.

    policy: for local figures, the name of a rule that is stricter than their own.

    Raises
    ------
    InputError, RefusedError, StorageError
        as `publish` does, and as `disclosure.gate` does for local figures.
    NotCertified
        where local figures could not be proven safe. Nothing is written.
    """
    folder = Path(home)
    if provenance.origin in FACTS:
        return Loaded(_public(folder, readings, provenance))
    if provenance.origin != "local":
        return Loaded(publish(home, readings, provenance))
    sound(provenance)
    with gate_lock(folder):
        gated = try_gate(folder, readings, provenance, policy=policy, seconds=seconds)
        certificates.keep(folder, gated.certificate)
        with _own_counts(folder, readings, provenance, gated) as made:
            release = publish(
                folder,
                _as_released(readings, gated),
                provenance,
                certificate=gated.certificate,
                disclosure=gated.disclosure,
                rule=gated.rule,
            )
            made.append(release)
        settle(folder)
    return Loaded(release, gated)


@contextlib.contextmanager
def _own_counts(
    folder: Path, readings: Sequence[Reading], provenance: Provenance, gated: Gated
) -> Iterator[list[Release]]:
    """While a release is made, its true counts are put aside for a team that is named.

    They are there before it is, and go again where none comes of it or the same
    figures were there already.
    """
    made: list[Release] = []
    name = gated.certificate.id
    own_counts.tidy(folder, _certificates(folder))
    if provenance.supplied_by:
        own_counts.keep(folder, name, _together(readings))
    try:
        yield made
    finally:
        if provenance.supplied_by and not any(not each.repeated for each in made):
            own_counts.forget(folder, name)


def _certificates(home: Path) -> set[str]:
    """The certificates that releases stand on."""
    held = map(read_manifest, release_folders(releases_folder(home)))
    return {each.disclosure.certificate for each in held if each.disclosure}


def _public(
    folder: Path, readings: Sequence[Reading], provenance: Provenance
) -> Release:
    """The release of figures that are public; what local ones hide needs two people."""
    table = _together(readings)
    if provenance.origin == "derived":
        readings = withhold(readings, facts_beside(folder, table))
    if not allow_claim(_together(readings), past_releases(folder, table), provenance):
        # Whoever the second person would be, they agreed to nothing.
        alone = provenance.model_copy(update={"second_person": ""})
        return publish(folder, readings, alone)
    with gate_lock(folder):
        release = publish(folder, readings, provenance)
        settle(folder)
    return release


def try_gate(
    home: Path | str,
    readings: Sequence[Reading],
    provenance: Provenance,
    *,
    policy: str = "",
    seconds: float = SECONDS,
) -> Gated:
    """What the gate would do with local readings. Nothing is written."""
    table = _together(readings)
    refuse_rounded(Path(home), table)
    return gate(
        table,
        _around(Path(home), readings, provenance, table),
        policy=policy,
        seconds=seconds,
    )


def try_costs(
    home: Path | str,
    readings: Sequence[Reading],
    provenance: Provenance,
    whole: Gated,
    *,
    policy: str = "",
    seconds: float = SECONDS,
) -> tuple[TableCost, ...]:
    """What each table of local readings costs in hidden rows, in it and elsewhere."""
    table = _together(readings)
    around = _around(Path(home), readings, provenance, table)
    return costs(table, whole, around, policy=policy, seconds=seconds)


def settle(home: Path | str) -> tuple[ledger.Entry, ...]:
    """Enter what the ledger does not have, oldest first, and hand all of it back.

    Local releases are entered as loaded, and wait for a second person; releases that
    two people called published as that.
    """
    folder = releases_folder(Path(home))
    known = {entry.release for entry in ledger.entries(home)}
    for each in release_folders(folder):
        release = read_manifest(each)
        local = release.origin == "local"
        if release.id in known or not (local or release.second_person):
            continue
        told = release.disclosure
        ledger.add(
            home,
            ledger.Entry(
                when=release.created,
                what="loaded" if local else "called published",
                release=release.id,
                title=release.title,
                by=release.released_by,
                second=release.second_person,
                rule=release.disclosure_rule,
                tables=told.tables if told else 0,
                shown=told.shown if told else sum(held.rows for held in release.holds),
                hidden=told.hidden if told else 0,
                certificate=told.certificate if told else "",
            ),
        )
    return ledger.entries(home)


def facts_beside(home: Path, table: pa.Table) -> pa.Table:
    """Public figures of the same measures, and of those that add up with them."""
    with Store(home) as store:
        held = {each.indicator for each in store.indicators()}
        wanted = sorted(held & family(table))
        if not wanted:
            return FIGURES.empty_table()
        found = store.figures(wanted, dimension=None)
    return found.filter(pc.is_in(found["origin"], array(FACTS, pa.string())))


def past_releases(home: Path, table: pa.Table) -> list[Past]:
    """Local releases that went out before, with the rows of these measures."""
    tied = array(sorted(family(table)), pa.string())
    found = []
    for folder in release_folders(releases_folder(home)):
        release = read_manifest(folder)
        if release.origin != "local":
            continue
        try:
            rows = pq.read_table(folder / FIGURES_FILE, schema=FIGURES)
        except (OSError, pa.ArrowException) as problem:
            raise damaged(release) from problem
        mine = rows.filter(pc.is_in(rows["indicator"], tied))
        if mine.num_rows:
            found.append(past_of(release, mine))
    return found


def areas_known(home: Path, readings: Sequence[Reading]) -> pa.Table:
    """Which areas lie in which: by the files at hand, then by what is loaded."""
    own = [reading.areas for reading in readings if reading.areas.num_rows]
    with Store(home) as store:
        held = store.areas()
    together = pa.concat_tables([AREAS.empty_table(), *own, held.select(AREAS.names)])
    return together.group_by(AREAS.names, use_threads=False).aggregate([])


def _around(
    home: Path, readings: Sequence[Reading], provenance: Provenance, table: pa.Table
) -> Around:
    if not home.is_dir():
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise StorageError(
                f"{home} could not be made ({problem.strerror})"
            ) from problem
    return Around(
        areas_known(home, readings),
        provenance.drawn_from,
        facts_beside(home, table),
        past_releases(home, table),
    )


def _together(readings: Sequence[Reading]) -> pa.Table:
    return pa.concat_tables(
        [FIGURES.empty_table(), *(reading.table for reading in readings)]
    )


def _as_released(readings: Sequence[Reading], gated: Gated) -> list[Reading]:
    """The readings with the rows the gate let through, in the same order."""
    made, start = [], 0
    for reading in readings:
        end = start + reading.table.num_rows
        mine = (gated.positions >= start) & (gated.positions < end)
        # A checksum of the file would let anybody try the hidden counts out.
        made.append(
            reading.with_table(gated.figures.filter(array(mine)), anonymous=True)
        )
        start = end
    return made
