"""The glossary, and the words that pages and documents leave out."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from firstyear.packs import reader
from firstyear.packs.models_content import Avoid, Term, Where

# Stands where an exception was, so that its words are not found again and places
# in the text stay as they were.
HIDDEN = "\0"

PUBLIC: tuple[Where, ...] = ("public",)


@dataclass(frozen=True)
class FoundWord:
    """A word to leave out: what was found, where in the text, what to say instead."""

    word: str
    start: int
    instead: str
    entry: str


@cache
def glossary() -> Mapping[str, Term]:
    """Every term by id, in the order of the pack.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.glossary()["gestation"].say
        'length of pregnancy'
    """
    entries = reader.read(Term, "glossary.yaml")
    return MappingProxyType({entry.id: entry for entry in entries})


@cache
def avoid() -> tuple[Avoid, ...]:
    """Words to leave out, with what to say instead."""
    return reader.read(Avoid, "avoid.yaml")


def words_to_avoid(
    text: str, *, where: Collection[Where] = PUBLIC
) -> tuple[FoundWord, ...]:
    """Words in `text` that should not be there, in the order they stand in it.

    `where` names what kind of text it is: `public` for pages that anyone sees,
    `headline` for a title, `screening` for text about antenatal screening. What is
    to be left out everywhere is always looked for.

    Example:
        >>> import firstyear as fy
        >>> fy.packs.words_to_avoid("Support for obese women")[0].word
        'obese'
        >>> fy.packs.words_to_avoid("Babies who died")
        ()
    """
    kinds = {"everywhere", *where}
    found = [
        FoundWord(match.group(), match.start(), entry.instead, entry.id)
        for entry in avoid()
        if entry.where in kinds
        for match in _pattern(entry.patterns, entry.case_sensitive).finditer(
            _without(text, entry)
        )
    ]
    return tuple(sorted(found, key=lambda word: word.start))


def _without(text: str, entry: Avoid) -> str:
    if not entry.exceptions:
        return text
    let_be = _pattern(entry.exceptions, entry.case_sensitive)
    return let_be.sub(lambda match: HIDDEN * len(match.group()), text)


@cache
def _pattern(patterns: tuple[str, ...], case_sensitive: bool) -> re.Pattern[str]:
    whole = "|".join(patterns)
    flags = re.NOFLAG if case_sensitive else re.IGNORECASE
    return re.compile(rf"(?<!\w)(?:{whole})(?!\w)", flags)
