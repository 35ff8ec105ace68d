"""Maternity statistics of the NHS (MSDS): annual and monthly CSV.

Counts are rounded to 5, so parts do not add up to their total: every row is flagged
`approximate`. What is not known is a category of its own, and often a large one.

Every row is a figure of `msds-deliveries` or `msds-babies`, by the file's dimension,
over all deliveries or babies of the organisation. Where the pack knows a category as
an indicator (smoking at booking), that indicator is added, over those whose answer is
known, as the pack defines it.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from firstyear.errors import Fault
from firstyear.figures.area_codes import level_of
from firstyear.figures.areas import parent_rows
from firstyear.figures.arrow import Column, array, chunked, pc, repeat
from firstyear.figures.naming import bounded_among, camel_slug, in_pack
from firstyear.figures.periods import financial_years
from firstyear.figures.readers.columns import (
    Mask,
    Rows,
    date_column,
    figures,
    joined,
    mask,
    period_columns,
    spread,
    trimmed,
)
from firstyear.figures.readers.look import Look
from firstyear.figures.readers.numbers import MARKS, Numbers, read_numbers
from firstyear.figures.readers.options import Options
from firstyear.figures.readers.reading import Draft, Reading, Recognised, finish
from firstyear.figures.readers.text_table import Piece, read_whole

SOURCE: Final = "MSDS"
ENGLAND: Final = "E92000001"
_ALWAYS: Final = frozenset(
    {"Dimension", "Org_Level", "Org_Code", "Org_Name", "Measure", "Count_Of"}
)
_VALUES: Final = ("Value", "Final_value", "Final_Value")
_TOTALS: Final = {"TotalDeliveries": "Deliveries", "TotalBabies": "Babies"}
_LEVELS: Final = {
    "National": "country",
    "Provider": "provider",
    "NHS England (Region)": "region",
    "NHS_England_Region": "region",
    "Local Maternity System": "system",
    "LocalMaternitySystem": "system",
    "Integrated Care Board": "board",
    "ICB": "board",
}
# Answers that do not say: not among those whose answer is known.
UNKNOWN: Final = (
    "Missing value / Value outside reporting parameters",
    "Missing Value / Value outside reporting parameters",
    "Not known",
    "Not Known",
    "Not Stated",
    "Not stated",
    "Not Stated (Person asked but declined to provide a response)",
    "Not known (not recorded)",
)
_SEPARATOR: Final = "\x1f"


def recognises(header: Sequence[str]) -> bool:
    """Whether a header is that of the annual or the monthly file."""
    names = {name.strip() for name in header}
    return (
        names >= _ALWAYS
        and any(name in names for name in _VALUES)
        and bool(names & {"Period", "ReportingPeriodStartDate"})
    )


def read(look: Look, options: Options) -> Reading:
    """An MSDS file: its counts by dimension, and the pack's indicators in it."""
    piece = read_whole(look)
    text = {name: trimmed(piece.table[name]) for name in piece.table.column_names}
    value_name = next(name for name in _VALUES if name in text)
    counted = read_numbers(
        text[value_name], name=value_name, rows=piece.rows, file=look.name, marks=MARKS
    )
    date_from, date_to, no_date, faults = _dates(text, piece, look)
    shared = _Shared(text, counted, date_from, date_to, options)
    first = Draft(shared.plain(), piece.rows, counted.bad | no_date)
    first.faults += [*piece.faults, *counted.faults, *faults]
    first.marks.update(counted.marks)
    added, rows = shared.known_to_the_pack(piece.rows, ~(counted.bad | no_date))
    monthly = "ReportingPeriodStartDate" in text
    known = Recognised(
        "msds",
        f"NHS maternity statistics (MSDS), {'monthly' if monthly else 'annual'}",
        look.name,
        {"count": value_name},
        (
            "Counts are rounded to 5: parts do not add up to their total.",
            "What is not known is a category of its own.",
        ),
    )
    drafts = [first]
    if added.num_rows:
        drafts.append(Draft(added, rows))
    return finish(
        drafts,
        known,
        areas=_areas(shared),
        area_codes=options.known_areas,
        bounded=bounded_among(pc.unique(added["indicator"]).to_pylist())
        if options.bounded is None
        else options.bounded,
    )


class _Shared:
    """The columns that both kinds of figure take from the file."""

    def __init__(
        self,
        text: dict[str, Column],
        counted: Numbers,
        date_from: Column,
        date_to: Column,
        options: Options,
    ) -> None:
        self.size = len(text["Dimension"])
        self.dimension = text["Dimension"]
        self.measure = text["Measure"]
        self.of = text["Count_Of"]
        self.count = counted.values
        self.status = counted.status
        self.date_from, self.date_to = date_from, date_to
        place = joined([text["Org_Level"], text["Org_Code"]], _SEPARATOR)
        self.area = spread(place, _area, pa.string())
        self.level = spread(place, _level, pa.string())
        national = pc.equal(self.area, ENGLAND)
        self.name = pc.if_else(national, "England", text["Org_Name"])
        self.source = options.source or SOURCE
        self.origin = options.origin or "local"
        # An organisation in a period: what a total belongs to.
        self.whose = joined(
            [self.level, self.area, self.date_from.cast(pa.string())], _SEPARATOR
        )

    def plain(self) -> pa.Table:
        """Every row, over all deliveries or babies of the organisation."""
        is_total = pc.is_in(self.dimension, array(list(_TOTALS)))
        totals = _lookup(
            joined([self.whose, self.of], _SEPARATOR), self.count, mask(is_total)
        )
        none = pa.scalar(None, pa.float64())
        blank = pc.equal(self.measure, "")
        category = pc.if_else(blank, "Unknown", self.measure)
        return self._figures(
            indicator=spread(self.of, lambda of: f"msds-{of.lower()}", pa.string()),
            dimension=pc.if_else(
                is_total, "", spread(self.dimension, camel_slug, pa.string())
            ),
            category=pc.if_else(is_total, "", category),
            count=self.count,
            denominator=pc.if_else(is_total, none, totals),
            # A total is a count and nothing else: there is nothing to divide it by.
            value=pc.if_else(is_total, self.count, none),
            per=pc.if_else(is_total, 1.0, 100.0),
        )

    def known_to_the_pack(self, rows: Rows, good: Mask) -> tuple[pa.Table, Rows]:
        """Rows that are an indicator of the pack, over those whose answer is known."""
        key = joined([self.dimension, self.measure], ":")
        indicator = spread(key, lambda code: in_pack("msds", code), pa.string())
        chosen = mask(pc.not_equal(indicator, "")) & good
        answered = ~mask(pc.is_in(self.measure, array(UNKNOWN)))
        known = _sums(
            joined([self.whose, self.dimension], _SEPARATOR), self.count, answered
        )
        blank = chunked([repeat("", self.size)])
        table = self._figures(
            indicator=indicator,
            dimension=blank,
            category=blank,
            count=self.count,
            denominator=known,
            value=None,
            per=100.0,
        )
        keep = np.flatnonzero(chosen)
        return table.take(array(keep)), rows[keep]

    def _figures(self, **columns: Column | float | None) -> pa.Table:
        status = pc.if_else(pc.equal(self.status, ""), "value", self.status)
        return figures(
            self.size,
            area=self.area,
            name=self.name,
            level=self.level,
            date_from=self.date_from,
            date_to=self.date_to,
            status=status,
            flags="approximate",
            place="provider-of-birth",
            source=self.source,
            origin=self.origin,
            withheld_by=pc.if_else(pc.equal(status, "suppressed"), self.source, ""),
            **columns,
        )


def _dates(
    text: dict[str, Column], piece: Piece, look: Look
) -> tuple[Column, Column, Mask, list[Fault]]:
    if "Period" not in text:
        start, end = "ReportingPeriodStartDate", "ReportingPeriodEndDate"
        first, no_first, faults = date_column(
            text[start], name=start, rows=piece.rows, file=look.name
        )
        last, no_last, more = date_column(
            text[end], name=end, rows=piece.rows, file=look.name
        )
        return first, last, no_first | no_last, [*faults, *more]
    # The file writes a financial year with a dash: 2022-23 is April to March.
    written = spread(text["Period"], _financial, pa.string())
    return period_columns(written, name="Period", rows=piece.rows, file=look.name)


def _financial(text: str) -> str:
    first, _, last = text.partition("-")
    if first.isdigit() and last.isdigit() and len(last) == 2:
        year = int(first)
        if (year + 1) % 100 == int(last):
            return financial_years(year, year).text
    return text


def _area(key: str) -> str:
    level, _, code = key.partition(_SEPARATOR)
    return ENGLAND if level == "National" else code


def _level(key: str) -> str:
    level, _, code = key.partition(_SEPARATOR)
    return _LEVELS.get(level) or level_of(code)


def _lookup(key: Column, value: Column, where: Mask) -> Column:
    """For each row the value of the row with the same key where `where` holds."""
    positions = array(np.flatnonzero(where))
    keys, values = key.take(positions), value.take(positions).combine_chunks()
    return chunked([values.take(pc.index_in(key.combine_chunks(), keys))])


def _sums(key: Column, value: Column, where: Mask) -> Column:
    """For each row the sum over rows of the same key where `where` holds."""
    positions = array(np.flatnonzero(where))
    table = pa.table({"key": key.take(positions), "value": value.take(positions)})
    sums = table.group_by("key").aggregate([("value", "sum")])
    at = pc.index_in(key.combine_chunks(), sums["key"])
    return chunked([sums["value_sum"].combine_chunks().take(at)])


def _areas(shared: _Shared) -> pa.Table:
    blank = chunked([repeat("", shared.size)])
    return parent_rows(shared.area, shared.name, shared.level, blank, blank)
