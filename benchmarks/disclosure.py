"""How much must be hidden, how long it takes, and what the usual way leaves open.

Made-up tables, 1 and 2 hidden and noughts shown. Times are beside one pass of the
attacker over the same table in the same run. Two usual ways are attacked as well:
secondary suppression by linear algebra (hide until no small count is a linear
combination of shown ones), and "at least two hidden in every sum".

Run: python benchmarks/disclosure.py [S1 S2 M1 M2 L1 L2]
"""

import sys
import time
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any

import numpy as np

import firstyear as fy

sys.path.insert(0, str(Path(__file__).parent))
from simulated_tables import CASES, table_set

m = fy.measures
POLICY = m.Policy("registrations-3", 2)
# a prime: whole-numbered elimination without rounding, and without growing numbers
PRIME = 1_000_003


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What comes back, and processor seconds."""
    began = time.process_time()
    done = work()
    return done, time.process_time() - began


def smallest_pieces(table: fy.measures.TableSet) -> np.ndarray:
    """Every cell as a sum of cells that no sum makes up: shape (cells, pieces)."""
    parts: dict[Hashable, tuple[Hashable, ...]] = {}
    for each in table.sums:
        parts.setdefault(each.cells[0], each.cells[1:])
    leaves = [key for key in table.cells if key not in parts]
    place = {key: number for number, key in enumerate(leaves)}
    made = np.zeros((len(table), len(leaves)), dtype=np.int64)
    for row, key in enumerate(table.cells):
        waiting = [key]
        while waiting:
            one = waiting.pop()
            if one in parts:
                waiting.extend(parts[one])
            else:
                made[row, place[one]] += 1
    return made


def by_linear_algebra(table: fy.measures.TableSet, primary: np.ndarray) -> np.ndarray:
    """Shows the largest counts first, as long as no small one follows from them."""
    made = smallest_pieces(table)
    left = made[primary].copy()
    shown: list[tuple[int, np.ndarray]] = []
    hidden = primary.copy()
    order = np.argsort(-table.counts, kind="stable")
    # noughts are shown: they are known first of all
    order = [*order[table.counts[order] == 0], *order[table.counts[order] > 0]]
    for cell in order:
        if primary[cell] or not table.published[cell]:
            continue
        row = made[cell].copy()
        for pivot, known in shown:
            if row[pivot]:
                row = (row - row[pivot] * known) % PRIME
        pivots = np.flatnonzero(row)
        if not pivots.size:
            continue
        pivot = int(pivots[0])
        row = row * pow(int(row[pivot]), -1, PRIME) % PRIME
        after = (left - np.outer(left[:, pivot], row)) % PRIME
        if table.counts[cell] > 0 and not after.any(axis=1).all():
            hidden[cell] = True
            continue
        left = after
        shown.append((pivot, row))
    return hidden


def two_in_every_sum(table: fy.measures.TableSet, primary: np.ndarray) -> np.ndarray:
    """Hides the smallest other count of every sum that has one hidden count alone."""
    places = table.places()
    hidden = primary.copy()
    changed = True
    while changed:
        changed = False
        for each in table.sums:
            at = np.array([places[key] for key in each.cells])
            if hidden[at].sum() == 1 and table.published[at].all():
                others = at[~hidden[at] & (table.counts[at] > 0)]
                if others.size:
                    hidden[others[np.argmin(table.counts[others])]] = True
                    changed = True
    return hidden


def line(name: str, table: fy.measures.TableSet) -> None:
    """One case: ours, then the usual ways, each attacked."""
    small = (table.counts >= 1) & (table.counts <= 2) & table.published
    done, spent = timed(lambda: m.protect(table, POLICY, seconds=900))
    found, pass_ = timed(lambda: m.attack(table, POLICY, hidden=done.hidden))
    shown = int(table.published.sum())
    print(
        f"{name:4}{shown:7,}{small.sum():7,}  ours: {done.secondary.sum():5} hidden "
        f"with them, bound {done.bound:.0f}; {spent:.1f} s = {spent / pass_:.0f} "
        f"passes of {pass_:.2f} s; complete {done.complete}; exposed "
        f"{found.exposed.sum()}, pinned {found.pinned.sum()}",
        flush=True,
    )
    if shown <= 1_200:
        rough, spent = timed(lambda: m.protect(table, POLICY, exact=False))
        print(
            f"{'':18}  ours, not exact: {rough.secondary.sum()} hidden with them; "
            f"{spent:.1f} s = {spent / pass_:.0f} passes",
            flush=True,
        )
    usual = {"linear algebra": by_linear_algebra, "two in a sum": two_in_every_sum}
    for way, work in usual.items():
        if way == "linear algebra" and shown > 2_000:
            continue
        hidden, spent = timed(lambda work=work: work(table, small))  # type: ignore[misc]
        found = m.attack(table, POLICY, hidden=hidden)
        exposed = (found.exposed & small).sum()
        pinned = (found.pinned & small).sum()
        print(
            f"{'':18}  {way}: {(hidden & ~small).sum():5} hidden with them; "
            f"{spent:.1f} s; small counts exposed {exposed}, pinned {pinned}",
            flush=True,
        )


def main() -> None:
    """Prints every case, or those named."""
    for name in sys.argv[1:] or CASES:
        line(name, table_set(**CASES[name]))


if __name__ == "__main__":
    main()
