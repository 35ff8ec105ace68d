"""What the address of a page asks for: checked, so that nothing odd reaches a query."""

from dataclasses import dataclass

from django.http import QueryDict

from firstyear import packs
from firstyear.errors import UsageError
from firstyear.picture.chosen import LEVELS

LENGTHS = (1, 2, 3, 5)
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True)
class Options:
    """The choices of a page; blank and None where the address leaves them out."""

    indicator: str | None = None
    years: int | None = None
    since: int | None = None
    level: str | None = None

    def query(self) -> dict[str, str]:
        """Only what was chosen, for the addresses of downloads."""
        chosen = {
            "indicator": self.indicator,
            "years": self.years,
            "since": self.since,
            "level": self.level,
        }
        return {key: str(value) for key, value in chosen.items() if value is not None}


def read_options(query: QueryDict) -> Options:
    """The options of an address. Raises UsageError that says what may stand there."""
    indicator = query.get("indicator") or None
    if indicator is not None and indicator not in packs.indicators():
        raise UsageError(f"There is no indicator called {indicator!r} in the pack.")
    years = _whole(query, "years", "a period length of 1, 2, 3 or 5 years")
    if years is not None and years not in LENGTHS:
        raise UsageError("Choose a period length of 1, 2, 3 or 5 years.")
    since = _whole(query, "since", "a year such as 2011")
    if since is not None and not FIRST_YEAR <= since <= LAST_YEAR:
        raise UsageError("Choose a year such as 2011.")
    level = query.get("level") or None
    if level is not None and level not in LEVELS:
        raise UsageError(f"Choose a level of area: {', '.join(LEVELS)}.")
    return Options(indicator, years, since, level)


def _whole(query: QueryDict, name: str, wanted: str) -> int | None:
    text = query.get(name, "").strip()
    if not text:
        return None
    if not text.isascii() or not text.isdigit():
        raise UsageError(f"Choose {wanted}, not {text!r}.")
    return int(text)
