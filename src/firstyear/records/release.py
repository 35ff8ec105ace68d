"""The only way out of record level: counts leave through the disclosure gate."""

from typing import NoReturn

from firstyear.errors import RefusedError
from firstyear.records.results import Counted


def release(counted: Counted) -> NoReturn:
    """Refuses: nothing here protects counts yet, so none may leave.

    Raises RefusedError, always.
    """
    raise RefusedError(
        "Counts of records leave only through the disclosure gate, which this version "
        "has not got. For your own eyes, on this machine: --unprotected --out "
        "NOT-FOR-RELEASE-NAME.csv."
    )
