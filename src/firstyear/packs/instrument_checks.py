"""Whether the rows of an instrument fit together, and what they name is there."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Literal

from firstyear.errors import Fault, InputError
from firstyear.packs.actions import bodies, interventions, standards
from firstyear.packs.catalogue import indicators
from firstyear.packs.models_instrument import Instrument

What = Literal["instrument", "part", "question"]

# From what a fault is about, and its id, to the file and line it stands in.
Places = Callable[[What, str], tuple[str, int | None]]


def checked(instrument: Instrument, places: Places) -> Instrument:
    """The instrument, if nothing in it points at what is not there.

    Raises InputError with every fault, each with file, line and id.
    """
    faults = [
        replace(fault, file=file, line=line)
        for what, name, fault in _faults(instrument)
        for file, line in [places(what, name)]
    ]
    if faults:
        raise InputError(f"The instrument {instrument.id} does not fit:", faults)
    return instrument


def _faults(instrument: Instrument) -> Iterator[tuple[What, str, Fault]]:
    """Each fault with what it is about and its id."""
    for message, value in _of_order(instrument):
        yield "instrument", instrument.id, _fault("", "running_order", message, value)
    for part, times in Counter(part.id for part in instrument.parts).items():
        if times > 1:
            yield "part", part, _fault(part, "id", "used for more than one part")
    for fault_of, fault in (*_of_families(instrument), *_of_names(instrument)):
        yield "question", fault_of, fault


def _of_order(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """What is wrong with the running order, and the part it is about."""
    parts = {part.id for part in instrument.parts}
    named = Counter(instrument.running_order)
    for name, times in named.items():
        if name not in parts:
            yield "no such part", name
        if times > 1:
            yield "a part is named twice", name
    for name in sorted(parts - set(named)):
        yield "leaves a part out", name


def _of_families(instrument: Instrument) -> Iterator[tuple[str, Fault]]:
    """Parts and parents: there, and the parent before its rows in the same part."""
    parts = {part.id for part in instrument.parts}
    every = Counter(row.id for row in instrument.entries)
    for name, times in every.items():
        if times > 1:
            yield name, _fault(name, "id", "used for more than one question")
    earlier: dict[str, str] = {}
    for row in instrument.entries:
        if row.part not in parts:
            yield row.id, _fault(row.id, "part", "no such part", row.part)
        wrong = ""
        if row.parent and row.parent not in every:
            wrong = "no such question"
        elif row.parent and row.parent not in earlier:
            wrong = "comes after this row"
        elif row.parent and earlier[row.parent] != row.part:
            wrong = "is in another part"
        if wrong:
            yield row.id, _fault(row.id, "parent", wrong, row.parent)
        earlier[row.id] = row.part


def _of_names(instrument: Instrument) -> Iterator[tuple[str, Fault]]:
    """Indicators, interventions, standards and bodies that the packs do not have."""
    known: dict[str, Collection[str]] = {
        "indicators": indicators(),
        "interventions": interventions(),
        "standards": standards(),
        "bodies": bodies(),
    }
    for row in instrument.entries:
        for field, there in known.items():
            for name in getattr(row, field):
                if name not in there:
                    message = "the packs have none of this id"
                    yield row.id, _fault(row.id, field, message, name)


def _fault(row_id: str, field: str, message: str, value: str = "") -> Fault:
    entry = f"entry {row_id}, " if row_id else ""
    return Fault(f"{entry}field {field}: {message}", value=value)
