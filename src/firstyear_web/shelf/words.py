"""The glossary as the page shows it: from A to Z, or what a search finds."""

from collections import defaultdict
from dataclasses import dataclass

from firstyear import packs
from firstyear.figures.schema import FLAGS, STATUSES
from firstyear.packs import Term

ANCHOR = "term-{}"
KINDS = {
    "word": "",
    "field": "In maternity and child health",
    "data": "In figures and files",
    "statistics": "Statistics",
}
# Written in files exactly so, whatever pages say in their place.
CODES = {*STATUSES, *FLAGS}


@dataclass(frozen=True)
class Word:
    """A term with its anchor, what it is, and the terms it points at."""

    id: str
    anchor: str
    term: str
    is_code: bool
    abbreviation: str
    kind: str
    definition: str
    say: str
    see: tuple["Other", ...]


@dataclass(frozen=True)
class Other:
    id: str
    term: str
    is_code: bool


def words(asked: str = "") -> tuple[tuple[str, tuple[Word, ...]], ...]:
    """Letter by letter, the terms that `asked` is in; all of them for a blank."""
    known = packs.glossary()
    wanted = asked.casefold().strip()
    by_letter: dict[str, list[Word]] = defaultdict(list)
    for entry in sorted(known.values(), key=lambda each: each.term.casefold()):
        searched = " ".join(
            (entry.term, entry.abbreviation, entry.definition, entry.say)
        )
        if wanted in searched.casefold():
            by_letter[entry.term[0].upper()].append(_word(entry))
    return tuple((letter, tuple(found)) for letter, found in sorted(by_letter.items()))


def _word(entry: Term) -> Word:
    known = packs.glossary()
    return Word(
        id=entry.id,
        anchor=ANCHOR.format(entry.id),
        term=entry.term,
        is_code=entry.term in CODES,
        abbreviation=entry.abbreviation,
        kind=KINDS[entry.kind],
        definition=entry.definition,
        say=entry.say,
        see=tuple(
            Other(each, known[each].term, known[each].term in CODES)
            for each in entry.see
            if each in known
        ),
    )
