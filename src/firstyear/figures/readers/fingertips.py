"""Fingertips CSV: 27 columns now, 26 before, and the web export without spaces.

Known of the format: an area repeats once per parent; England has no parent; a blank
count with a value note was hidden by the publisher; category rows stand in the same
file; age is part of what the indicator is.
"""

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from firstyear.figures.area_codes import level_of
from firstyear.figures.areas import parent_rows
from firstyear.figures.arrow import Column, array, chunked, pc, repeat
from firstyear.figures.keys import drop_repeats
from firstyear.figures.naming import bounded_among
from firstyear.figures.readers.columns import (
    figures,
    joined,
    period_columns,
    spread,
    trimmed,
)
from firstyear.figures.readers.groups import grouping
from firstyear.figures.readers.look import Look
from firstyear.figures.readers.multiplier import multipliers
from firstyear.figures.readers.numbers import COUNTS, read_numbers
from firstyear.figures.readers.options import Options
from firstyear.figures.readers.reading import Draft, Reading, Recognised, finish
from firstyear.figures.readers.text_table import read_whole

PUBLISHER: Final = "Fingertips"
# Every version of the file has these, whatever else changes.
_ALWAYS: Final = frozenset(
    {"indicatorid", "areacode", "areatype", "timeperiod", "value", "count", "valuenote"}
)
_NUMBERS: Final = {
    "count": ("count",),
    "denominator": ("denominator",),
    "value": ("value",),
    "lower": ("lowerci950limit", "lowercilimit"),
    "upper": ("upperci950limit", "uppercilimit"),
    "lower_998": ("lowerci998limit",),
    "upper_998": ("upperci998limit",),
}
_SEPARATOR: Final = "\x1f"


def squeezed(name: str) -> str:
    """A column name without spaces, underscores and full stops, in lower case."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def recognises(header: Sequence[str]) -> bool:
    """Whether a header is that of any version of the file."""
    return {squeezed(name) for name in header} >= _ALWAYS


def read(look: Look, options: Options) -> Reading:
    """A Fingertips file: figures, and the areas with every parent it names."""
    piece = read_whole(look)
    original = {squeezed(name): name for name in piece.table.column_names}
    text = {short: trimmed(piece.table[name]) for short, name in original.items()}
    rows, size = piece.rows, piece.table.num_rows
    blank = chunked([repeat("", size)])

    def column(name: str) -> Column:
        return text.get(name, blank)

    faults = list(piece.faults)
    bad = np.zeros(size, dtype=bool)
    numbers = {}
    marks: dict[str, int] = {}
    for name, spellings in _NUMBERS.items():
        spelling = next((each for each in spellings if each in text), "")
        found = read_numbers(
            column(spelling),
            name=original.get(spelling, name),
            rows=rows,
            file=look.name,
            signed=name not in COUNTS,
        )
        numbers[name] = found.values
        bad |= found.bad
        faults += found.faults
        for mark, times in found.marks.items():
            marks[mark] = marks.get(mark, 0) + times
    date_from, date_to, no_period, period_faults = period_columns(
        column("timeperiod"), name=original["timeperiod"], rows=rows, file=look.name
    )
    bad |= no_period
    faults += period_faults
    group = grouping(
        "fingertips",
        indicator=column("indicatorid"),
        sex=column("sex"),
        age=column("age"),
        category_type=column("categorytype"),
        category=column("category"),
    )
    note = column("valuenote")
    status = _status(numbers, note)
    shown = pc.equal(status, "value")
    for name in ("count", "value", "lower", "upper", "lower_998", "upper_998"):
        if name != "count":
            none = pa.scalar(None, pa.float64())
            numbers[name] = pc.if_else(shown, numbers[name], none)
    area = column("areacode")
    level = spread(joined([column("areatype"), area], _SEPARATOR), _level, pa.string())
    table = figures(
        size,
        indicator=group.indicator,
        area=area,
        name=column("areaname"),
        level=level,
        date_from=date_from,
        date_to=date_to,
        dimension=group.dimension,
        category=group.category,
        **numbers,
        status=status,
        flags=spread(note, _flags, pa.string()),
        basis=spread(group.indicator, _basis, pa.string()),
        place=spread(group.indicator, _place, pa.string()),
        source=options.source or PUBLISHER,
        origin=options.origin or "local",
        withheld_by=pc.if_else(pc.equal(status, "suppressed"), PUBLISHER, ""),
        per=multipliers(group.indicator, numbers),
        note=_notes(note, group.note),
    )
    areas = parent_rows(
        area, column("areaname"), level, column("parentcode"), column("parentname")
    )
    # The bad rows leave first, so that positions and masks stay in step.
    table, kept = drop_repeats(table, ("count", "denominator", "value", "status"))
    repeats = size - len(kept)
    notes = list(group.told)
    if repeats:
        notes.append(
            f"{repeats} rows repeat an area for another parent; each is taken once."
        )
    names = len(pc.unique(column("indicatorid")))
    known = Recognised(
        "fingertips",
        f"A Fingertips file ({len(original)} columns) with {names} "
        f"indicator{'' if names == 1 else 's'}",
        look.name,
    )
    draft = Draft(table, rows[kept], bad[kept], faults)
    draft.marks.update(marks)
    return finish(
        [draft],
        known,
        areas=areas,
        area_codes=options.known_areas,
        bounded=options.bounded
        if options.bounded is not None
        else bounded_among(pc.unique(group.indicator).to_pylist()),
        notes=notes,
    )


def _status(numbers: dict[str, Column], note: Column) -> Column:
    """Why there is no number, in the publisher's words made into ours."""
    said = spread(note, _reason, pa.string())
    no_count = pc.is_null(numbers["count"])
    no_value = pc.is_null(numbers["value"])
    # A modelled value has a note and no count, and is a value all the same.
    hidden_by_note = pc.and_(no_count, pc.equal(said, "suppressed"))
    nothing = pc.and_(no_count, no_value)
    silent_hidden = pc.and_(nothing, pc.equal(said, "other"))
    withheld = pc.or_(hidden_by_note, silent_hidden)
    told = pc.and_(
        no_value,
        pc.is_in(
            said, array(["missing", "not-applicable", "not-calculated"], pa.string())
        ),
    )
    status = pc.if_else(told, said, "value")
    return pc.if_else(withheld, "suppressed", status)


def _reason(note: str) -> str:
    text = note.lower()
    if not text:
        return ""
    if re.search(r"suppress|disclos|too small to (publish|show)|withheld", text):
        return "suppressed"
    if re.search(r"missing|not available|no data|unavailable|incomplete", text):
        return "missing"
    if re.search(r"not applicable", text):
        return "not-applicable"
    if re.search(r"(cannot|not) be(en)? calculated|not calculated", text):
        return "not-calculated"
    return "other"


def _flags(note: str) -> str:
    text = note.lower()
    found = {
        "provisional": r"provisional",
        "low-reliability": r"low reliability|small number|unreliable|with caution",
        "incomplete-period": r"incomplete",
        "approximate": r"modelled|synthetic|estimated|rounded",
    }
    return ";".join(
        sorted(flag for flag, words in found.items() if re.search(words, text))
    )


def _level(key: str) -> str:
    """The level of an area type and a code: a unitary authority is in two."""
    kind, _, code = key.partition(_SEPARATOR)
    text = kind.lower()
    if text.startswith(("county & ua", "counties & uas", "upper tier")):
        return "county-unitary"
    if text.startswith(("district & ua", "districts & uas", "lower tier")):
        return "district"
    if text.startswith(("icb", "nhs icb", "integrated care board")):
        return "board"
    if text.startswith(("gp", "general practice", "acute trust", "nhs trust")):
        return "provider"
    if text == "england":
        return "country"
    if text.startswith(("region", "government office region")):
        return "region"
    return level_of(code)


def _basis(indicator: str) -> str:
    """Infant deaths on Fingertips are counted in the year they were registered."""
    return "registration" if indicator in _REGISTERED else ""


def _place(indicator: str) -> str:
    return "residence" if indicator in _REGISTERED else ""


_REGISTERED: Final = frozenset(
    {"infant-mortality", "neonatal-mortality", "post-neonatal-mortality", "stillbirth"}
)


def _notes(note: Column, group_note: Column) -> Column:
    both = pc.and_(pc.not_equal(note, ""), pc.not_equal(group_note, ""))
    between = pc.if_else(both, "; ", "")
    return pc.binary_join_element_wise(note, between, group_note, "")
