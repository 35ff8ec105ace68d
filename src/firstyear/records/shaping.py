"""From the columns of a file to the fields of a record, as one Ibis expression.

Text that is blank is unknown. What cannot be read as what the field holds is unknown
too, and `invalid` says so; no value is ever in a message.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

import ibis
import ibis.expr.datatypes as dt

from firstyear.errors import Fault, InputError
from firstyear.records.fields import FIELDS, NEEDED, Field, Table
from firstyear.records.layout import Source, TableMap

# Ibis expressions are loosely typed.
Expr = Any

KINDS: Final[Mapping[str, Any]] = {
    "text": dt.string,
    "date": dt.date,
    "time": dt.int16,
    "number": dt.int32,
    "choice": dt.int32,
}
INVALID = "invalid_"
_DAYS_IN_WEEK = 7
_EXACT = 2.0**53  # a larger number of this kind stands for several whole ones


def held_columns(
    columns: list[str], fields: TableMap, table: Table, *, file: str = ""
) -> dict[str, Source]:
    """The fields that a file with these columns holds, each with where it is.

    Names of columns match in any case. Raises InputError naming every column that
    the map needs and the file has not.
    """
    by_name = {name.lower(): name for name in reversed(columns)}
    held: dict[str, Source] = {}
    faults = []
    needed = set(NEEDED[table])
    age = fields.fields.get("age_days")
    if age is not None and all(each.lower() in by_name for each in age.columns):
        needed.discard("date_of_death")
    for name, source in fields.fields.items():
        absent = [each for each in source.columns if each.lower() not in by_name]
        if not absent:
            exact = {
                part: by_name[getattr(source, part).lower()]
                for part in ("column", "year", "month", "day")
                if getattr(source, part)
            }
            lines = {by_name[each.lower()]: to for each, to in source.lines.items()}
            held[name] = source.model_copy(update={**exact, "lines": lines})
        elif name in needed or name in fields.must:
            faults += [
                Fault(
                    f"no column for the field {name}",
                    remedy="name the columns of your file in a column map",
                    file=file,
                    column=each,
                )
                for each in absent
            ]
    if faults:
        raise InputError(f"This is not a file of {table} as the map has it:", faults)
    return held


def shape(
    raw: Expr, held: Mapping[str, Source], fields: TableMap, table: Table, *, trim: bool
) -> Expr:
    """The table with one column a field, typed, and `invalid_` and the field's name.

    Numbers are whole; times are minutes of the day. With `trim`, blanks around text
    are cut, as a text file needs. A field that the file does not hold is null.
    """
    columns: dict[str, Expr] = {}
    for field in FIELDS[table]:
        source = held.get(field.name)
        if source is None:
            columns[field.name] = ibis.null(KINDS[field.kind])
            columns[INVALID + field.name] = ibis.literal(False)
            continue
        value, given = _field(raw, field, source, trim=trim)
        columns[field.name] = value
        columns[INVALID + field.name] = given & value.isnull()
    shaped = raw.select(**columns)
    if fields.only_with:
        shaped = shaped.filter(shaped[fields.only_with].notnull())
    return shaped


def _field(raw: Expr, field: Field, source: Source, *, trim: bool) -> tuple[Expr, Expr]:
    """The field's value, and whether the file holds anything there."""
    if source.always:
        return _always(field, source.always), ibis.literal(False)
    if source.year:
        return _date_of_parts(raw, source)
    if source.lines:
        return _certificate(raw, source.lines, trim=trim)
    column = raw[source.column]
    if field.kind == "date":
        return _date(column, source.format, trim=trim)
    if field.kind == "time":
        return _time(column, trim=trim)
    if field.kind == "number":
        return _number_field(column, field, source, trim=trim)
    text = _text(column, trim=trim)
    words = _words(source, field)
    if field.kind == "choice":
        return _choice(text, words, field), _given(text, source)
    return (_mapped(text, words) if words else text), text.notnull()


def _number_field(
    column: Expr, field: Field, source: Source, *, trim: bool
) -> tuple[Expr, Expr]:
    if column.type().is_numeric() and not source.values:
        return _number(column, field, source)
    text = _text(column, trim=trim)
    words = _words(source, field)
    mapped = _mapped(text, words) if words else text
    figure = mapped.re_extract(r"^([0-9]{1,6}(\.[0-9]{1,6})?)$", 1).nullif("")
    value, _ = _number(figure.try_cast("float64"), field, source)
    # A code that the map calls unknown is not a wrong one.
    return value, mapped.notnull()


def position(at: int) -> Expr:
    """A position as a number of the one type that both engines give it."""
    return ibis.literal(at, "int32")


def _words(source: Source, field: Field) -> dict[str, str]:
    words = {key.lower(): value for key, value in source.values.items()}
    return words | {value.lower(): value for value in field.values}


def _text(column: Expr, *, trim: bool) -> Expr:
    kind = column.type()
    text = column if kind.is_string() else column.cast("string")
    if kind.is_floating():
        # Whole numbers beside blanks become 12.0 in pandas; an identifier is 12.
        whole = (column.abs() < _EXACT) & (column == column.floor())
        figures = whole.ifelse(column, 0.0).cast("int64").cast("string")
        text = whole.ifelse(figures, text)
        text = column.isnan().ifelse(ibis.null(dt.string), text)
    return (text.strip() if trim else text).nullif("")


def _mapped(text: Expr, words: Mapping[str, str]) -> Expr:
    """Words that the map knows in its words, others as they are."""
    low = text.lower()
    known = [
        (low == key, value if value else ibis.null(dt.string))
        for key, value in words.items()
    ]
    return ibis.cases(*known, else_=text)


def _choice(text: Expr, words: Mapping[str, str], field: Field) -> Expr:
    """Position of the word that it is; any other word is unknown."""
    place = {value: at for at, value in enumerate(field.values)}
    # As we write them first: most are, and need no small letters made of them.
    exact = [(text == value, position(at)) for value, at in place.items()]
    low = text.lower()
    others = [
        (low == key, position(place[value]))
        for key, value in words.items()
        if value in place
    ]
    return ibis.cases(*exact, *others)


def _given(text: Expr, source: Source) -> Expr:
    """Whether anything is there but a code that the map calls unknown."""
    blanks = [key.lower() for key, value in source.values.items() if not value]
    return text.notnull() & ~text.lower().isin(blanks) if blanks else text.notnull()


def _always(field: Field, word: str) -> Expr:
    if field.kind == "choice":
        return position(field.values.index(word))
    return ibis.literal(word)


def _number(column: Expr, field: Field, source: Source) -> tuple[Expr, Expr]:
    given = column.notnull()
    value = column
    if column.type().is_floating():
        # What pandas and others write for a number that is not there.
        given &= ~column.isnan()
    if source.unit == "days":
        value = value / _DAYS_IN_WEEK
    elif source.unit == "kilograms":
        value = value * 1000
    fits = value.between(field.least, field.most)
    if value.type().is_floating() or value.type().is_decimal():
        # Completed weeks and years are rounded down; a millionth mends 2.3 x 1000.
        value = value + 1e-6
        # Looked at before it is rounded: no engine rounds what is not a number.
        fits = (value >= field.least) & (value < field.most + 1)
    kept = fits.ifelse(value, ibis.null(value.type()))
    whole = (
        kept.floor() if kept.type().is_floating() or kept.type().is_decimal() else kept
    )
    return whole.cast("int32"), given


def _date(column: Expr, pattern: str, *, trim: bool) -> tuple[Expr, Expr]:
    kind = column.type()
    if kind.is_date():
        return column, column.notnull()
    if kind.is_timestamp():
        return column.date(), column.notnull()
    text = _text(column, trim=trim)
    return _parsed(text, pattern), text.notnull()


def _parsed(text: Expr, pattern: str) -> Expr:
    """A date where text follows the pattern and is a day of the calendar."""
    parts = re.findall("%[Ymd]", pattern)
    shape = re.escape(pattern)
    for part, digits in (
        ("%Y", "([0-9]{4})"),
        ("%m", "([0-9]{1,2})"),
        ("%d", "([0-9]{1,2})"),
    ):
        packed = "([0-9]{2})" if part != "%Y" and pattern == "%Y%m%d" else digits
        shape = shape.replace(re.escape(part), packed)
    # A time after the day is cut off.
    shape = f"^{shape}([T ].*)?$"
    found = {
        part: text.re_extract(shape, place).nullif("")
        for place, part in enumerate(parts, start=1)
    }
    return _day(found["%Y"], found["%m"], found["%d"])


def _day(year: Expr, month: Expr, day: Expr) -> Expr:
    iso = year + "-" + month.lpad(2, "0") + "-" + day.lpad(2, "0")
    return iso.try_cast("date")


def _date_of_parts(raw: Expr, source: Source) -> tuple[Expr, Expr]:
    """A date of year, month and day; the first where a part is not in the file."""
    year = raw[source.year].cast("string").re_extract("^([0-9]{4})", 1).nullif("")
    given = raw[source.year].notnull()
    first = ibis.literal("01")
    parts = [
        raw[name].cast("string").re_extract("^([0-9]{1,2})", 1).nullif("")
        if name
        else first
        for name in (source.month, source.day)
    ]
    return _day(year, *parts), given


def _certificate(
    raw: Expr, lines: Mapping[str, str], *, trim: bool
) -> tuple[Expr, Expr]:
    """Causes of several columns as one text, `code:line` with `;` between."""
    whole = ibis.literal("")
    for name, line in lines.items():
        code = _text(raw[name], trim=trim)
        whole = whole + (";" + code + f":{line}").fill_null("")
    # Without the first semicolon.
    text = whole.re_extract("^;(.*)$", 1).nullif("")
    return text, text.notnull()


def _time(column: Expr, *, trim: bool) -> tuple[Expr, Expr]:
    text = _text(column, trim=trim)
    shape = "^([01][0-9]|2[0-3]):([0-5][0-9])(:[0-9.]+)?$"
    hours, minutes = (
        text.re_extract(shape, place).nullif("").try_cast("int32") for place in (1, 2)
    )
    return (hours * 60 + minutes).cast("int16"), text.notnull()
