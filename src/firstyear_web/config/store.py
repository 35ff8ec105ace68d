"""The one open store of figures: read-only, and always of the newest releases."""

from functools import cache
from pathlib import Path

from django.conf import settings

from firstyear.figures import Store
from firstyear.figures import open as open_store


@cache
def _store(home: Path) -> Store:
    return open_store(home)


def current_store() -> Store:
    """The store of the data folder; it sees a release as soon as it is swapped in."""
    return _store(settings.FIRSTYEAR_HOME)


def holds_synthetic() -> bool:
    """Whether any release is made up: every page says so then."""
    return any(each.origin == "synthetic" for each in current_store().releases())
