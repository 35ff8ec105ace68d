"""What readers know before a release: figures of others, and what went out before."""

import math
import re
from collections.abc import Callable
from typing import Final, NamedTuple

import pyarrow as pa

from firstyear import measures, packs
from firstyear.figures.table_sets.cells import CLOSE, Cell, Cells, Key, Sum, keys_of

# As `hiding.ROUNDED` says it.
_NEAREST: Final = re.compile(r"rounded to the nearest (\d+)")


class Past(NamedTuple):
    """A release that went out before: its id, its rows, and the rule it followed.

    `top` is the largest count that it hid, by key; where nobody says, that of the
    release to come. `noughts` says that it may have hidden noughts: else readers know
    that each of its marks stands for one or more.
    """

    identifier: str
    figures: pa.Table
    top: Callable[[Key], float] | None = None
    noughts: bool = False


def add_public(cells: Cells, facts: pa.Table, *, withheld: bool) -> None:
    """What is public stays open, never a target; what a publisher hid stays hidden."""
    names = ("count", "denominator", "status", "value", "per")
    rows = zip(*(facts[name].to_pylist() for name in names), strict=True)
    for key, (count, births, status, value, per) in zip(
        keys_of(facts), rows, strict=True
    ):
        if count is not None and count == round(count):
            cells.held[key] = Cell(count=count, published=True, known="open")
        elif count is None and value is not None and births:
            _read_back(cells, key, value, births, per)
        elif status == "suppressed" and key in cells:
            # Not ours to show, whatever our own rule says; nor to let be worked out.
            cell = cells[key]
            cell.published = False
            cell.top = max(cell.top, cell.count)
            cell.protected = cell.count >= 1
        elif status == "suppressed" and withheld:
            most = math.inf if births is None else births
            cells.held[key] = Cell(published=True, known="hidden", most=most)


def _read_back(
    cells: Cells, key: Key, value: float, births: float, per: float | None
) -> None:
    """A published rate without its count says between what the count lies."""
    known = packs.indicators().get(key.indicator)
    per = per or (known.per if known is not None else 0)
    if not per:
        return
    decimals = len(repr(float(value)).partition(".")[2])
    least, most = measures.counts_behind_rate(value, births, per=per, decimals=decimals)
    if math.isnan(least):
        return
    if least == most:
        cells.held[key] = Cell(count=float(least), published=True, known="open")
    elif key not in cells:
        cells.held[key] = Cell(least=float(least), most=float(most))


def add_past(cells: Cells, past: Past, *, revised_hidden: bool) -> None:
    """What a past release showed or hid, by the rule that it followed.

    Where it showed a count that has been revised since, the whole release is put in
    a world of its own, tied to this one wherever it says the same. A reader who
    takes a hidden count for unrevised ties that too; with `revised_hidden` not, for
    where the sums of both releases cannot hold with it.
    """
    table = past.figures
    columns = (table[name].to_pylist() for name in ("count", "status", "note"))
    rows = [
        (key, count, status == "suppressed", rounded_to(note))
        for key, count, status, note in zip(keys_of(table), *columns, strict=True)
        if status == "suppressed" or (count is not None and count == round(count))
    ]
    revised = {
        key
        for key, count, hidden, step in rows
        if not hidden and key in cells and not is_within(cells[key].count, count, step)
    }
    for key, count, hidden, step in rows:
        apart = key._replace(world=past.identifier) if revised else key
        now = cells.held.get(key)
        if hidden and (now is None or revised):
            cells.held[apart] = _hidden_before(past, _top(cells, past, key))
        elif hidden and now is not None:
            _hide_again(now, past, _top(cells, past, key))
        else:
            _show_again(cells, apart, count, step)
        tied = revised and now is not None and key not in revised
        if tied and not (hidden and revised_hidden):
            cells.sums.append(Sum(key, (apart,), "earlier release"))


def rounded_to(note: str) -> int:
    """What a shown count is a multiple of, by the note of its row; 1 for exact ones.

    Examples
    --------
    >>> from firstyear.figures.table_sets.known import rounded_to
    >>> rounded_to("rounded to the nearest 5"), rounded_to("")
    (5, 1)
    """
    found = _NEAREST.search(note or "")
    return int(found[1]) if found else 1


def is_within(now: float, shown: float, step: int) -> bool:
    """Whether a count is what was shown, or rounds to it."""
    if step == 1:
        return not abs(now - shown) > CLOSE
    return not (now < shown - step / 2 - CLOSE or now >= shown + step / 2)


def _top(cells: Cells, past: Past, key: Key) -> float:
    return (past.top or cells.top)(key)


def _hidden_before(past: Past, top: float) -> Cell:
    """A count that only a past release knows, with what its mark told."""
    if past.noughts:
        # The rule of the release to come may say that no mark stands for a nought.
        return Cell(protected=True, top=top)
    return Cell(published=True, protected=True, known="hidden", top=top, least=1.0)


def _hide_again(now: Cell, past: Past, top: float) -> None:
    """A small count that is hidden by a stricter rule is not shown by another one."""
    if now.known == "open" or not now.protected:
        return
    now.top = max(top, now.top)
    if not past.noughts and not now.count < 1:
        now.least = max(now.least, 1.0)


def _show_again(cells: Cells, key: Key, count: float, step: int) -> None:
    now = cells.held.get(key)
    if step > 1:
        # Halves go up: what rounds to 10 by fives is 8 to 12. It is not open, for it
        # would go out to the last digit then.
        least, most = math.ceil(count - step / 2), math.ceil(count + step / 2) - 1
        now = now or Cell()
        now.least, now.most = max(now.least, least), min(now.most, most)
        cells.held[key] = now
    elif now is None or math.isnan(now.count):
        cells.held[key] = Cell(count=count, published=True, known="open")
    else:
        now.known, now.protected = "open", False
