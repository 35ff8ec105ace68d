"""What a reader makes of a file with hidden rows: the attacker at its work."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from firstyear import measures
from firstyear.errors import Fault, InputError
from firstyear.figures.arrow import array, pc
from firstyear.figures.keys import key_numbers
from firstyear.figures.rules import Rules
from firstyear.figures.schema import FIGURES
from firstyear.figures.table_sets import draw
from firstyear.figures.table_sets.known import Past, is_within, rounded_to
from firstyear.figures.table_sets.told import require_told, still_told

SUMMARY = "The true counts do not belong to this file"


@dataclass(frozen=True, eq=False)
class Found:
    """What was worked out of each hidden row, in the order of the file.

    rows: positions of the hidden rows. lower, upper: the least and greatest count
    that fit everything in the file. exposed: worked out to be in the hidden range,
    or to one value. beside: how many counts that nobody prints were worked out.
    """

    rows: npt.NDArray[np.intp]
    lower: npt.NDArray[np.float64]
    upper: npt.NDArray[np.float64]
    exposed: npt.NDArray[np.bool_]
    beside: int


def attack_file(
    table: pa.Table,
    *,
    areas: pa.Table,
    rules: Rules,
    truth: pa.Table | None = None,
    seconds: float = 600.0,
) -> Found:
    """Work hidden rows out from everything else in a table of figures.

    Without `truth` a hidden row is exposed when its upper bound is in the hidden
    range or its bounds meet. With it, also what a small count's bounds exclude.

    Raises
    ------
    InputError
        where parts do not add up, the truth differs from what the file shows, or
        nothing says which areas lie in which others.
    NotCertified
        where no counts at all fit the file, or time ran out.
    """
    hidden = np.asarray(pc.equal(table["status"], "suppressed").to_pylist(), dtype=bool)
    # A rounded count is no count: without the true one it lies between two numbers.
    known = ~_rounded(table) if truth is None else np.ones(table.num_rows, dtype=bool)
    drawing = draw(
        table.filter(array(known))
        if truth is None
        else _with_truth(table, truth, hidden),
        top=rules.top,
        protects=rules.protects,
        areas=areas,
        past=[Past("", table.filter(array(~known)))],
        printed=table,
    )
    rows = np.append(np.flatnonzero(known), -1)[drawing.rows]
    here = rows >= 0
    pattern = np.zeros(len(drawing.keys), dtype=bool)
    pattern[here] = hidden[rows[here]]
    require_told(still_told(drawing, pattern, rules.policy))
    done = measures.attack(drawing.table, rules.policy, hidden=pattern, seconds=seconds)
    cells = np.flatnonzero(pattern)
    cells = cells[np.argsort(rows[cells])]
    return Found(
        rows[cells],
        done.lower[cells],
        done.upper[cells],
        done.exposed[cells],
        int((done.exposed & ~here).sum()),
    )


def _rounded(table: pa.Table) -> npt.NDArray[np.bool_]:
    """Rows that say of their count that it is rounded."""
    steps = [rounded_to(str(note or "")) for note in table["note"].to_pylist()]
    return np.array(steps, dtype=int) > 1


def _with_truth(table: pa.Table, truth: pa.Table, hidden: np.ndarray) -> pa.Table:
    """The table with true counts where it hides or rounds them, and their status."""
    both = pa.concat_tables([each.select(FIGURES.names) for each in (table, truth)])
    numbers = key_numbers(both)
    own, theirs = numbers[: table.num_rows], numbers[table.num_rows :]
    where = {number: at for at, number in enumerate(theirs.tolist())}
    counts, true = table["count"].to_pylist(), truth["count"].to_pylist()
    notes, faults = table["note"].to_pylist(), []
    for row, number in enumerate(own.tolist()):
        at = where.get(number)
        count = None if at is None else true[at]
        if hidden[row] and count is None:
            faults.append(Fault("no true count of a hidden row", row=row + 1))
        elif hidden[row] or _rounds_to(count, counts[row], str(notes[row] or "")):
            counts[row] = count
        elif counts[row] is not None and count is not None and counts[row] != count:
            faults.append(
                Fault("shown with another count than the true one", row=row + 1)
            )
    if faults:
        raise InputError(SUMMARY, faults)
    columns = {name: table[name] for name in FIGURES.names}
    columns["count"] = array(counts, pa.float64(), from_pandas=True)
    columns["status"] = pc.if_else(array(hidden), "value", columns["status"])
    return pa.table(columns, schema=FIGURES)


def _rounds_to(count: float | None, shown: float | None, note: str) -> bool:
    if count is None or shown is None:
        return False
    step = rounded_to(note)
    return step > 1 and is_within(count, shown, step)
