"""Instruments of one's own: put in whole or not at all, and offered no longer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from django.db import transaction

from firstyear import packs
from firstyear.errors import Fault, InputError, RefusedError
from firstyear.packs import Instrument
from firstyear_web.people.models import User
from firstyear_web.people.permissions import require
from firstyear_web.workshops.actions.planning import RUN
from firstyear_web.workshops.models import OwnInstrument

# The workbook with its 360 rows is a quarter of this.
MOST_BYTES: Final = 1024 * 1024
MOST_FILES: Final = 60
MOST_ROWS: Final = 2000
MOST_ID: Final = 40
MOST_ROW_ID: Final = 80
MOST_LINE: Final = 400
MOST_HELPER: Final = 1000


def read_files(files: Mapping[str, bytes]) -> Instrument:
    """The instrument in one file, or in the files of its folder, by their names.

    Raises InputError with every fault, with file, line and id, as the command line
    tells them.
    """
    fits([len(one) for one in files.values()])
    return packs.read_instrument_texts(files)


def fits(sizes: Sequence[int]) -> None:
    """Raises InputError where files of so many bytes are none or too much."""
    if not sizes:
        raise InputError(
            "Choose the file of an instrument, or all files of its folder."
        )
    if len(sizes) > MOST_FILES or sum(sizes) > MOST_BYTES:
        raise InputError(
            f"This is larger than an instrument: {MOST_BYTES // 1024:,} kilobytes in "
            f"{MOST_FILES} files at most."
        )


@transaction.atomic
def add_instrument(*, instrument: Instrument, by: User) -> OwnInstrument:
    """A version of an instrument that sessions can be planned with from now on.

    Put in again as it is, it is the same one. Raises InputError where the id is that
    of one that comes with Firstyear, RefusedError where this version says something
    else already.
    """
    require(by, RUN)
    if instrument.id in packs.instruments():
        raise InputError(
            f"{instrument.id} comes with Firstyear: give yours an id of its own."
        )
    if len(instrument.entries) > MOST_ROWS:
        raise InputError(f"No session asks more than {MOST_ROWS:,} questions.")
    faults = list(_too_long(instrument))
    if faults:
        raise InputError("What a session cannot hold:", faults)
    content = instrument.to_dict()
    there = (
        OwnInstrument.objects.select_for_update()
        .filter(key=instrument.id, version=instrument.version)
        .first()
    )
    if there is not None and there.content != content:
        raise RefusedError(
            f"Version {instrument.version} of {instrument.id} is here already, with "
            "other words. Sessions may have been held with it: give yours another "
            "version."
        )
    made = there or OwnInstrument(
        key=instrument.id, version=instrument.version, by=by, content=content
    )
    made.title, made.retired = instrument.title, False
    return _keep(made, "put in", by)


@transaction.atomic
def retire_instrument(*, instrument: OwnInstrument, by: User) -> OwnInstrument:
    """New sessions are not planned with it; those that are keep what they have.

    Only people of the organisation that put it in say so.
    """
    require(by, RUN, instrument)
    instrument.retired = True
    return _keep(instrument, "no longer offered", by)


def _too_long(instrument: Instrument) -> Iterator[Fault]:
    """Texts that no screen of a room has a place for, each with the id of its row."""
    told = [("instrument", "id", instrument.id, MOST_ID)]
    told += [("instrument", "version", instrument.version, MOST_ID)]
    told += [("instrument", "title", instrument.title, MOST_LINE)]
    told += [("instrument", "scale", one, MOST_LINE) for one in instrument.scale]
    for part in instrument.parts:
        told += [(f"part {part.id}", "id", part.id, MOST_ID)]
        told += [(f"part {part.id}", "title", part.title, MOST_LINE)]
        told += [(f"part {part.id}", "says", part.says, MOST_HELPER)]
    for row in instrument.entries:
        name = f"entry {row.id}"
        told += [(name, "id", row.id, MOST_ROW_ID), (name, "text", row.text, MOST_LINE)]
        told += [(name, "helper", row.helper, MOST_HELPER)]
        told += [(name, "levels", one, MOST_LINE) for one in row.levels]
    for where, field, text, most in told:
        if len(text) > most:
            yield Fault(
                f"{where[:120]}, field {field}: {len(text):,} letters, and there is "
                f"room for {most:,}"
            )


def _keep(made: OwnInstrument, done: str, by: User) -> OwnInstrument:
    made._history_user, made._change_reason = by, done
    made.full_clean(exclude=["content"])
    made.save()
    return made
