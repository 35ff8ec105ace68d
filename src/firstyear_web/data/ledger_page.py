"""The ledger of local releases as a page and a file say it. It holds no counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from firstyear.figures.ledger import Entry
from firstyear.figures.write import escaped
from firstyear_web.data.doer import doer_in_words

BROKEN = (
    "The ledger does not hold together: a line of it was changed or taken out. Until "
    "it is put right, do not rely on what it said. Whoever runs this site can see "
    "which line with “firstyear check”, and restore the file from a backup."
)
WHAT = {
    "loaded": "Loaded, not public yet",
    "approved": "Approved for everybody",
    "released": "Released",
    "called published": "Called published",
    "rounded": "Rounded, in a file",
}
COLUMNS = ("when", "what", "release", "title", "rule", "tables", "shown", "hidden")


@dataclass(frozen=True)
class Line:
    """One entry, for a reader: names are for colleagues only."""

    when: datetime
    what: str
    release: str
    there: bool
    title: str
    rule: str
    tables: int
    shown: int
    hidden: int
    by: str
    second: str


def lines(
    entries: Iterable[Entry], there: Iterable[str], *, to_colleague: bool
) -> tuple[Line, ...]:
    """Newest first. `there` are the releases that have a page."""
    known = set(there)
    return tuple(
        Line(
            when=each.when,
            what=WHAT.get(each.what, each.what),
            release=each.release,
            there=each.release in known,
            title=each.title or each.release,
            rule=each.rule,
            tables=each.tables,
            shown=each.shown,
            hidden=each.hidden,
            by=doer_in_words(each.by, to_colleague=to_colleague) or "the command line",
            second=doer_in_words(each.second, to_colleague=to_colleague),
        )
        for each in sorted(entries, key=lambda each: each.when, reverse=True)
    )


def rows(found: Iterable[Line]) -> Iterator[list[object]]:
    """The same as rows of a CSV file, with its heads first."""
    yield [*COLUMNS, "by", "second_person"]
    for each in found:
        yield [
            each.when.isoformat(),
            each.what,
            each.release,
            escaped(each.title),
            escaped(each.rule),
            each.tables,
            each.shown,
            each.hidden,
            escaped(each.by),
            escaped(each.second),
        ]
