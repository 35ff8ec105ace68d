"""What can go wrong, and what the person at the keyboard is told.

Every error that a user can cause is a `FirstyearError`. The command line prints
its message without a traceback and leaves with its `exit_code`; the site shows
the same message in a form's error summary. Anything else is a fault of ours.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

SHOWN_FAULTS = 20


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the input: what, where, and what to do about it.

    `row` counts as a person does in the file they opened: the header is row 1.
    For arrays given in Python it is the position, counted from 0, and `file` is
    blank. `line` is the line of a text file that is no table.
    """

    message: str
    remedy: str = ""
    file: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    line: int | None = None

    def __str__(self) -> str:
        places = [
            self.file,
            "" if self.row is None else f"row {self.row}",
            "" if self.line is None else f"line {self.line}",
            f"column {self.column}" if self.column else "",
        ]
        place = ", ".join(part for part in places if part)
        value = f" (found {self.value!r})" if self.value else ""
        remedy = f". {self.remedy}" if self.remedy else ""
        return f"{place}: {self.message}{value}{remedy}".removeprefix(": ")


class FirstyearError(Exception):
    """Something Firstyear can explain; the exit code is 2 unless a class says other."""

    exit_code = 2


class InputError(FirstyearError):
    """The input is faulty; nothing was computed and nothing was written.

    `faults` holds every fault; the message shows the first 20 and how many more.
    """

    def __init__(self, summary: str, faults: Sequence[Fault] = ()) -> None:
        self.summary = summary
        self.faults = tuple(faults)
        super().__init__(summary)

    def __str__(self) -> str:
        lines = [self.summary, *(f"  {fault}" for fault in self.faults[:SHOWN_FAULTS])]
        if len(self.faults) > SHOWN_FAULTS:
            lines.append(f"  and {len(self.faults) - SHOWN_FAULTS} more")
        return "\n".join(lines)


class UsageError(FirstyearError):
    """The request itself does not make sense: a wrong option, an unknown verb."""


class RefusedError(FirstyearError):
    """What was asked is clear and we decline it, with the reason."""


class StorageError(FirstyearError):
    """The data folder could not be read or written; what was there before is whole."""


class SourceError(FirstyearError):
    """An outside source is down, or answers something other than what it promises."""


class CheckFailed(FirstyearError):  # noqa: N818 - what a person reads at exit code 1
    """A check that a verb exists to make came out negative."""

    exit_code = 1


class NotCertified(CheckFailed):
    """Nobody could prove that the hidden counts stay hidden: publish nothing of them.

    `blocking` holds the keys of the cells that stand in the way, where they are known.
    """

    def __init__(self, message: str, blocking: Sequence[Hashable] = ()) -> None:
        self.blocking = tuple(blocking)
        super().__init__(message)
