"""Gathers figures as arrays of codes and turns them into one canonical table.

Half a million rows are made at once: texts are kept as positions in short lists
until the very end.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from firstyear.figures.made_up import GENERATOR
from firstyear.figures.schema import FIGURES
from firstyear.synthetic.country import Country

VALUE, SUPPRESSED, MISSING, NOT_APPLICABLE, NOT_CALCULATED = range(5)
STATUS = ("value", "suppressed", "missing", "not-applicable", "not-calculated")

TEXTS = ("indicator", "dimension", "category", "flags", "basis", "withheld_by", "note")


@dataclass(frozen=True)
class Period:
    """First and last day, both included."""

    start: datetime.date
    end: datetime.date


def calendar(first: int, last: int) -> Period:
    """Whole calendar years from first to last."""
    return Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31))


def financial(first: int) -> Period:
    """April of this year to March of the next."""
    return Period(datetime.date(first, 4, 1), datetime.date(first + 1, 3, 31))


@dataclass
class Rows:
    """Rows gathered so far, and what their codes stand for."""

    land: Country
    texts: dict[str, dict[str, int]] = field(
        default_factory=lambda: {name: {"": 0} for name in TEXTS}
    )
    periods: dict[Period, int] = field(default_factory=dict)
    blocks: list[dict[str, np.ndarray]] = field(default_factory=list)

    def code(self, column: str, text: str) -> int:
        """The position that stands for this text."""
        known = self.texts[column]
        return known.setdefault(text, len(known))

    def period(self, period: Period) -> int:
        """The position that stands for this period."""
        return self.periods.setdefault(period, len(self.periods))

    def add(
        self,
        *,
        places: np.ndarray,
        periods: list[Period],
        categories: tuple[str, ...],
        count: np.ndarray,
        denominator: np.ndarray,
        status: np.ndarray | None = None,
        flags: np.ndarray | int = 0,
        value: np.ndarray | None = None,
        withheld_by: str = "",
        note: str = "",
        **texts: str,
    ) -> None:
        """A row for each place, period and category.

        `places` are positions in the country's places; `count` and `denominator`
        are places by periods by categories. A denominator of 0 is not applicable
        where `status` says nothing else. Rows of a place outside the years its code
        is in use are left out.
        """
        shape = (len(places), len(periods), len(categories))
        state = np.broadcast_to(VALUE if status is None else status, shape).copy()
        count = np.broadcast_to(count, shape).astype(float)
        denominator = np.broadcast_to(denominator, shape).astype(float)
        state[(denominator == 0) & (state == VALUE)] = NOT_APPLICABLE
        hidden = (state == SUPPRESSED) | (state == MISSING) | (state == NOT_CALCULATED)
        gone = state == MISSING
        codes = {
            "place": places[:, None, None],
            "period": np.array([self.period(one) for one in periods])[:, None],
            "category": np.array([self.code("category", one) for one in categories]),
            "count": np.where(hidden, np.nan, count),
            "denominator": np.where(gone, np.nan, denominator),
            "value": np.nan if value is None else value,
            "status": state,
            "flags": flags,
            "withheld_by": np.where(
                state == SUPPRESSED, self.code("withheld_by", withheld_by), 0
            ),
            "note": np.where(hidden, self.code("note", note), 0),
            **{name: self.code(name, text) for name, text in texts.items()},
        }
        kept = self._in_use(places, periods)[:, :, None]
        kept = np.broadcast_to(kept, shape)
        self.blocks.append(
            {
                name: np.broadcast_to(codes.get(name, 0), shape)[kept]
                for name in (*TEXTS, "place", "period", "status", *NUMBERS)
            }
        )

    def table(self) -> pa.Table:
        """Everything gathered, as a canonical table of figures."""
        whole = {
            name: np.concatenate([block[name] for block in self.blocks])
            for name in self.blocks[0]
        }
        rows = len(whole["place"])
        lists: dict[str, list[Any]] = {
            "area": [place.code for place in self.land.places],
            "name": [place.name for place in self.land.places],
            "level": [place.level for place in self.land.places],
            **{name: list(self.texts[name]) for name in TEXTS},
            "status": list(STATUS),
            "date_from": [period.start for period in self.periods],
            "date_to": [period.end for period in self.periods],
        }
        index_of = {"area": "place", "name": "place", "level": "place"}
        index_of |= {"date_from": "period", "date_to": "period"}
        constant = {"place": "residence", "source": GENERATOR, "origin": "synthetic"}
        columns: list[Any] = []
        for column in FIGURES:
            if column.name in constant:
                text = pa.scalar(constant[column.name], column.type)
                columns.append(pa.repeat(text, rows))
            elif column.name in NUMBERS:
                numbers = whole[column.name].astype(float)
                columns.append(pa.array(numbers, pa.float64(), mask=np.isnan(numbers)))
            elif column.name in lists:
                values = pa.array(lists[column.name], column.type)
                index = pa.array(whole[index_of.get(column.name, column.name)])
                columns.append(values.take(index))
            else:
                columns.append(pa.nulls(rows, column.type))
        return pa.Table.from_arrays(columns, schema=FIGURES)

    def _in_use(self, places: np.ndarray, periods: list[Period]) -> np.ndarray:
        first = np.array([self.land.places[one].first for one in places])
        last = np.array([self.land.places[one].last or 9999 for one in places])
        ends = np.array([period.end.year for period in periods])
        return (ends >= first[:, None]) & (ends <= last[:, None])


NUMBERS = ("count", "denominator", "value")
