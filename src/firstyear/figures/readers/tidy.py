"""Tidy figures: the columns of the project, as CSV, Parquet or a workbook.

Any number of rows: the file is read, converted and checked in pieces.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from firstyear.errors import Fault, InputError
from firstyear.figures.area_codes import level_of
from firstyear.figures.arrow import Column, array, chunked, pc, repeat
from firstyear.figures.naming import bounded_among
from firstyear.figures.readers.columns import (
    Mask,
    Rows,
    date_column,
    figures,
    formula_faults,
    mask,
    period_columns,
    spread,
    trimmed,
)
from firstyear.figures.readers.look import Look
from firstyear.figures.readers.numbers import COUNTS, read_numbers
from firstyear.figures.readers.options import Options
from firstyear.figures.readers.parquet_file import parquet_header, parquet_pieces
from firstyear.figures.readers.reading import Draft, Reading, Recognised, finish
from firstyear.figures.readers.text_table import Piece, read_pieces
from firstyear.figures.readers.workbook import sheet_pieces
from firstyear.figures.schema import FIGURES, FLAGS, NUMBER_COLUMNS, TEXT_COLUMNS

_PERIODS: Final = ("period", "date_from")
# A file of figures says at least where and how many.
_LEAST: Final = frozenset({"area"})
_SAYS_HOW_MANY: Final = frozenset({"count", "denominator", "value"})
_NUMBERS_READ: Final = tuple(name for name in NUMBER_COLUMNS)


def recognises(header: Sequence[str], options: Options) -> bool:
    """Whether a header is that of a tidy file, with the user's column names."""
    names = set(_canonical_names(header, options).values())
    return (
        names >= _LEAST and bool(names & set(_PERIODS)) and bool(names & _SAYS_HOW_MANY)
    )


def read_text(look: Look, options: Options) -> Reading:
    """A tidy CSV file."""
    return _read(read_pieces(look), look.header, look, options, "CSV")


def read_workbook(look: Look, options: Options) -> Reading:
    """A tidy sheet of a workbook."""
    pieces = sheet_pieces(look, options.sheet)
    header = tuple(pieces[0].table.column_names)
    if not recognises(header, options):
        raise missing_columns(look, header, options)
    return _read(pieces, header, look, options, "workbook")


def read_parquet(look: Look, options: Options) -> Reading:
    """A tidy Parquet file."""
    header = parquet_header(look)
    if not recognises(header, options):
        raise missing_columns(look, header, options)
    return _read(parquet_pieces(look), header, look, options, "Parquet")


def missing_columns(look: Look, header: Sequence[str], options: Options) -> InputError:
    """The refusal of a file that is nearly tidy, or not at all."""
    names = set(_canonical_names(header, options).values())
    wanted = [f"a column {name!r}" for name in sorted(_LEAST - names)]
    if not names & set(_PERIODS):
        wanted.append("a column 'period' (or 'date_from' and 'date_to')")
    if not names & _SAYS_HOW_MANY:
        wanted.append(
            f"columns {options.count!r} and {options.denominator!r} "
            "(or name yours: on the command line, --count and --denominator)"
        )
    found = ", ".join(name for name in header[:12] if name)
    return InputError(
        f"Cannot tell what {look.name} holds",
        [
            Fault(
                f"needs {each}",
                remedy=f"the columns found are: {found}",
                file=look.name,
                row=1,
            )
            for each in wanted
        ],
    )


def _read(
    pieces: Iterable[Piece],
    header: Sequence[str],
    look: Look,
    options: Options,
    kind: str,
) -> Reading:
    names = _canonical_names(header, options)
    unused = [name for name in header if name.strip() and name not in names]
    notes = [f"Columns not used: {', '.join(unused)}."] if unused else []
    known = Recognised(
        "tidy",
        f"A tidy {kind} file of figures",
        look.name,
        {"count": options.count, "denominator": options.denominator},
        tuple(notes),
    )
    bounded = _Bounded(options)
    return finish(
        (_draft(piece, names, look, options, bounded) for piece in pieces),
        known,
        area_codes=options.known_areas,
        bounded=bounded,
    )


class _Bounded(set[str]):
    """The bounded indicators met so far: the pack is asked once for each."""

    def __init__(self, options: Options) -> None:
        super().__init__(options.bounded or ())
        self._ask = options.bounded is None
        self._asked: set[str] = set()

    def meet(self, indicators: Column) -> None:
        if not self._ask:
            return
        new = set(pc.unique(indicators).to_pylist()) - self._asked
        self._asked |= new
        self.update(bounded_among(new))


def _canonical_names(header: Sequence[str], options: Options) -> dict[str, str]:
    """The columns used: from the file's name to ours."""
    ours = {name: name for name in (*FIGURES.names, "period")}
    # `--count deaths` means that `count`, if there is one too, is something else.
    for name, theirs in (
        ("count", options.count),
        ("denominator", options.denominator),
    ):
        if theirs != name:
            ours.pop(name)
            ours[theirs] = name
    found: dict[str, str] = {}
    for written in header:
        plain = written.strip().lstrip("\ufeff")
        our_name = ours.get(plain) or ours.get(plain.lower())
        if our_name and our_name not in found.values():
            found[plain] = our_name
    return found


def _draft(
    piece: Piece, names: dict[str, str], look: Look, options: Options, bounded: _Bounded
) -> Draft:
    table, rows = _without_blank_rows(piece)
    size = table.num_rows
    given = {ours: table[theirs] for theirs, ours in names.items()}
    written = {ours: theirs for theirs, ours in names.items()}
    faults = list(piece.faults)
    marks: Counter[str] = Counter()
    bad = np.zeros(size, dtype=bool)
    texts = {name: trimmed(given[name]) for name in TEXT_COLUMNS if name in given}
    formula_bad, formulas = formula_faults(
        {written[name]: column for name, column in texts.items()},
        rows=rows,
        file=look.name,
    )
    bad |= formula_bad
    faults += formulas
    numbers: dict[str, Column] = {}
    said: dict[str, Column] = {}
    for name in _NUMBERS_READ:
        if name not in given:
            continue
        read = read_numbers(
            given[name],
            name=written[name],
            rows=rows,
            file=look.name,
            signed=name not in COUNTS,
        )
        numbers[name], said[name] = read.values, read.status
        bad |= read.bad
        faults += read.faults
        marks.update(read.marks)
    date_from, date_to, dates_bad, date_faults = _dates(given, written, rows, look)
    bad |= dates_bad
    faults += date_faults
    columns = {**texts, **numbers, "date_from": date_from, "date_to": date_to}
    columns["status"] = _status(texts.get("status"), said, size)
    columns["withheld_by"] = _withheld(columns, texts, said, size)
    _fill_gaps(columns, options, size)
    bounded.meet(columns["indicator"])
    return Draft(figures(size, **columns), rows, bad, faults, marks)


def _without_blank_rows(piece: Piece) -> tuple[pa.Table, Rows]:
    """Spreadsheets leave rows of nothing but commas below the last figure."""
    blank = np.ones(piece.table.num_rows, dtype=bool)
    for column in piece.table.columns:
        if pa.types.is_string(column.type):
            blank &= mask(pc.equal(pc.fill_null(column, ""), ""))
        else:
            blank &= mask(pc.is_null(column))
        if not blank.any():
            return piece.table, piece.rows
    return piece.table.filter(array(~blank)), piece.rows[~blank]


def _dates(
    given: dict[str, Column],
    written: dict[str, str],
    rows: Rows,
    look: Look,
) -> tuple[Column, Column, Mask, list[Fault]]:
    if "period" in given:
        return period_columns(
            trimmed(given["period"]), name=written["period"], rows=rows, file=look.name
        )
    ends = []
    bad = np.zeros(len(rows), dtype=bool)
    faults: list[Fault] = []
    for name in ("date_from", "date_to"):
        if name not in given:
            raise InputError(
                f"Cannot read {look.name}",
                [Fault(f"needs a column {name!r}", file=look.name, row=1)],
            )
        days, wrong, found = date_column(
            given[name], name=written[name], rows=rows, file=look.name
        )
        ends.append(days)
        bad |= wrong
        faults += found
    return ends[0], ends[1], bad, faults


def _status(written: Column | None, said: dict[str, Column], size: int) -> Column:
    """The status column, with what a mark said where it says nothing itself."""
    blank = chunked([repeat("", size)])
    status = blank if written is None else written
    for name in ("count", "denominator", "value"):
        if name in said:
            silent = pc.or_(pc.equal(status, ""), pc.equal(status, "value"))
            speaks = pc.and_(silent, pc.not_equal(said[name], ""))
            status = pc.if_else(speaks, said[name], status)
    return pc.if_else(pc.equal(status, ""), "value", status)


def _withheld(
    columns: dict[str, Column],
    texts: dict[str, Column],
    said: dict[str, Column],
    size: int,
) -> Column:
    """A number hidden by a mark was hidden by whoever made the file."""
    blank = chunked([repeat("", size)])
    withheld = texts.get("withheld_by", blank)
    marked = blank
    for name in ("count", "denominator", "value"):
        if name in said:
            marked = pc.if_else(pc.equal(said[name], "suppressed"), "yes", marked)
    hidden = pc.and_(
        pc.and_(pc.equal(columns["status"], "suppressed"), pc.equal(marked, "yes")),
        pc.equal(withheld, ""),
    )
    by = texts.get("source", blank)
    by = pc.if_else(pc.equal(by, ""), "the maker of the file", by)
    return pc.if_else(hidden, by, withheld)


def _fill_gaps(columns: dict[str, Column], options: Options, size: int) -> None:
    blank = chunked([repeat("", size)])
    columns.setdefault("indicator", blank)
    if not mask(pc.not_equal(columns["indicator"], "")).any():
        # A file of one indicator need not say which: the verbs do not need its name.
        columns["indicator"] = chunked([repeat("figures", size)])
    levels = spread(columns["area"], level_of, pa.string())
    given = columns.get("level", blank)
    columns["level"] = pc.if_else(pc.equal(given, ""), levels, given)
    if "flags" in columns:
        columns["flags"] = spread(columns["flags"], _sorted_flags, pa.string())
    for name, said in (("source", options.source), ("origin", options.origin)):
        fallback = said or ("local" if name == "origin" else "")
        given = columns.get(name, blank)
        columns[name] = pc.if_else(pc.equal(given, ""), fallback, given)


def _sorted_flags(text: str) -> str:
    flags = {flag.strip() for flag in text.split(";") if flag.strip()}
    return ";".join(sorted(flags)) if flags <= set(FLAGS) else text
