"""Adapting an instrument: each function gives a new one and leaves the old as it was.

The packs' own instruments stay as they are: start with `copy_instrument`. Every change
adds a sentence to `changes`, so that a copy says how it differs from its original.
"""

from collections.abc import Sequence
from typing import Any

from firstyear.errors import Fault, InputError, UsageError
from firstyear.packs.instrument_files import instrument_of
from firstyear.packs.instrument_strings import Strings
from firstyear.packs.models_instrument import Instrument, Question


def copy_instrument(
    instrument: Instrument, new_id: str, *, title: str, version: str = "1.0"
) -> Instrument:
    """A copy under an id, title and version of its own, ready to be changed.

    Raises UsageError where the id is the original's.

    Example:
        >>> import firstyear as fy
        >>> whole = fy.packs.instrument("infant-mortality")
        >>> ours = fy.packs.copy_instrument(whole, "ours", title="Ours")
        >>> ours.copied_from, ours.changes
        ('infant-mortality 1.0', ())
    """
    if new_id == instrument.id:
        raise UsageError("a copy needs an id of its own")
    return _made(
        instrument,
        id=new_id,
        title=title,
        version=version,
        copied_from=f"{instrument.id} {instrument.version}",
        changes=(),
        reworded=(),
    )


def drop_question(instrument: Instrument, question_id: str) -> Instrument:
    """Without a row and everything below it.

    Raises InputError where there is no such row, UsageError where the instrument is
    no copy.

    Example:
        >>> import firstyear as fy
        >>> whole = fy.packs.instrument("infant-mortality")
        >>> ours = fy.packs.copy_instrument(whole, "ours", title="Ours")
        >>> fy.packs.drop_question(ours, "1.1.a.6").changes
        ('Left out 1.1.a.6 and 5 rows below it.',)
    """
    _is_a_copy(instrument)
    instrument.question(question_id)
    gone = {question_id}
    for row in instrument.entries:  # parents stand before their rows
        if row.parent in gone:
            gone.add(row.id)
    below = len(gone) - 1
    rest = f" and {below} row{'s' if below > 1 else ''} below it" if below else ""
    return _made(
        instrument,
        f"Left out {question_id}{rest}.",
        entries=tuple(row for row in instrument.entries if row.id not in gone),
        reworded=tuple(each for each in instrument.reworded if each not in gone),
    )


def keep_core(instrument: Instrument) -> Instrument:
    """The core set alone, in the same parts; a core row keeps what it stands under.

    Raises UsageError where the instrument is no copy.

    Example:
        >>> import firstyear as fy
        >>> whole = fy.packs.instrument("infant-mortality")
        >>> ours = fy.packs.copy_instrument(whole, "ours", title="Ours")
        >>> fy.packs.keep_core(ours).changes
        ('Kept to the core set: 38 of 359 rows.',)
    """
    _is_a_copy(instrument)
    kept: set[str] = set()
    for row in reversed(instrument.entries):  # parents stand before their rows
        if row.core or row.id in kept:
            kept |= {row.id, row.parent}
    entries = tuple(row for row in instrument.entries if row.id in kept)
    if len(entries) == len(instrument.entries):
        return instrument
    return _made(
        instrument,
        f"Kept to the core set: {len(entries)} of {len(instrument.entries)} rows.",
        entries=entries,
        reworded=tuple(each for each in instrument.reworded if each in kept),
    )


def add_question(instrument: Instrument, question: Question) -> Instrument:
    """With one more row: last of its parent's rows, or last of its part.

    Raises InputError where its id is in use or what it names is not there, UsageError
    where the instrument is no copy.
    """
    _is_a_copy(instrument)
    family = {question.parent}
    after = None
    for place, row in enumerate(instrument.entries):
        if question.parent and (row.id in family or row.parent in family):
            family.add(row.id)
            after = place
        elif not question.parent and row.part == question.part:
            after = place
    entries = list(instrument.entries)
    entries.insert(
        _part_end(instrument, question) if after is None else after + 1, question
    )
    return _made(
        instrument, f"Added {question.id}: {question.text}", entries=tuple(entries)
    )


def reword_question(
    instrument: Instrument,
    question_id: str,
    *,
    text: str | None = None,
    helper: str | None = None,
    levels: Sequence[str] | None = None,
) -> Instrument:
    """With other words for a row; what is None stays as it is.

    Raises InputError where there is no such row or the words do not fit its answer,
    UsageError where the instrument is no copy or no words are given.
    """
    _is_a_copy(instrument)
    old = instrument.question(question_id)
    wanted: dict[str, Any] = {"text": text, "helper": helper}
    wanted["levels"] = None if levels is None else tuple(levels)
    wanted = {name: value for name, value in wanted.items() if value is not None}
    if not wanted:
        raise UsageError("say which words change: text, helper or levels")
    new = {n: value for n, value in wanted.items() if value != getattr(old, n)}
    if not new:
        return instrument
    row = old.model_copy(update=new)
    return _made(
        instrument,
        *(
            f"Reworded {name} of {question_id}: {_old_and_new(old, row, name)}"
            for name in new
        ),
        entries=_with(instrument, row),
        reworded=tuple(dict.fromkeys((*instrument.reworded, question_id))),
    )


def reorder_parts(instrument: Instrument, running_order: Sequence[str]) -> Instrument:
    """With its parts in another order. Each part is named once.

    Raises InputError where a part is left out, named twice or not there, UsageError
    where the instrument is no copy.
    """
    _is_a_copy(instrument)
    order = tuple(running_order)
    if order == instrument.running_order:
        return instrument
    return _made(
        instrument, f"Order of parts: {', '.join(order)}.", running_order=order
    )


def translate_instrument(
    instrument: Instrument, strings: Strings, *, of_original: bool = False
) -> Instrument:
    """In the language of `strings`; what they leave out stays in the language it had.

    `of_original` says that `strings` were written for what `instrument` is a copy of:
    then rows that the copy left out are passed over, and its title, its summary and the
    rows it reworded stay as they are. `changes` stays as it was: other words for the
    same questions are no change. Raises InputError for a row or part that is not
    there, or levels that do not fit.
    """
    known = {row.id for row in instrument.entries}
    faults = [
        Fault(f"entry {name}: no such question", value=name)
        for name in strings.entries
        if name not in known and not of_original
    ]
    own = set(instrument.reworded) if of_original else set()
    parts = {part.id for part in instrument.parts}
    faults += [
        Fault(f"part {name}: no such part", value=name)
        for name in strings.parts
        if name not in parts
    ]
    if faults:
        raise InputError(f"The translation into {strings.language}:", faults)
    rows = []
    for row in instrument.entries:
        words = None if row.id in own else strings.entries.get(row.id)
        given = words.model_dump(exclude_defaults=True) if words else {}
        rows.append(row.model_copy(update=given))
    heading = {
        name: getattr(strings, name) or getattr(instrument, name)
        for name in (("scale",) if of_original else ("title", "summary", "scale"))
    }
    return _made(
        instrument,
        language=strings.language,
        entries=tuple(rows),
        parts=tuple(
            part.model_copy(update=strings.parts.get(part.id, {}))
            for part in instrument.parts
        ),
        **heading,
    )


def _made(instrument: Instrument, *changes: str, **fields: Any) -> Instrument:
    """The instrument with other fields, checked as one that is read from a file."""
    fields.setdefault("changes", (*instrument.changes, *changes))
    altered = instrument.model_copy(update=fields)
    return instrument_of(altered.model_dump(), file="")


def _with(instrument: Instrument, row: Question) -> tuple[Question, ...]:
    return tuple(row if each.id == row.id else each for each in instrument.entries)


def _part_end(instrument: Instrument, question: Question) -> int:
    """Where the first row of a part that has none yet belongs."""
    order = instrument.running_order
    if question.part not in order:
        return len(instrument.entries)
    before = set(order[: order.index(question.part)])
    return sum(row.part in before for row in instrument.entries)


def _old_and_new(old: Question, new: Question, name: str) -> str:
    if name == "levels":
        changed = [
            f"level {number} now says “{after}”"
            for number, (before, after) in enumerate(
                zip(old.levels, new.levels, strict=False)
            )
            if before != after
        ]
        return "; ".join(changed) + "."
    return f"“{getattr(old, name)}” became “{getattr(new, name)}”."


def _is_a_copy(instrument: Instrument) -> None:
    if not instrument.copied_from:
        raise UsageError(
            f"{instrument.id} is an original: copy it first, and change the copy"
        )
