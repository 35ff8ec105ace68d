"""The counts of a table set by key, and the sums found between them so far."""

import datetime
import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple

import pyarrow as pa

from firstyear.errors import Fault
from firstyear.figures.periods import label

UNKNOWN = math.nan
# Counts are whole; a table may hold them as floats.
CLOSE = 1e-6


class Key(NamedTuple):
    """What a count is of. `world` is blank, or the past release that said otherwise."""

    indicator: str
    area: str
    level: str
    first: datetime.date
    last: datetime.date
    dimension: str = ""
    category: str = ""
    basis: str = ""
    place: str = ""
    world: str = ""


@dataclass(slots=True)
class Cell:
    """One count: what we know of it, and what a reader may.

    `row` is its position in the table that is to be released; -1 where it is not.
    `known` says that everybody knows it already (`open`), or that a past release hid
    it and it stays hidden (`hidden`).
    """

    count: float = UNKNOWN
    row: int = -1
    published: bool = False
    protected: bool = False
    known: str = ""
    top: float = UNKNOWN
    weight: float = 1.0
    least: float = 0.0
    most: float = math.inf


class Sum(NamedTuple):
    """The whole is the sum of its parts. `kind` says by which rule."""

    whole: Key
    parts: tuple[Key, ...]
    kind: str


Top = Callable[[Key], float]


@dataclass
class Cells:
    """Counts by key. `top` gives the largest hidden count of a key."""

    top: Top
    held: dict[Key, Cell] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def __contains__(self, key: Key) -> bool:
        return key in self.held

    def __getitem__(self, key: Key) -> Cell:
        return self.held[key]

    def listed(self) -> tuple[Key, ...]:
        """The keys so far: sums add to them while they are gone through."""
        return tuple(self.held)

    def imply(self, key: Key, count: float, *, protected: bool) -> Key:
        """A count that nobody publishes and that sums say something about."""
        if key not in self.held:
            self.held[key] = Cell(count=count, protected=protected, top=self.top(key))
        elif math.isnan(self.held[key].count):
            self.held[key].count = count
        return key

    def total(
        self,
        whole: Key,
        parts: Sequence[Key],
        kind: str,
        *,
        rest: Key | None = None,
        must: bool = True,
    ) -> None:
        """Record that `whole` is `parts`, with `rest` for the parts nobody publishes.

        With `must` the sum is known to hold, and is a fault where the counts of the
        release do not keep it; without, it is left out where they do not. Where a
        count was public before and the new parts come to more, what was registered
        since is a count of its own, of single families.
        """
        difference = self.held[whole].count - sum(self.held[k].count for k in parts)
        if rest is not None:
            if difference < -CLOSE:
                self._does_not_add_up(whole, kind, difference, must=must)
                return
            self.imply(rest, difference, protected=True)
            self.sums.append(Sum(whole, (*parts, rest), kind))
            return
        if math.isnan(difference) or abs(difference) < CLOSE:
            self.sums.append(Sum(whole, tuple(parts), kind))
            return
        late = self._late(whole, parts, kind, difference)
        if late:
            return
        self._does_not_add_up(whole, kind, difference, must=must)

    def _late(
        self, whole: Key, parts: Sequence[Key], kind: str, difference: float
    ) -> bool:
        public = [key for key in (whole, *parts) if self.held[key].known == "open"]
        if not public:
            return False
        # A reader who puts old and new side by side sees the families between them.
        since = whole._replace(category=f"{whole.category}~{kind}", world="late")
        if whole in public and difference < 0:
            self.imply(since, -difference, protected=True)
            everything = whole._replace(
                category=f"{whole.category}~{kind}", world="with late"
            )
            self.imply(everything, self.held[whole].count - difference, protected=False)
            self.sums.append(Sum(everything, (whole, since), "late"))
            self.sums.append(Sum(everything, tuple(parts), kind))
        return True

    def _does_not_add_up(
        self, whole: Key, kind: str, difference: float, *, must: bool
    ) -> None:
        if not must:
            return
        per = label(whole.first, whole.last)
        more = "more" if difference < 0 else "less"
        self.faults.append(
            Fault(
                f"{whole.indicator}, area {whole.area}, {per}: the {kind} come to "
                f"{abs(difference):g} {more} than the whole",
                "correct the counts, or leave one of the tables out",
                column="count",
            )
        )


def keys_of(table: pa.Table, world: str = "") -> Iterator[Key]:
    """The key of each row of a table of figures, in order."""
    yield from map(
        Key,
        table["indicator"].to_pylist(),
        table["area"].to_pylist(),
        table["level"].to_pylist(),
        table["date_from"].to_pylist(),
        table["date_to"].to_pylist(),
        table["dimension"].to_pylist(),
        table["category"].to_pylist(),
        table["basis"].to_pylist(),
        table["place"].to_pylist(),
        repeat(world),
    )


def grouped(
    keys: Iterable[Key], by: Callable[[Key], Hashable]
) -> Mapping[Hashable, list[Key]]:
    """Keys side by side that share what `by` says, in the order they come."""
    found: dict[Hashable, list[Key]] = {}
    for key in keys:
        found.setdefault(by(key), []).append(key)
    return found
