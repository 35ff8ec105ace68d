"""Rounded tables: every count a multiple of 3 or 5, in place of hiding, never besides.

A rounded product is drawn by chance, and drawing it twice would let readers average
the chance away. So what went out is kept, with an entry in the ledger, and asked for
again it is the same. Nothing is published both ways: whoever has a count within a few
of the true one works out what another table hides.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstyear import measures
from firstyear.errors import InputError, RefusedError
from firstyear.figures import ledger
from firstyear.figures.all_births import telling
from firstyear.figures.arrow import array, pc
from firstyear.figures.hiding import DERIVED
from firstyear.figures.keys import key_numbers
from firstyear.figures.loading import areas_known, facts_beside, past_releases
from firstyear.figures.private import gate_lock
from firstyear.figures.readers.reading import Reading
from firstyear.figures.rounded_products import enter, keep, products, reason, together
from firstyear.figures.rules import Rules, rules_for
from firstyear.figures.schema import FIGURES
from firstyear.figures.table_sets import Drawing, draw
from firstyear.figures.table_sets.cells import keys_of
from firstyear.figures.table_sets.told import require_told
from firstyear.measures.arrays import one_of

BASES: Final = ("3", "5")
HIDDEN: Final = (
    "Local figures of the same measures and the same time have gone out with counts "
    "hidden (release {release}). With rounded ones beside them hidden counts could be "
    "worked out: a table goes out one way only"
)
OTHERWISE: Final = (
    "Figures of the same measures and the same time have gone out rounded already "
    "({product}), and these are others. Rounded anew, the two together would tell more "
    "than each: publish other times or other measures"
)
WORKED_OUT: Final = (
    "With what others have published, {number} of these counts could be worked out "
    "however they are rounded. Hide small counts instead"
)


@dataclass(frozen=True, eq=False)
class Rounding:
    """A rounded product: `figures` with rounded counts and no rates, and its entry.

    `repeated` says that it had gone out before.
    """

    figures: pa.Table
    base: int
    entry: ledger.Entry
    repeated: bool = False


def round_figures(
    home: Path | str,
    reading: Reading,
    *,
    base: int = 5,
    areas: pa.Table | None = None,
    drawn_from: str = "",
    by: str = "",
    seconds: float = 300.0,
) -> Rounding:
    """Every count of a file as a multiple of `base`, entered in the ledger.

    home: the data folder; what it holds is known to readers. reading: figures with
    their counts, none hidden. areas: which areas make up which, where the reading does
    not say. by: who answers for it. Rows about too few births are left out.

    Raises
    ------
    RefusedError
        where the same has gone out with counts hidden, or rounded from other counts;
        where published figures give rounded ones away.
    InputError
        for a table whose parts do not add up, or of which a count is missing.
    NotCertified
        where the sums leave no such rounding, or time ran out.
    UsageError
        for a base that is neither 3 nor 5.

    Examples
    --------
    >>> import io, tempfile, firstyear as fy
    >>> lines = ["indicator,area,period,dimension,category,count,denominator",
    ...          "stillbirth,X1,2020,,,9,1000", "stillbirth,X1,2020,sex,Female,1,480",
    ...          "stillbirth,X1,2020,sex,Male,8,520"]
    >>> reading = fy.figures.read(io.BytesIO("\\n".join(lines).encode()))
    >>> with tempfile.TemporaryDirectory() as home:
    ...     done = fy.figures.round_figures(home, reading, base=5)
    >>> total, *parts = done.figures["count"].to_pylist()
    >>> total == sum(parts), {count % 5 for count in (total, *parts)}
    (True, {0.0})
    """
    folder = Path(home)
    table = reading.table
    one_of("base", str(base), BASES)
    if not table.num_rows or table["count"].null_count:
        raise InputError("Rounding needs every count: give those that are missing")
    rules = rules_for(list(keys_of(table)), drawn_from)
    with gate_lock(folder):
        for each in past_releases(folder, table):
            if together(table, each.figures):
                raise RefusedError(HIDDEN.format(release=each.identifier))
        lookup = areas_known(folder, [reading]) if areas is None else areas
        drawing = _drawn(table, rules, lookup)
        require_told(drawing.untold)
        stays = ~drawing.left_out(table.num_rows)
        kept = table.filter(array(stays))
        if not kept.num_rows:
            raise InputError("These figures are about too few births to be shown")
        for name, held in products(folder):
            if together(kept, held):
                return _again(folder, name, held, kept, base, by)
        counts = _round(drawing, table.num_rows, base, seconds)[stays]
        with_public = _drawn(table, rules, lookup, facts_beside(folder, table))
        _not_worked_out(with_public, rules, base, seconds)
        made = _shown(kept, counts, base)
        # Kept first and entered then: what a killed run leaves is entered at the next.
        return Rounding(made, base, enter(folder, keep(folder, made), made, base, by))


def _drawn(
    table: pa.Table, rules: Rules, areas: pa.Table, facts: pa.Table | None = None
) -> Drawing:
    return draw(table, top=rules.top, protects=rules.protects, areas=areas, facts=facts)


def _round(
    drawing: Drawing, size: int, base: int, seconds: float
) -> npt.NDArray[np.float64]:
    """The rounded count of each row, in the order of the table."""
    # By a seed that is known, anybody could try true counts out.
    done = measures.round_table(
        drawing.table, base=base, seed=secrets.randbits(64), seconds=seconds
    )
    counts = np.full(size, np.nan)
    here = drawing.rows >= 0
    counts[drawing.rows[here]] = done.counts[here]
    return counts


def _not_worked_out(drawing: Drawing, rules: Rules, base: int, seconds: float) -> None:
    """Raises RefusedError where readers of everything public pin a small count.

    Rounded to r, a count lies less than `base` from it. The reader here is told less
    than what fits both of the multiples that a count may go to: whoever cannot work
    it out from that cannot from the rounded one.
    """
    held = drawing.table
    ours = (drawing.rows >= 0) & (held.forced != "open") & held.published
    below = np.floor(held.counts / base) * base
    first = np.where(held.counts > below, below + 1, below - base + 1)
    least = np.where(ours, np.maximum(held.least, first), held.least)
    most = np.where(ours, np.minimum(held.most, below + base - 1), held.most)
    told = measures.TableSet(
        held.counts,
        held.cells,
        held.sums,
        held.forced,
        published=held.published,
        protected=held.protected,
        tops=held.tops,
        least=least,
        most=most,
    )
    policy = measures.Policy("rounding", top=rules.policy.top, zeros="hideable")
    found = measures.attack(told, policy, hidden=ours, seconds=seconds)
    small = (found.lower >= 1) & (found.upper <= held.tops) & held.protected
    exposed = int((found.pinned & small).sum())
    if exposed:
        raise RefusedError(WORKED_OUT.format(number=f"{exposed:,}"))


def _shown(kept: pa.Table, counts: npt.NDArray[np.float64], base: int) -> pa.Table:
    """The rows with rounded counts, and nothing that was worked out from true ones."""
    size = kept.num_rows
    columns: dict[str, Any] = {name: kept[name] for name in FIGURES.names}
    for name in DERIVED:
        columns[name] = pa.nulls(size, pa.float64())
    columns["count"] = array(counts, pa.float64())
    # A count is known within the base alone, and its births would tell it.
    tell = telling(
        list(keys_of(kept)), kept["denominator"].to_pylist(), np.zeros(size, dtype=bool)
    )
    columns["denominator"] = pc.if_else(
        array(tell), pa.scalar(None, pa.float64()), kept["denominator"]
    )
    columns["flags"] = array(["approximate"] * size, pa.string())
    columns["note"] = array([reason(base)] * size, pa.string())
    columns["origin"] = array(["local"] * size, pa.string())
    return pa.table(columns, schema=FIGURES)


def _again(
    home: Path, name: str, held: pa.Table, kept: pa.Table, base: int, by: str
) -> Rounding:
    """The product that went out, where it is of these very rows and rounds them."""
    both = pa.concat_tables([held.select(FIGURES.names), kept.select(FIGURES.names)])
    numbers = key_numbers(both)
    own, theirs = numbers[held.num_rows :], numbers[: held.num_rows]
    told = str(held["note"][0].as_py()) if held.num_rows else ""
    if told != reason(base) or not np.array_equal(np.sort(own), np.sort(theirs)):
        raise RefusedError(OTHERWISE.format(product=name))
    order = np.argsort(theirs)[np.argsort(np.argsort(own))]
    rounded = held.take(array(order))
    apart = np.abs(_numbers(rounded) - _numbers(kept))
    if not (apart < base).all():
        raise RefusedError(OTHERWISE.format(product=name))
    return Rounding(rounded, base, enter(home, name, rounded, base, by), True)


def _numbers(table: pa.Table) -> npt.NDArray[np.float64]:
    return np.asarray(table["count"].to_numpy(zero_copy_only=False), dtype=float)
