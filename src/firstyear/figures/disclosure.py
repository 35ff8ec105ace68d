"""The gate: local figures pass it so that nobody can be found in them, or not at all.

A release from records or from an uploaded file comes as counts, none hidden. The gate
draws the table set (every sum between these figures, what is public already, and what
went out before), hides small counts and enough others, has the attacker look at the
result as a reader would, and hands back figures with a certificate. Whatever goes
wrong, nothing is released.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstyear import measures
from firstyear.errors import InputError, NotCertified
from firstyear.figures import certificates
from firstyear.figures.all_births import told_of_births
from firstyear.figures.arrow import array, pc
from firstyear.figures.certificates import Certificate
from firstyear.figures.explanations import explain
from firstyear.figures.gate_warnings import gate_warnings
from firstyear.figures.hiding import as_released
from firstyear.figures.keys import key_numbers
from firstyear.figures.manifest import Disclosure
from firstyear.figures.patterns import find_pattern
from firstyear.figures.rules import Rules, drawn_from_sources, rules_for
from firstyear.figures.schema import FIGURES
from firstyear.figures.suggestions import suggest
from firstyear.figures.table_sets import Drawing, draw
from firstyear.figures.table_sets.cells import keys_of
from firstyear.figures.table_sets.known import Past
from firstyear.figures.table_sets.told import require_told, still_told

SECONDS: Final = 300.0
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class TableLine:
    """One table of a release: a measure by a breakdown at a level."""

    indicator: str
    dimension: str
    level: str
    rows: int
    small: int
    others: int

    @property
    def hidden(self) -> int:
        return self.small + self.others


@dataclass(frozen=True, eq=False)
class Gated:
    """Figures as they may be released, with the proof.

    `figures` has hidden rows without numbers; `hidden` marks them. `positions` are
    the rows of the release that was asked for, without those that are public already
    and those about so few births that a mark would tell.
    `tables` says how many rows each table has, and (for the releasing team alone) how
    many are hidden for their own sake and how many for others'.
    """

    figures: pa.Table
    hidden: Mask
    positions: npt.NDArray[np.intp]
    certificate: Certificate
    disclosure: Disclosure
    rule: str
    tables: tuple[TableLine, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Around:
    """What is known around a release.

    areas: which areas make up which; without parents no sum over areas is known.
    drawn_from: `registration`, `nhs` or blank; the rule follows from it.
    facts: what others have published of the same; shown as they are, never hidden.
    past: local releases that went out before, each with the rule it followed.
    """

    areas: pa.Table
    drawn_from: str = ""
    facts: pa.Table | None = None
    past: Sequence[Past] = ()


def gate(
    release: pa.Table, around: Around, *, policy: str = "", seconds: float = SECONDS
) -> Gated:
    """The release as it may go out.

    release: canonical figures with their counts, none hidden. policy: the name of a
    stricter rule. seconds: how long the protector, and then the attacker, may take.

    Raises
    ------
    InputError
        where parts do not add up, a rate comes without its count, or nothing is left
        because all of it is public already.
    NotCertified
        where the figures could not be proven safe in time, with what would help.
    RefusedError
        for a policy that is looser than what these figures follow.
    """
    positions = _not_yet_public(release, around.facts)
    if not positions.size:
        raise InputError(
            "All of these figures are public already: the published ones are shown"
        )
    kept = release.take(array(positions))
    drawn_from = around.drawn_from or drawn_from_sources(
        pc.unique(kept["source"]).to_pylist()
    )
    rules = rules_for(list(keys_of(kept)), drawn_from, policy)
    began = datetime.datetime.now(datetime.UTC)
    drawing, found, applied = _protected(kept, rules, around, seconds)
    attacked = _attacked(drawing, applied, found, seconds)
    spent = (datetime.datetime.now(datetime.UTC) - began).total_seconds()
    away = found.hidden | ~drawing.table.published
    pattern = _rows(drawing, away, kept.num_rows)
    small = _rows(drawing, found.primary, kept.num_rows)
    stays = ~drawing.left_out(kept.num_rows)
    figures = as_released(kept, pattern, rules, drawing).filter(array(stays))
    tables = _lines(kept.filter(array(stays)), pattern[stays], small[stays])
    certificate = certificates.made_now(
        figures=figures,
        hidden=explain(drawing, found, attacked),
        rules=rules.names,
        drawn_from=drawn_from,
        cells=len(drawing.table),
        sums=dict(drawing.kinds),
        cost=float(found.cost),
        at_least=float(found.bound),
        insiders=len(measures.insiders(drawing.table, attacked)),
        witnesses=len(found.certificate.witnesses),
        table_set=found.certificate.table,
        seconds=round(spent, 3),
        method=found.version,
        with_releases=tuple(each.identifier for each in around.past),
        beside=_names(around.facts),
        inputs=(certificates.checksum_of(kept),),
    )
    pattern, positions = pattern[stays], positions[stays]
    return Gated(
        figures,
        pattern,
        positions,
        certificate,
        Disclosure(
            rules=rules.names,
            drawn_from=drawn_from,
            tables=len(tables),
            shown=int((~pattern).sum()),
            hidden=int(pattern.sum()),
            public_already=release.num_rows - kept.num_rows,
            too_few_births=int((~stays).sum()),
            with_releases=certificate.with_releases,
            certificate=certificate.id,
        ),
        rules.sentence(found.policy),
        tables,
        (*gate_warnings(drawing, found), *told_of_births(figures)),
    )


def _protected(
    kept: pa.Table, rules: Rules, around: Around, seconds: float
) -> tuple[Drawing, measures.Protected, measures.Policy]:
    """The table set, its pattern and the policy of that.

    Where counts are hidden and nothing says which areas lie in which others, those
    others are not printed: a reader who knows the map would subtract.
    """
    silent: frozenset[str] = frozenset()
    while True:
        drawing, found, policy = _pattern(kept, rules, around, seconds, silent)
        told = still_told(drawing, found.hidden, policy)
        if not told:
            return drawing, found, policy
        more = silent.union(area for area, _ in told)
        if more == silent:  # what was published before cannot be taken back
            require_told(told)
        silent = more


def _pattern(
    kept: pa.Table,
    rules: Rules,
    around: Around,
    seconds: float,
    silent: frozenset[str],
) -> tuple[Drawing, measures.Protected, measures.Policy]:
    """As `_protected` with areas that are not printed, and with revised counts looked
    at in two ways."""
    for revised_hidden in (False, True):
        drawing = draw(
            kept,
            top=rules.top,
            protects=rules.protects,
            areas=around.areas,
            facts=around.facts,
            past=around.past,
            revised_hidden=revised_hidden,
            silent=silent,
        )
        try:
            found, policy = find_pattern(drawing.table, rules.policy, seconds=seconds)
        except NotCertified as problem:
            raise NotCertified(
                f"{problem}. Nothing is released. {suggest(problem.blocking)}",
                problem.blocking,
            ) from problem
        except InputError:
            if revised_hidden or not around.past:
                raise
            continue
        return drawing, found, policy
    raise AssertionError("the second attempt returns or raises")


def _attacked(
    drawing: Drawing,
    policy: measures.Policy,
    found: measures.Protected,
    seconds: float,
) -> measures.Attack:
    """What a reader makes of the pattern: the same proof by another way, always."""
    attacked = measures.attack(
        drawing.table, policy, hidden=found.hidden, seconds=seconds
    )
    if not attacked.safe:
        raise NotCertified(
            "The attacker could work hidden counts out. Nothing is released. "
            f"{suggest(attacked.exposed_cells)}",
            attacked.exposed_cells,
        )
    return attacked


def _names(facts: pa.Table | None) -> tuple[str, ...]:
    """The releases that public figures are from."""
    if facts is None or "release" not in facts.column_names:
        return ()
    return tuple(sorted(map(str, pc.unique(facts["release"]).to_pylist())))


def _not_yet_public(release: pa.Table, facts: pa.Table | None) -> npt.NDArray[np.intp]:
    """Rows whose figure nobody has published: where somebody has, theirs is shown."""
    if facts is None or not facts.num_rows:
        return np.arange(release.num_rows)
    shown = facts.filter(pc.is_valid(facts["count"]))
    both = pa.concat_tables([table.select(FIGURES.names) for table in (shown, release)])
    numbers = key_numbers(both)
    public, own = numbers[: shown.num_rows], numbers[shown.num_rows :]
    return np.flatnonzero(~np.isin(own, public))


def _rows(drawing: Drawing, cells: Mask, size: int) -> Mask:
    marked = np.zeros(size, dtype=bool)
    here = cells & (drawing.rows >= 0)
    marked[drawing.rows[here]] = True
    return marked


def _lines(table: pa.Table, hidden: Mask, small: Mask) -> tuple[TableLine, ...]:
    columns = (table[name].to_pylist() for name in ("indicator", "dimension", "level"))
    found: dict[tuple[str, str, str], list[int]] = {}
    for key, is_hidden, is_small in zip(
        zip(*columns, strict=True), hidden, small, strict=True
    ):
        line = found.setdefault(key, [0, 0, 0])
        line[0] += 1
        line[1] += bool(is_small)
        line[2] += bool(is_hidden and not is_small)
    return tuple(TableLine(*key, *numbers) for key, numbers in sorted(found.items()))
