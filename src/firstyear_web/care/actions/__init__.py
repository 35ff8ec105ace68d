"""Every change to local help, to keeping times and to names that are kept."""

from firstyear_web.care.actions.keeping import (
    end_keeping,
    keep_for,
    take_name_away,
)
from firstyear_web.care.actions.local_help import add_help, change_help, remove_help

__all__ = [
    "add_help",
    "change_help",
    "end_keeping",
    "keep_for",
    "remove_help",
    "take_name_away",
]
