"""What is in waiting files, read for a report or for good: the same way both times."""

from dataclasses import dataclass, replace

from firstyear.errors import Fault, InputError
from firstyear.figures import Reading, read
from firstyear_web.data.uploads import Upload


@dataclass(frozen=True)
class Read:
    """Readings of the files that hold figures, and names of those that only
    complete others (a list of indicators beside its figures)."""

    readings: tuple[Reading, ...]
    beside: tuple[str, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        return tuple(fault for each in self.readings for fault in each.faults)


def read_upload(upload: Upload) -> Read:
    """Every file read with the others beside it; faulty rows are handed back.

    Raises InputError, in the user's names of files, where one cannot be read at all.
    """
    readings: list[Reading] = []
    unread: dict[str, InputError] = {}
    paths = upload.paths
    for path in paths:
        try:
            readings.append(
                read(
                    path,
                    beside=[each for each in paths if each != path],
                    source=upload.provenance.publisher,
                    origin=upload.provenance.origin,
                    accept_refusals=True,
                )
            )
        except InputError as problem:
            unread[path.name] = problem
    said = " ".join(note for each in readings for note in each.notes)
    faulty = [problem for name, problem in unread.items() if name not in said]
    if faulty:
        raise _named(faulty, upload)
    return Read(
        tuple(_renamed(each, upload) for each in readings),
        tuple(upload.names[name] for name in unread),
    )


def _renamed(reading: Reading, upload: Upload) -> Reading:
    words = upload.in_words_of_the_user
    return replace(
        reading,
        file=words(reading.file),
        recognised=words(reading.recognised),
        notes=tuple(words(note) for note in reading.notes),
        faults=tuple(_fault(fault, upload) for fault in reading.faults),
    )


def _named(problems: list[InputError], upload: Upload) -> InputError:
    faults = [
        _fault(fault, upload)
        for problem in problems
        for fault in problem.faults or (Fault(problem.summary),)
    ]
    return InputError(upload.in_words_of_the_user(problems[0].summary), faults)


def _fault(fault: Fault, upload: Upload) -> Fault:
    words = upload.in_words_of_the_user
    return replace(
        fault,
        message=words(fault.message),
        remedy=words(fault.remedy),
        file=words(fault.file),
    )
